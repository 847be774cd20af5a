"""What is told of the research: who did it, when, how, what it found and what it was for."""

from __future__ import annotations

import re

from assistant.answering.draft import Draft
from assistant.answering.window import MONTHS
from assistant.answering.wording import joined, source_name, upper_first
from assistant.datatypes import Hit, Item, Passage, Question, Report, Span
from assistant.indexing import patterns as say
from assistant.indexing.words import stem, words

# What research consists of; "how many" of it counts no recommendations.
OF_RESEARCH = re.compile(
    r"\b(?:phases?|stages?|interview(?:s|ed|ees?|ing)?|participants?|respondents?|people|organi[sz]ations?|partners?|sessions?|events?|workshops?|universit(?:y|ies)"
    r"|surveys?|drivers?|fieldwork|months?|researchers?|authors?)\b"
)
OF_THEM = re.compile(r"\bhow many of (?:the|these|those|its)\b|\b(?:number|share|proportion) of (?:the )?(?:studies|research|sources)\b")
PARTS = ("who", "when", "method", "finding", "aim")  # of a piece of research, in the order they are told


def answer_source(draft: Draft, question: Question, *, heads: bool = False) -> None:
    """Who did the research, when, how, what it found: the parts that were asked for, or all of them.

    `heads`: the sources stand in a table above already.
    """
    report = draft.report
    chosen = question.facets.source or tuple(s.id for s in report.sources if s.id not in question.facets.no_source)
    asked = [a for a in question.aspects if a in PARTS] or list(PARTS)
    items = [i for i in report.of_kind("source") if i.source in chosen]
    if not items:
        return draft.lead("None (0): the report has no such piece of research.")
    names = [source_name(report, i.source) for i in items]
    if asked == ["when"] and not any(report.source(i.source or "").date for i in items):
        return _undated(draft, items)
    wanted = _wanted(report, question, items)
    speaking = [name for item, name in zip(items, names, strict=True) if _speaks(report, item, wanted)]
    if not heads:
        counted_up = f"{len(speaking)} of {len(items)} pieces of research speak of it – {joined(speaking)}:"
        told = counted_up if wanted and OF_THEM.search(question.text.casefold()) and len(items) > 1 else f"On {joined(names)}:"
        draft.lead(_order(report, items) if "when" in asked and len(items) > 1 else told)
    spans: list[Span] = []
    for item, name in zip(items, names, strict=True):
        if len(items) > 1:
            draft.heading(upper_first(name.removeprefix("the ")))
        for aspect in asked:
            if aspect == "when":
                spans += _dated(draft, item)
                continue
            for span in _told(report, item, aspect, asked):
                if name in speaking and not _holds(report, item, span, wanted):
                    continue
                if not any(span.overlap(other) for other in spans):
                    draft.quote(span)
                    spans.append(span)
    draft.retrieved = tuple(Hit(Passage(-1, s, "", "source", (s,)), 1.0, n) for n, s in enumerate(spans, 1))


def _wanted(report: Report, question: Question, items: list[Item]) -> set[str]:
    """Stems of what is counted of the research ("how many interviews"), where any of it speaks of that."""
    plain = question.text.casefold()
    if not (say.COUNTS.search(plain) or say.COMPARES.search(plain)):
        return set()
    stems = {stem(match.group()) for match in OF_RESEARCH.finditer(plain)}
    held = {s for item in items for span in _parts(item) for s in stems & _stems(report, span)}
    return held


def _parts(item: Item) -> list[Span]:
    return [*item.part("who"), *item.part("method")]


def _stems(report: Report, span: Span) -> set[str]:
    return {stem(word) for word in words(span.of(report.text))}


def _speaks(report: Report, item: Item, wanted: set[str]) -> bool:
    return any(wanted & _stems(report, span) for span in _parts(item))


def _holds(report: Report, item: Item, span: Span, wanted: set[str]) -> bool:
    """Whether a span speaks of what is wanted, or is one of the steps that such a sentence leads up to."""
    leading = any(s.of(report.text).rstrip(" *").endswith(":") and wanted & _stems(report, s) for s in item.part("who"))
    return bool(wanted & _stems(report, span)) or (leading and span in item.part("method"))


def _told(report: Report, item: Item, aspect: str, asked: list[str]) -> list[Span]:
    """The spans of a part; before the steps of the method, the sentence that leads up to them."""
    spans = list(item.part(aspect))
    leading = [s for s in item.part("who") if s.of(report.text).rstrip(" *").endswith(":")] if aspect == "method" and "who" not in asked else []
    return [*leading, *spans]


def _undated(draft: Draft, items: list[Item]) -> None:
    draft.status, draft.reason = "declined", "near"
    draft.lead("The report does not say.")
    draft.note(f"It gives no date for {joined([source_name(draft.report, i.source) for i in items])}. The nearest passages, which are not an answer:")
    for item in items:
        draft.near(item.words)


def _order(report: Report, items: list[Item]) -> str:
    """The pieces of research by date, earliest first."""
    dated = [(report.source(i.source or "").date or "", source_name(report, i.source)) for i in items]

    def key(entry: tuple[str, str]) -> tuple[str, int]:
        *month, year = entry[0].split()
        return year, MONTHS.index(month[0]) if month and month[0] in MONTHS else -1

    known = [name for _, name in sorted((d for d in dated if d[0]), key=key)]
    undated = [name for date, name in dated if not date]
    order = f"In order of date: {', then '.join(known)}." if known else ""
    return upper_first(f"{order} {f'No date is given for {joined(undated)}.' if undated else ''}".strip())


def _dated(draft: Draft, item: Item) -> list[Span]:
    date = draft.report.source(item.source or "").date
    if not date:
        draft.note(f"The report gives no date for {source_name(draft.report, item.source)}.")
        return []
    draft.quote(item.words, mark=date)
    return [item.words]
