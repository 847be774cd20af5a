"""Fresh processes, measured from outside: time to the first line, to the end, processor time and peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from assistant.settings import ROOT


@dataclass(slots=True)
class Runs:
    """What the runs of one program took; seconds, and MB of peak memory."""

    name: str
    first: list[float] = field(default_factory=list)
    end: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)  # milliseconds a question


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def run(program: Program, runs: Runs) -> None:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": str(ROOT), **program.environment}
    began = time.perf_counter()
    child = subprocess.Popen(program.command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout
    while (line := child.stdout.readline()) and not line.startswith((b"{", b'"')):
        pass  # a library's own notes; the answer is JSON
    first = time.perf_counter() - began
    rest = child.stdout.read().splitlines()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or not line:
        raise RuntimeError(f"{program.name} failed with exit code {child.returncode}: {' '.join(program.command)[:300]}")
    runs.first.append(first)
    runs.end.append(time.perf_counter() - began)
    runs.processor.append(used.ru_utime + used.ru_stime)
    runs.memory.append(used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))
    if rest:
        runs.warm += json.loads(rest[-1])


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
