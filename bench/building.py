"""What a build costs: bulk embedding against torch, and a small edit."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from assistant.indexing.embedder import Encoder, OnnxEncoder, TorchEncoder
from assistant.indexing.index import build_index, open_index
from assistant.indexing.opening import ENCODER
from assistant.settings import Settings
from bench.processes import spread
from bench.table import Row

TEXTS, ROUNDS = 600, 5  # texts a round


def building(generation: Path) -> list[Row]:
    return [embedding(generation), *small_edit(Settings())]


def embedding(generation: Path) -> Row:
    """Texts a second, both on every core: our export one text at a time, torch fp32 in batches of 32 sorted by length."""
    report = open_index(Settings()).report
    every = [span.of(report.text) for passage in report.passages for span in (passage.span, *passage.sentences)]
    texts = every[:: -(-len(every) // TEXTS)]
    rates: dict[str, list[float]] = {"ours": [], "torch": []}
    encoders: dict[str, Encoder] = {"ours": OnnxEncoder(generation / ENCODER), "torch": TorchEncoder(Settings().model)}
    for number in range(ROUNDS + 1):
        for name, encoder in encoders.items():
            began = time.perf_counter()
            encoder.encode(texts)
            if number:
                rates[name].append(len(texts) / (time.perf_counter() - began))
        print(f"  round {number}/{ROUNDS}", file=sys.stderr, flush=True)
    ratio = median(rates["ours"]) / median(rates["torch"])
    compared = f"{ratio:.2f} × torch fp32 ({spread(rates['torch'], '.0f')})"
    return Row("bulk embedding, texts a second", spread(rates["ours"], ".0f"), compared, "≥ 1.8 ×", ratio >= 1.8)


def small_edit(settings: Settings) -> list[Row]:
    """Lines embedded anew after one of a curator's questions has changed, and what that build takes against one from nothing."""
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        corpus, index = Path(work) / settings.corpus.name, Path(work) / "index"
        shutil.copytree(settings.corpus, corpus)
        shutil.copytree(settings.index, index)
        curated = corpus / "asked_as.yaml"
        curated.chmod(0o644)
        text = curated.read_text("utf-8")
        at = text.index("?", text.index("asked_as:"))
        curated.write_text(f"{text[:at]} these days{text[at:]}", "utf-8")
        embedded = [0]
        began = time.perf_counter()
        manifest = build_index(replace(settings, corpus=corpus, index=index), lambda stage, _, of: embedded.append(of) if stage == "vectors" else None)
        took = time.perf_counter() - began
    of = manifest.counts["vectors"]
    return [Row("lines embedded after an edit of one", str(max(embedded)), f"of {of:,}; the build took {took:.1f} s", "what changed", max(embedded) <= 1)]
