"""Parts of a report that have names of their own, and what it says of itself: its foreword, its arrangement, its research."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer
from assistant.pipeline import Assistant

ITSELF = "The report says so itself:"


def own_sentence(answer: Answer) -> str:
    """The quote below the note that the report says so itself."""
    quotes = {c.number: c.quote for c in answer.citations}
    at = next((n for n, block in enumerate(answer.blocks) if block.text == ITSELF), len(answer.blocks))
    return " ".join(quotes[block.citation] for block in answer.blocks[at + 1 : at + 2] if block.citation is not None)


@pytest.mark.parametrize(
    ("question", "part", "title"),
    [
        ("What does the foreword say?", "foreword", "Foreword"),
        ("Give me the gist of the introduction", "background", "Background"),
        ("What does the epigraph say?", "quotation", "Quotation"),
    ],
)
def test_a_part_of_the_front_matter_is_told_whole(assistant: Assistant, question: str, part: str, title: str) -> None:
    answer = assistant.ask(question)
    section = next(s for s in assistant.report.sections if s.kind == part)
    inside = [p for p in assistant.report.passages if p.section == section.id]
    assert answer.reading.part == part
    assert (answer.blocks[0].text or "").startswith(f"“{title}” says")
    assert {c.section for c in answer.citations} == {title}
    assert len(answer.citations) == len(inside)


def test_what_is_said_in_a_part_on_a_subject_is_quoted_from_there(assistant: Assistant) -> None:
    answer = assistant.ask("What does the foreword say about vaccines?")
    assert [c.section for c in answer.citations] == ["Foreword"]
    assert "vaccines" in answer.citations[0].quote


@pytest.mark.parametrize("question", ["How is the advice arranged?", "Into which headings have they sorted the recommendations?"])
def test_how_the_recommendations_are_arranged(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.reading.grouped
    assert (answer.blocks[0].text or "").startswith("8 themes")
    assert "We have grouped the recommendations from the learning undertaken into eight main categories" in own_sentence(answer)


def test_what_is_asked_of_a_study_with_a_number_brings_the_passage_with_it(assistant: Assistant) -> None:
    told = " ".join(c.quote for c in assistant.ask("Who did the social economy research, with a working group of 30?").citations)
    assert "University of Wolverhampton" in told
    assert "a working group of over 30" in told


def test_without_a_number_only_what_is_asked_for_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("What did the homelessness research find?")
    item = next(i for i in assistant.report.of_kind("source") if i.source == "homelessness")
    asked_for = {(span.start, span.end) for aspect in answer.reading.aspects for span in item.part(aspect)}
    assert {(c.start, c.end) for c in answer.citations} == asked_for


def test_whose_all_the_research_is_comes_with_the_report_s_own_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("Who was behind the research?")
    assert "three pieces of research" in own_sentence(answer)
    assert own_sentence(assistant.ask("Who was behind the homelessness research?")) == ""
