"""Lists as CSV for a spreadsheet, with no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from assistant.datatypes import Answer, Item, Report
from assistant.render import quote_lines
from assistant.web.export.record import printable

FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets read the report's typographic quotes as garbage


def to_csv(rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([guarded(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def guarded(cell: object) -> str:
    """Text that begins like a formula gets an apostrophe, which spreadsheets take as "this is text"."""
    words = printable("" if cell is None else str(cell))
    return f"'{words}" if words.lstrip(" \u00a0\ufeff\u200b").startswith(FORMULA) and not isinstance(cell, int) else words


def citation_rows(answer: Answer) -> list[Sequence[object]]:
    head: Sequence[object] = ("Number", "Quote", "Section", "Source", "Label", "Start", "End")
    return [head, *((c.number, _plain(c.quote), c.section, c.source, c.label, c.start, c.end) for c in answer.citations)]


def item_rows(report: Report, items: Iterable[Item]) -> list[Sequence[object]]:
    head: Sequence[object] = ("Number", "Text", "Theme", "Source", "Label", "Name", "Place", "Start", "End")
    rows: list[Sequence[object]] = [head]
    for number, item in enumerate(items, 1):
        theme = report.theme(item.theme).title if item.theme else None
        source = report.source(item.source).title if item.source else None
        words = _plain(item.words.of(report.text))
        rows.append((number, words, theme, source, item.label, item.name, item.place, item.words.start, item.words.end))
    return rows


def _plain(quote: str) -> str:
    return "\n".join(quote_lines(quote))
