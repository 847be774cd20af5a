"""Fresh processes that take turns, measured from outside: time to the first line and to the end, processor time, peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from assistant.settings import ROOT


@dataclass(slots=True)
class Runs:
    """What the runs of one program took; seconds, and MB of peak memory. `warm`: milliseconds a question, a list a run."""

    name: str
    first: list[float] = field(default_factory=list)
    end: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    warm: list[list[float]] = field(default_factory=list)

    def warm_at(self, share: float) -> list[float]:
        """A percentile of each run."""
        return [percentile(took, share) for took in self.warm]


@dataclass(frozen=True, slots=True)
class Program:
    """`command` prints its first answer as a line of JSON and, if it goes on, the milliseconds of each further question as the last line."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def run(program: Program, runs: Runs) -> None:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as on a reader's machine
    environment = {**inherited, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": str(ROOT), **program.environment}
    launched = [sys.executable, "-S", "-E", "bench/launch.py", *program.command]
    found = json.loads(subprocess.run(launched, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    if found["code"]:
        raise RuntimeError(f"{program.name} failed with exit code {found['code']}: {' '.join(program.command)[:300]}\n{found['told']}")
    runs.first.append(found["first"])
    runs.end.append(found["end"])
    runs.processor.append(found["processor"])
    runs.memory.append(found["memory"])
    if found["warm"]:
        runs.warm.append(found["warm"])


def interleaved(programs: Sequence[Program], rounds: int) -> dict[str, Runs]:
    """Each program once a round, so that a slow minute of the machine falls on all; a first round warms the disk."""
    found = {program.name: Runs(program.name) for program in programs}
    for number in range(rounds + 1):
        for program in programs:
            run(program, found[program.name] if number else Runs(program.name))
        print(f"  round {number}/{rounds}", file=sys.stderr, flush=True)
    return found


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """Median with the smallest and the largest."""
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
