"""Lists, counts and comparisons: complete sets of parsed items, with the count stated."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.wording import by_source, counted, joined, restricted, source_name, upper_first
from assistant.datatypes import Item, Question, Report
from assistant.indexing import patterns as say
from assistant.retrieval.select import select, tally

SHARE = re.compile(r"\b(?:share|proportion|percentage|fraction|per ?cent)\b")
GROUP_FROM = 7  # a longer list is set under headings
CITED_UP_TO = 60  # a count cites what it counted; the report's longest list is shorter than this


def answer_list(draft: Draft, question: Question, kind: str) -> None:
    report = draft.report
    if kind == "label":
        return _labels(draft, question)
    if kind == "example" and question.elsewhere:
        return _elsewhere(draft)
    items = select(report, kind, question.facets)
    draft.retrieved = item_hits(report, items)
    if not items:
        return _none(draft, question, kind)
    where = restricted(report, question.facets)
    split = by_source(report, items) if kind == "recommendation" else ""
    correction = _correction(question, len(items), kind)
    draft.lead(f"{correction}{counted(len(items), kind)}{where}{': ' + split if split else ''}.")
    if kind == "theme" and (question.facets.source or question.facets.label):
        return _themes_with(draft, question, items)
    _grouped(draft, items, kind)


def _themes_with(draft: Draft, question: Question, themes: tuple[Item, ...]) -> None:
    """Each theme with the recommendations that put it on the list."""
    inside = select(draft.report, "recommendation", replace(question.facets, theme=tuple(t.theme or "" for t in themes)))
    draft.retrieved = item_hits(draft.report, inside)
    for theme in themes:
        chosen = [i for i in inside if i.theme == theme.theme]
        draft.heading(f"{theme.name} ({len(chosen)})")
        draft.items(chosen)


def answer_count(draft: Draft, question: Question, kind: str) -> None:
    report = draft.report
    if question.each and kind == "recommendation":
        return _breakdown(draft, question)
    if kind == "label":
        return _labels(draft, question)
    if kind == "example" and question.elsewhere:
        return _elsewhere(draft)
    items = select(report, kind, question.facets)
    draft.retrieved = item_hits(report, items)
    where = restricted(report, question.facets)
    if not items:
        return _none(draft, question, kind)
    split = by_source(report, items) if kind == "recommendation" else ""
    correction = _correction(question, len(items), kind)
    share = f"{len(items)} of " if SHARE.search(question.text.casefold()) else ""
    number = len(report.of_kind(kind)) if share else len(items)
    draft.lead(f"{correction}{share}{counted(number, kind)}{where}{': ' + split if split else ''}.")
    if kind == "theme" and (question.facets.source or question.facets.label):
        return _themes_with(draft, question, items)
    if len(items) <= CITED_UP_TO:
        _grouped(draft, items, kind)


def _elsewhere(draft: Draft) -> None:
    """Examples were asked for in a place that the report gives for none of them."""
    places = list(dict.fromkeys(i.place for i in draft.report.of_kind("example") if i.place))
    draft.lead("None (0): the report names that place for none of its examples.")
    draft.note(f"Places it names: {joined(places)}.")


def _correction(question: Question, number: int, kind: str) -> str:
    """A number that the question presumes is met, not repeated as if it were true."""
    if question.number is None or question.number == number or question.facets.closed():
        return ""
    return f"Not {question.number}: "


def _none(draft: Draft, question: Question, kind: str) -> None:
    where = restricted(draft.report, question.facets)
    draft.lead(f"None (0): the report has no {kind if kind != 'source' else 'piece of research'}{where}.")
    for name in ("theme", "source", "label"):
        if values := getattr(question.facets, name):
            wider = replace(question.facets, **{n: () for n in ("theme", "source", "label", "place") if n != name})
            if found := len(select(draft.report, kind, wider)):
                draft.note(f"There {'is' if found == 1 else 'are'} {counted(found, kind)}{restricted(draft.report, replace(wider, **{name: values}))}.")


def _grouped(draft: Draft, items: tuple[Item, ...], kind: str) -> None:
    """Items in the report's order; a long list of several themes under their headings."""
    report = draft.report
    themes = {item.theme for item in items}
    for number, item in enumerate(items):
        if kind == "recommendation" and len(items) >= GROUP_FROM and len(themes) > 1 and (number == 0 or items[number - 1].theme != item.theme):
            inside = sum(1 for i in items if i.theme == item.theme)
            draft.heading(f"{report.theme(item.theme or '').title} ({inside})")
        if kind == "source":
            draft.heading(report.source(item.source or "").short)
            draft.quote(item.words)
            for span in item.part("who")[:1]:
                draft.quote(span)
        else:
            draft.quote(item.words)


