"""What an open question needs of the index: the retriever, the curator's topics, and what facets say for passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answering.refusal import Decision, decide
from assistant.datatypes import Facets, Item, Question, Span
from assistant.indexing import patterns as say
from assistant.indexing.index import Index
from assistant.retrieval.retriever import Ranking, Retriever
from assistant.retrieval.select import topics_of

BOOST = {
    "kind": 0.12,
    "facet": 0.35,
    "example": 0.6,
    "topic": 0.06,
    "near": 0.30,
    "themed": 0.25,
    "action": 0.30,
    "study": 0.20,
    "part": 0.25,
    "front": 0.25,
}  # on the scale of a cosine

# "Which study says that …?" asks for what is said; its source stands beside every quote.
SAYING = re.compile(
    r"\b(?:which|what) (?:study|research|report|paper|source|piece)\b.{0,20}?\b"
    r"(?:says?|said|thinks?|argues?|recommends?|suggests?|mentions?|talks?|speaks?|calls?|wants?)\b"
)


@dataclass(frozen=True, slots=True)
class Finder:
    index: Index
    retriever: Retriever
    tags: Mapping[int, frozenset[str]]  # passage id → topic tags
    decide: Callable[[Index, Ranking, str], Decision] = decide  # the workbench records, or switches off, what is decided

    @classmethod
    def of(cls, index: Index) -> Finder:
        return cls(index, Retriever(index), topics_of(index.report, index.glossary.get("at", {})))

    def boosts(self, question: Question, near: frozenset[str] = frozenset()) -> dict[int, float]:
        """What the question's facets say for single passages."""
        report, facets = self.index.report, question.facets
        found: dict[int, float] = {}
        items = {item.id: item for item in report.items}
        parts = self._asked_parts(question)
        titles = {section.id: section.title for section in report.sections}
        wanted = set(question.kinds)
        if say.RECOMMENDS.search(question.text.casefold()) or say.WHOSE_EVIDENCE.search(question.text):
            wanted.add("recommendation")  # only what is recommended has a study behind it
        if SAYING.search(question.text.casefold()):
            wanted.discard("source")
        for passage in report.passages:
            item = items.get(passage.item or "")
            extra = BOOST["kind"] if passage.kind in wanted else 0.0
            if item:
                extra += BOOST["facet"] * _agreement(item, facets)
                extra += BOOST["example"] if item.id in facets.example else 0.0
            if parts and item and item.kind == "source" and item.source in facets.source:
                extra += BOOST["study"] + BOOST["part"] * any(span.overlap(passage.span) for span in parts)
            if question.part and passage.kind == question.part:
                extra += BOOST["front"]
            if question.action and passage.kind == "action":
                extra += BOOST["action"]
            if self.tags.get(passage.id, frozenset()) & set(facets.topic):
                extra += BOOST["topic"]
            if question.kind == "theme" and not facets.source and item and item.theme:
                extra += BOOST["themed"]
            title = titles[passage.section]
            if near and (title in near or (item and item.theme and report.theme(item.theme).title in near)):
                extra += BOOST["near"]
            if extra:
                found[passage.id] = extra
        return found

    def _asked_parts(self, question: Question) -> list[Span]:
        """Of the research that a question names, the parts it asks about: who did it, how, what it found."""
        if not question.facets.source or "recommendation" in question.kinds or say.RECOMMENDS.search(question.text.casefold()):
            return []
        named = [item for item in self.index.report.of_kind("source") if item.source in question.facets.source]
        return [span for item in named for aspect in question.aspects for span in item.part(aspect)] or [item.words for item in named]


def _agreement(item: Item, facets: Facets) -> float:
    agreed = 0.0
    for value, wanted, unwanted in (
        (item.theme, facets.theme, facets.no_theme), (item.source, facets.source, facets.no_source),
        (item.label, facets.label, facets.no_label), (item.place, facets.place, facets.no_place),
    ):  # fmt: skip
        agreed += (value in wanted) - (value in unwanted)
    return agreed
