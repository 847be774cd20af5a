"""Two sides of an open comparison are both answered; a recommendation of another study or theme is named as such."""

from __future__ import annotations

import pytest

from assistant.answering.sides import halves, sides
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


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("What was advised on volunteering, and what has been done about it?", True),
        ("Theory: data packages. How far has anybody got with them in practice?", True),
        ("What is recommended on digital inclusion?", False),
        ("What has been done on digital inclusion?", False),
        ("Which recommended actions are there?", False),  # one clause
        ("What have they done, not what they were told to do?", False),
    ],
)
def test_advice_and_deeds_are_asked_for_in_two_clauses(text: str, both: bool) -> None:
    assert halves(text) is both


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was urged on governance and bureaucracy, and what has actually been done?", ["bureaucracy", "governance review"]),
        ("What was asked for on staff wellbeing and what has been delivered?", ["well-being providers", "our own wellbeing"]),
    ],
)
def test_advice_and_deed_are_both_quoted(assistant: Assistant, question: str, told: list[str]) -> None:
    answer = assistant.ask(question)
    kinds = [item.kind for c in answer.citations for item in assistant.report.items if item.words.start <= c.start < item.words.end]
    assert kinds == ["recommendation", "action"]
    assert [words for words, c in zip(told, answer.citations, strict=True) if words not in c.quote] == []


@pytest.mark.parametrize("subject", ["staff wellbeing", "co-location"])
def test_the_deed_stands_under_the_theme_of_the_advice(assistant: Assistant, subject: str) -> None:
    answer = assistant.ask(f"They were told to act on {subject}; how far have they got?")
    assert len(answer.citations) == 2
    assert len({c.section for c in answer.citations}) == 1


def test_what_was_asked_and_done_under_a_theme_is_told_by_the_theme(assistant: Assistant) -> None:
    answer = assistant.ask("What have they asked for on digital exclusion, and what have they done about it themselves?")
    headings = [b.text for b in answer.blocks if b.kind == "heading"]
    assert headings[-2:] == ["What it recommends", "What has been done"]


@pytest.mark.parametrize(
    "question", ["What is recommended on mental health?", "What has been done on digital inclusion?", "Why do small organisations need funding?"]
)
def test_only_one_of_them_is_told_where_only_one_is_asked_for(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    kinds = {item.kind for c in answer.citations for item in assistant.report.items if item.words.start <= c.start < item.words.end}
    assert len(kinds) == 1
