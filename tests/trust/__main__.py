"""The long suites of trust, seeded and bounded: python -m tests.trust [suite …]

Prints a table of inputs tried, faults injected and failures; the exit code is 1 where anything failed.
"""

from __future__ import annotations

import os

os.environ.update(TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import argparse
import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.indexing.index import build_index
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.conftest import SECOND
from tests.trust import crashes, damage, mutants, questions, served
from tests.trust.outcome import Outcome, table

Suite = Callable[["Plan"], list[Outcome]]


class Plan:
    """What the suites share: a folder, a bound on each one's time, and indexes that are built once."""

    def __init__(self, folder: Path, seconds: float, short: bool, second: Path | None) -> None:
        self.folder, self.seconds, self.short = folder, seconds, short
        self._second = Settings(corpus=SECOND, index=second or folder / "second")

    @property
    def second(self) -> Settings:
        if not self._second.index.exists():
            build_index(self._second)
        return self._second


def _damage(plan: Plan) -> list[Outcome]:
    return [damage.run(plan.second, plan.folder / "damage", 150 if plan.short else 3000, plan.seconds)]


def _crashes(plan: Plan) -> list[Outcome]:
    return crashes.run(plan.second, plan.folder / "crashes", short=plan.short, seconds=plan.seconds)


def _questions(plan: Plan) -> list[Outcome]:
    return [questions.run(Assistant.open(Settings()), 2000 if plan.short else 100_000, plan.seconds)]


def _served(plan: Plan) -> list[Outcome]:
    return served.run(Settings(), plan.folder / "served", short=plan.short, seconds=plan.seconds)


def _mutants(plan: Plan) -> list[Outcome]:
    return [mutants.run(plan.second, plan.folder / "mutants", 12 if plan.short else 400, plan.seconds)]


SUITES: dict[str, Suite] = {"damage": _damage, "crashes": _crashes, "questions": _questions, "served": _served, "mutants": _mutants}


def main(arguments: Sequence[str] | None = None) -> int:
    made = argparse.ArgumentParser("python -m tests.trust", description=(__doc__ or "").partition("\n")[0])
    made.add_argument("suites", nargs="*", metavar="suite", help=f"which to run: {', '.join(SUITES)} (default: all)")
    made.add_argument("--seconds", type=float, default=1800, help="bound on each suite's time (default: %(default)s)")
    made.add_argument("--short", action="store_true", help="the counts of the test run")
    made.add_argument("--second", type=Path, metavar="FOLDER", help="a built index of the tests' second report, copied before it is touched")
    given = made.parse_args(arguments)
    if unknown := set(given.suites) - set(SUITES):
        made.error(f"there is no suite {', '.join(sorted(unknown))}; there are: {', '.join(SUITES)}")
    logging.disable(logging.WARNING)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="trust-") as folder:
        plan = Plan(Path(folder), given.seconds, given.short, given.second)
        for name in given.suites or SUITES:
            (plan.folder / name).mkdir()
            done = SUITES[name](plan)
            outcomes += done
            print(f"{table(done)}\n", file=sys.stderr, flush=True)  # what is finished is kept, should the next one be cut off
    print(table(outcomes))
    return 1 if any(outcome.failures for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
