"""Lists as CSV for a spreadsheet: in a form that it opens well, with no cell that it would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from assistant.datatypes import Answer, Item, Report
from assistant.listing import COLUMNS, harmless, to_rows
from assistant.render import quote_lines
from assistant.web.export.record import printable

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets read the report's typographic quotes as garbage


def citations_csv(answer: Answer) -> str:
    head = ("number", "quote", "section", "source", "label", "start", "end")
    return _csv(head, ((c.number, _plain(c.quote), c.section, c.source, c.label, c.start, c.end) for c in answer.citations))


def items_csv(report: Report, items: Iterable[Item]) -> str:
    return _csv(COLUMNS, ([_plain(row[name]) if name == "text" else row[name] for name in COLUMNS] for row in to_rows(report, items)))


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(head)
    writer.writerows([harmless(printable(cell) if isinstance(cell, str) else cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _plain(quote: str) -> str:
    """A quote as it is shown, without the marks of the original layout."""
    return "\n".join(quote_lines(quote))
