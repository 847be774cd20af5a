"""A question that takes a wrong town, number or name for granted is met with the report's words; others stay declined."""

from __future__ import annotations

import pytest

from assistant.answering.premise import NAME, NUMBER
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("question", "wrong", "told"),
    [
        ("How did the depot in Leicester manage to reach 21,000 people a week?", "Leicester", "Birmingham depot"),
        ("What did Comic Relief fund for St Basil's youngsters?", "Comic Relief", "Land Aid"),
    ],
)
def test_the_wrong_particular_is_named_and_the_right_one_quoted(assistant: Assistant, question: str, wrong: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert f"“{wrong}”" in " ".join(block.text or "" for block in answer.blocks[:2])
    assert told in " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What did Liverpool do about homelessness?",
        "Who won the World Cup in 1966?",
        "How many trams does Manchester run?",
        "What does Microsoft charge for Teams?",
    ],
)
def test_what_the_report_does_not_treat_stays_declined(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "declined"


def test_particulars_are_numbers_and_names_after_the_first_word() -> None:
    query = "Did Walsall spend £6 million with the Bank of England by 2035?"
    assert NUMBER.findall(query) == ["£6 million", "2035"]
    assert NAME.findall(query) == ["Walsall", "Bank of England"]
