"""What a build costs: bulk embedding against torch, a small edit, and growth to many passages."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import faiss
import numpy as np

from assistant.indexing.dense import DenseIndex
from assistant.indexing.embedder import OnnxEncoder, TorchEncoder, Vectors
from assistant.indexing.index import ENCODER, build_index
from assistant.settings import Settings
from bench.processes import spread

WIDTH, CENTRES, QUERIES = 384, 2000, 200
Row = tuple[str, str, str, str]


def embedding(generation: Path, texts: list[str], rounds: int) -> list[Row]:
    """Texts a second, both on every core: our export one text at a time, torch fp32 in batches of 32 sorted by length."""
    small, large = OnnxEncoder(generation / ENCODER), TorchEncoder(Settings().model)
    rates: dict[str, list[float]] = {"ours": [], "torch": []}
    for number in range(rounds + 1):
        for name, encoder in (("ours", small), ("torch", large)):
            began = time.perf_counter()
            encoder.encode(texts)
            if number:
                rates[name].append(len(texts) / (time.perf_counter() - began))
    ratio = median(rates["ours"]) / median(rates["torch"])
    return [("bulk embedding, texts a second", spread(rates["ours"], ".0f"), f"{ratio:.2f} × torch fp32 ({spread(rates['torch'], '.0f')})", "≥ 1.8 ×")]


def small_edit(settings: Settings) -> list[Row]:
    """Lines embedded anew after one of a curator's questions has changed."""
    with tempfile.TemporaryDirectory() as work:
        corpus, index = Path(work) / settings.corpus.name, Path(work) / "index"
        shutil.copytree(settings.corpus, corpus)
        shutil.copytree(settings.index, index)
        curated = corpus / "asked_as.yaml"
        curated.chmod(0o644)
        text = curated.read_text("utf-8")
        at = text.index("?", text.index("asked_as:"))
        curated.write_text(f"{text[:at]} these days{text[at:]}", "utf-8")
        embedded = [0]
        manifest = build_index(replace(settings, corpus=corpus, index=index), lambda stage, _, of: embedded.append(of) if stage == "vectors" else None)
    return [("lines embedded after an edit of one", str(max(embedded)), f"of {manifest.counts['vectors']:,}", "what changed")]


def growth(sizes: list[int]) -> list[Row]:
    rows = []
    for size in sizes:
        vectors, queries = _synthetic(size)
        began = time.perf_counter()
        index = DenseIndex.build(vectors)
        rate = size / (time.perf_counter() - began)
        exact = np.argpartition(-_scores(vectors, queries), 10, axis=1)[:, :10]
        took, recalled = [], 0
        for query, true in zip(queries, exact, strict=True):
            began = time.perf_counter()
            _, found = index.search(query[None], 10)
            took.append((time.perf_counter() - began) * 1000)
            recalled += len(set(found.tolist()) & set(true.tolist()))
        held = len(faiss.serialize_index(index.index)) / 1e6
        rows.append((
            f"growth, {size:,} vectors ({index.method})", f"search {median(took):.2f} ms",
            f"recall@10 {recalled / (10 * len(queries)):.3f}, {rate:,.0f} vectors a second, {held:,.0f} MB", "slower than the corpus",
        ))  # fmt: skip
        del vectors, index
    return rows


def _scores(vectors: Vectors, queries: Vectors) -> Vectors:
    return queries @ vectors.T


def _synthetic(size: int) -> tuple[Vectors, Vectors]:
    """Unit vectors around centres, as texts lie around subjects; queries are drawn likewise."""
    generator = np.random.default_rng(0)
    centres = generator.standard_normal((CENTRES, WIDTH), dtype=np.float32)

    def drawn(count: int) -> Vectors:
        found = np.empty((count, WIDTH), dtype=np.float32)
        for first in range(0, count, 50_000):
            part = found[first : first + 50_000]
            part[:] = centres[generator.integers(CENTRES, size=len(part))] + 0.7 * generator.standard_normal(part.shape, dtype=np.float32)
            part /= np.linalg.norm(part, axis=1, keepdims=True)
        return found

    return drawn(size), drawn(QUERIES)
