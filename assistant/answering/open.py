"""Open questions: rank, decide whether the report says it, and quote the sentences that do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answering.draft import Draft
from assistant.answering.refusal import Decision, decide
from assistant.answering.wording import MANY, counted, joined, place_of, restricted
from assistant.datatypes import Facets, Hit, Item, Passage, Question, Report, Span
from assistant.indexing.index import Index
from assistant.indexing.words import terms
from assistant.indexing import patterns as say
from assistant.retrieval.retriever import Ranking, Retriever
from assistant.retrieval.select import fits, topics_of

RETRIEVED = 12  # hits handed out with an answer
WHOLE_UP_TO = 430  # code points: a passage up to this long is quoted whole, of a longer one the best sentences
ALSO = 0.955  # a further passage is cited when its score is at least this share of the best one's
TOPIC_CUT = 0.80  # for "everything on …": share of the best score that a passage needs
BOOST = {"kind": 0.12, "facet": 0.35, "example": 0.6, "topic": 0.06, "near": 0.30, "themed": 0.25}
PARTS = re.compile(
    r"\?\s+(?=\S)|,?\s+(?:and|&)\s+(?=(?:who|what|when|where|which|how|why|on whose|by whom|from whom|whose|in what|is|are|did|does|do|has|have)\b)", re.IGNORECASE
)
NEAREST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Finder:
    """What an open question needs of the index."""

    index: Index
    retriever: Retriever
    tags: Mapping[str, frozenset[str]]  # item id → topic tags
    decide: Callable[[Index, Ranking, str], Decision] = decide  # the workbench records, or switches off, what is decided

    @classmethod
    def of(cls, index: Index) -> Finder:
        return cls(index, Retriever(index), topics_of(index.report, index.glossary.get("at", {})))

    def boosts(self, question: Question, near: frozenset[str] = frozenset()) -> dict[int, float]:
        """What the question's facets say for single passages."""
        report, facets = self.index.report, question.facets
        found: dict[int, float] = {}
        items = {item.id: item for item in report.items}
        titles = {section.id: section.title for section in report.sections}
        wanted = set(question.kinds) | ({"action"} if question.action else set())
        if say.RECOMMENDS.search(question.text.casefold()):
            wanted.add("recommendation")
        for passage in report.passages:
            item = items.get(passage.item or "")
            extra = BOOST["kind"] if passage.kind in wanted else 0.0
            if item:
                extra += BOOST["facet"] * _agreement(item, facets)
                extra += BOOST["example"] if item.id in facets.example else 0.0
                extra += BOOST["topic"] if self.tags.get(item.id, frozenset()) & set(facets.topic) else 0.0
            if question.kind == "theme" and item and item.theme:
                extra += BOOST["themed"]
            title = titles[passage.section]
            if near and (title in near or (item and item.theme and report.theme(item.theme).title in near)):
                extra += BOOST["near"]
            if extra:
                found[passage.id] = extra
        return found


def _agreement(item: Item, facets: Facets) -> float:
    agreed = 0.0
    for value, wanted, unwanted in (
        (item.theme, facets.theme, facets.no_theme), (item.source, facets.source, facets.no_source),
        (item.label, facets.label, facets.no_label), (item.place, facets.place, facets.no_place),
    ):  # fmt: skip
        agreed += (value in wanted) - (value in unwanted)
    return agreed


def split(question: str) -> list[str]:
    """The parts of a question that asks several things; each keeps enough words to stand alone."""
    parts = [p.strip() for p in PARTS.split(question) if p.strip()]
    return parts if len(parts) > 1 and all(len(terms(p)) >= 2 for p in parts[1:]) and len(terms(parts[0])) >= 1 else [question]


