"""Comparisons: which theme, source or label leads or trails, named ones side by side, pieces of research part by part."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.sets import grouped, none
from assistant.answering.structure import PARTS, answer_source
from assistant.answering.wording import counted, joined, restricted, source_name, upper_first
from assistant.datatypes import Item, Question, Report
from assistant.indexing import patterns as say
from assistant.retrieval.select import select, tally

EXTREME = re.compile(r"\b(?:(?<!at )most|largest|biggest|highest|longest|heaviest)\b")


def answer_compare(draft: Draft, question: Question) -> None:
    """Named themes or sources side by side; else which one leads or trails in recommendations."""
    facets = question.facets
    if research_compared(question):
        return answer_source(draft, question)
    for name in ("source", "theme", "label"):
        if len(getattr(facets, name)) > 1:
            return _side_by_side(draft, question, name)
    by = "source" if "source" in question.kinds and "theme" not in question.kinds[:1] and not facets.source else "theme"
    if facets.theme and not facets.source:
        by = "source"
    if question.supposed and question.kinds[:1] == ("source",):
        by, question = "source", replace(question, facets=replace(facets, source=()))
    if "label" in question.kinds:
        by = "label"
    _superlative(draft, question, by)


def _superlative(draft: Draft, question: Question, by: str) -> None:
    report = draft.report
    items = [i for i in select(report, "recommendation", question.facets) if getattr(i, by)]
    counts = tally(items, by)
    if by == "theme":
        counts.update({t.id: 0 for t in report.themes if t.id not in counts and not question.facets.theme})
    if not counts:
        return none(draft, question, "recommendation")
    plain = question.text.casefold()
    least, most = bool(say.LEAST.search(plain)), bool(EXTREME.search(plain))
    both = least and most and max(counts.values()) > min(counts.values())
    least = least and not both
    number = min(counts.values()) if least else max(counts.values())
    if question.number is not None:
        return _with_number(draft, question, by, items, counts)
    winners = [value for value, n in counts.items() if n == number]
    names = joined([_name(report, by, value) for value in winners])
    verb = "has" if len(winners) == 1 else "have"
    share = " each" if len(winners) > 1 else ""
    there = len(report.of_kind(by)) if by in {"theme", "source"} else 0
    premise = f"There are {there} {'themes' if by == 'theme' else 'pieces of research'}, not {question.supposed}. " if question.supposed else ""
    draft.lead(
        f"{premise}{names} {verb} the {'fewest' if least else 'most'} recommendations{restricted(report, question.facets)}: {number}{share} of {len(items)}."
    )
    if both:
        fewest = [value for value, n in counts.items() if n == min(counts.values())]
        draft.lead(f"{joined([_name(report, by, value) for value in fewest])} {'has' if len(fewest) == 1 else 'have'} the fewest: {min(counts.values())}.")
        winners += fewest
    order = sorted(counts.items(), key=lambda pair: pair[1] if least else -pair[1])
    draft.table([(by.capitalize(), "Recommendations"), *[(_name(report, by, value), str(n)) for value, n in order]])
    chosen = tuple(i for i in items if getattr(i, by) in winners)
    draft.retrieved = item_hits(report, chosen)
    grouped(draft, chosen, "recommendation")
    if not chosen:  # those with none have no recommendation to quote, but a heading
        draft.items(item for item in report.of_kind(by) if getattr(item, by) in winners)


def _with_number(draft: Draft, question: Question, by: str, items: list[Item], counts: Counter[str]) -> None:
    """ "Which theme has four recommendations?": those that have just so many."""
    report = draft.report
    found = [value for value, n in counts.items() if n == question.number]
    what = counted(question.number or 0, "recommendation")
    names = joined([_name(report, by, value) for value in found])
    draft.lead(f"{names} {'has' if len(found) == 1 else 'have'} {what}{restricted(report, question.facets)}." if found else f"None (0): no {by} has {what}.")
    draft.table([(by.capitalize(), "Recommendations"), *[(_name(report, by, value), str(n)) for value, n in counts.items()]])
    chosen = tuple(i for i in items if getattr(i, by) in found)
    draft.retrieved = item_hits(report, chosen)
    grouped(draft, chosen, "recommendation")


def _name(report: Report, by: str, value: str) -> str:
    if by == "source":
        return upper_first(source_name(report, value)[4:]) if value else "No named research"
    return f"“{report.theme(value).title}”" if by == "theme" else f"“{value}”"


def _side_by_side(draft: Draft, question: Question, by: str) -> None:
    report, facets = draft.report, question.facets
    values = getattr(facets, by)
    items = select(report, "recommendation", facets)
    counts = [str(sum(1 for i in items if getattr(i, by) == v)) for v in values]
    rows: list[tuple[str, ...]] = [("", *[_name(report, by, v) for v in values]), ("Recommendations", *counts)]
    if by == "source":
        rows.append(("Date", *[report.source(v).date or "not given" for v in values]))
    else:
        for source in report.sources:
            split = [sum(1 for i in items if getattr(i, by) == v and i.source == source.id) for v in values]
            rows.append((f"of these from {source_name(report, source.id)}", *map(str, split)))
    numbers = [f"{row} ({count})" for row, count in zip(rows[0][1:], rows[1][1:], strict=True)]
    draft.lead(f"{joined(numbers)} side by side, by number of recommendations:")
    draft.table(rows)
    tallied = "recommendation" in question.kinds or say.COUNTS.search(question.text.casefold())
    if by == "source" and not (facets.label or facets.theme or tallied):
        return answer_source(draft, question, heads=True)
    for value in values:
        draft.heading(_name(report, by, value))
        draft.items(tuple(i for i in items if getattr(i, by) == value))
    draft.retrieved = tuple(item_hits(report, items))


def research_compared(question: Question) -> bool:
    """Whether pieces of research are compared in what was done and found, not in what they recommend."""
    if len(question.facets.source) < 2 and question.kinds[:1] == ("source",) and "method" in question.aspects and not question.facets.closed():
        return "recommendation" not in question.kinds and not say.RECOMMENDS.search(question.text.casefold())  # "which of the studies talked to most people?"
    if len(question.facets.source) < 2 or question.facets.theme or question.facets.label or "recommendation" in question.kinds:
        return False
    return bool(set(question.aspects) & set(PARTS)) and not say.RECOMMENDS.search(question.text.casefold())
