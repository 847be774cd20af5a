"""Restrictions and nouns decide what the parsed structure answers, however the question was put."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer
from assistant.pipeline import Assistant


def kinds(answer: Answer) -> set[str]:
    return {c.kind for c in answer.citations}


def quoted(answer: Answer) -> str:
    return " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many stages did the social economy research go through?", ["four phases", "rapid evidence review", "working group"]),
        ("How many interviews were there in the homelessness research?", ["20 semi-structured interviews"]),
        ("How many of the studies relied on interviews?", ["over 30 interviews", "over 20 regional partners", "20 semi-structured"]),
    ],
)
def test_what_research_consists_of_is_told_from_the_research(assistant: Assistant, question: str, told: list[str]) -> None:
    answer = assistant.ask(question)
    assert "recommendation" not in kinds(answer)
    assert [words for words in told if words not in quoted(answer)] == []


@pytest.mark.parametrize("question", ["What studies is the document based on?", "Which research underpins the whole report?"])
def test_what_the_report_rests_on_are_its_studies(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {c.source for c in answer.citations} == {source.short for source in assistant.report.sources}


def test_a_study_at_a_glance_is_what_it_found(assistant: Assistant) -> None:
    answer = assistant.ask("Give me the gist of the homelessness research")
    assert answer.citations[0].quote.startswith("The report highlights how the pandemic radically altered")


def test_the_reason_for_a_theme_is_its_introduction(assistant: Assistant) -> None:
    answer = assistant.ask("Why is there a chapter on Nurturing Relationships?")
    assert "Investing in collaboration and nurturing relationships" in quoted(answer)
    assert "recommendation" not in kinds(answer)


@pytest.mark.parametrize("question", ["Under how many themes does it say what has been done?", "Is there an action for every theme?"])
def test_themes_by_what_has_been_done(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.blocks[0].text or "").startswith("Under 8 of 8 themes")
    assert kinds(answer) == {"action"}


@pytest.mark.parametrize("question", ["Which examples say no location?", "Examples whose whereabouts aren't given", "How many stories do not mention a place?"])
def test_examples_without_a_place(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    unplaced = [i for i in assistant.report.of_kind("example") if not i.place]
    assert [c.start for c in answer.citations] == [i.words.start for i in unplaced]


def test_a_full_name_finds_what_its_acronym_finds(assistant: Assistant) -> None:
    spans = [{c.start for c in assistant.ask(f"Which examples mention {name}?").citations} for name in ("TAWS", "the Active Wellbeing Society")]
    assert spans[0] == spans[1]
    assert len(spans[0]) == 3


def test_what_stands_behind_those_named_is_ranked_without_them(assistant: Assistant) -> None:
    answer = assistant.ask("After Nurturing Relationships and Plan and Deliver in Partnership, which theme is largest?")
    assert {c.section for c in answer.citations} == {"Policy, Process and Regulation Serving Outcomes"}


def test_a_side_with_nothing_shows_what_it_rests_on(assistant: Assistant) -> None:
    answer = assistant.ask("Does Funding and Investment use the system-level research the way Space for Learning does?")
    assert {c.section for c in answer.citations} == {"Funding and Investment", "Space for Learning"}
