"""A reader of a question's words and pairs of words, learned at the build: would the report answer a question put so?

Logistic regression over TF-IDF of stems and pairs of stems, from the lines that a curator says are answered and those
that are not. The reader of vectors (`Heads.said`) knows what a question is about; this one knows how it is put: "who
paid", "how many of", "a year later". Alone it tells 0.91 of judged pairs apart, the other 0.93; with both, the decision
wrongly declined 0.043 instead of 0.061 of 1,022 judged questions where it rightly declined 0.92 (out of fold).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.indexing.embedder import Vectors
from assistant.indexing.lines import Line, Row
from assistant.indexing.wordreader import stems

NAME = "said-worded"
C = 30.0  # inverse regularisation; 10 to 100 read alike
STEPS = 200
SCALE = 3.0  # log-odds come in about [-10, 10], all other figures of the decision in about [-3, 3]
OFTEN = 2  # lines that a word or pair must stand in: what one line alone holds says more of the line than of the question


def pieces(text: str) -> list[str]:
    """All stems of a text, and every two that stand side by side."""
    found = stems(text)
    return [*found, *(f"{one} {other}" for one, other in pairwise(found))]


class SaidReader:
    def __init__(self, vocabulary: dict[str, int], rarity: Vectors, weights: Vectors) -> None:
        """Shapes: rarity (pieces,), weights (pieces + 1,), the last number the bias; all empty where nothing was learned."""
        self.vocabulary, self.rarity, self.weights = vocabulary, rarity, weights

    def said(self, text: str) -> float:
        """How surely a question in such words is one that the report answers, in about [-3, 3]; 0 where nothing was learned."""
        if not len(self.weights):
            return 0.0
        counts = Counter(self.vocabulary[piece] for piece in pieces(text) if piece in self.vocabulary)
        if not counts:
            return float(self.weights[-1]) / SCALE
        columns = np.fromiter(counts, dtype=np.int64)
        values = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float32))) * self.rarity[columns]
        return float(values @ self.weights[columns] / np.linalg.norm(values) + self.weights[-1]) / SCALE

    @classmethod
    def train(cls, lines: Sequence[Line]) -> SaidReader:
        """Learn from the curator's lines; an empty reader where not both kinds stand, or no piece in two of them."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        read = [line for line in lines if line.kind in {Row.ASKED, Row.NOT_SAID}]
        seen = Counter(piece for line in read for piece in set(pieces(line.text)))
        if len({line.kind for line in read}) < 2 or max(seen.values(), default=0) < OFTEN:
            return cls({}, np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32))
        weighed = TfidfVectorizer(analyzer=pieces, sublinear_tf=True, min_df=OFTEN)
        rows = weighed.fit_transform([line.text for line in read])
        model = LogisticRegression(C=C, max_iter=STEPS).fit(rows, [line.kind == Row.ASKED for line in read])
        vocabulary = {piece: int(column) for piece, column in weighed.vocabulary_.items()}
        return cls(vocabulary, weighed.idf_.astype(np.float32), np.append(model.coef_[0], model.intercept_).astype(np.float32))

    def save(self, folder: Path) -> None:
        for part in ("rarity", "weights"):
            np.save(folder / f"{NAME}-{part}.npy", getattr(self, part), allow_pickle=False)
        (folder / f"{NAME}.json").write_text(json.dumps(self.vocabulary, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> SaidReader:
        arrays = [np.load(folder / f"{NAME}-{part}.npy", allow_pickle=False) for part in ("rarity", "weights")]
        return cls(json.loads((folder / f"{NAME}.json").read_text("utf-8")), *arrays)
