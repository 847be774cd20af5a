"""Questions that are declined as they stand are read another way: without the theme, without what they state first, as a statement."""

from __future__ import annotations

import pytest

from assistant.answering.premise import states
from assistant.datatypes import Answer
from assistant.pipeline import Assistant

CONTRADICTED = "The report does not say so. What it says:"


def notes(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if block.kind == "note")


@pytest.mark.parametrize(
    ("question", "theme", "told"),
    [
        ("Under Funding and Investment, who should get data packages?", "Funding and Investment", "data packages"),
    ],
)
def test_a_recommendation_of_another_theme_is_told_as_such(assistant: Assistant, question: str, theme: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in answer.citations[0].quote
    assert f"Nothing of the kind under “{theme}”" in notes(answer)


def test_a_wrong_theme_does_not_make_up_an_answer(assistant: Assistant) -> None:
    assert assistant.ask("Under Funding and Investment, who should get free bicycles?").status == "declined"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Considering that nobody likes queues, how many people did the Birmingham depot reach every week?", "21,000"),
        ("Considering that trains were late all winter, why does the digital divide matter?", "digital divide"),
    ],
)
def test_what_is_asked_after_what_is_stated_is_answered(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Oxfam lent the laptops out, didn't they?", True),
        ("Oxfam lent the laptops out – is that right?", True),
        ("Was it Oxfam who lent the laptops out?", True),
        ("Oxfam lent the laptops out.", True),
        ("Did Oxfam lend the laptops out?", False),
        ("Who lent the laptops out?", False),
    ],
)
def test_what_wants_confirming_states_something(text: str, stated: bool) -> None:
    assert states(text) is stated


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Was it Oxfam who carried out the listening exercise?", "Collaborate CIC led this work"),
        ("Was it Tesco who brought rough sleepers in off the streets?", "‘everyone in’"),
        ("Oxfam partnered the University of Wolverhampton, didn't it?", "Coventry University"),
        ("was it deloitte who led the listening exercise with regional partners?", "Collaborate CIC led this work"),
    ],
)
def test_an_unknown_name_in_a_statement_is_met_with_the_report_s_words(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.blocks[0].text == CONTRADICTED
    assert told in answer.citations[0].quote
