"""Fresh processes: from the start to the first answer, and the answers that follow."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median

from bench.processes import Program, Runs, interleaved, spread
from bench.table import Row

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # as the command line sets it: the floor gets every advantage
FLOOR, OURS, PLAIN = "floor (onnxruntime, tokenizers, faiss, numpy)", "assistant", "the assistant on torch"


def starts(rounds: int, generation: Path, questions: list[str], rivals: list[Program]) -> list[Row]:
    one = questions[:1]
    programs = [
        Program(OURS, [sys.executable, "-m", "assistant", "ask", one[0], "--json"]),
        Program(FLOOR, [sys.executable, "bench/floor.py", str(generation), json.dumps(one)], ONE_THREAD),
        Program(PLAIN, [sys.executable, "-m", "bench.ours", "torch", json.dumps(one)]),
        *rivals,
    ]
    found = interleaved(programs, rounds)
    ours, floor = found[OURS], found[FLOOR]
    slower = median(ours.first) / median(floor.first)
    rows = [Row("cold, start to first answer, s", spread(ours.first), _times(ours.first, floor.first), "≤ 2 × the floor", slower <= 2)]
    if rivals:
        best = min((found[rival.name] for rival in rivals), key=lambda runs: median(runs.first))
        quicker = median(best.first) / median(ours.first)
        rows.append(Row("cold, against the best rival", f"{quicker:.1f} × faster", f"{best.name}: {spread(best.first)}", "≥ 10 ×", quicker >= 10))
    rows += [
        Row("cold, start to end of process, s", spread(ours.end), _times(ours.end, floor.end)),
        Row("cold, processor time, s", spread(ours.processor), _times(ours.processor, floor.processor)),
        Row("peak memory, command line, MB", spread(ours.memory, ".0f"), f"the floor {spread(floor.memory, '.0f')}", "≤ 200", max(ours.memory) <= 200),
    ]
    return rows + [_other(found[program.name], ours) for program in programs[2:]]


def _times(ours: list[float], floor: list[float]) -> str:
    return f"{median(ours) / median(floor):.2f} × the floor ({spread(floor)})"


def _other(runs: Runs, ours: Runs) -> Row:
    ratio = median(runs.first) / median(ours.first)
    warm = f"; a warm query {median(runs.warm_at(0.5)):.0f} ms" if runs.warm and any(runs.warm) else ""
    return Row(f"cold, {runs.name}, s", spread(runs.first), f"{ratio:.1f} × ours; {median(runs.memory):.0f} MB{warm}")


def warm(rounds: int, generation: Path, questions: list[str]) -> list[Row]:
    """The same questions one after another, each once, in processes that take turns. Percentiles of each process, then their median."""
    given = json.dumps(questions)
    found = interleaved([
        Program(OURS, [sys.executable, "-m", "bench.ours", "onnx", given], ONE_THREAD),
        Program(FLOOR, [sys.executable, "bench/floor.py", str(generation), given], ONE_THREAD),
        Program(PLAIN, [sys.executable, "-m", "bench.ours", "torch", given]),
    ], rounds)  # fmt: skip
    least = median(found[FLOOR].warm_at(0.5))
    rows = [Row("the floor's query, ms", f"p50 {spread(found[FLOOR].warm_at(0.5))}", f"p95 {spread(found[FLOOR].warm_at(0.95))}")]
    for share, most in ((0.5, 4), (0.95, 9)):
        ours = found[OURS].warm_at(share)
        ratio, plain = median(ours) / least, median(found[PLAIN].warm_at(share))
        compared = f"{ratio:.1f} × the floor's p50; on torch {plain:.0f}"
        rows.append(Row(f"warm answer, p{share * 100:.0f}, ms", spread(ours), compared, f"≤ {most} ×", ratio <= most))
    return rows
