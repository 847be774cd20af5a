"""What a question names twice, and what one name of several things stands for."""

from __future__ import annotations

import pytest

from assistant.datatypes import Span, Turn
from assistant.pipeline import Assistant
from assistant.retrieval.lexicon import Match
from assistant.retrieval.masking import unrepeated
from assistant.retrieval.tokens import tokens


def spoken_of(assistant: Assistant, name: str) -> set[str]:
    """Examples whose words hold a name."""
    return {item.id for item in assistant.report.of_kind("example") if name in item.words.of(assistant.report.text)}


@pytest.mark.parametrize(
    ("question", "named", "kept"),
    [
        ("which universities worked on the economy study", [(0, 1), (2, 4)], [(2, 4)]),
        ("the universities and the economy study", [(0, 1), (1, 3)], [(0, 1), (1, 3)]),
        ("which universities worked", [(0, 1)], [(0, 1)]),  # the only name
    ],
)
def test_what_is_asked_for_is_no_second_name(question: str, named: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    matches = [Match("source", "economy", *place) for place in named]
    assert [(m.start, m.end) for m in unrepeated(matches, tokens(question))] == kept


def test_what_is_asked_for_names_nothing_where_it_is_another_thing() -> None:
    two = [Match("source", "economy", 0, 1), Match("source", "housing", 2, 4)]
    assert unrepeated(two, tokens("which universities worked on the housing study")) == two


def test_who_worked_on_a_study_is_told_from_that_study(assistant: Assistant) -> None:
    answer = assistant.ask("What universities worked on the social economy study?")
    assert (answer.reading.intent, answer.reading.facets.source) == ("source", ("social-economy",))
    assert "University of Wolverhampton" in " ".join(c.quote for c in answer.citations)


def test_a_set_of_examples_by_a_name_holds_all_that_speak_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("Which examples mention TAWS?")
    wanted = spoken_of(assistant, "TAWS")
    assert len(wanted) > 1
    quoted = [item.id for item in assistant.report.of_kind("example") for c in answer.citations if item.words.overlap(Span(c.start, c.end))]
    assert sorted(quoted) == sorted(wanted)


def test_one_example_asked_about_by_that_name_stays_one(assistant: Assistant) -> None:
    assert assistant.ask("What did TAWS do with food?").reading.facets.example == ("ex-taws",)


@pytest.mark.parametrize("message", ["only those of TAWS", "and which are about TAWS?"])
def test_a_set_that_is_narrowed_to_a_name_holds_all_that_speak_of_it(assistant: Assistant, message: str) -> None:
    first = assistant.ask("List the examples")
    answer = assistant.ask(message, [Turn(first.reading, first)])
    assert set(answer.reading.facets.example) == spoken_of(assistant, "TAWS")
