"""A question for names is not answered by a passage that only tells of those who have them."""

from __future__ import annotations

import pytest

from assistant.answering.wanted import suits
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the taskforce?",
        "Who is in charge of the taskforce?",
        "Who sits on the panel?",
        "Who are the members?",
        "The names of all partners?",
        "Name each of them",
        "Which towns did it reach?",
        "Which companies gave clothes?",
    ],
)
def test_no_passage_has_the_look_of_a_name_that_is_asked_for(question: str) -> None:
    assert suits(question, "Ann Smith of Dudley chairs it.") == -1.0


@pytest.mark.parametrize("question", ["Who is it for?", "Which themes are there?", "Who wrote it?", "What do the companies say?"])
def test_other_questions_after_somebody_or_something_ask_for_no_name(question: str) -> None:
    assert suits(question, "Ann Smith of Dudley chairs it.") == 0.0


def test_names_that_the_report_does_not_give_are_declined(assistant: Assistant) -> None:
    answer = assistant.ask("Who is in charge of the Social Economy Taskforce?")
    assert answer.status == "declined"
    assert answer.citations == ()
    assert [block for block in answer.blocks if block.kind == "near"], "the passage that comes nearest is shown as no answer"


@pytest.mark.parametrize(
    ("question", "passage", "typed"),
    [
        ("How much of the population is offline?", "Almost half of us are.", 1.0),
        ("What share of the towns has one?", "Two thirds of it.", 1.0),
        ("How much of the population is offline?", "Many of us are.", -1.0),
        ("When were they offline?", "Half of them, always.", -1.0),  # no date
        ("Who is offline?", "Almost half of us are.", 0.0),
    ],
)
def test_an_amount_may_be_spelled_out(question: str, passage: str, typed: float) -> None:
    assert suits(question, passage) == typed


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Who chairs the Race Equalities Taskforce?", "declined"),
        ("who is in charge of the Coalition for Digital Inclusion", "declined"),
        ("Who is the Head of Public Service Reform and Prevention?", "answered"),
    ],
)
def test_who_holds_an_office_is_a_name_with_a_role(assistant: Assistant, question: str, status: str) -> None:
    assert assistant.ask(question).status == status
