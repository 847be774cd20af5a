"""Items by what they have in common: labels, studies and themes with what stands under each, and both halves of a set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.measuring import SHARED, having
from assistant.answering.wording import ONE, counted, joined, reached, restricted, upper_first, value_name
from assistant.datatypes import Facets, Item, Question
from assistant.indexing.negation import ABSENT
from assistant.indexing.words import words
from assistant.retrieval.select import amount, select

ONCE = re.compile(r"\b(?:(?:only|just|exactly) (?:the )?once|once only|used once|a single time|one-?offs?|frequency (?:of |exactly )?(?:1|one)|no other)\b")
OFTEN = re.compile(r"\b(?:more than once|several times|repeated(?:ly)?|at least twice|twice or more|recur(?:s|ring)?)\b")
# "counting each only once" asks for different ones, not for those that stand once
EACH_ONCE = re.compile(
    r"\b(?:count|number|list|nam|tak|includ|tall|report|show|giv|mention)\w* (?:each|every|any|them|it|all|repeats|duplicates)\b"
    r"(?: \w+){0,3}? (?:only |just )?once\b"
)
LABELLED = re.compile(r"\b(?:un)?labell?ed\b|\b(?:labels?|tags?)\b")
PLACED = re.compile(r"\b(?:places?|locations?|towns?|localit(?:y|ies))\b")


def answer_values(draft: Draft, question: Question, by: str) -> None:
    """The different labels or studies of the items within the facets, each with how many items it has."""
    report, facets = draft.report, question.facets
    items = select(report, "recommendation", facets)
    held = {value: [i for i in items if getattr(i, by) == value] for value in dict.fromkeys(getattr(i, by) for i in items) if value}
    chosen, said = _chosen(draft, question, by, held)
    counts = sorted(((value, len(held[value])) for value in chosen), key=lambda pair: -pair[1])
    inside = sum(n for _, n in counts)
    if not counts:
        none_held = f"on {counted(len(items), 'recommendation')}{restricted(report, facets)}"
        return draft.lead(f"None (0): no {ONE[by]} {said or none_held}.")
    if said:
        draft.lead(f"{counted(len(chosen), by)}{restricted(report, facets)} {said}, on {counted(inside, 'recommendation')}.")
    else:
        without = f"; {len(items) - inside} carry none" if by == "label" else ""
        draft.lead(f"{counted(len(chosen), by)} on {counted(len(items), 'recommendation')}{restricted(report, facets)}{without}.")
    draft.table([(upper_first(by), "Recommendations"), *[(value if by == "label" else value_name(report, by, value), str(n)) for value, n in counts]])
    whole = said or facets.closed()  # of a restricted set each item is shown, of all there are one for each
    shown = sorted((i for value in chosen for i in held[value][: None if whole else 1]), key=lambda i: i.span)
    draft.items(shown)
    draft.retrieved = item_hits(report, shown)
    return None


def _chosen(draft: Draft, question: Question, by: str, held: dict[str, list[Item]]) -> tuple[list[str], str]:
    """Of the values those that the question narrows to, and that in words; all of them where it narrows to none."""
    report, facets, plain = draft.report, question.facets, EACH_ONCE.sub(" ", question.text.casefold())
    if by == "label" and (ONCE.search(plain) or OFTEN.search(plain)):
        once = bool(ONCE.search(plain))
        return [value for value, items in held.items() if (len(items) == 1) == once], f"used {'once' if once else 'more than once'}"
    if bounds := having(question, by):
        fit = [v for v, items in held.items() if bounds.low <= amount(items, bounds.of) <= (bounds.high or len(items))]
        many = f"just {counted(bounds.low, bounds.of)}" if bounds.high else f"{counted(bounds.low, bounds.of)} or more"
        return fit, f"with recommendations in {many}"
    for name in ("theme", "source"):
        wanted, unwanted = getattr(facets, name), getattr(facets, f"no_{name}")
        if name != by and len(wanted) > 1 and SHARED.search(plain):
            return [v for v, items in held.items() if {getattr(i, name) for i in items} >= set(wanted)], "shared by them"
        if name != by and wanted and unwanted:  # "under the first theme but not under the second"
            elsewhere = {getattr(i, by) for i in report.of_kind("recommendation") if getattr(i, name) in unwanted}
            return [v for v in held if v not in elsewhere], "and nowhere there"
    return list(held), ""


def with_items(draft: Draft, facets: Facets, by: str, values: Sequence[str]) -> None:
    """Each value under a heading, with the recommendations within the facets that put it on the list."""
    inside = select(draft.report, "recommendation", replace(facets, **{by: tuple(values)})) if values else ()
    draft.retrieved = item_hits(draft.report, inside)
    for value in values:
        chosen = [i for i in inside if getattr(i, by) == value]
        draft.heading(f"{value_name(draft.report, by, value).strip('“”')} ({len(chosen)})")
        draft.items(chosen)


def answer_halves(draft: Draft, question: Question, kind: str) -> bool:
    """What has something beside what has it not: "how many carry a label and how many have none?"."""
    report = draft.report
    given = _divided(question, kind)
    if given is None:
        return False
    sides = [(facets, select(report, kind, facets)) for facets in given]
    where = reached if kind == "theme" else restricted
    parts = [f"{counted(len(items), kind)}{where(report, facets)}" for facets, items in sides]
    draft.lead(f"{joined(parts)}.")
    for (facets, items), part in zip(sides, parts, strict=True):
        draft.heading(upper_first(part))
        if kind == "theme" and (facets.source or facets.label):
            inside = select(report, "recommendation", replace(facets, theme=tuple(t.theme or "" for t in items)))
            draft.items(inside if items else ())
        else:
            draft.items(items)
    draft.retrieved = item_hits(report, [i for _, items in sides for i in items])
    return True


def _divided(question: Question, kind: str) -> tuple[Facets, Facets] | None:
    """The facets with the dividing value asked for, and with it ruled out."""
    facets, plain = question.facets, question.text.casefold()
    for name, said in (("label", LABELLED), ("place", PLACED)):
        if kind == {"label": "recommendation", "place": "example"}[name] and said.search(plain) and not (set(_both(facets, name)) - {""}):
            return replace(facets, **{name: (), f"no_{name}": ("",)}), replace(facets, **{name: ("",), f"no_{name}": ()})
    for name in ("source", "label", "theme", "place"):
        if values := _both(facets, name):
            return replace(facets, **{name: values, f"no_{name}": ()}), replace(facets, **{name: (), f"no_{name}": values})
    return None


def _both(facets: Facets, name: str) -> tuple[str, ...]:
    return (*getattr(facets, name), *getattr(facets, f"no_{name}"))


def answer_acted(draft: Draft, question: Question) -> None:
    """The themes under which the report says what has been done, or those under which it does not."""
    report, facets = draft.report, question.facets
    themes = [t for t in report.themes if (not facets.theme or t.id in facets.theme) and t.id not in facets.no_theme]
    done = {t.id: [i for i in report.of_kind("action") if i.theme == t.id] for t in themes}
    lacking = bool(ABSENT & set(words(question.text.casefold())))
    chosen = [t for t in themes if bool(done[t.id]) != lacking]
    count = f"{len(chosen)} of {counted(len(themes), 'theme')}" if chosen else f"None (0) of {counted(len(themes), 'theme')}"
    everywhere = ": it does so under each" if lacking and not chosen else ""
    draft.lead(f"Under {count} the report {'does not say' if lacking else 'says'} what has been done{everywhere}.")
    for theme in chosen or themes:
        draft.heading(theme.title)
        draft.items(done[theme.id])
    draft.retrieved = item_hits(report, [i for t in chosen or themes for i in done[t.id]])
