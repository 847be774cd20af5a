"""The program's own words: short, plain, and never the report's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.datatypes import Facets, Item, Report
from assistant.retrieval.select import tally

ONE = {"passage": "passage", 
    "recommendation": "recommendation", "example": "example", "theme": "theme", "source": "piece of research",
    "action": "passage on what has been done", "label": "label",
}  # fmt: skip
MANY = {"passage": "passages", **{kind: word + "s" for kind, word in ONE.items()}, "source": "pieces of research", "action": "passages on what has been done"}


def counted(number: int, kind: str) -> str:
    return f"{number} {ONE[kind] if number == 1 else MANY[kind]}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def source_name(report: Report, source: str | None) -> str:
    return f"the {report.source(source).short}" if source else "no named research"


def value_name(report: Report, by: str, value: str) -> str:
    """A theme, source, label or place as it is named in a table."""
    if by == "source":
        return upper_first(source_name(report, value)[4:]) if value else "No named research"
    if by == "place":
        return value or "No place"
    return f"“{report.theme(value).title}”" if by == "theme" else f"“{value}”"


def ordinal(number: int) -> str:
    words = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
    return words[number - 1] if number <= len(words) else f"number {number}"


def restricted(report: Report, facets: Facets) -> str:
    """The facets in words: " under “Funding and Investment” from the …"."""
    parts = []
    if facets.theme:
        parts.append("under " + joined([f"“{report.theme(t).title}”" for t in facets.theme], "or"))
    if facets.label:
        parts.append("labelled " + joined([f"“{name}”" for name in facets.label], "or") if facets.label != ("",) else "without a label")
    if facets.source:
        parts.append("from " + joined([source_name(report, s) for s in facets.source], "or"))
    if facets.place:
        parts.append("in " + joined(facets.place, "or") if facets.place != ("",) else "without a place")
    if facets.no_theme:
        parts.append("outside " + joined([f"“{report.theme(t).title}”" for t in facets.no_theme]))
    if facets.no_label:
        parts.append("not labelled " + joined([f"“{name}”" for name in facets.no_label], "or") if facets.no_label != ("",) else "with a label")
    if facets.no_source:
        parts.append("not from " + joined([source_name(report, s) for s in facets.no_source], "or"))
    if facets.no_place:
        parts.append("not in " + joined(facets.no_place, "or"))
    if facets.item:
        parts.append("among those just shown")
    return "".join(f" {part}" for part in parts)


def reached(report: Report, facets: Facets) -> str:
    """The facets in words where themes are chosen by what stands under them."""
    own = restricted(report, replace(facets, source=(), label=(), no_source=(), no_label=()))
    parts = []
    for facet, excluded in ((replace(facets, theme=(), no_theme=(), no_source=(), no_label=()), False), (_ruled_out(facets), True)):
        if said := restricted(report, facet):
            parts.append(f" with {'no recommendations' if excluded else 'recommendations'}{said}")
    return own + " and".join(parts)


def _ruled_out(facets: Facets) -> Facets:
    """What is ruled out, as it would be asked for."""
    return Facets(source=facets.no_source, label=facets.no_label)


def by_source(report: Report, items: Iterable[Item]) -> str:
    """ "5 from …, 4 from …", or nothing where one source gave all."""
    counts = tally(items, "source")
    if len(counts) < 2:
        return ""
    return ", ".join(f"{n} from {source_name(report, source)}" for source, n in counts.items())


def by_value(report: Report, items: Iterable[Item], facets: Facets) -> str:
    """ "5 under “…”, 4 under “…”" where several themes or labels were asked for; then, or else, by source."""
    held = list(items)
    found = []
    for name, values, said in (("theme", facets.theme, "under"), ("label", facets.label, "labelled"), ("place", facets.place, "in")):
        if len(values) > 1:
            shown = {value: value if name == "place" else value_name(report, name, value) for value in values}
            found.append(", ".join(f"{sum(1 for i in held if getattr(i, name) == value)} {said} {title}" for value, title in shown.items()))
    return "; ".join(part for part in [*found, by_source(report, held)] if part)


def place_of(report: Report, item: Item) -> str:
    """Where an item stands, in words: under a theme, on a piece of research, or in a part of the report."""
    if item.theme:
        return f"under “{report.theme(item.theme).title}”"
    if item.kind == "source" and item.source:
        return f"on {source_name(report, item.source)}"
    return f"in “{report.section(item.section).title}”"
