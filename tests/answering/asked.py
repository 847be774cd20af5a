"""Questions as they are after reading, made by hand, and what a draft says and cites."""

from __future__ import annotations

from typing import Any

from assistant.answering.draft import Draft
from assistant.datatypes import Facets, Item, Question, Report, Span


def asked(intent: str, kind: str | None = "recommendation", text: str = "", *, facets: Facets | None = None, **given: Any) -> Question:
    return Question(text=text, query=text, intent=intent, kind=kind, facets=facets or Facets(), rest=(), **given)  # type: ignore[arg-type]


def quoted(draft: Draft) -> list[Span]:
    """Places in the order in which they are shown; one shown twice counts once."""
    cited = {c.number: Span(c.start, c.end) for c in draft.verifier.citations()}
    return list(dict.fromkeys(cited[b.citation] for b in draft.blocks if b.citation is not None))


def said(draft: Draft, kind: str = "lead") -> str:
    return " ".join(block.text for block in draft.blocks if block.kind == kind)


def table(draft: Draft) -> list[tuple[str, ...]]:
    return next(list(block.rows) for block in draft.blocks if block.kind == "table")


def words_of(items: list[Item]) -> list[Span]:
    return [item.words for item in items]


def named(report: Report, by: str, value: str) -> str:
    return report.theme(value).title if by == "theme" else report.source(value).short if by == "source" else value
