"""A choice among the items that were just shown."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer, Turn
from assistant.pipeline import Assistant

INCLUSIVE = "List the recommendations under Inclusive Services and Economy"


def last_of(assistant: Assistant, *messages: str) -> Answer:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    return history[-1].answer


def ids(assistant: Assistant, **wanted: str) -> set[str]:
    return {item.id for item in assistant.report.of_kind("recommendation") if all(getattr(item, name) == value for name, value in wanted.items())}


@pytest.mark.parametrize("message", ["Which one mentions data?", "Which of those speaks of data?"])
def test_the_one_that_says_something_is_looked_for_in_the_list(assistant: Assistant, message: str) -> None:
    assert {c.section for c in assistant.ask("Which recommendation mentions data?").citations} != {"Inclusive Services and Economy"}
    answer = last_of(assistant, INCLUSIVE, message)
    assert set(answer.reading.facets.item) == ids(assistant, theme="inclusive")
    assert "data packages" in answer.citations[0].quote
    assert {c.section for c in answer.citations} == {"Inclusive Services and Economy"}


def test_what_another_theme_says_more_of_is_not_in_the_list(assistant: Assistant) -> None:
    first, message = "List the recommendations under Policy, Process and Regulation Serving Outcomes", "Which one is to do with volunteers?"
    answer = last_of(assistant, first, message)
    assert "encourages working-age people to volunteer" in answer.citations[0].quote
    assert {c.section for c in answer.citations} == {"Policy, Process and Regulation Serving Outcomes"}


def test_the_one_is_of_the_list_even_if_common_words_describe_it(assistant: Assistant) -> None:
    answer = last_of(assistant, INCLUSIVE, "The one about working together")
    assert set(answer.reading.facets.item) == ids(assistant, theme="inclusive")


def test_after_a_choice_another_is_made_from_the_same_list(assistant: Assistant) -> None:
    answer = last_of(assistant, INCLUSIVE, "Which one mentions data?", "the one about national initiatives")
    assert set(answer.reading.facets.item) == ids(assistant, theme="inclusive")
    assert "national digital inclusion strategies" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("first", "message", "source", "told"),
    [
        ("What is recommended about communication?", "Which of those come from the system-level study?", "system-level", "weekly communications"),
        ("What should happen about data?", "which of them come from the homelessness research?", "homelessness", "data sharing agreements"),
    ],
)
def test_of_the_quotes_of_an_open_answer_those_of_one_study(assistant: Assistant, first: str, message: str, source: str, told: str) -> None:
    shown = assistant.ask(first)
    answer = last_of(assistant, first, message)
    assert answer.reading.facets.source == (source,)
    assert {(c.start, c.end) for c in answer.citations} < {(c.start, c.end) for c in shown.citations}
    assert told in answer.citations[0].quote


def test_none_among_those_just_shown_denies_nothing_of_the_report(assistant: Assistant) -> None:
    answer = last_of(assistant, "What is recommended on volunteers?", "which of those come from the system-level study?")
    assert answer.blocks[0].text == "None (0): there is no recommendation from the system-level research (November 2020) among those just shown."
    assert not answer.citations


def test_a_choice_that_nothing_shown_answers_says_so(assistant: Assistant) -> None:
    answer = last_of(assistant, "List the recommendations under Collaborative Leadership", "Which one is to do with the mayor?")
    assert "Of those just shown none says so plainly; this comes nearest." in [block.text for block in answer.blocks]
    answer = last_of(assistant, INCLUSIVE, "Which one mentions data?")
    assert not any("Of those just shown" in (block.text or "") for block in answer.blocks)
