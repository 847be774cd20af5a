"""The Sources page: the research behind the report, and the whole text with contents and search."""

from __future__ import annotations

from assistant.datatypes import Item, Report
from assistant.render import quote_lines
from assistant.web.fragment import fragment
from assistant.web.pages.loading import load
from assistant.web.reportview import Json, whole_text
from assistant.web.service import Service
from assistant.web.shell import Page

PAGE = Page("sources", "Sources", "Sources and full text")
PARTS = {"aim": "Why", "who": "Who did it", "method": "How", "finding": "What it found"}


def build(service: Service) -> None:
    part = fragment("sources", {}, "assistantPage.text(element, watch);")
    load(part, service, lambda service: sources_view(service.assistant.report))


def sources_view(report: Report) -> Json:
    return {
        "title": report.title,
        "publisher": report.publisher,
        "date": report.about.get("date", ""),
        "research": [_research(report, item) for item in report.of_kind("source")],
        "sections": whole_text(report),
    }


def _research(report: Report, item: Item) -> Json:
    source = report.source(item.source or "")
    told = []
    for name, heading in PARTS.items():
        if spans := item.part(name):
            told.append({"heading": heading, "quotes": [{"lines": quote_lines(s.of(report.text)), "start": s.start, "end": s.end} for s in spans]})
    count = sum(1 for i in report.of_kind("recommendation") if i.source == source.id)
    return {
        "id": source.id, "title": source.title, "short": source.short, "told": told, "count": count,
        "date": source.date or "The report gives no date", "start": item.words.start, "end": item.words.end,
    }  # fmt: skip
