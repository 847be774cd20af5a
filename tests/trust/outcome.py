"""What a suite tried and what went wrong: the rows of the table that `make trust` prints."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SEED = 20201123  # every suite draws from random.Random(SEED + its own number), so a row can be repeated
SHOWN = 5  # failures printed a suite; all are counted
MEGABYTE = 1024 * 1024
FLAT = 1.0  # MB for each thousand questions: more is a leak, not the allocator's to and fro


@dataclass(slots=True)
class Outcome:
    """One row: `inputs` tried, `faults` injected, and a line for each failure."""

    name: str
    inputs: int = 0
    faults: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)

    def check(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.failures.append(otherwise)


@contextmanager
def timed(outcome: Outcome) -> Iterator[Outcome]:
    began = time.monotonic()
    try:
        yield outcome
    finally:
        outcome.seconds = time.monotonic() - began


def resident(process: int | str = "self") -> float:
    """MB of memory that a process holds now; a peak would hide what grows beneath it."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


@dataclass(slots=True)
class Memory:
    """Memory over a run: a line through what was held along the way, after the first fifth has warmed it up."""

    asked: list[int] = field(default_factory=list)
    held: list[float] = field(default_factory=list)

    def see(self, asked: int, process: int | str = "self") -> None:
        self.asked.append(asked)
        self.held.append(resident(process))

    def judge(self, outcome: Outcome) -> None:
        warm = len(self.asked) // 5
        asked, held = self.asked[warm:], self.held[warm:]
        if len(asked) < 4:
            outcome.notes.append("too short a run to say whether memory is flat")
            return
        slope = statistics.linear_regression(asked, held).slope * 1000
        outcome.check(slope < FLAT, f"memory grows by {slope:.2f} MB for each thousand questions")
        outcome.notes.append(f"memory {held[0]:.0f} MB after {asked[0]:,}, {held[-1]:.0f} MB after {asked[-1]:,}: {slope:+.3f} MB a thousand")


def table(outcomes: list[Outcome]) -> str:
    rows = [("suite", "inputs", "faults", "failures", "seconds", "")]
    rows += [(o.name, f"{o.inputs:,}", f"{o.faults:,}", str(len(o.failures)), f"{o.seconds:.0f}", "; ".join(o.notes)) for o in outcomes]
    total = ("together", f"{sum(o.inputs for o in outcomes):,}", f"{sum(o.faults for o in outcomes):,}", str(sum(len(o.failures) for o in outcomes)))
    rows.append((*total, f"{sum(o.seconds for o in outcomes):.0f}", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:5], widths[1:], strict=True)), row[5]]).rstrip() for row in rows
    ]
    for outcome in outcomes:
        lines += [f"FAILED {outcome.name}: {failure}" for failure in outcome.failures[:SHOWN]]
    return "\n".join(lines)
