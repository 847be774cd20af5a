"""Lists and counts: complete sets of parsed items, with the count stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.wording import by_value, counted, joined, restricted
from assistant.datatypes import Facets, Item, Question
from assistant.indexing.patterns import KINDS
from assistant.retrieval.asking import NUMBERS
from assistant.retrieval.select import select, tally

SHARE = re.compile(r"\b(?:share|proportion|percentage|fraction|per ?cent)\b")
ONCE = re.compile(r"\b(?:(?:only|just|exactly) (?:the )?once|once only|used once|a single time|one-?offs?|frequency (?:of |exactly )?(?:1|one)|no other)\b")
OFTEN = re.compile(r"\b(?:more than once|several times|repeated(?:ly)?|at least twice|twice or more|recur(?:s|ring)?)\b")
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
    if kind == "label":
        return _labels(draft, question)
    if kind == "example" and question.elsewhere:
        return _elsewhere(draft)
    items = select(report, kind, question.facets)
    if kind == "theme" and question.sourced is not None:
        items = tuple(i for i in items if len({r.source for r in report.of_kind("recommendation") if r.theme == i.theme and r.source}) == question.sourced)
    draft.retrieved = item_hits(report, items)
    if not items:
        return none(draft, question, kind)
    where = restricted(report, question.facets)
    split = by_value(report, items, question.facets) if kind == "recommendation" else ""
    correction = _correction(question, len(items), kind)
    whole = replace(question.facets, source=()) if question.facets.theme or question.facets.label else Facets()  # a share of a theme, or of all
    number = f"{len(items)} of {counted(len(select(report, kind, whole)), kind)}" if share else counted(len(items), kind)
    if kind == "theme" and question.sourced is not None:
        where += f" with recommendations from {'all ' if question.sourced == len(report.sources) else 'just '}{counted(question.sourced, 'source')}"
    draft.lead(f"{correction}{number}{where}{': ' + split if split else ''}.")
    if kind == "theme" and (question.facets.source or question.facets.label or question.sourced is not None):
        return _themes_with(draft, question, items)
    grouped(draft, items, kind)


def _themes_with(draft: Draft, question: Question, themes: tuple[Item, ...]) -> None:
    """Each theme with the recommendations that put it on the list."""
    inside = select(draft.report, "recommendation", replace(question.facets, theme=tuple(t.theme or "" for t in themes)))
    draft.retrieved = item_hits(draft.report, inside)
    for theme in themes:
        chosen = [i for i in inside if i.theme == theme.theme]
        draft.heading(f"{theme.name} ({len(chosen)})")
        draft.items(chosen)


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
    draft.lead(f"{counted(len(items), 'recommendation')}{restricted(report, question.facets)}, by theme and source:")
    draft.table(rows)
    draft.items(items)


def _labels(draft: Draft, question: Question) -> None:
    report = draft.report
    items = select(report, "recommendation", question.facets)
    counts = tally([i for i in items if i.label], "label")
    plain = question.text.casefold()
    if ONCE.search(plain) or OFTEN.search(plain):
        return _labels_used(
            draft, items, [name for name, n in counts.items() if (n == 1) == bool(ONCE.search(plain))], "once" if ONCE.search(plain) else "more than once"
        )
    without = sum(1 for i in items if not i.label)
    draft.lead(f"{counted(len(counts), 'label')} on {counted(len(items), 'recommendation')}{restricted(report, question.facets)}; {without} carry none.")
    draft.table([("Label", "Recommendations"), *[(name, str(n)) for name, n in counts.items()]])
    firsts = [next(i for i in items if i.label == name) for name in counts]
    draft.items(sorted(firsts, key=lambda i: i.span))
    draft.retrieved = item_hits(report, firsts)


def _labels_used(draft: Draft, items: Sequence[Item], names: list[str], often: str) -> None:
    """Labels by how often they stand, with the recommendations that carry them."""
    inside = [i for i in items if i.label in names]
    draft.lead(f"{counted(len(names), 'label')} used {often}, on {counted(len(inside), 'recommendation')}.")
    draft.table([("Label", "Recommendations"), *[(name, str(sum(1 for i in inside if i.label == name))) for name in names]])
    draft.items(inside)
    draft.retrieved = item_hits(draft.report, inside)


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
