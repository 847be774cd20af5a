"""Questions after a word are answered by looking it up: every passage that has it, in the report's order."""

from __future__ import annotations

import re

import pytest

from assistant.answering.mention import mentioned
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("question", "what", "kind"),
    [
        ("Does the report mention vaccines?", "vaccines", ""),
        ("where does the Mayor come up", "Mayor", ""),
        ("Is Aston Villa mentioned anywhere?", "Aston Villa", ""),
        ("Which recommendations mention GDPR?", "GDPR", "recommendation"),
        ("Any reference to the Young Foundation?", "Young Foundation", ""),
        ("Does it mention what the councils ought to do about the housing of people from abroad?", "", ""),
        ("What did Aston Villa do?", "", ""),
    ],
)
def test_what_a_question_looks_for(question: str, what: str, kind: str) -> None:
    assert mentioned(question) == (what, kind)


@pytest.mark.parametrize("word", ["vaccine", "Mayor", "bureaucracy", "GDPR", "trauma"])
def test_every_sentence_with_the_word_is_quoted(assistant: Assistant, word: str) -> None:
    answer = assistant.ask(f"Where is {word} mentioned?")
    inside = [p for p in assistant.report.passages if re.search(rf"\b{word}", p.span.of(assistant.report.text), re.IGNORECASE)]
    assert len(inside) > 0
    quoted = [(c.start, c.end) for c in answer.citations]
    assert all(any(start < p.span.end and p.span.start < end for start, end in quoted) for p in inside)
    assert all(word.casefold() in c.quote.casefold() for c in answer.citations)
    assert [c.start for c in answer.citations] == sorted(c.start for c in answer.citations)


def test_within_a_kind_only_that_kind_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("Which recommendations mention the Mayor?")
    spans = [item.span for item in assistant.report.of_kind("recommendation")]
    assert answer.citations
    assert all(any(s.start <= c.start < s.end for s in spans) for c in answer.citations)


def test_none_is_said_where_no_recommendation_has_the_word(assistant: Assistant) -> None:
    answer = assistant.ask("How many of the recommendations mention vaccines?")
    assert answer.blocks[0].text.startswith("None (0)")


def test_a_word_that_the_report_lacks_is_never_claimed(assistant: Assistant) -> None:
    for word in ("Brexit", "trams", "zoos"):
        answer = assistant.ask(f"Does the report mention {word}?")
        assert answer.status == "declined" or "does not stand in the report" in " ".join(b.text for b in answer.blocks)
