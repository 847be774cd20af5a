"""Many vectors: what building an index takes, what serving it takes. A process each, so that memory is the index's own.

python -m bench.growth build|serve FOLDER SIZE GENERATION
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from assistant.indexing.dense import DenseIndex
from assistant.indexing.embedder import Vectors
from assistant.retrieval.retriever import SEARCHED_ROWS
from assistant.settings import ROOT
from bench.table import Row

QUERIES, NEAREST = 200, 10
STRAY = 0.7  # length of what is added to a line's vector: its relatives then lie at a cosine of about 0.67 to one another
AT_ONCE = 50_000
RECALL = 0.95


def growth(sizes: list[int], generation: Path) -> list[Row]:
    rows, found = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            told: dict[str, Any] = {}
            for mode in ("build", "serve"):
                command = [sys.executable, "-m", "bench.growth", mode, folder, str(size), str(generation)]
                told |= json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)
        found.append((size, told["p50"]))
        compared = f"{told['deep']:.2f} for {SEARCHED_ROWS:,} rows; recall@{NEAREST} {told['recall']:.3f}"
        compared += f"; {told['rate']:,.0f} vectors a second to build, {told['memory']:,.0f} MB to serve"
        name = f"growth, {size:,} vectors ({told['method']}): search p50, ms"
        rows.append(Row(name, f"{told['p50']:.2f}", compared, f"recall ≥ {RECALL}", told["recall"] >= RECALL))
        print(f"  {size:,}: {told}", file=sys.stderr, flush=True)
    for (small, quick), (large, slow) in pairwise(found):
        more, longer = large / small, slow / quick
        rows.append(Row(f"growth, {small:,} → {large:,} vectors", f"search {longer:.2f} ×", f"corpus {more:.0f} ×", "slower than the corpus", longer < more))
    return rows


def build(folder: Path, size: int, generation: Path) -> dict[str, Any]:
    vectors, queries = _relatives(size, generation)
    np.save(folder / "queries.npy", queries)
    np.save(folder / "nearest.npy", _nearest(vectors, queries))
    began = time.perf_counter()
    index = DenseIndex.build(vectors)
    rate = size / (time.perf_counter() - began)
    index.save(folder)
    return {"method": index.method, "rate": rate}


def serve(folder: Path, size: int, generation: Path) -> dict[str, Any]:
    queries, true = np.load(folder / "queries.npy"), np.load(folder / "nearest.npy")
    before = _resident()
    index = DenseIndex.load(folder, "")  # the method only matters to a build
    took: dict[int, list[float]] = {NEAREST: [], SEARCHED_ROWS: []}
    recalled = 0
    for query, expected in zip(queries, true, strict=True):
        for count, times in took.items():
            began = time.perf_counter()
            _, rows = index.search(query[None], count)
            times.append((time.perf_counter() - began) * 1000)
            recalled += len(set(rows.tolist()) & set(expected.tolist())) if count == NEAREST else 0
    return {"p50": median(took[NEAREST]), "deep": median(took[SEARCHED_ROWS]), "recall": recalled / (NEAREST * len(queries)), "memory": _resident() - before}


def _relatives(size: int, generation: Path) -> tuple[Vectors, Vectors]:
    """Unit vectors around those of the report's own lines, as the texts of a larger corpus lie around its subjects; queries likewise."""
    lines = DenseIndex.load(generation, "exact").vectors()
    generator = np.random.default_rng(0)

    def drawn(count: int) -> Vectors:
        found = np.empty((count, lines.shape[1]), dtype=np.float32)
        for first in range(0, count, AT_ONCE):
            part = found[first : first + AT_ONCE]
            stray = generator.standard_normal(part.shape, dtype=np.float32)
            part[:] = lines[generator.integers(len(lines), size=len(part))] + stray * np.float32(STRAY / lines.shape[1] ** 0.5)
            part /= np.linalg.norm(part, axis=1, keepdims=True)
        return found

    return drawn(size), drawn(QUERIES)


def _nearest(vectors: Vectors, queries: Vectors) -> Any:
    """Rows of the nearest vectors to each query, by exact search; shape (queries, NEAREST)."""
    best = np.full((len(queries), NEAREST), -2.0, dtype=np.float32)
    rows = np.zeros((len(queries), NEAREST), dtype=np.int64)
    for first in range(0, len(vectors), AT_ONCE):
        scores = np.hstack([best, queries @ vectors[first : first + AT_ONCE].T])
        numbers = np.hstack([rows, np.tile(np.arange(first, first + scores.shape[1] - NEAREST), (len(queries), 1))])
        chosen = np.argpartition(-scores, NEAREST, axis=1)[:, :NEAREST]
        best, rows = np.take_along_axis(scores, chosen, axis=1), np.take_along_axis(numbers, chosen, axis=1)
    return rows


def _resident() -> float:
    """MB of memory that this process holds now; not known but on Linux."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    mode, folder, size, generation = sys.argv[1:]
    os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
    print(json.dumps({"build": build, "serve": serve}[mode](Path(folder), int(size), Path(generation))))
