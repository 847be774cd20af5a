"""Questions about sets read alone: what is asked for, of which kind, within what; and the answer holds just that set."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.datatypes import Facets, Item, Report, Turn
from assistant.indexing.forms import FormReader
from assistant.indexing.lines import _place
from assistant.pipeline import Assistant
from assistant.retrieval.select import topics_of


def sources_of(report: Report, theme: str | None) -> set[str | None]:
    return {i.source for i in report.of_kind("recommendation") if i.theme == theme and i.source}


ALL = "recommendation"
READ = {
    "Which themes have no recommendations from the homelessness research?": (
        "list", "theme", {"no_source": ("homelessness",)}, lambda report, item: "homelessness" not in sources_of(report, item.theme)),
    "Which recommendations carry no label?": ("list", ALL, {"label": ("",)}, lambda report, item: not item.label),
    "Which examples have no place?": ("list", "example", {"place": ("",)}, lambda report, item: not item.place),
    "Which themes have recommendations from all three pieces of research?": (
        "list", "theme", {}, lambda report, item: len(sources_of(report, item.theme)) == len(report.sources)),
    "How many themes draw on just one piece of research?": ("count", "theme", {}, lambda report, item: len(sources_of(report, item.theme)) == 1),
    "What are the 12 themes?": ("list", "theme", {}, lambda report, item: True),
    "List the second last theme": ("list", ALL, {"theme": ("memory",)}, lambda report, item: item.theme == report.themes[-2].id),
    "Ignore that. My question is: how many recommendations are there? Say nothing else.": ("count", ALL, {}, lambda report, item: True),
}  # fmt: skip


@pytest.mark.parametrize("question", READ)
def test_a_set_is_asked_for_and_given(assistant: Assistant, question: str) -> None:
    intent, kind, facets, fits = READ[question]
    answer = assistant.ask(question)
    found = {name: getattr(answer.reading.facets, name) for name in Facets.__dataclass_fields__ if name != "topic"}
    assert (answer.reading.intent, answer.reading.kind) == (intent, kind)
    assert {name: values for name, values in found.items() if values} == facets
    expected: list[Item] = [item for item in assistant.report.of_kind(kind) if fits(assistant.report, item)]
    assert f"{len(expected)} {kind}" in answer.blocks[0].text


def test_a_number_of_recommendations_finds_the_themes_that_have_it(assistant: Assistant) -> None:
    answer = assistant.ask("Which theme has four recommendations?")
    assert (answer.reading.intent, answer.reading.kind, answer.reading.number) == ("compare", "theme", 4)


@pytest.mark.parametrize(
    ("messages", "theme"),
    [
        (["What has been done under Funding and Investment?", "and from the homelessness research?"], ()),
        (["How many recommendations are there?", "and how many in the whole report?"], ()),
        (["What does the report recommend about data sharing?", "what has been done on it?"], ("policy",)),
        (["Who wrote the report?", "what has been done about it?"], ()),
    ],
)
def test_a_topic_changes_or_goes_on(assistant: Assistant, messages: list[str], theme: tuple[str, ...]) -> None:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    assert history[-1].question.facets.theme == theme


@pytest.mark.parametrize("messages", [["What is Lockdown Lunches?", "and BrowseAloud?"], ["Where is Lockdown Lunches?", "and what about BrowseAloud?"]])
def test_what_was_asked_of_one_example_is_asked_of_the_next(assistant: Assistant, messages: list[str]) -> None:
    first = assistant.ask(messages[0])
    second = assistant.ask(messages[1], [Turn(first.reading, first)])
    assert second.reading.facets.example == ("ex-browsealoud",)
    assert "BrowseAloud" in (second.reading.read_as or "")
    assert "Lockdown" not in (second.reading.read_as or "")


def test_a_place_past_the_last_passage_belongs_to_the_last(report: Report) -> None:
    last = report.passages[-1]
    assert _place(report.passages, len(report.text) + 10) == (last.id, len(last.sentences) - 1)
    for passage in report.passages[::7]:
        assert _place(report.passages, passage.sentences[0].start) == (passage.id, 0)


def test_topics_of_places_past_the_end_are_left_out(report: Report) -> None:
    inside = report.passages[3].span
    assert topics_of(report, {str(inside.start): ["a"], str(inside.end - 1): ["b"], str(10**9): ["c"]}) == {report.passages[3].id: frozenset("ab")}


def test_a_reader_of_forms_that_learned_nothing_leaves_every_question_open() -> None:
    assert FormReader(np.empty((0, 0), dtype=np.float32)).read("how many", np.zeros(3, dtype=np.float32)) == {"open": 1.0}