def answer_open(draft: Draft, question: Question, finder: Finder, near: frozenset[str]) -> None:
    bare = say.WHOSE_EVIDENCE.sub(" ", question.query.casefold())  # every answer names its source anyway
    if bare != question.query.casefold() and len(terms(bare)) > 1:
        question = replace(question, query=" ".join(bare.strip(" ,?").split()))
    parts = split(question.query)
    if len(parts) == 1:
        return _one(draft, question, question.query, finder, near)
    answered: list[tuple[str, Ranking, list[Span]]] = []
    missing: list[str] = []
    boosts = finder.boosts(question, near)
    whole = finder.retriever.rank(question.query, boosts=boosts)
    draft.retrieved = finder.retriever.hits(whole, RETRIEVED)
    for part in parts:
        ranking = finder.retriever.rank(part, boosts=boosts)
        ranking.total[:] += 0.5 * whole.total
        if finder.decide(finder.index, finder.retriever.rank(part), part).declined:
            missing.append(part)
        else:
            answered.append((part, ranking, _picked(finder, ranking, part, question)))
    if not answered:
        return _one(draft, question, question.query, finder, near)
    spans = list(dict.fromkeys(span for _, _, found in answered for span in found))
    _lead(draft, question, question.query, spans)
    for span in spans:
        draft.quote(span, mark=_figure(span.of(draft.report.text), question.query))
    if missing:
        draft.note("Not found in the report: " + joined([f"part {parts.index(part) + 1} of the question" for part in missing]) + ".")
    return None


def _one(draft: Draft, question: Question, query: str, finder: Finder, near: frozenset[str]) -> None:
    ranking = finder.retriever.rank(query, boosts=finder.boosts(question, near))
    draft.retrieved = finder.retriever.hits(ranking, RETRIEVED)
    decision = finder.decide(finder.index, ranking, query)
    if decision.declined:
        return decline(draft, decision, draft.retrieved)
    if topical := _topic_list(question, finder, ranking):
        return _topic_answer(draft, question, topical, finder, ranking)
    spans = _picked(finder, ranking, query, question)
    _lead(draft, question, query, spans)
    for span in spans:
        draft.quote(span, mark=_figure(span.of(draft.report.text), query))
    return None


def decline(draft: Draft, decision: Decision, hits: Sequence[Hit]) -> None:
    """Say that the report does not say, why, and what comes nearest."""
    draft.status = "declined"
    near_miss = decision.figures.passage >= 0.45 or decision.figures.asked >= 0.6
    draft.reason = "near" if near_miss else "out of scope"
    draft.lead("The report does not say.")
    if near_miss:
        draft.note("It touches the subject, but does not hold what the question asks for. The nearest passages, which are not an answer:")
        for hit in hits[:NEAREST_SHOWN]:
            draft.near(_window(hit.passage, hit.sentence))
    else:
        draft.note(f"The question seems to lie outside “{draft.report.title}”.")


def _window(passage: Passage, sentence: int | None) -> Span:
    """The passage, or of a long one its best sentence with as many neighbours as fit."""
    if passage.span.end - passage.span.start <= WHOLE_UP_TO or sentence is None or not 0 <= sentence < len(passage.sentences):
        return passage.span
    first = last = sentence
    while True:
        grown = [(first - 1, last), (first, last + 1)]
        fitting = [
            (a, b) for a, b in grown
            if a >= 0 and b < len(passage.sentences) and passage.sentences[b].end - passage.sentences[a].start <= WHOLE_UP_TO
        ]  # fmt: skip
        if not fitting:
            return Span(passage.sentences[first].start, passage.sentences[last].end)
        first, last = fitting[0]


def _picked(finder: Finder, ranking: Ranking, query: str, question: Question) -> list[Span]:
    """The best passage, and those that score almost as well."""
    passages = finder.index.report.passages
    order = ranking.order()
    best = float(ranking.total[order[0]])
    if question.kind == "theme":
        order = _within_best_theme(finder.index.report, ranking, order)
        best = float(ranking.total[order[0]])
    chosen = [int(order[0])]
    chosen += [int(n) for n in order[1:3] if best > 0 and float(ranking.total[n]) >= ALSO * best]
    return [_window(passages[n], int(ranking.sentence[n])) for n in chosen]


