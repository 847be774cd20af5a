"""The gold questions on the exported model and on the original: what int8 costs in answers.

The index of the original is kept with the rivals' environment, as making it takes minutes.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.indexing import index as indexing
from assistant.indexing.embedder import TorchEncoder
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
            rows.append(
                Row(
                    f"gold questions, {found.measure.title}, %", f"{100 * found.after:.1f}",
                    f"{100 * found.change.value:+.1f} ({low:+.1f} to {high:+.1f}, n {found.change.n}) against torch fp32",
                    "no loss beyond the interval", high >= 0,
                )
            )  # fmt: skip
    return rows


def original() -> Assistant:
    """Built and served by sentence-transformers, as where an export is not trusted."""
    exported = vars(indexing)["export"]
    vars(indexing)["export"] = lambda encoder, folder: 0.0  # never trusted
    try:
        assistant = Assistant.open(replace(Settings(), index=PLACE / "index-of-the-original"))
    finally:
        vars(indexing)["export"] = exported
    assert isinstance(assistant.index.encoder, TorchEncoder)
    return assistant
