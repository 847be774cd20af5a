"""The Explore page: themes × sources with counts, a chart of them, and the recommendations behind each."""

from __future__ import annotations

from assistant.datatypes import Item, Report
from assistant.render import quote_lines
from assistant.web.fragment import fragment
from assistant.web.pages.loading import load
from assistant.web.reportview import Json
from assistant.web.service import Service
from assistant.web.shell import Page

PAGE = Page("explore", "Explore", "Explore the recommendations")
NO_SOURCE = "none"  # stands for "no named research" in links and filters


def build(service: Service) -> None:
    part = fragment("explore", {}, "assistantPage.explore(element, watch);")
    load(part, service, lambda service: explore_view(service.assistant.report))


def explore_view(report: Report) -> Json:
    items = report.of_kind("recommendation")
    columns = [{"id": s.id, "name": s.short} for s in report.sources if any(i.source == s.id for i in items)]
    if any(i.source is None for i in items):
        columns.append({"id": NO_SOURCE, "name": "no named research"})
    labels = sorted({i.label for i in items if i.label})
    return {
        "total": len(items),
        "columns": [{**column, "place": place, "all": sum(1 for i in items if _source(i) == column["id"])} for place, column in enumerate(columns, 1)],
        "themes": [_row(report, theme.id, items, columns) for theme in report.themes],
        "labels": [{"name": label, "count": sum(1 for i in items if i.label == label)} for label in labels],
        "items": [_item(report, item) for item in items],
    }


def _source(item: Item) -> str:
    return item.source or NO_SOURCE


def _row(report: Report, theme: str, items: tuple[Item, ...], columns: list[Json]) -> Json:
    """A theme's counts, and the bars that show them: zero-based, all on the scale of the longest."""
    longest = max(sum(1 for i in items if i.theme == t.id) for t in report.themes) or 1
    inside = [i for i in items if i.theme == theme]
    cells, bars, at = [], [], 0
    for place, column in enumerate(columns, 1):
        count = sum(1 for i in inside if _source(i) == column["id"])
        cells.append({"count": count, "theme": theme, "source": column["id"], "name": column["name"]})
        if count:
            bars.append({"at": at, "width": count, "place": place})
            at += count
    words = ", ".join(f"{cell['count']} from the {cell['name']}" for cell in cells if cell["count"])
    return {"id": theme, "title": report.theme(theme).title, "all": len(inside), "cells": cells, "bars": bars, "longest": longest, "words": words}


def _item(report: Report, item: Item) -> Json:
    return {
        "lines": quote_lines(item.words.of(report.text)), "theme": item.theme or "", "source": _source(item), "label": item.label or "",
        "theme_title": report.theme(item.theme).title if item.theme else "",
        "source_name": report.source(item.source).short if item.source else "no named research",
        "start": item.words.start, "end": item.words.end,
    }  # fmt: skip
