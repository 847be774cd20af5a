"""python -m bench: one table, printed and written to bench/results.md. No test asserts a time; this shows them.

Ratios are taken within one run, from medians of fresh processes that take turns, so they hold on other machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from statistics import median

import yaml

from assistant.indexing.freshness import generation_for
from assistant.indexing.index import open_index
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from bench.askers import askers
from bench.building import Row, embedding, growth, small_edit
from bench.environment import rivals
from bench.pages import pages
from bench.processes import Program, Runs, interleaved, percentile, spread

RESULTS = ROOT / "bench" / "results.md"
PARTS = ("start", "warm", "page", "build", "growth", "askers")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # as the command line sets it: the floor gets every advantage
FLOOR, OURS, PLAIN = "floor", "assistant", "assistant on torch"


def main() -> None:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes a program (default: %(default)s)")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; repeatable (prints, writes nothing)")
    parser.add_argument("--no-rivals", action="store_true", help="install and run no rivals")
    parser.add_argument("--growth", type=int, nargs="*", default=[10_000, 100_000], metavar="N", help="sizes; 1000000 takes minutes and 4 GB")
    given = parser.parse_args()
    Assistant.open()  # builds the index where it is missing
    questions = asked()
    rows: list[Row] = []
    for part in given.only or PARTS:
        print(part, file=sys.stderr, flush=True)
        rows += measured(part, given, questions)
    text = table(rows)
    print(text)
    if not given.only:
        RESULTS.write_text(text, "utf-8")


def measured(part: str, given: argparse.Namespace, questions: list[str]) -> list[Row]:
    settings = Settings()
    generation, _ = generation_for(settings)
    if part == "start":
        return starts(given.rounds, generation, questions, not given.no_rivals)
    if part == "warm":
        return warm(generation, questions)
    if part == "page":
        return pages(max(2, given.rounds // 2))
    if part == "build":
        report = open_index(settings).report
        texts = [span.of(report.text) for passage in report.passages for span in (passage.span, *passage.sentences)]
        return embedding(generation, texts, 3) + small_edit(settings)
    return growth(given.growth) if part == "growth" else askers(questions[:40])


def asked() -> list[str]:
    """First messages of every fourth gold question: all groups, in their order."""
    files = sorted((ROOT / "eval" / "gold").glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]
    return [entry["turns"][0] for entry in entries[::4]]


def starts(rounds: int, generation: Path, questions: list[str], with_rivals: bool) -> list[Row]:
    one = questions[:1]
    programs = [
        Program(OURS, [sys.executable, "-m", "assistant", "ask", one[0], "--json"]),
        Program(FLOOR, [sys.executable, "bench/floor.py", str(generation), json.dumps(one)], ONE_THREAD),
        Program(PLAIN, [sys.executable, "-m", "bench.ours", "torch", json.dumps(one)]),
    ]
    if with_rivals:
        report = open_index(Settings()).report
        programs += rivals([p.span.of(report.text) for p in report.passages], questions[:20])
    found = interleaved(programs, rounds)
    ours = found[OURS]
    rows: list[Row] = [
        ("cold, start to first answer, s", spread(ours.first), f"{median(ours.first) / median(found[FLOOR].first):.2f} × the floor", "≤ 2 ×"),
        ("cold, start to end of process, s", spread(ours.end), f"{median(ours.end) / median(found[FLOOR].end):.2f} × the floor", ""),
        ("cold, processor time, s", spread(ours.processor), f"{median(ours.processor) / median(found[FLOOR].processor):.2f} × the floor", ""),
        ("peak memory, command line, MB", spread(ours.memory, ".0f"), f"{median(ours.memory) / median(found[FLOOR].memory):.2f} × the floor", "≤ 200"),
    ]
    return rows + [_other(runs, ours) for name, runs in found.items() if name != OURS]


def _other(runs: Runs, ours: Runs) -> Row:
    ratio = median(runs.first) / median(ours.first)
    warm = f", a warm query {median(runs.warm):.0f} ms" if runs.warm else ""
    aim = "≥ 10 × the best of these" if runs.name not in {FLOOR, PLAIN} else ""
    return f"{runs.name}: cold, s", spread(runs.first), f"{ratio:.1f} × ours; {median(runs.memory):.0f} MB{warm}", aim


def warm(generation: Path, questions: list[str]) -> list[Row]:
    """The same questions one after another, each once, in processes that take turns."""
    given = json.dumps(questions)
    found = interleaved([
        Program(OURS, [sys.executable, "-m", "bench.ours", "onnx", given], ONE_THREAD),
        Program(FLOOR, [sys.executable, "bench/floor.py", str(generation), given], ONE_THREAD),
        Program(PLAIN, [sys.executable, "-m", "bench.ours", "torch", given]),
    ], 3)  # fmt: skip
    least = percentile(found[FLOOR].warm, 0.5)
    rows: list[Row] = [("the floor's query, ms", f"p50 {least:.2f}, p95 {percentile(found[FLOOR].warm, 0.95):.2f}", "", "")]
    for share, aim in ((0.5, "≤ 4 ×"), (0.95, "≤ 9 ×")):
        ours, plain = percentile(found[OURS].warm, share), percentile(found[PLAIN].warm, share)
        rows.append((f"warm answer, p{share * 100:.0f}, ms", f"{ours:.2f}", f"{ours / least:.1f} × the floor's p50; on torch {plain:.1f}", aim))
    return rows


def table(rows: list[Row]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}; load {os.getloadavg()[0]:.1f} at the end"
    head = f"Medians (smallest–largest) of fresh processes that took turns. {machine}. Rivals search the report's passages only.\n\n"
    lines = ["| measure | here | compared | aim |", "| --- | --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)]
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
