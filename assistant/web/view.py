"""An Answer as the data that the page's templates show, and the report's text as the sources panel shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.datatypes import Answer, Block, Citation, Report, Section, Span
from assistant.render import provenance, quote_lines

LINE = re.compile(r"[^\n]+")
LAYOUT = re.compile(r"\*\*|^[ \t]*[-•–][ \t]+")
Json = dict[str, Any]


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
    }


def announcement(answer: Answer) -> str:
    """What the status line says, once."""
    count = len(answer.citations)
    if answer.status == "declined":
        return "Answer ready: the report does not say"
    if answer.status == "clarify":
        return "One question back: please choose or type"
    return f"Answer ready, {count} source{'' if count == 1 else 's'}"


def section_at(report: Report, span: Span) -> Section:
    return max(report.sections, key=lambda s: sum(part.overlap(span) for part in s.spans))


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


def cited_sections(views: Iterable[Json], report: Report) -> list[Json]:
    """The sections that turns point into, whole, in the report's order, for the sources panel."""
    blocks = [block for view in views for block in view["blocks"]]
    wanted = {place["section"] for block in blocks if (place := block.get("quote") or block.get("near"))}
    return [section_view(section, report) for section in report.sections if section.id in wanted]


def section_view(section: Section, report: Report) -> Json:
    """A section's text, line by line, character for character; `at` is where a line begins in the report."""
    lines: list[Json] = []
    for number, span in enumerate(section.spans):
        if number:
            lines.append({"gap": True})
        lines += [_line(report.text, span.start + m.start(), m.group()) for m in LINE.finditer(span.of(report.text)) if m.group().strip()]
    return {"id": section.id, "title": section.title, "kind": section.kind, "lines": lines}


def _line(text: str, at: int, line: str) -> Json:
    """A line in pieces; `layout` holds marks of the designed PDF that are kept in the text but not shown."""
    pieces: list[Json] = []
    end = 0
    for found in LAYOUT.finditer(line):
        if found.start() > end:
            pieces.append({"text": line[end : found.start()]})
        pieces.append({"layout": found.group()})
        end = found.end()
    if end < len(line):
        pieces.append({"text": line[end:]})
    bullet = bool(re.match(r"[ \t]*[-•–][ \t]", line))
    return {"at": at, "pieces": pieces, "bullet": bullet, "strong": line.startswith("**") and line.rstrip().endswith("**")}
