"""The sort of thing a question asks for, and whether a passage holds one that the question does not itself state."""

from __future__ import annotations

import pytest

from assistant.answering.wanted import later, listed, suits, things

GRANT = "The trust gave £45,000 to two towns in 2021; over 60 families had been helped by May."


@pytest.mark.parametrize(
    ("question", "suited"),
    [
        ("How much money did the trust give?", 1.0),
        ("Of the £45,000, how much was spent on staff?", -1.0),
        ("How many families were helped?", 1.0),
        ("Of those 60 families, how many moved on? And the two towns?", -1.0),
        ("Break the £45,000 down by town.", -1.0),
        ("When were they helped?", 1.0),
        ("Why were they helped?", 0.0),
        ("Name the researchers behind it.", -1.0),
    ],
)
def test_a_passage_suits_where_it_holds_what_the_question_does_not_state(question: str, suited: float) -> None:
    assert suits(question, GRANT) == suited


@pytest.mark.parametrize("passage", ["The way we deliver in a COVID-19 world.", "It was open 24/7.", "It began in 2020."])
def test_names_and_years_are_no_amounts(passage: str) -> None:
    assert suits("How many people used it?", passage) == -1.0


@pytest.mark.parametrize(
    ("question", "count"), [("what are the other five aims?", 5), ("list all 12 aims", 12), ("give the ten aims one by one", 10), ("why six?", 0)]
)
def test_how_many_things_are_to_be_told(question: str, count: int) -> None:
    assert listed(question) == count


def test_a_list_that_is_too_short_does_not_suit() -> None:
    told = "Of the six aims, two were met: homes and jobs. Parks, roads, rail and schools were not looked at, nor air, water or soil."
    assert things("Homes, jobs and parks.") == 3
    assert suits("What are all six aims?", "Of the six aims, homes and jobs were met.") == -1.0
    assert suits("What are all six aims?", told) == 0.0


@pytest.mark.parametrize(
    ("question", "asked"),
    [("Are they still housed?", 1.0), ("What became of them a year on?", 1.0), ("Who housed them?", 0.0), ("Who is helped nowadays?", 1.0)],
)
def test_what_became_of_it_is_asked_for(question: str, asked: float) -> None:
    assert later(question, "Sixty families had been housed by May.") == asked
    assert later(question, "Sixty families are still housed nowadays, a year on.") == 0.0
