"""Whether the report says it. A logistic model over a few figures of the ranking; its weights are data, fitted
on judged questions by `python -m eval calibrate` (calibration.json beside this file)."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.answering.wanted import OFFICE_ASKED, OFFICE_HELD, later, money_missing, more_asked, names_another, of_money, suits
from assistant.indexing.index import Index
from assistant.indexing.negation import DENIES
from assistant.indexing.words import STOPWORDS, normalise, stem, terms, words
from assistant.retrieval.retriever import Ranking

CALIBRATION = Path(__file__).with_name("calibration.json")
BASIC = (
    "asked", "not_said", "vote", "said", "said_worded", "agreed", "passage", "covered", "unknown", "foreign", "astray", "typed", "later", "length", "margin",
    "denied", "undenied", "named",
)  # fmt: skip
CROSSED = tuple((one, other) for n, one in enumerate(BASIC) for other in BASIC[n:])
# What the model weighs: each figure and each product of two (the cross terms halved the wrong declines).
FIGURES = (*BASIC, *(f"{one}*{other}" for one, other in CROSSED))
UNCURATED = frozenset({"denied", "undenied", "named"})  # curated lines tell more than these
WEIGHED = {"plain": FIGURES, "curated": tuple(name for name in FIGURES if UNCURATED.isdisjoint(name.split("*")))}
PLAINLY = 0.6  # the least probability of what is plainly held
WHOLLY = 0.99  # share of the question's words
LEADING = 3  # passages that may name the holder of an office
UNHELD = 0.2  # the most where a holder of an office is asked for and none is named, or more of a list or sum than stands there
HELD, NEAR, AHEAD, SURE = 0.9, 0.74, -0.05, -1.0  # share of the question's words, cosine, lead in cosine and `said` that this takes
NAME = re.compile(r"[^\W\d_][\w'’]+")


@dataclass(frozen=True, slots=True)
class Figures:
    """What the decision looks at; all in about [0, 1]."""

    asked: float  # best cosine with a curator's question
    not_said: float  # best cosine with a question that the curator says is not answered
    vote: float  # share of answered questions among the curator's lines nearest to the query
    said: float  # how surely the learned reader of vectors takes it for a question that the report answers
    said_worded: float  # how surely the reader of words does
    agreed: float  # how far those readers mean the same passages
    passage: float  # best cosine of a passage or sentence itself
    covered: float  # share of the question's words (weighted by rarity) that the best passage and its questions hold
    unknown: float  # share that neither the report nor any curated question holds
    foreign: float  # names in the question that neither the report nor any curated question holds: 0, 0.5, 1
    astray: float  # names in the question that the best passage and its questions do not hold: 0, 0.5, 1
    typed: float  # a sum, number, list, person or date is asked for: 1 where the best passage holds the like, -1 where it does not; else 0
    later: float  # 1 where what became of it is asked for and the best passage tells nothing of the kind
    length: float  # words of the question that carry content, in tens
    margin: float  # how far the best passage is ahead of the tenth
    denied: float = 0.0  # 1 where the question denies something
    undenied: float = 0.0  # 1 where it does and the best sentence does not
    named: float = 0.0  # a person or a place is asked for: 1 where the best sentence names another than the question, -1 where it does not; else 0

    def row(self) -> list[float]:
        basic = {name: float(getattr(self, name)) for name in BASIC}
        return [*basic.values(), *(basic[one] * basic[other] for one, other in CROSSED)]


@dataclass(frozen=True, slots=True)
class Decision:
    answerable: float  # estimated probability that the report answers
    threshold: float
    figures: Figures

    @property
    def declined(self) -> bool:
        return self.answerable < self.threshold


@lru_cache(maxsize=1)
def _calibration() -> dict[str, dict[str, object]]:
    return dict(json.loads(CALIBRATION.read_text("utf-8")))


def figures_of(index: Index, ranking: Ranking, query: str) -> Figures:
    order = ranking.order()
    top = int(order[0])
    passage = index.report.passages[top].span.of(index.report.text)
    query_terms = list(dict.fromkeys(terms(query)))
    weights = np.array([max(index.words.rarity(t), index.asked.rarity(t)) for t in query_terms]) if query_terms else np.ones(0)
    held = np.array([_holds(index, top, t) for t in query_terms], dtype=bool)
    known = np.array([t in index.words.vocabulary or t in index.asked.vocabulary for t in query_terms], dtype=bool)
    mass = float(weights.sum()) or 1.0
    tenth = ranking.total[order[min(9, len(order) - 1)]]
    asked, not_said = float(ranking.asked.max(initial=0.0)), float(ranking.not_said.max(initial=0.0))
    best = int(ranking.sentence[top])
    sentences = index.report.passages[top].sentences
    sentence = sentences[best].of(index.report.text) if 0 <= best < len(sentences) else passage
    denies = bool(DENIES.search(normalise(query)))
    return Figures(
        asked=asked,
        not_said=not_said,
        vote=ranking.vote,
        said=ranking.said,
        said_worded=ranking.said_worded,
        agreed=ranking.agreed,
        passage=float(ranking.passage_cosine.max(initial=0.0)),
        covered=float(weights[held].sum()) / mass if query_terms else 0.0,
        unknown=float(weights[~known].sum()) / mass if query_terms else 0.0,
        foreign=min(2, _foreign(index, query)) / 2,
        astray=min(2, _astray(index, top, query)) / 2,
        typed=suits(query, passage),
        later=later(query, passage),
        length=min(1.0, len(query_terms) / 10),
        margin=float(ranking.total[top] - tenth),
        denied=float(denies),
        undenied=float(denies and not DENIES.search(normalise(sentence))),
        named=names_another(query, sentence),
    )


def decide(index: Index, ranking: Ranking, query: str) -> Decision:
    figures = figures_of(index, ranking, query)
    model = _calibration()["curated" if figures.asked > 0 else "plain"]
    weights, intercept, threshold = model["weights"], model["intercept"], model["threshold"]
    assert isinstance(weights, dict)
    assert isinstance(intercept, float)
    assert isinstance(threshold, float)
    score = intercept + sum(float(weights.get(name, 0.0)) * value for name, value in zip(FIGURES, figures.row(), strict=True))
    answerable = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
    if plainly_held(figures):
        answerable = max(answerable, PLAINLY)
    if more_asked(query) and suits(query, _leading(index, ranking)[0]) < 0:
        answerable = min(answerable, UNHELD)
    wholly_foreign = figures.unknown >= WHOLLY and figures.foreign > 0  # "something from …": nothing else is asked for
    if wholly_foreign or (of_money(query) and money_missing(query, _leading(index, ranking))):
        answerable = min(answerable, UNHELD)
    if OFFICE_ASKED.search(query.casefold()) and not any(OFFICE_HELD.search(text) for text in _leading(index, ranking)):
        answerable = min(answerable, UNHELD)
    return Decision(answerable, threshold, figures)


def _leading(index: Index, ranking: Ranking) -> list[str]:
    return [index.report.passages[int(n)].span.of(index.report.text) for n in ranking.order()[:LEADING]]


def plainly_held(figures: Figures) -> bool:
    """A figure or date is asked for in words that the best passage holds with one, and an answered question is nearest."""
    held = figures.typed > 0 and figures.covered >= HELD and figures.foreign == 0
    return held and figures.asked >= NEAR and figures.asked - figures.not_said >= AHEAD and figures.said >= SURE


def _foreign(index: Index, query: str) -> int:
    """Capitalised words after the first that nothing in the report knows: "Liverpool", "Partygate"."""
    if query.isupper():
        return 0  # a message in capitals names nothing by them
    return sum(
        1
        for word in NAME.findall(query)[1:]
        if word[0].isupper() and not any(w in index.vocabulary for w in (*words(word), stem(word.casefold()), word.casefold().removesuffix("s")))
    )


def _astray(index: Index, passage: int, query: str) -> int:
    """Capitalised words after the first that neither a passage nor its questions hold; everything is about the publisher."""
    if query.isupper():
        return 0
    publisher = words(index.report.publisher)
    own = {*STOPWORDS, *publisher, "".join(word[0] for word in publisher)}
    named = [word for word in NAME.findall(query)[1:] if word[0].isupper() and own.isdisjoint(words(word))]
    return sum(1 for word in named if not any(_holds(index, passage, term) for term in terms(word)))


def _holds(index: Index, passage: int, term: str) -> bool:
    for field in (index.words, index.asked):
        column = field.vocabulary.get(term)
        if column is not None and passage in field.rows[field.starts[column] : field.starts[column + 1]]:
            return True
    return False
