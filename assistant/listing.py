"""Parsed items as rows: filtered, and as CSV that a spreadsheet shows but never runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from assistant.datatypes import Item, Report
from assistant.errors import InputError

LISTED = ("theme", "recommendation", "source", "example", "action", "introduction")
COLUMNS = ("kind", "id", "theme", "section", "source", "label", "name", "place", "start", "end", "text")
FORMULA = re.compile(r"\s*[=+\-@\t\r|＝＋－＠]")  # how a cell begins that a spreadsheet might run (OWASP, CSV injection)


def filtered(
    report: Report, *, kind: str | None = None, theme: str | None = None, source: str | None = None,
    label: str | None = None, place: str | None = None,
) -> tuple[Item, ...]:  # fmt: skip
    """Items of the listed kinds, by kind and in the report's order. A value that names nothing raises InputError."""
    wanted = {
        "theme": _meant("theme", theme, {t.id: t.title for t in report.themes}),
        "source": _meant("source", source, {s.id: f"{s.title} {s.short}" for s in report.sources}),
        "label": _meant("label", label, {i.label: i.label for i in report.items if i.label}),
        "place": _meant("place", place, {i.place: i.place for i in report.items if i.place}),
    }
    return tuple(
        item
        for listed in ([kind] if kind else LISTED)
        for item in report.of_kind(listed)
        if all(values is None or getattr(item, name) in values for name, values in wanted.items())
    )


def _meant(facet: str, value: str | None, known: Mapping[str, str]) -> set[str] | None:
    """The ids that a filter's value means: the one it spells, else all whose names hold its words."""
    if value is None:
        return None
    if value in known:
        return {value}
    folded = _folded(value)
    found = {name for name, title in known.items() if folded and folded in _folded(f"{name} {title}")}
    if not found:
        names = "; ".join(known) or f"the report has no {facet}s"
        raise InputError(f"No {facet} is called {value!r}. Choose one of: {names}.")
    return found


def _folded(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def to_rows(report: Report, items: Iterable[Item]) -> list[dict[str, Any]]:
    """One mapping an item; `text[start:end]` of the report is its text."""
    return [
        {
            "kind": item.kind, "id": item.id, "theme": report.theme(item.theme).title if item.theme else None,
            "section": report.section(item.section).title, "source": report.source(item.source).short if item.source else None,
            "label": item.label, "name": item.name, "place": item.place,
            "start": item.words.start, "end": item.words.end, "text": item.words.of(report.text),
        }
        for item in items
    ]  # fmt: skip


def to_csv(report: Report, items: Iterable[Item], out: TextIO) -> None:
    import csv  # here, because every command imports this module

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in to_rows(report, items):
        writer.writerow([harmless(row[name]) for name in COLUMNS])


def harmless(cell: object) -> object:
    """A cell as text: an apostrophe keeps a spreadsheet from running what looks like a formula."""
    if isinstance(cell, str) and FORMULA.match(cell):
        return f"'{cell}"
    return "" if cell is None else cell
