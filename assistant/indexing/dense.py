"""Vectors in FAISS. Exact search while it is quick, then a graph, then lists in half precision.

rows          method   why
≤ 20,000      exact    a millisecond or two, and nothing to tune
≤ 200,000     hnsw     search grows with the logarithm; the graph costs a quarter more memory and a slow build
more          ivf      lists of half-precision rows: builds ten times quicker than a graph, in half the memory
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.indexing.embedder import Vectors

VECTORS = "vectors.faiss"
EXACT_UP_TO = 20_000  # rows: below this an exact search costs under a millisecond or two
GRAPH_UP_TO = 200_000  # rows: above this a graph takes minutes to build
PROBED = 48  # lists looked into: recall@10 above 0.95 on clustered vectors
TRAINED_ON = 40  # rows a list: FAISS asks for 39
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
        elif rows <= GRAPH_UP_TO:
            index, method = faiss.IndexHNSWFlat(width, 32, faiss.METRIC_INNER_PRODUCT), "hnsw"
            index.hnsw.efConstruction, index.hnsw.efSearch = 80, 128
        else:
            index, method = _lists(vectors), "ivf"
        index.add(np.ascontiguousarray(vectors))
        return cls(index, method)

    def search(self, vector: Vectors, rows: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Scores and row numbers of the `rows` nearest, best first; `vector` has shape (1, dimension)."""
        faiss.omp_set_num_threads(1)  # of this thread; several threads wait for one another: 8 ms became 44 on a busy machine
        scores, found = self.index.search(vector, min(rows, self.index.ntotal))
        kept = found[0] >= 0
        return scores[0][kept], found[0][kept]

    def vectors(self) -> Vectors:
        if self.method == "ivf":
            self.index.make_direct_map()
        return np.asarray(self.index.reconstruct_n(0, self.index.ntotal), dtype=np.float32)

    def save(self, folder: Path) -> None:
        faiss.write_index(self.index, str(folder / VECTORS))

    @classmethod
    def load(cls, folder: Path, method: str) -> DenseIndex:
        faiss.set_deserialization_vector_byte_limit(min(MAX_FILE, (folder / VECTORS).stat().st_size + 4096))
        index = faiss.read_index(str(folder / VECTORS))
        return cls(index, method)


def _lists(vectors: Vectors) -> Any:
    """Two lists a square root of the rows, so that both the lists and the rows in one grow slower than the corpus.
    Half precision survives being read and written again unchanged, so that a re-index can take vectors over."""
    rows, width = vectors.shape
    lists = 2 * int(rows**0.5)
    index = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(width), width, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT, False)
    index.nprobe = PROBED
    index.cp.niter, index.cp.max_points_per_centroid = 8, TRAINED_ON
    index.cp.seed = 0
    index.train(np.ascontiguousarray(vectors))
    return index
