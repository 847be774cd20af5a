"""The Examples page: a tour for a new partner, and the case studies on a table by place."""

from __future__ import annotations

from assistant.datatypes import Item, Report
from assistant.render import quote_lines
from assistant.web.fragment import fragment
from assistant.web.pages.loading import load
from assistant.web.reportview import Json
from assistant.web.service import Service
from assistant.web.shell import Page

PAGE = Page("examples", "Examples and tour", "A tour and the examples")
OPENING = ("foreword", "background", "introduction", "summary", "abstract")


def build(service: Service) -> None:
    load(fragment("examples", {}), service, tour_view)


def tour_view(service: Service) -> Json:
    report = service.assistant.report
    contact = next(iter(report.of_kind("contact")), None)
    return {
        "title": report.title,
        "publisher": report.publisher,
        "date": report.about.get("date", ""),
        "purpose": _purpose(service),
        "themes": [_theme(report, place, theme.id) for place, theme in enumerate(report.themes, 1)],
        "research": [_research(report, item) for item in report.of_kind("source")],
        "examples": [_example(report, item) for item in sorted(report.of_kind("example"), key=lambda i: (i.place or "\uffff", i.span))],
        "contact": quote_lines(contact.words.of(report.text)) if contact else [],
        "questions": service.suggestions.for_tour(),
    }


def _purpose(service: Service) -> Json | None:
    """The quote that answers what the report is about: the same that a reader gets who asks."""
    answer = service.assistant.ask("What is this report about?")
    quotes = [c for c in answer.citations if c.kind in OPENING]
    return {"lines": quote_lines(quotes[0].quote), "where": quotes[0].section, **_place(quotes[0].start, quotes[0].end)} if quotes else None


def _place(start: int, end: int) -> Json:
    return {"start": start, "end": end}


def _theme(report: Report, place: int, theme: str) -> Json:
    count = sum(1 for i in report.of_kind("recommendation") if i.theme == theme)
    return {"place": place, "id": theme, "title": report.theme(theme).title, "count": count}


def _research(report: Report, item: Item) -> Json:
    source = report.source(item.source or "")
    finding = next(iter(item.part("finding")), None)
    lines = quote_lines(finding.of(report.text)) if finding else []
    count = sum(1 for i in report.of_kind("recommendation") if i.source == source.id)
    return {"id": source.id, "title": source.title, "date": source.date or "no date given", "lines": lines, "count": count}


def _example(report: Report, item: Item) -> Json:
    """An example; the report's layout sets most of them in the middle of another section, which is named."""
    title = report.section(item.section).title
    words = [line for line in quote_lines(item.words.of(report.text)) if line.rstrip(":") != title]
    return {
        "name": item.name or title, "place": item.place or "no place given", "beside": _beside(report, item), "lines": words,
        **_place(item.words.start, item.words.end),
    }  # fmt: skip


def _beside(report: Report, item: Item) -> str:
    """The section that the example stands in or follows."""
    before = [(span, section) for section in report.sections for span in section.spans if section.kind != "example" and span.start < item.span.start]
    return max(before, key=lambda pair: pair[0])[1].title if before else ""
