"""The gold questions on the exported model and on the original: what int8 costs in answers.

The index of the original is kept with the rivals' environment: embedding every line with torch takes minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.indexing import index as indexing
from assistant.indexing.dense import DenseIndex
from assistant.indexing.embedder import TorchEncoder, Vectors
from assistant.indexing.freshness import report_id
from assistant.indexing.store import Store
from assistant.pipeline import Assistant
from assistant.settings import Settings
from bench.environment import PLACE
from bench.table import Row
from eval.compare import differences, paired
from eval.gold import load_gold
from eval.runs import evaluate

SHOWN = ("right", "hit@1", "ndcg@10")


def gold() -> list[Row]:
    questions = load_gold()
    before = evaluate(original(), questions, name="original")
    after = evaluate(Assistant.open(), questions, name="exported")
    rows = []
    for found in differences(paired(before, after)[0]):
        if found.measure.key in SHOWN:
            low, high = 100 * found.change.low, 100 * found.change.high
            compared = f"{100 * found.change.value:+.1f} ({low:+.1f} to {high:+.1f}, n {found.change.n}) against torch fp32"
            name = f"gold questions, {found.measure.title}, %"
            rows.append(Row(name, f"{100 * found.after:.1f}", compared, "no loss beyond the interval", high >= 0))
    return rows


class Original(TorchEncoder):
    """sentence-transformers, with the vectors that the kept index has, whatever its format."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self.known: dict[bytes, Any] = {}
        settings = Settings()
        if generation := Store(PLACE / "index-of-the-original" / report_id(settings.corpus)).current():
            keys = np.load(generation / indexing.KEYS, allow_pickle=False)
            self.known = dict(zip((row.tobytes() for row in keys), DenseIndex.load(generation, "exact").vectors(), strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        keys = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
        new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in self.known]
        if new:
            self.known |= zip((key for key, _ in new), super().encode([text for _, text in new]), strict=True)
        return np.stack([self.known[key] for key in keys])


def original() -> Assistant:
    """Built and served by sentence-transformers, as where an export is not trusted."""
    parts = {"export": lambda encoder, folder: 0.0, "TorchEncoder": Original}
    usual = {name: vars(indexing)[name] for name in parts}
    vars(indexing).update(parts)
    try:
        assistant = Assistant.open(replace(Settings(), index=PLACE / "index-of-the-original"))
    finally:
        vars(indexing).update(usual)
    assert isinstance(assistant.index.encoder, Original)
    return assistant
