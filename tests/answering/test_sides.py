"""Two sides of an open comparison are both answered; a recommendation of another study or theme is named as such."""

from __future__ import annotations

import pytest

from assistant.answering.sides import sides
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("query", "cut"),
    [
        ("How does the Coventry app differ from the laptops at St Basil's?", ("the Coventry app", "the laptops at St Basil's")),
        ("clothes versus food", ("clothes", "food")),
        ("The clothes project and the food depot: who worked on each?", ("The clothes project who worked on each", "the food depot who worked on each")),
        ("Contrast the app in Coventry with the phones for youngsters", ("the app in Coventry", "the phones for youngsters")),
        ("What is said about clothes and food?", None),
    ],
)
def test_a_comparison_is_cut_into_its_sides(query: str, cut: tuple[str, str] | None) -> None:
    assert sides(query) == cut


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How does the reading app in Coventry differ from the laptops for young people at St Basil's?", ["BrowseAloud", "St Basil"]),
        ("clothes for people in need vs meals for older people: who was involved in each?", ["clothing", "Heath Town"]),
    ],
)
def test_both_sides_are_quoted(assistant: Assistant, question: str, told: list[str]) -> None:
    answer = assistant.ask(question)
    quoted = " ".join(c.quote for c in answer.citations)
    assert answer.status == "answered"
    assert [word for word in told if word not in quoted] == []


def test_one_of_two_studies_is_named_in_full(assistant: Assistant) -> None:
    answer = assistant.ask("Does the call for data packages come from the social economy study or the system-level study?")
    notes = " ".join(b.text for b in answer.blocks if b.kind == "note")
    assert "data packages" in answer.citations[0].quote
    assert assistant.report.source("social-economy").title in notes


def test_a_recommendation_of_another_study_is_not_passed_off(assistant: Assistant) -> None:
    answer = assistant.ask("Why does the system-level study want data packages handed out to people without internet?")
    told = " ".join(b.text for b in answer.blocks)
    assert answer.status == "declined" or "another study" in told
