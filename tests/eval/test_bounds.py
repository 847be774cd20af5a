"""The gate that CI holds the assistant to. Raise a bound when the figure has risen for good; never lower one to pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from eval import runs
from eval.cli import main

BOUNDS = (
    "--min", "verbatim=1",
    "--min", "right=0.78",
    "--min", "first2000=0.85",
    "--min", "exact=0.7",
    "--min", "declined=0.75",
    "--max", "wrongly_declined=0.06",
    "--max", "p95=500",
)  # fmt: skip


def test_the_gold_questions_keep_their_bounds(monkeypatch: pytest.MonkeyPatch, built: Settings, tmp_path: Path, capsys) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(built.index))
    monkeypatch.setattr(runs, "RUNS", tmp_path)
    left = main(["gate", *BOUNDS])
    assert left == 0, capsys.readouterr().out
