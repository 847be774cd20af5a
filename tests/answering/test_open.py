"""Open questions: terms explained, themes looked for, parts of a question."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant


@pytest.mark.parametrize("question", ["What's a covid keep?", "What do they mean by 'covid keeps'?"])
def test_a_term_is_quoted_with_the_paragraph_that_explains_it(assistant: Assistant, question: str) -> None:
    assert "The best bits of transformation" in " ".join(c.quote for c in assistant.ask(question).citations)


def test_which_theme_covers_a_topic(assistant: Assistant) -> None:
    answer = assistant.ask("Which theme deals with getting people online?")
    assert {c.section for c in answer.citations} == {"Inclusive Services and Economy"}


def test_a_figure_is_set_off(assistant: Assistant) -> None:
    answer = assistant.ask("How many people did the Birmingham depot reach every week?")
    assert (answer.blocks[0].text or "").startswith("over 21,000")


def test_the_part_that_the_report_does_not_answer_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("How many people did the Birmingham depot reach every week, and what was the depot manager paid?")
    assert answer.status == "answered"
    assert [block.text for block in answer.blocks if block.kind == "note"] == ["Not found in the report: part 2 of the question."]
    assert "21,000" in answer.citations[0].quote
