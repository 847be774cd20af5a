"""Vectors in FAISS. Exact search while it is quick, a graph when the corpus has outgrown it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.indexing.embedder import Vectors

VECTORS = "vectors.faiss"
EXACT_UP_TO = 20_000  # rows: below this an exact search costs under a millisecond or two
MAX_FILE = 8 << 30  # bytes that a vectors file may make FAISS allocate


class DenseIndex:
    """Rows of unit vectors; a row's score is its inner product with the query (cosine)."""

    def __init__(self, index: Any, method: str) -> None:
        self.index, self.method = index, method

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        rows, width = vectors.shape
        index: Any
        if rows <= EXACT_UP_TO:
            index, method = faiss.IndexFlatIP(width), "exact"
        else:
            index, method = faiss.IndexHNSWFlat(width, 32, faiss.METRIC_INNER_PRODUCT), "hnsw"
            index.hnsw.efConstruction, index.hnsw.efSearch = 80, 128
        index.add(np.ascontiguousarray(vectors))
        return cls(index, method)

    def search(self, vector: Vectors, rows: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Scores and row numbers of the `rows` nearest, best first; `vector` has shape (1, dimension)."""
        scores, found = self.index.search(vector, min(rows, self.index.ntotal))
        kept = found[0] >= 0
        return scores[0][kept], found[0][kept]

    def vectors(self) -> Vectors:
        return np.asarray(self.index.reconstruct_n(0, self.index.ntotal), dtype=np.float32)

    def save(self, folder: Path) -> None:
        faiss.write_index(self.index, str(folder / VECTORS))

    @classmethod
    def load(cls, folder: Path, method: str) -> DenseIndex:
        faiss.set_deserialization_vector_byte_limit(min(MAX_FILE, (folder / VECTORS).stat().st_size * 4 + 1_000_000))
        index = faiss.read_index(str(folder / VECTORS))
        return cls(index, method)
