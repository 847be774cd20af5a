"""The verifier: whatever it is offered, a citation is what the report says at its place, or is not made."""

from __future__ import annotations

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.citations import Verifier
from assistant.datatypes import Report, Span
from assistant.reading import read_report
from assistant.settings import ROOT
from tests.conftest import CORPUS

REPORT: Report = read_report(CORPUS)
LENGTH = len(REPORT.text)
ANYWHERE = st.integers(-5, LENGTH + 5)
NEARBY = st.builds(lambda start, length: Span(start, start + length), st.integers(0, LENGTH), st.integers(0, 300))
SPANS = st.one_of(st.builds(Span, ANYWHERE, ANYWHERE), NEARBY)


@settings(max_examples=500, deadline=None)
@given(SPANS)
def test_a_span_is_cited_only_where_there_is_text(span: Span) -> None:
    citation = Verifier(REPORT).cite(span)
    there = 0 <= span.start < span.end <= LENGTH and bool(REPORT.text[span.start : span.end].strip())
    assert (citation is not None) == there
    if citation:
        assert REPORT.text[citation.start : citation.end] == citation.quote
        assert (citation.start, citation.end) == span


@settings(max_examples=500, deadline=None)
@given(NEARBY, st.text(max_size=40))
def test_a_quote_that_the_report_does_not_say_there_is_refused(span: Span, quote: str) -> None:
    citation = Verifier(REPORT).cite(span, quote)
    if citation:
        assert quote == citation.quote == REPORT.text[span.start : span.end]


@settings(max_examples=300, deadline=None)
@given(NEARBY, st.integers(0, 299), st.characters(blacklist_categories=["Cs"]))
def test_one_changed_character_is_enough_to_refuse(span: Span, at: int, letter: str) -> None:
    quote = span.of(REPORT.text)
    if not quote.strip() or at >= len(quote) or quote[at] == letter:
        return
    changed = quote[:at] + letter + quote[at + 1 :]
    assert Verifier(REPORT).cite(span, changed) is None
    assert Verifier(REPORT).cite(span, quote) is not None


@settings(max_examples=200, deadline=None)
@given(st.lists(SPANS, max_size=12))
def test_numbers_run_from_one_and_a_place_is_cited_once(spans: list[Span]) -> None:
    verifier = Verifier(REPORT)
    made = [citation for citation in map(verifier.cite, spans) if citation]
    assert [c.number for c in verifier.citations()] == list(range(1, len(verifier.citations()) + 1))
    assert {(c.start, c.end): c.number for c in made} == {(c.start, c.end): c.number for c in verifier.citations()}


@settings(max_examples=300, deadline=None)
@given(NEARBY)
def test_a_citation_names_the_section_that_holds_most_of_it(span: Span) -> None:
    citation = Verifier(REPORT).cite(span)
    if not citation:
        return
    named = {s.title for s in REPORT.sections if any(part.overlap(span) for part in s.spans)} | {t.title for t in REPORT.themes}
    assert citation.section in named


def test_every_item_can_be_cited_with_its_theme_source_and_label() -> None:
    for item in REPORT.of_kind("recommendation"):
        citation = Verifier(REPORT).cite(item.words)
        assert citation
        assert citation.kind == "recommendation"
        assert citation.section == REPORT.theme(item.theme or "").title
        assert citation.source == REPORT.source(item.source or "").short
        assert citation.label == item.label


def test_citations_are_made_in_one_place_only() -> None:
    makers = set()
    for path in (ROOT / "assistant").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Citation":
                makers.add(path.relative_to(ROOT).as_posix())
    assert makers == {"assistant/answering/citations.py"}
