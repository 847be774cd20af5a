"""The report's own text as the pages show it: whole, in its order, every line with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.datatypes import Report, Section, Span

LINE = re.compile(r"[^\n]+")
LAYOUT = re.compile(r"\*\*|^[ \t]*[-•–][ \t]+")  # marks of the designed original: kept in the text, not shown
Json = dict[str, Any]


def section_at(report: Report, span: Span) -> Section:
    return max(report.sections, key=lambda s: sum(part.overlap(span) for part in s.spans))


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
        lines += [_line(at, line) for at, line in lines_of(report, span)]
    return {"id": section.id, "title": section.title, "kind": section.kind, "lines": lines}


def lines_of(report: Report, span: Span) -> list[tuple[int, str]]:
    """The lines of a span that are not blank, each with where it begins in the report."""
    return [(span.start + m.start(), m.group()) for m in LINE.finditer(span.of(report.text)) if m.group().strip()]


def whole_text(report: Report) -> list[Json]:
    """All of the report in its own order; a section that another one interrupts comes in parts."""
    placed = sorted(((span, number, section) for section in report.sections for number, span in enumerate(section.spans)), key=lambda part: part[0])
    return [
        {
            "id": f"{section.id}-{number}" if number else section.id,
            "title": f"{section.title} (continued)" if number else section.title,
            "lines": [_line(at, line) for at, line in lines_of(report, span)],
        }
        for span, number, section in placed
    ]


def _line(at: int, line: str) -> Json:
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
