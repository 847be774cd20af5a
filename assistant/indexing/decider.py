"""What is asked for, learned from labelled questions: the last word on a question's intent.

Rules and the reader of forms each say what they make of a question; which of them to believe, and when, is learned
(stacked generalisation, Wolpert 1992). A multinomial logistic regression over the form's vector and the marks that
retrieval/marks.py reads off a question. `python -m eval readings` writes readings.json (forms and marks of labelled
questions: themes, studies, labels, places and topics left
blank, so that they fit other reports too); the weights are learned when an index is built, for its model.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.indexing.embedder import Vectors
from assistant.indexing.forms import INTENTS
from assistant.indexing.freshness import READINGS

C = 1.0  # inverse regularisation; 0.3 to 3 are alike in cross-validation
VECTOR_SCALE = 3.0  # a vector's numbers are about 0.05 each, marks between 0 and 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A labelled question: what is asked for, its form, and its marks."""

    intent: str
    form: str
    marks: tuple[float, ...]


class Decider:
    """Weights of shape (intents, dimension + marks + 1); empty where nothing was learned."""

    def __init__(self, weights: Vectors) -> None:
        self.weights = weights

    def decide(self, vector: Vectors, marks: Vectors) -> dict[str, float]:
        """Probability of each intent for the vector of a question's form, of shape (dimension,), and its marks."""
        if not len(self.weights):
            return {}
        logits = self.weights @ np.r_[vector * VECTOR_SCALE, marks, 1.0].astype(np.float32)
        odds = np.exp(logits - logits.max())
        return dict(zip(INTENTS, (odds / odds.sum()).tolist(), strict=True))

    @classmethod
    def train(cls, labelled: Sequence[Reading], vectors: Vectors) -> Decider:
        if not labelled:
            return cls(np.zeros((0, 0), dtype=np.float32))
        from sklearn.linear_model import LogisticRegression

        features = np.c_[vectors * VECTOR_SCALE, np.array([reading.marks for reading in labelled])]
        model = LogisticRegression(C=C, max_iter=2000).fit(features, [INTENTS.index(reading.intent) for reading in labelled])
        return cls(np.c_[model.coef_, model.intercept_].astype(np.float32))


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    """What readings.json holds; marks that are 0 are left out there."""
    loaded = json.loads(READINGS.read_text("utf-8"))
    return tuple(Reading(r["intent"], r["form"], tuple(r["marks"].get(str(n), 0.0) for n in range(r["of"]))) for r in loaded)
