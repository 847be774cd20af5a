"""The bench measures what it says: memory of the child alone, rows that stay where others are measured anew."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from bench import table
from bench.growth import _nearest
from bench.processes import Program, Runs, percentile, run, spread
from bench.table import Row

PARTS = ("start", "growth")


def test_a_small_child_of_a_large_parent_is_small() -> None:
    held = b"x" * 300_000_000  # the system would count this into the peak of a direct child
    runs = Runs("small")
    run(Program("small", [sys.executable, "-S", "-c", "print('a note'); print('{}'); print('[1.0, 3.0, 2.0]')"]), runs)
    assert len(held) > 0
    assert 1 < runs.memory[0] < 100
    assert runs.warm == [[1.0, 3.0, 2.0]]
    assert runs.warm_at(0.5) == [2.0]
    assert 0 < runs.first[0] <= runs.end[0]


def test_a_large_child_is_seen() -> None:
    runs = Runs("large")
    run(Program("large", [sys.executable, "-S", "-c", "held = b'x' * 300_000_000; print('{}')"]), runs)
    assert runs.memory[0] > 280


@pytest.mark.parametrize("program", ["raise SystemExit('it is broken')", "print('no answer')"])
def test_a_program_that_fails_or_does_not_answer_is_said(program: str) -> None:
    with pytest.raises(RuntimeError, match="broken failed"):
        run(Program("broken", [sys.executable, "-S", "-c", program]), Runs("broken"))


def test_a_row_measured_anew_takes_its_place_among_the_others(tmp_path: Path) -> None:
    kept = table.noted("start", [Row("a", "1"), Row("b", "2")]) + table.noted("growth", [Row("a", "3"), Row("c", "4")])
    rows = table.merged(kept, table.noted("start", [Row("b", "5", met=False), Row("d", "6")]), PARTS)
    assert [(row.part, row.measure, row.here) for row in rows] == [
        ("start", "a", "1"), ("start", "b", "5"), ("start", "d", "6"), ("growth", "a", "3"), ("growth", "c", "4"),
    ]  # fmt: skip
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n", "utf-8")
    table.write(rows, tmp_path, readme)
    assert table.read(tmp_path) == rows
    assert "| b | 5 |  |  ✗ |" in (tmp_path / table.TABLE).read_text("utf-8")
    head = "| measure | here | compared | aim |\n| --- | --- | --- | --- |\n"
    assert readme.read_text("utf-8") == f"before\n{table.BEGIN}\n{head}| b | 5 |  |  ✗ |\n{table.END}\nafter\n"
    readme.write_text("no place for it", "utf-8")
    table.write(rows, tmp_path, readme)
    assert readme.read_text("utf-8") == "no place for it"


def test_percentiles_and_spread() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile(list(map(float, range(100))), 0.95) == 95.0
    assert spread([2.0, 1.0, 4.0], ".0f") == "2 (1–4)"


def test_the_exact_neighbours_are_found_over_blocks() -> None:
    generator = np.random.default_rng(1)
    vectors, queries = generator.standard_normal((120_000, 8), dtype=np.float32), generator.standard_normal((3, 8), dtype=np.float32)
    expected = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]
    assert [set(row) for row in _nearest(vectors, queries).tolist()] == [set(row) for row in expected.tolist()]
