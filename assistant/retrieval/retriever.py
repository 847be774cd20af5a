"""Rank passages for a query: dense rows pooled by passage, two BM25 fields, one weighted sum.

Scores stay on the cosine's scale: BM25 columns are divided by the best score that the query's terms reach, so
a weight reads as "how much cosine a perfect word match is worth".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.datatypes import Hit
from assistant.indexing.index import Index
from assistant.indexing.lines import Row
from assistant.indexing.words import terms

Scores = NDArray[np.float32]

RECENT = 16  # queries whose ranking is kept: a question in parts is ranked several times over, once with and once without boosts
SEARCHED_ROWS = 1024  # dense rows looked at for one query; a passage without a row among them scores the worst of them


VOTERS, VOTE_SHARPNESS = 10, 12.0  # lines that vote on answerability; a line 0.06 further away counts half


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal is worth. Chosen on the tuning half of the gold questions; a flat optimum (README)."""

    passage: float = 0.5  # best cosine of the passage with its context
    sentence: float = 0.5  # best cosine of one of its sentences
    asked: float = 1.0  # best cosine of a curator's question
    asked_mean: float = 0.5  # mean of the three best of those: agreement counts
    words: float = 0.15  # BM25 over passage and context
    asked_words: float = 0.45  # BM25 over the curator's questions
    learned: float = 0.02  # log-probability of the passage by the learned reader of vectors
    worded: float = 0.08  # the same by the learned reader of words


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every passage's scores for one query; arrays have shape (passages,)."""

    total: Scores
    dense: Scores
    sparse: Scores
    asked: Scores
    not_said: Scores
    passage_cosine: Scores  # of the passage with its context, or its best sentence
    sentence: NDArray[np.int32]  # the best sentence's number
    vote: float  # share of answered questions among the curator's lines nearest to the query, in [0, 1]
    said: float  # log-odds of the learned reader of vectors that the report answers
    said_worded: float  # the same by the learned reader of words
    agreed: float  # how far the readers of vectors and of words mean the same passages, in [0, 1]
    boosts: Mapping[int, float] = field(default_factory=dict)

    def order(self) -> NDArray[np.int64]:
        return np.argsort(-self.total, kind="stable")


class Retriever:
    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self.index = index
        self.weights = weights or Weights()
        self.count = len(index.report.passages)
        self.kinds = np.array([p.kind for p in index.report.passages])

        self._recent = lru_cache(maxsize=RECENT)(self._unboosted)

    def rank(self, query: str, *, boosts: Mapping[int, float] | None = None) -> Ranking:
        """Score all passages; `boosts` adds to single passages what the question's facets say for them."""
        ranking = self._recent(query)
        total = ranking.total.copy()
        for passage, extra in (boosts or {}).items():
            total[passage] += extra
        return replace(ranking, total=total, boosts=boosts or {})

    def _unboosted(self, query: str) -> Ranking:
        index, weights = self.index, self.weights
        vector = index.encoder.encode([query])
        scores, rows = index.dense.search(vector, SEARCHED_ROWS)
        floor = float(scores[-1]) if len(rows) < len(index.rows) and len(scores) else 0.0
        found = index.rows[rows]
        best = {kind: self._best(found, scores, kind, floor) for kind in (Row.PASSAGE, Row.SENTENCE, Row.ASKED, Row.NOT_SAID)}
        agreed = self._mean_of_best(found, scores, Row.ASKED, 3)
        query_terms = terms(query)
        in_words, in_asked = (_scaled(field.search(query_terms)) for field in (index.words, index.asked))
        dense = weights.passage * best[Row.PASSAGE] + weights.sentence * best[Row.SENTENCE]
        dense += weights.asked * best[Row.ASKED] + weights.asked_mean * agreed
        learned, worded = index.heads.places(vector[0], self.count), index.worded.places(query, self.count)
        for weight, places in ((weights.learned, learned), (weights.worded, worded)):
            if places is not None:
                dense += weight * places
        sparse = weights.words * in_words + weights.asked_words * in_asked
        return Ranking(
            dense + sparse,
            dense,
            sparse,
            best[Row.ASKED],
            best[Row.NOT_SAID],
            np.maximum(best[Row.PASSAGE], best[Row.SENTENCE]),
            self._best_sentence(found),
            _vote(found, scores),
            index.heads.said(vector[0]),
            index.said_worded.said(query),
            _agreement(learned, worded),
        )

    def hits(self, ranking: Ranking, count: int, *, among: Sequence[int] | None = None) -> tuple[Hit, ...]:
        order = [n for n in ranking.order() if among is None or n in set(among)][:count]
        passages = self.index.report.passages
        return tuple(
            Hit(
                passages[n], float(ranking.total[n]), rank, float(ranking.dense[n]), float(ranking.sparse[n]),
                int(ranking.sentence[n]),
            )
            for rank, n in enumerate(order, 1)
        )  # fmt: skip

    def _best(self, found: NDArray[np.int32], scores: Scores, kind: Row, floor: float) -> Scores:
        pooled = np.full(self.count, floor if kind in {Row.PASSAGE, Row.SENTENCE} else 0.0, dtype=np.float32)
        chosen = found[:, 0] == kind
        np.maximum.at(pooled, found[chosen, 1], scores[chosen])
        return pooled

    def _mean_of_best(self, found: NDArray[np.int32], scores: Scores, kind: Row, count: int) -> Scores:
        """Mean of each passage's `count` best rows; rows come best first, so a running count suffices."""
        chosen = np.flatnonzero(found[:, 0] == kind)
        passages = found[chosen, 1]
        order = np.argsort(passages, kind="stable")
        grouped = passages[order]
        starts = np.r_[0, np.flatnonzero(np.diff(grouped)) + 1] if len(grouped) else np.array([], dtype=np.int64)
        place = np.arange(len(grouped)) - np.repeat(starts, np.diff(np.r_[starts, len(grouped)]))
        kept = order[place < count]
        total = np.zeros(self.count, dtype=np.float32)
        np.add.at(total, passages[kept], scores[chosen][kept])
        return total / np.float32(count)

    def _best_sentence(self, found: NDArray[np.int32]) -> NDArray[np.int32]:
        """The sentence with the best row of its own; a curator's question counts for the sentence it is about."""
        number = np.full(self.count, -1, dtype=np.int32)
        chosen = ((found[:, 0] == Row.SENTENCE) | (found[:, 0] == Row.ASKED)) & (found[:, 2] >= 0)
        rows = found[chosen][::-1]  # rows come best first: of those of one passage, the last assigned is the best
        number[rows[:, 1]] = rows[:, 2]
        return number


def _vote(found: NDArray[np.int32], scores: Scores) -> float:
    """Among the nearest curated lines, the share (weighted by nearness) that the report answers; 0.5 without any."""
    nearest = np.flatnonzero((found[:, 0] == Row.ASKED) | (found[:, 0] == Row.NOT_SAID))[:VOTERS]
    if not len(nearest):
        return 0.5
    weights = np.exp((scores[nearest] - scores[nearest[0]]) * VOTE_SHARPNESS)
    return float(weights[found[nearest, 0] == Row.ASKED].sum() / weights.sum())


def _agreement(one: Scores | None, other: Scores | None) -> float:
    """Bhattacharyya's coefficient of two distributions over the passages, from their logarithms; 0 where one is missing."""
    return 0.0 if one is None or other is None else float(np.exp((one + other) / 2).sum())


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    return scores / top if top > 0 else scores
