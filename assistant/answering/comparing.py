"""Comparisons: which theme, source, label or place leads or trails, named ones side by side, pieces of research part by part."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.measuring import EXTREME, VALUES, Measure, measured
from assistant.answering.research import PARTS, answer_source
from assistant.answering.sets import grouped, none
from assistant.answering.wording import MANY, counted, joined, ordinal, restricted, source_name, value_name
from assistant.datatypes import Item, Question
from assistant.indexing import patterns as say
from assistant.retrieval.intents import YES_NO
from assistant.retrieval.select import amount, select


def answer_compare(draft: Draft, question: Question) -> None:
    """Named themes, sources, labels or places side by side; else which one leads or trails."""
    facets, measure = question.facets, measured(question)
    if research_compared(question):
        return answer_source(draft, question)
    for name in ("place",) if question.kind == "example" else ("source", "theme", "label"):
        if len(getattr(facets, name)) > 1:
            return _side_by_side(draft, question, replace(measure, by=name))
    if question.supposed and question.kinds[:1] == ("source",):
        question = replace(question, facets=replace(facets, source=()))
    if measure.take or measure.place > 1:
        question = replace(question, supposed=None)  # "the two largest themes" are not said to be all
    _superlative(draft, question, measure)


def _superlative(draft: Draft, question: Question, measure: Measure) -> None:
    """The values that stand at the place asked for, with what was counted for each."""
    report, by, of = draft.report, measure.by, measure.of
    items = [i for i in select(report, "example" if of == "example" else "recommendation", question.facets) if getattr(i, by)]
    counts = _counts(items, by, of)
    if by == "theme":
        counts.update({t.id: 0 for t in report.themes if t.id not in counts and not question.facets.theme and t.id not in question.facets.no_theme})
    if not counts:
        return none(draft, question, "example" if of == "example" else "recommendation")
    if question.number is not None and not (EXTREME.search(question.text.casefold()) or say.LEAST.search(question.text.casefold())):
        return _with_number(draft, question, by, items, counts)
    both = measure.both and not measure.take and max(counts.values()) > min(counts.values())
    order = sorted(counts.items(), key=lambda pair: pair[1] if measure.least else -pair[1])
    winners = _winners(order, measure)
    _lead(draft, question, measure, counts, winners, len(items))
    if both:
        fewest = [value for value, n in counts.items() if n == min(counts.values())]
        draft.lead(f"{_names(draft, by, fewest)} {'has' if len(fewest) == 1 else 'have'} the fewest: {min(counts.values())}.")
        winners += fewest
    draft.table([(by.capitalize(), MANY[of].capitalize()), *[(value_name(report, by, value), str(n)) for value, n in order]])
    chosen = tuple(i for i in items if getattr(i, by) in winners)
    draft.retrieved = item_hits(report, chosen)
    grouped(draft, chosen, "example" if of == "example" else "recommendation")
    if not chosen:  # those with none have no recommendation to quote, but a heading
        draft.items(item for item in report.of_kind(by) if getattr(item, by) in winners)


def _counts(items: list[Item], by: str, of: str) -> Counter[str]:
    values = dict.fromkeys(getattr(i, by) for i in items)
    found = {value: amount([i for i in items if getattr(i, by) == value], of) for value in values}
    return Counter(dict(Counter(found).most_common()))


def _winners(order: list[tuple[str, int]], measure: Measure) -> list[str]:
    """Those at the place asked for, or as many from the top; those with the same number stand together."""
    if measure.take:
        last = order[min(measure.take, len(order)) - 1][1]
        return [value for value, n in order if (n <= last if measure.least else n >= last)]
    at = order[min(measure.place, len(order)) - 1][1]
    return [value for value, n in order if n == at]


def _lead(draft: Draft, question: Question, measure: Measure, counts: Counter[str], winners: list[str], total: int) -> None:
    report, by, of = draft.report, measure.by, measure.of
    where, share = restricted(report, question.facets), " each" if len(winners) > 1 else ""
    number, what, verb = counts[winners[0]], MANY[of], "has" if len(winners) == 1 else "have"
    rank = "fewest" if measure.least else "most"
    if len({counts[w] for w in winners}) > 1:
        names = joined([f"{value_name(report, by, w)} ({counts[w]})" for w in winners])
        return draft.lead(f"{names} have the {rank} {what}{where}.")
    names = _names(draft, by, winners)
    if measure.place > 1:
        draft.lead(f"{names} {'comes' if len(winners) == 1 else 'come'} {ordinal(measure.place)} by {what}{where}: {number}{share} of {total}.")
        further = sorted({n for n in counts.values() if (n > number if measure.least else n < number)}, reverse=not measure.least)
        if further and number == (min if measure.least else max)(counts.values()):
            following = [value for value, n in counts.items() if n == further[0]]
            draft.note(f"They share the first place; next {'comes' if len(following) == 1 else 'come'} {_names(draft, by, following)}, with {further[0]}.")
        return None
    supposed = question.kinds[0] if question.supposed and question.kinds else ""
    premise = f"There are {counted(len(report.of_kind(supposed)), supposed)}, not {question.supposed}. " if supposed else ""
    of_all = f" of {total}" if of in {"recommendation", "example"} else ""
    return draft.lead(f"{premise}{names} {verb} the {rank} {what}{where}: {number}{share}{of_all}.")


def _names(draft: Draft, by: str, values: list[str]) -> str:
    return joined([value_name(draft.report, by, value) for value in values])


def _with_number(draft: Draft, question: Question, by: str, items: list[Item], counts: Counter[str]) -> None:
    """ "Which theme has four recommendations?": those that have just so many."""
    report = draft.report
    found = [value for value, n in counts.items() if n == question.number]
    what = counted(question.number or 0, "recommendation")
    verb = "has" if len(found) == 1 else "have"
    draft.lead(f"{_names(draft, by, found)} {verb} {what}{restricted(report, question.facets)}." if found else f"None (0): no {by} has {what}.")
    draft.table([(by.capitalize(), "Recommendations"), *[(value_name(report, by, value), str(n)) for value, n in counts.items()]])
    chosen = tuple(i for i in items if getattr(i, by) in found)
    draft.retrieved = item_hits(report, chosen)
    grouped(draft, chosen, "recommendation")


def _side_by_side(draft: Draft, question: Question, measure: Measure) -> None:
    report, facets, by = draft.report, question.facets, measure.by
    kind = "example" if by == "place" else "recommendation"
    values = getattr(facets, by)
    items = select(report, kind, facets)
    held = {v: [i for i in items if getattr(i, by) == v] for v in values}
    of = kind if by == "place" or measure.of == by else measure.of
    numbers, what = [amount(held[v], of) for v in values], MANY[of]
    names = [value_name(report, by, v) for v in values]
    rows: list[tuple[str, ...]] = [("", *names), (what.capitalize(), *map(str, numbers))]
    if of != kind:
        rows.append(("Recommendations", *[str(len(held[v])) for v in values]))
    if by == "source":
        rows.append(("Date", *[report.source(v).date or "not given" for v in values]))
    elif by != "place":
        for source in report.sources:
            split = [sum(1 for i in held[v] if i.source == source.id) for v in values]
            rows.append((f"of these from {source_name(report, source.id)}", *map(str, split)))
    figures = joined([f"{name} ({n})" for name, n in zip(names, numbers, strict=True)])
    draft.lead(f"{figures} side by side, by number of {what}{restricted(report, replace(facets, **{by: ()}))}{_gap(numbers)}:")
    draft.table(rows)
    tallied = "recommendation" in question.kinds or say.COUNTS.search(question.text.casefold()) or of != kind
    if by == "source" and not (facets.label or facets.theme or tallied):
        return answer_source(draft, question, heads=True)
    for value, name in zip(values, names, strict=True):
        draft.heading(name)
        draft.items(held[value])
        if not held[value] and YES_NO.search(question.text.casefold()):
            _instead(draft, question, by, value)
    draft.retrieved = tuple(item_hits(report, items))


def _gap(numbers: list[int]) -> str:
    if len(numbers) != 2:
        return ""
    return ", as many on either side" if numbers[0] == numbers[1] else f", a difference of {abs(numbers[0] - numbers[1])}"


def _instead(draft: Draft, question: Question, by: str, value: str) -> None:
    """What stands on a side that has nothing of what was asked: it shows on what it rests instead."""
    wider = replace(question.facets, **{name: () for name in VALUES if name != by}, **{by: (value,)})
    found = select(draft.report, "recommendation", wider)
    if found:
        asked = restricted(draft.report, replace(question.facets, **{by: ()}))
        draft.note(f"None of its {counted(len(found), 'recommendation')} {'is' if len(found) == 1 else 'are'}{asked}:")
        draft.items(found)


def research_compared(question: Question) -> bool:
    """Whether pieces of research are compared in what was done and found, not in what they recommend."""
    if len(question.facets.source) < 2 and question.kinds[:1] == ("source",) and "method" in question.aspects and not question.facets.closed():
        return "recommendation" not in question.kinds and not say.RECOMMENDS.search(question.text.casefold())  # "which of the studies talked to most people?"
    if len(question.facets.source) < 2 or question.facets.theme or question.facets.label or "recommendation" in question.kinds:
        return False
    plain = question.text.casefold()
    ranked = EXTREME.search(plain) and say.LOOSELY.search(plain)  # "whose ideas make up the bulk of the list?"
    return bool(set(question.aspects) & set(PARTS)) and not (ranked or say.RECOMMENDS.search(plain))