def _within_best_theme(report: Report, ranking: Ranking, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """"Which theme covers …?": the theme whose three best passages score highest, its passages first."""
    themes = {item.id: item.theme for item in report.items}
    scores: dict[str, list[float]] = {}
    for n in order:
        if theme := themes.get(report.passages[int(n)].item or ""):
            scores.setdefault(theme, []).append(float(ranking.total[n]))
    if not scores:
        return order
    best = max(scores, key=lambda theme: sum(scores[theme][:3]))
    return np.array([n for n in order if themes.get(report.passages[int(n)].item or "") == best])


def _topic_list(question: Question, finder: Finder, ranking: Ranking) -> list[int]:
    """Passages for "everything on …" and "which recommendations mention …"; empty for a plain question."""
    plural = question.kind in {"recommendation", "example"} and bool(re.search(r"\b(?:recommendations|suggestions|proposals|examples|case studies|projects|stories|tips)\b", question.text.casefold()))
    if not (question.exhaustive or plural or question.intent == "count"):
        return []
    report = finder.index.report
    items = {i.id: i for i in report.items}
    order = [int(n) for n in ranking.order()]
    best = float(ranking.total[order[0]])
    found = []
    for n in order:
        item = items.get(report.passages[n].item or "")
        if question.kind in {"recommendation", "example"} and (item is None or item.kind != question.kind):
            continue
        if question.facets.closed() and (item is None or not fits(report, item, question.facets)):
            continue
        tagged = bool(item and finder.tags.get(item.id, frozenset()) & set(question.facets.topic))
        share = float(ranking.total[n]) / best if best > 0 else 0.0
        if share >= TOPIC_CUT or (tagged and share >= TOPIC_CUT - 0.25):
            found.append(n)
    return sorted(found)


def _topic_answer(draft: Draft, question: Question, found: list[int], finder: Finder, ranking: Ranking) -> None:
    report = draft.report
    passages = [report.passages[n] for n in found]
    kinds = {p.kind for p in passages}
    what = counted(len(passages), question.kind) if question.kind in MANY and kinds == {question.kind} else f"{len(passages)} passage{'s' if len(passages) != 1 else ''}"
    draft.lead(f"{what}{restricted(report, question.facets)} bear on this, in the report's order:")
    for n, passage in zip(found, passages, strict=True):
        draft.quote(_window(passage, int(ranking.sentence[n])))
    ranked = sorted(found, key=lambda n: -float(ranking.total[n]))
    chosen = tuple(Hit(report.passages[n], float(ranking.total[n]), 0) for n in ranked)
    others = [h for h in draft.retrieved if h.passage.id not in set(found)]
    draft.retrieved = tuple(Hit(h.passage, h.score, rank, h.dense, h.sparse, h.sentence) for rank, h in enumerate([*chosen, *others], 1))


def _lead(draft: Draft, question: Question, query: str, spans: list[Span]) -> None:
    report = draft.report
    items = [next((i for i in report.items if i.words.overlap(s) or i.span.overlap(s) and i.kind != "theme"), None) for s in spans]
    first = items[0] if items else None
    figure = _figure(spans[0].of(report.text), query) if spans else ""
    where = f"under “{place_of(report, first)}”" if first else ""
    kind = {"recommendation": "recommends", "action": "says what has been done", "example": "gives an example"}.get(first.kind if first else "", "says")
    source = f", from the {report.source(first.source).short}" if first and first.source and first.kind == "recommendation" else ""
    if figure:
        return draft.lead(f"{figure} – the report {kind}, {where}{source}:", mark=figure)
    return draft.lead(f"The report {kind}, {where}{source}:")


AMOUNT = re.compile(r"(?:over |almost |about |more than |nearly )?(?:£\d[\d,.]*(?:bn|m|k)?|\d[\d,]*(?:\.\d+)?%?(?: (?:people|interviews|regional partners))?)")
DATE = re.compile(r"(?:(?:early|late|mid|spring of|summer of) )?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|\b(?:19|20)\d\d\b)")


def _figure(quote: str, query: str) -> str:
    """The one figure or date that a how-many or when question asks for, if the quote holds just one."""
    plain = query.casefold()
    if re.search(r"\bhow (?:many|much)\b|\bwhat (?:number|amount|sum|figure|percentage|share)\b|\bcost\b|\bworth\b", plain):
        pattern = AMOUNT
    elif re.search(r"\bwhen\b|\bwhat (?:year|month|date)\b|\bwhich (?:year|month)\b", plain):
        pattern = DATE
    else:
        return ""
    found = list(dict.fromkeys(m.group().strip(" ,.") for m in pattern.finditer(quote)))
    return found[0] if len(found) == 1 else ""
