"""Two readers of a query's vector, learned at the build from the curator's lines alone.

`places` guesses the passage (multinomial logistic regression over all lines of a passage), `said` whether the
report answers at all (asked-as against not-said lines: a support vector machine with a Gaussian kernel on the
lines' main components, where a linear reader told 0.89 of judged pairs apart and this one 0.94). Both are
matrix products at a query. Left out one curator at a time, `places` raised the right passage at rank 1 from 0.71
to 0.74.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.embedder import Vectors

HEADS = "heads"
PARTS = ("place", "place-bias", "classes", "basis", "support", "said")  # files of their own: reading a .npz imports three compression libraries
PLACE_C = 30.0  # inverse regularisation, chosen with one curator left out
SAID_C, SAID_GAMMA, SAID_COMPONENTS = 3.0, 2.0, 160  # as good as with all components, at half the cost
SAID_LINES = 16_000  # learned from at most; the time grows with their square
FLOOR = -15.0  # log-probability of a passage without lines


def log_probability(logits: Vectors, classes: NDArray[np.int32], passages: int) -> Vectors:
    """Of each passage, from the logits of those that something was learned of."""
    logits = logits - logits.max()
    found = np.full(passages, FLOOR, dtype=np.float32)
    found[classes] = np.maximum(logits - np.log(np.exp(logits).sum()), FLOOR)
    return found


class Heads:
    def __init__(self, place: Vectors, place_bias: Vectors, classes: NDArray[np.int32], basis: Vectors, support: Vectors, said: Vectors) -> None:
        """Shapes: place (classes, dimension), basis (dimension + 1, components), its last row what is taken away;
        support (vectors, components); said (vectors + 1,), its last number the bias. Any may be empty."""
        self.place, self.place_bias, self.classes = place, place_bias, classes
        self._basis, self._support, self._said = basis, support, said
        self._lengths = (support * support).sum(axis=1) if len(support) else np.zeros(0, dtype=np.float32)

    def places(self, vector: Vectors, passages: int) -> Vectors | None:
        """Log-probability of each passage for a unit vector of shape (dimension,)."""
        if not len(self.classes):
            return None
        return log_probability(self.place @ vector + self.place_bias, self.classes, passages)

    def said(self, vector: Vectors) -> float:
        """How surely a question like this is one that the report answers, in about [-3, 3]; 0 without lines to learn from."""
        if not len(self._said):
            return 0.0
        reduced = vector @ self._basis[:-1] - self._basis[-1]
        distances = self._lengths - 2 * (self._support @ reduced) + reduced @ reduced
        return float(np.exp(-SAID_GAMMA * distances) @ self._said[:-1] + self._said[-1])

    @classmethod
    def train(cls, vectors: Vectors, passages: NDArray[np.int32], asked: NDArray[np.bool_], not_said: NDArray[np.bool_]) -> Heads:
        """Learn from rows: `passages` gives each row's passage, `asked` and `not_said` mark the curator's lines."""
        from sklearn.linear_model import LogisticRegression

        nothing = np.zeros(0, dtype=np.float32)
        place, bias, classes = np.zeros((0, vectors.shape[1]), dtype=np.float32), nothing, np.zeros(0, dtype=np.int32)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a run that stops at max_iter is good enough here
            about = (passages >= 0) & ~not_said
            if asked.any() and len(set(passages[about].tolist())) > 2:
                model = LogisticRegression(C=PLACE_C, max_iter=60, tol=1e-3).fit(vectors[about], passages[about])
                place, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
                classes = model.classes_.astype(np.int32)
        said = _learn_said(vectors, asked, not_said) if asked.any() and not_said.any() else (np.zeros((0, 0), dtype=np.float32),) * 2 + (nothing,)
        return cls(place, bias, classes, *said)

    def save(self, folder: Path) -> None:
        for name, array in zip(PARTS, (self.place, self.place_bias, self.classes, self._basis, self._support, self._said), strict=True):
            np.save(folder / f"{HEADS}-{name}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Heads:
        return cls(*(np.load(folder / f"{HEADS}-{name}.npy", allow_pickle=False) for name in PARTS))


def _learn_said(vectors: Vectors, asked: NDArray[np.bool_], not_said: NDArray[np.bool_]) -> tuple[Vectors, Vectors, Vectors]:
    """Basis, support vectors and their weights with the bias."""
    from sklearn.svm import SVC

    judged = np.flatnonzero(asked | not_said)
    judged = judged[:: -(-len(judged) // SAID_LINES)]
    lines = vectors[judged].astype(np.float64)
    mean = lines.mean(axis=0)
    components = np.linalg.svd(lines - mean, full_matrices=False)[2][:SAID_COMPONENTS].T
    model = SVC(C=SAID_C, gamma=SAID_GAMMA, class_weight="balanced", cache_size=700).fit((lines - mean) @ components, asked[judged])
    basis = np.vstack([components, mean @ components])
    weights = np.append(model.dual_coef_[0], model.intercept_)
    return basis.astype(np.float32), model.support_vectors_.astype(np.float32), weights.astype(np.float32)
