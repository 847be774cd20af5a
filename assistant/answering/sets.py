"""Lists and counts: complete sets of parsed items, with the count stated."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.groups import answer_halves, answer_values, with_items
from assistant.answering.measuring import halves_asked
from assistant.answering.wording import by_value, counted, joined, reached, restricted
from assistant.datatypes import Facets, Item, Question
from assistant.indexing.patterns import KINDS
from assistant.retrieval.asking import NUMBERS
from assistant.retrieval.select import select

SHARE = re.compile(r"\b(?:share|proportion|percentage|fraction|per ?cent)\b")
AVERAGE = re.compile(r"\b(?:average|mean (?:number|count)|typical(?:ly)?)\b")
GROUP_FROM = 7  # a longer list is set under headings


def answer_list(draft: Draft, question: Question, kind: str) -> None:
    _answer_set(draft, question, kind, share=False)


def answer_count(draft: Draft, question: Question, kind: str) -> None:
    """What was counted is listed as well, so that the count can be checked."""
    if question.each and kind == "recommendation":
        return _breakdown(draft, question)
    _answer_set(draft, question, kind, share=bool(SHARE.search(question.text.casefold())))


def _answer_set(draft: Draft, question: Question, kind: str, *, share: bool) -> None:
    report = draft.report
    if kind in {"recommendation", "example", "theme"} and halves_asked(question) and answer_halves(draft, question, kind):
        return None
    if kind == "label":
        return answer_values(draft, question, "label")
    if kind == "source" and question.facets.closed() and report.of_kind("recommendation"):
        return answer_values(draft, question, "source")
    if kind == "example" and question.elsewhere:
        return _elsewhere(draft)
    items = select(report, kind, question.facets)
    if kind == "theme" and question.sourced is not None:
        items = tuple(i for i in items if len({r.source for r in report.of_kind("recommendation") if r.theme == i.theme and r.source}) == question.sourced)
    draft.retrieved = item_hits(report, items)
    if not items:
        return none(draft, question, kind)
    where = reached(report, question.facets) if kind == "theme" else restricted(report, question.facets)
    split = by_value(report, items, question.facets) if kind in {"recommendation", "example"} else ""
    correction = _correction(question, len(items), kind)
    whole = replace(question.facets, source=()) if question.facets.theme or question.facets.label else Facets()  # a share of a theme, or of all
    number = f"{len(items)} of {counted(len(select(report, kind, whole)), kind)}" if share else counted(len(items), kind)
    if kind == "theme" and question.sourced is not None:
        where += f" with recommendations from {'all ' if question.sourced == len(report.sources) else 'just '}{counted(question.sourced, 'source')}"
    draft.lead(f"{correction}{number}{where}{': ' + split if split else ''}.")
    if kind == "theme" and (question.facets.source or question.facets.label or question.sourced is not None):
        return with_items(draft, question.facets, "theme", [t.theme or "" for t in items])
    grouped(draft, items, kind)


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


def none(draft: Draft, question: Question, kind: str) -> None:
    where = restricted(draft.report, question.facets)
    if question.facets.item:
        return draft.lead(f"None (0): there is no {kind}{where}.")
    draft.lead(f"None (0): the report has no {kind if kind != 'source' else 'piece of research'}{where}.")
    for name in ("theme", "source", "label"):
        if values := getattr(question.facets, name):
            wider = replace(question.facets, **{n: () for n in ("theme", "source", "label", "place") if n != name})
            if found := len(select(draft.report, kind, wider)):
                draft.note(f"There {'is' if found == 1 else 'are'} {counted(found, kind)}{restricted(draft.report, replace(wider, **{name: values}))}.")


def grouped(draft: Draft, items: tuple[Item, ...], kind: str) -> None:
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
    among = len(rows) - 2
    mean = f", {len(items) / among:.3g} a theme on average" if among and AVERAGE.search(question.text.casefold()) else ""
    draft.lead(f"{counted(len(items), 'recommendation')}{restricted(report, question.facets)}, by theme and source{mean}:")
    draft.table(rows)
    draft.items(items)


def own_count(draft: Draft, kind: str) -> None:
    """Where the report itself states how many there are, its words stand beside the count."""
    number = len(draft.report.of_kind(kind))
    spelled = next((word for word, n in NUMBERS.items() if n == number), "")
    stated = re.compile(rf"\b(?:{number}|{spelled or number})\b(?:\W+\w+){{0,3}}?\W+(?:{KINDS[kind].pattern})", re.IGNORECASE)
    for passage in draft.report.passages:
        for sentence in passage.sentences:
            if stated.search(sentence.of(draft.report.text)):
                draft.note("The report says so itself:")
                return draft.quote(sentence)
    return None
