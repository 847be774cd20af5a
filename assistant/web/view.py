"""An Answer as the data that the conversation's template shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.datatypes import Answer, Block, Citation, Report, Span
from assistant.render import provenance, quote_lines
from assistant.web.reportview import Json, section_at

REASONS = {
    "wrong": "It is wrong", "incomplete": "It is incomplete", "wrong source": "It quotes the wrong place",
    "should have declined": "It should have said that the report does not say",
}  # fmt: skip


def turn_view(answer: Answer, number: int, report: Report, *, cut: bool = False, follow_ups: Sequence[str] = ()) -> Json:
    """One turn. `number` counts from 1 and, with a citation's number, makes the ids `src-{turn}-{n}`."""
    cited = {c.number: c for c in answer.citations}
    return {
        "number": number,
        "question": answer.question,
        "cut": cut,
        "read_as": answer.reading.read_as or "",
        "status": answer.status,
        "announce": announcement(answer),
        "blocks": [_block(block, cited, number, report) for block in answer.blocks],
        "sources": _sources(answer.citations, number, report),
        "source_count": len(answer.citations),
        "choices": list(answer.choices),
        "follow_ups": list(follow_ups),
        "actions": answer.status != "clarify",
    }


def feedback_view(turn: int, days: int, verdict: str = "", *, sent: bool = False) -> Json:
    """The state of "Useful?": it lives in the data, as a drawing of the page forgets what was pressed."""
    bad = bool(verdict) and verdict != "useful"
    thanks = "Thank you, noted." if verdict == "useful" else "Thank you, your note was kept." if sent else ""
    return {
        "yes": "true" if verdict == "useful" else "false", "no": "true" if bad else "false", "thanks": thanks,
        "open": bad and not sent, "days": days, "reasons": [{"words": w, "shown": s, "turn": turn} for w, s in REASONS.items()],
    }  # fmt: skip


def announcement(answer: Answer) -> str:
    """What the status line says, once."""
    count = len(answer.citations)
    if answer.status == "declined":
        return "Answer ready: the report does not say"
    if answer.status == "clarify":
        return "One question back: please choose or type"
    return f"Answer ready, {count} source{'' if count == 1 else 's'}"


def _block(block: Block, cited: dict[int, Citation], turn: int, report: Report) -> Json:
    """A block under the name of its kind, as templates can only test for presence."""
    if block.kind == "quote":
        citation = cited[block.citation or 0]
        lines = [_marked(line, block.mark) for line in quote_lines(citation.quote)]
        return {"quote": {"lines": lines, **_link(citation, turn, report)}}
    if block.kind == "table":
        head, *rows = block.rows
        return {"table": {"head": list(head), "rows": [{"name": row[0], "cells": list(row[1:])} for row in rows]}}
    if block.kind == "near":
        return {"near": {"lines": quote_lines(block.text), **_near_link(block.text, turn, report)}}
    if block.kind == "lead":
        return {"lead": _marked(block.text, block.mark)}
    return {block.kind: {"text": block.text}}


def _marked(text: str, mark: str) -> Json:
    before, found, after = text.partition(mark) if mark else (text, "", "")
    return {"before": before, "mark": found, "after": after}


def _link(citation: Citation, turn: int, report: Report) -> Json:
    """What a `[n]` needs to show its place."""
    return {
        "n": citation.number, "turn": turn, "start": citation.start, "end": citation.end,
        "section": section_at(report, Span(citation.start, citation.end)).id, "where": provenance(citation),
    }  # fmt: skip


def _near_link(text: str, turn: int, report: Report) -> Json:
    """The place of a passage that is shown as near: it has no number, as nothing is concluded from it."""
    start = report.text.find(text)
    section = section_at(report, Span(start, start + len(text)))
    return {"turn": turn, "start": start, "end": start + len(text), "section": section.id, "where": section.title}


def _sources(citations: Iterable[Citation], turn: int, report: Report) -> list[Json]:
    """The places cited, grouped by section and source, in the order of their first number."""
    groups: dict[tuple[str, str], list[Json]] = {}
    for citation in citations:
        groups.setdefault((citation.section, citation.source or ""), []).append(_link(citation, turn, report))
    return [{"section": section, "source": source, "links": links} for (section, source), links in groups.items()]
