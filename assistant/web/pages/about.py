"""The About page: what it answers from, how, with which model and index, and how accessible it is."""

from __future__ import annotations

from assistant.web.fragment import fragment
from assistant.web.pages.loading import load
from assistant.web.reportview import Json
from assistant.web.service import Service
from assistant.web.shell import Page

PAGE = Page("about", "About", "About and accessibility")


def build(service: Service) -> None:
    load(fragment("about", {}), service, about_view)


def about_view(service: Service) -> Json:
    index = service.assistant.index
    report, manifest = index.report, index.manifest
    counts = [{"name": name.capitalize(), "count": count} for name, count in manifest.counts.items()]
    return {
        "title": report.title, "publisher": report.publisher, "date": report.about.get("date", ""),
        "licence": report.about.get("licence", ""), "contact": report.about.get("contact", ""),
        "model": manifest.model, "fingerprint": manifest.fingerprint, "counts": counts, "kept_days": service.kept_days,
    }  # fmt: skip
