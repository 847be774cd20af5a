"""`report`: what was read from the report, filtered, as text, JSON or CSV."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable

from assistant.answering.wording import counted
from assistant.cli.shown import PIPE_WIDTH, Line, laid_out, plain
from assistant.datatypes import Item, Report
from assistant.listing import LISTED, filtered, to_csv, to_rows
from assistant.reading import read_report
from assistant.render import quote_lines

HEADINGS = {
    "theme": "Themes", "recommendation": "Recommendations", "source": "Research", "example": "Examples",
    "action": "What has been done", "introduction": "Introductions",
}  # fmt: skip


def report(options: argparse.Namespace) -> int:
    found = read_report(options.settings.corpus)
    given = {name: getattr(options, name) for name in ("kind", "theme", "source", "label", "place")}
    items = filtered(found, **given)
    if options.json:
        print(json.dumps(to_rows(found, items), ensure_ascii=False, indent=1))
    elif options.csv:
        to_csv(found, items, sys.stdout)
    elif any(given.values()):
        _print_items(found, items)
    else:
        _print_overview(found)
    return 0


def _print_overview(report: Report) -> None:
    print(f"{plain(report.title)}\n{plain(report.publisher)} · {plain(report.about.get('date', ''))}\n")
    counts = {kind: len(report.themes if kind == "theme" else report.of_kind(kind)) for kind in LISTED if kind != "introduction"}
    print(", ".join(counted(number, kind) for kind, number in counts.items() if number))
    _print_counts(report)
    for kind, name in (("source", "Research"), ("example", "Examples")):
        if items := report.of_kind(kind):
            print(f"\n{name}")
            for item in items:
                print(f"  {plain(item.name or item.id)}{f', {plain(item.place)}' if item.place and item.place not in (item.name or '') else ''}")
    print("\nRead them with --kind, --theme, --source, --label or --place; --help has examples.")


def _print_counts(report: Report) -> None:
    """Recommendations by theme and source: a number a cell, and their sums."""
    if not report.themes:
        return
    width = max(len(t.title) for t in report.themes) + 2
    sources = [s.id for s in report.sources]
    print(f"\n{'Recommendations by theme':<{width + 2}}{''.join(f'{plain(s):>16}' for s in sources)}{'all':>6}")
    themed = {t.id: [i for i in report.of_kind("recommendation") if i.theme == t.id] for t in report.themes}
    rows = [(t.title, themed[t.id]) for t in report.themes] + [("All", list(report.of_kind("recommendation")))]
    for title, inside in rows:
        counts = "".join(f"{sum(i.source == s for i in inside):>16}" for s in sources)
        print(f"  {plain(title):<{width}}{counts}{len(inside):>6}")


def _print_items(report: Report, items: Iterable[Item]) -> None:
    items = list(items)
    kind = None
    for item in items:
        if item.kind != kind:
            kind = item.kind
            print(f"{HEADINGS.get(kind, kind)} ({sum(i.kind == kind for i in items)})\n")
        _print_item(report, item)
    if not items:
        print("Nothing in the report fits these filters together.")


def _print_item(report: Report, item: Item) -> None:
    theme = report.theme(item.theme).title if item.theme else None
    source = report.source(item.source).short if item.source else None
    place = " · ".join(part for part in (theme, item.label, source, item.name if item.kind == "source" else None) if part)
    for number, line in enumerate(quote_lines(item.words.of(report.text))):
        print(laid_out(Line("quote", line, "  - " if number == 0 else "    "), PIPE_WIDTH))
    if place and item.kind != "theme":
        print(laid_out(Line("place", f"— {place}", "    "), PIPE_WIDTH))
    for name, span in item.parts:
        print(laid_out(Line("quote", f"{name}: {' '.join(quote_lines(span.of(report.text)))}", "    "), PIPE_WIDTH))
    print()