def _breakdown(draft: Draft, question: Question) -> None:
    """Recommendations by theme and source, as a table with its total."""
    report = draft.report
    items = select(report, "recommendation", question.facets)
    draft.retrieved = item_hits(report, items)
    sources = [s for s in report.sources if any(i.source == s.id for i in items)]
    rows = [("Theme", *[s.short for s in sources], "All")]
    for theme in report.themes:
        inside = [i for i in items if i.theme == theme.id]
        if inside:
            rows.append((theme.title, *[str(sum(1 for i in inside if i.source == s.id)) for s in sources], str(len(inside))))
    rows.append(("All", *[str(sum(1 for i in items if i.source == s.id)) for s in sources], str(len(items))))
    draft.lead(f"{counted(len(items), 'recommendation')}{restricted(report, question.facets)}, by theme and source:")
    draft.table(rows)
    draft.items(items)


def _labels(draft: Draft, question: Question) -> None:
    report = draft.report
    items = select(report, "recommendation", question.facets)
    counts = tally([i for i in items if i.label], "label")
    without = sum(1 for i in items if not i.label)
    draft.lead(f"{counted(len(counts), 'label')} on {counted(len(items), 'recommendation')}{restricted(report, question.facets)}; {without} carry none.")
    draft.table([("Label", "Recommendations"), *[(name, str(n)) for name, n in counts.items()]])
    firsts = [next(i for i in items if i.label == name) for name in counts]
    draft.items(sorted(firsts, key=lambda i: i.span))
    draft.retrieved = item_hits(report, firsts)


def answer_compare(draft: Draft, question: Question) -> None:
    """Named themes or sources side by side; else which one leads or trails in recommendations."""
    facets = question.facets
    for name in ("source", "theme"):
        if len(getattr(facets, name)) > 1:
            return _side_by_side(draft, question, name)
    by = "source" if "source" in question.kinds and "theme" not in question.kinds[:1] and not facets.source else "theme"
    if facets.theme and not facets.source:
        by = "source"
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
        return _none(draft, question, "recommendation")
    least = bool(say.LEAST.search(question.text.casefold()))
    number = min(counts.values()) if least else max(counts.values())
    if question.number is not None:
        return _with_number(draft, question, by, items, counts)
    winners = [value for value, n in counts.items() if n == number]
    names = joined([_name(report, by, value) for value in winners])
    verb = "has" if len(winners) == 1 else "have"
    share = " each" if len(winners) > 1 else ""
    draft.lead(f"{names} {verb} the {'fewest' if least else 'most'} recommendations{restricted(report, question.facets)}: {number}{share} of {len(items)}.")
    order = sorted(counts.items(), key=lambda pair: pair[1] if least else -pair[1])
    draft.table([(by.capitalize(), "Recommendations"), *[(_name(report, by, value), str(n)) for value, n in order]])
    chosen = tuple(i for i in items if getattr(i, by) in winners)
    draft.retrieved = item_hits(report, chosen)
    _grouped(draft, chosen, "recommendation")


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
    _grouped(draft, chosen, "recommendation")


def _name(report: Report, by: str, value: str) -> str:
    if by == "source":
        return upper_first(source_name(report, value)[4:]) if value else "No named research"
    return f"“{report.theme(value).title}”" if by == "theme" else f"“{value}”"


def _side_by_side(draft: Draft, question: Question, by: str) -> None:
    report, facets = draft.report, question.facets
    values = getattr(facets, by)
    items = select(report, "recommendation", facets)
    rows: list[tuple[str, ...]] = [("", *[_name(report, by, v) for v in values])]
    rows.append(("Recommendations", *[str(sum(1 for i in items if getattr(i, by) == v)) for v in values]))
    if by == "source":
        rows.append(("Date", *[report.source(v).date or "not given" for v in values]))
    else:
        for source in report.sources:
            counts = [sum(1 for i in items if i.theme == v and i.source == source.id) for v in values]
            rows.append((f"of these from {source_name(report, source.id)}", *map(str, counts)))
    numbers = [f"{row} ({count})" for row, count in zip(rows[0][1:], rows[1][1:], strict=True)]
    draft.lead(f"{joined(numbers)} side by side, by number of recommendations:")
    draft.table(rows)
    for value in values:
        if facets.label or question.kind == "recommendation" or by == "theme":
            chosen = tuple(i for i in items if getattr(i, by) == value)
            draft.heading(_name(report, by, value))
            draft.items(chosen)
        else:
            item = next(i for i in report.of_kind("source") if i.source == value)
            draft.heading(_name(report, by, value))
            for part in ("who", "aim", "finding"):
                for span in item.part(part):
                    draft.quote(span)
    draft.retrieved = tuple(item_hits(report, items))
