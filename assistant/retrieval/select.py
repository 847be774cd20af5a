"""Closed sets: every item that fits, in the report's order. Nothing is sampled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.datatypes import Facets, Item, Report

LISTED = ("recommendation", "example", "action", "theme", "source")


def select(report: Report, kind: str, facets: Facets) -> tuple[Item, ...]:
    """All items of a kind within the facets; values of one facet widen, facets together narrow."""
    return tuple(item for item in report.of_kind(kind) if fits(report, item, facets))


def fits(report: Report, item: Item, facets: Facets) -> bool:
    if item.kind == "theme":
        return _theme_fits(report, item, facets)
    if item.kind == "example" and facets.place and facets.example and not (facets.no_place or facets.no_example):
        return item.place in facets.place or item.id in facets.example  # "the Coventry one and Faithful Friends"
    checks = (
        (item.theme, facets.theme, facets.no_theme),
        (item.source, facets.source, facets.no_source),
        (item.label or "", facets.label, facets.no_label),  # "" is asked for where none is given
        (item.place or "", facets.place, (*facets.no_place, "") if facets.no_place else ()),
        (item.id, facets.example if item.kind == "example" else (), facets.no_example if item.kind == "example" else ()),
        (item.id, facets.item, ()),
    )
    return all((not wanted or value in wanted) and value not in unwanted for value, wanted, unwanted in checks)


def _theme_fits(report: Report, item: Item, facets: Facets) -> bool:
    """A theme fits a source or label when one of its recommendations does, and lacks it when none does."""
    inside = [i for i in report.of_kind("recommendation") if i.theme == item.theme]
    if not reaches(inside, facets, ("source", "label")):
        return False
    return (not facets.theme or item.theme in facets.theme) and item.theme not in facets.no_theme


def reaches(items: Sequence[Item], facets: Facets, names: Sequence[str]) -> bool:
    """Whether the items of one group hold every value asked for, and none that is ruled out."""
    for name in names:
        held = {getattr(i, name) or "" for i in items}
        if any(value not in held for value in getattr(facets, name)) or held & set(getattr(facets, f"no_{name}")):
            return False
    return True


def amount(items: Sequence[Item], of: str) -> int:
    """How many items there are, or how many different themes, sources or labels they have."""
    return len({value for i in items if (value := getattr(i, of))}) if of in {"theme", "source", "label"} else len(items)


def tally(items: Iterable[Item], by: str) -> Counter[str]:
    """How many items each value of `by` ("theme", "source", "label") has, most first."""
    return Counter(dict(Counter(getattr(i, by) or "" for i in items).most_common()))


def topics_of(report: Report, tagged: dict[str, Sequence[str]]) -> dict[int, frozenset[str]]:
    """Passage id → the topic tags that a curator gave places inside it."""
    found: dict[int, set[str]] = {}
    for at, tags in tagged.items():
        place = next((p for p in report.passages if int(at) < p.span.end), None)
        if place:
            found.setdefault(place.id, set()).update(tags)
    return {number: frozenset(tags) for number, tags in found.items()}
