"""Two sets of a conversation taken together or set against each other."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer, Turn
from assistant.pipeline import Assistant

LEARNING, RELATIONSHIPS = "How many recommendations are under Space for Learning?", "And under Nurturing Relationships?"


def last_of(assistant: Assistant, *messages: str) -> Answer:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    return history[-1].answer


@pytest.mark.parametrize("message", ["How many are those two together?", "And in total, both of them?", "So how many combined?"])
def test_the_last_two_sets_are_counted_as_one(assistant: Assistant, message: str) -> None:
    answer = last_of(assistant, LEARNING, RELATIONSHIPS, message)
    wanted = [item for item in assistant.report.of_kind("recommendation") if item.theme in {"learning", "relationships"}]
    assert answer.reading.facets.theme == ("learning", "relationships")
    assert (answer.reading.intent, len(answer.citations)) == ("count", len(wanted))
    assert (answer.blocks[0].text or "").startswith(f"{len(wanted)} recommendations")


def test_the_sets_of_two_studies_are_counted_as_one(assistant: Assistant) -> None:
    answer = last_of(assistant, "How many recommendations come from the homelessness study?", "And from the system-level one?", "How many together?")
    assert set(answer.reading.facets.source) == {"homelessness", "system-level"}


@pytest.mark.parametrize("message", ["Which of the two has the most?", "Which of the two is the longest list?"])
def test_the_last_two_sets_are_set_side_by_side(assistant: Assistant, message: str) -> None:
    answer = last_of(assistant, LEARNING, RELATIONSHIPS, message)
    assert (answer.reading.intent, answer.reading.facets.theme) == ("compare", ("learning", "relationships"))
    assert "“Nurturing Relationships” (9)" in (answer.blocks[0].text or "")
    assert "“Space for Learning” (4)" in (answer.blocks[0].text or "")


@pytest.mark.parametrize(
    "messages",
    [
        (LEARNING, "How many examples are there in Birmingham?"),
        ("How many recommendations does Space for Learning have from the system-level research?", "How many does Funding and Investment have in all?"),
    ],
)
def test_sets_that_differ_in_more_than_one_way_are_not_taken_together(assistant: Assistant, messages: tuple[str, ...]) -> None:
    answer = last_of(assistant, *messages, "How many are those two together?")
    assert len(answer.reading.facets.theme) < 2


def test_both_alone_asks_for_neither_count_nor_comparison(assistant: Assistant) -> None:
    answer = last_of(assistant, LEARNING, RELATIONSHIPS, "What examples do they both have?")
    assert (answer.reading.intent, answer.reading.kind) == ("list", "example")


def test_two_counted_sets_together_need_no_count_word(assistant: Assistant) -> None:
    answer = last_of(assistant, "How many recommendations are under Funding and Investment?", "and Collaborative Leadership?", "and those two together?")
    assert (answer.blocks[0].text or "").startswith("9 recommendations")
