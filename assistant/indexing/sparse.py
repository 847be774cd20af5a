"""BM25 over passages. bm25s scores every (term, passage) pair once, at the build; a query only adds columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.words import terms

K1, B = 1.2, 0.75  # the usual values (Robertson & Zaragoza 2009); tuned on nothing


class SparseIndex:
    """Term → column of (passage, score) pairs, as bm25s computes them (Lù 2024, arXiv:2407.03618)."""

    def __init__(self, scores: NDArray[np.float32], rows: NDArray[np.int32], starts: NDArray[np.int64], vocabulary: dict[str, int], count: int) -> None:
        self.scores, self.rows, self.starts, self.vocabulary, self.count = scores, rows, starts, vocabulary, count

    @classmethod
    def build(cls, texts: Sequence[str]) -> SparseIndex:
        import logging

        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        tokens = [terms(text) or ["\0"] for text in texts]
        retriever = bm25s.BM25(k1=K1, b=B, method="lucene")
        retriever.index(tokens, show_progress=False)
        matrix = retriever.scores
        vocabulary = {str(term): int(column) for term, column in retriever.vocab_dict.items()}
        return cls(
            np.asarray(matrix["data"], dtype=np.float32),
            np.asarray(matrix["indices"], dtype=np.int32),
            np.asarray(matrix["indptr"], dtype=np.int64),
            vocabulary,
            len(texts),
        )

    def search(self, query: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of every row for the query's terms; shape (count,)."""
        found = np.zeros(self.count, dtype=np.float32)
        for term in query:
            column = self.vocabulary.get(term)
            if column is not None:
                part = slice(self.starts[column], self.starts[column + 1])
                found[self.rows[part]] += self.scores[part]
        return found

    def rarity(self, term: str) -> float:
        """Inverse document frequency in [0, 1]: 1 for a term that no row holds."""
        column = self.vocabulary.get(term)
        if column is None:
            return 1.0
        holding = int(self.starts[column + 1] - self.starts[column])
        return float(np.log1p(self.count / max(holding, 1)) / np.log1p(max(self.count, 2) * 1.0))

    def save(self, folder: Path, name: str) -> None:
        np.save(folder / f"{name}-scores.npy", self.scores, allow_pickle=False)
        np.save(folder / f"{name}-rows.npy", self.rows, allow_pickle=False)
        np.save(folder / f"{name}-starts.npy", self.starts, allow_pickle=False)
        (folder / f"{name}-terms.json").write_text(json.dumps([self.count, self.vocabulary]), "utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> SparseIndex:
        count, vocabulary = json.loads((folder / f"{name}-terms.json").read_text("utf-8"))
        arrays = [np.load(folder / f"{name}-{part}.npy", allow_pickle=False) for part in ("scores", "rows", "starts")]
        return cls(arrays[0], arrays[1], arrays[2], vocabulary, count)
