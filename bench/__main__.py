"""python -m bench: one table, printed and written to bench/results.md. No test asserts a time; this shows them.

Ratios are taken within one run, from medians of fresh processes that take turns, so they hold on other machines.
A part that is measured alone (--only) takes its place among the rows that are kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import yaml

from assistant.indexing.freshness import generation_for
from assistant.indexing.index import open_index
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from bench import table
from bench.askers import askers
from bench.building import building
from bench.environment import rivals
from bench.growth import growth
from bench.pages import pages
from bench.processes import Program
from bench.starts import starts, warm
from bench.table import Row

PARTS = ("start", "page", "warm", "askers", "build", "gold", "growth")


def main() -> None:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes a program (default: %(default)s)")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; repeatable")
    parser.add_argument("--no-rivals", action="store_true", help="install and run no rivals")
    parser.add_argument("--growth", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], metavar="N", help="sizes; a million takes 4 GB")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    given = parser.parse_args()
    Assistant.open()  # builds the index where it is missing
    for part in given.only or PARTS:
        began = time.perf_counter()
        print(part, file=sys.stderr, flush=True)
        rows = table.noted(part, measured(part, given))
        print(f"  {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        print(table.table(rows), flush=True)
        if not given.dry:  # at once, so that a part that fails costs no other its figures
            table.write(table.merged(table.read(), rows, PARTS))


def measured(part: str, given: argparse.Namespace) -> list[Row]:
    generation, _ = generation_for(Settings())
    questions = asked()
    few = max(2, (given.rounds + 1) // 2)
    parts: dict[str, Callable[[], list[Row]]] = {
        "start": lambda: starts(given.rounds, generation, questions, _rivals(given, questions)),
        "page": lambda: pages(few, questions[0]),
        "warm": lambda: warm(few, generation, questions),
        "askers": lambda: askers(questions[:40]),
        "build": lambda: building(generation),
        "gold": _gold,
        "growth": lambda: growth(given.growth, generation),
    }
    return parts[part]()


def asked() -> list[str]:
    """First messages of every fourth gold question: all groups, in their order."""
    files = sorted((ROOT / "eval" / "gold").glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]
    return [entry["turns"][0] for entry in entries[::4]]


def _rivals(given: argparse.Namespace, questions: list[str]) -> list[Program]:
    if given.no_rivals:
        return []
    report = open_index(Settings()).report
    return rivals([p.span.of(report.text) for p in report.passages], questions[:20])


def _gold() -> list[Row]:
    from bench.gold import gold  # here: it imports torch

    return gold()


if __name__ == "__main__":
    main()
