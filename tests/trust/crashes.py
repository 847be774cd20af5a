"""Builds that are killed, race each other, or meet a disk that fails: the former index serves, every answer is of one generation.

The builds run in forked children of a process that has everything imported, so that two hundred of them take minutes.
What the reader of forms learns is the same in each build and is learned once beforehand; all else is the real build.
Run it in a process of its own: `python -m tests.trust crashes`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import faiss

from assistant.indexing.forms import FormReader
from assistant.indexing.index import build_index
from assistant.indexing.store import Store, read_manifest
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.trust.damage import QUESTION
from tests.trust.disk import full_disk
from tests.trust.outcome import SEED, Outcome, timed

QUOTE = "Hourly line: Run the number 7"
Fault = Callable[[], None]


class Bench:
    """A copy of the second report with an index, built again and again with one curated line changed each time."""

    def __init__(self, second: Settings, folder: Path) -> None:
        self.settings = replace(second, corpus=folder / "corpus", index=folder / "index")
        shutil.copytree(second.corpus, self.settings.corpus)
        shutil.copytree(second.index, self.settings.index)
        self.store = Store(self.settings.index / "night-buses")
        self.file = self.settings.corpus / "asked_as.yaml"
        self.original = self.file.read_bytes()
        self.built_from = {self.fingerprint(): self.original}
        build_index(self.settings)  # learns the forms, loads what is loaded late

    def fingerprint(self) -> str:
        current = self.store.current()
        if current is None:
            raise AssertionError("no generation is named any more")
        return read_manifest(current).fingerprint

    def change(self, number: int) -> None:
        line = f'- at: "Review the fare after twelve months"\n  asked_as: ["When is fare number {number} looked at again?"]\n'
        self.file.write_bytes(self.original + line.encode())

    def fork(self, fault: Fault = lambda: None) -> int:
        """A build in a child; the child's exit status says how it ended."""
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            fault()
            build_index(self.settings)
            code = 0
        finally:
            os._exit(code)

    def serves(self, outcome: Outcome, what: str, former: str) -> None:
        """Whatever happened: one whole generation serves, the former or the new one, and answers as it should."""
        try:
            now = self.fingerprint()
            if now != former:
                self.built_from[now] = self.file.read_bytes()
            self.file.write_bytes(self.built_from[now])
            assistant = Assistant.open(self.settings)
            answer = assistant.ask(QUESTION)
            outcome.check(answer.citations[0].quote.startswith(QUOTE), f"{what}: answered wrongly")
            outcome.check(assistant.index.manifest.fingerprint == now, f"{what}: opened another generation than the one named")
        except Exception as error:
            outcome.failures.append(f"{what}: {error!r:.200}")

    def tidy(self) -> None:
        """Leave the serving generation only, so that two hundred dead builds do not fill the disk."""
        for path in (self.store.folder / "generations").iterdir():
            if path != self.store.current():
                shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def forms_learned_once() -> Iterator[None]:
    train = FormReader.train
    learned: list[FormReader] = []

    def once(*given: Any) -> FormReader:
        if not learned:
            learned.append(train(*given))
        return learned[0]

    FormReader.train = once  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        FormReader.train = train  # type: ignore[method-assign]


def ended(child: int, seconds: float = 120) -> int | None:
    """The child's status; None where it had to be killed for hanging."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def kills(bench: Bench, count: int, seconds: float) -> Outcome:
    """kill -9 at `count` moments, half of them where files are written, sealed and named."""
    dice = random.Random(SEED + 4)
    with timed(Outcome("kill -9 during a build")) as outcome:
        until, number = time.monotonic() + seconds, 0
        began = time.monotonic()
        ended(bench.fork())
        whole = time.monotonic() - began
        while outcome.faults < count and time.monotonic() < until:
            number += 1
            former = bench.fingerprint()
            bench.change(number)
            child = bench.fork()
            time.sleep(dice.uniform(0, whole) if number % 2 else dice.uniform(0.5 * whole, whole))
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
            outcome.faults += killed
            whole *= 1.02 if killed else 0.8  # the machine has become slower or quicker than when it was measured
            outcome.inputs += 1
            bench.serves(outcome, f"kill {number}", former)
            bench.tidy()
        outcome.check(ended(bench.fork()) == 0, "after the kills no build succeeds any more")
        outcome.notes.append(f"{outcome.inputs} builds, {len(bench.built_from)} generations served")
    return outcome


def races(bench: Bench, rounds: int) -> Outcome:
    """Two builders at once, and a reader that opens all the while."""
    with timed(Outcome("two builders at once")) as outcome:
        for number in range(rounds):
            former = bench.fingerprint()
            bench.change(100_000 + number)
            children = [bench.fork(), bench.fork()]
            for _ in range(4):
                outcome.check(bool(bench.fingerprint()), "a reader found no whole generation")
            codes = [ended(child) for child in children]
            outcome.check(codes == [0, 0], f"round {number}: the builders ended with {codes}")
            outcome.inputs += 2
            bench.serves(outcome, f"race {number}", former)
            outcome.check(bench.fingerprint() != former, f"race {number}: neither build was named")
            bench.tidy()
    return outcome


def failing(step: str, nth: int, error: int) -> Fault:
    """Make the nth write-open, fsync or rename of this process fail as the system would let it fail."""

    def arm() -> None:
        seen = [0]

        def count() -> None:
            seen[0] += 1
            if seen[0] == nth:
                raise OSError(error, os.strerror(error))

        if step == "fsync":
            real = os.fsync
            os.fsync = lambda handle: (count(), real(handle))[1]  # type: ignore[func-returns-value]
            return

        def hook(event: str, given: tuple[Any, ...]) -> None:
            writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR) and "/index/" in str(given[0])
            if (step == "open" and writes) or (step == "rename" and event == "os.rename") or (step == "mkdir" and event == "os.mkdir"):
                count()

        sys.addaudithook(hook)

    return arm


def limited(size: int) -> Fault:
    """No file may grow beyond `size` bytes: a real failing write, also of libraries that do not write through Python."""

    def arm() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return arm


def faults(bench: Bench, steps: dict[str, range], limits: int, seconds: float) -> Outcome:
    until = time.monotonic() + seconds
    dice = random.Random(SEED + 5)
    planned: list[tuple[str, Fault]] = []
    for step, points in steps.items():
        planned += [(f"{step} {nth}", failing(step, nth, dice.choice((errno.ENOSPC, errno.EIO)))) for nth in points]
    sizes = [0, 1, 100, 4096, *(dice.randrange(1, 3_000_000) for _ in range(limits))][:limits]
    planned += [(f"writes beyond {size:,} bytes", limited(size)) for size in sizes]
    with timed(Outcome("failing write, fsync, rename")) as outcome:
        survived = 0
        for number, (what, fault) in enumerate(planned):
            if time.monotonic() > until:
                break
            former = bench.fingerprint()
            bench.change(200_000 + number)
            code = ended(bench.fork(fault))
            outcome.check(code in {0, 1}, f"{what}: the build ended with {code}")
            outcome.faults += code == 1
            survived += code == 0
            outcome.inputs += 1
            if code == 1 and bench.fingerprint() != former:  # a failure after the swap: the new generation is whole and named
                outcome.notes.append(f"{what}: failed after its swap")
            bench.serves(outcome, what, former)
            bench.tidy()
        outcome.notes.append(f"{survived} builds did not reach their fault")
    return outcome


def run(second: Settings, folder: Path, *, short: bool, seconds: float) -> list[Outcome]:
    faiss.omp_set_num_threads(1)  # a forked child has none of its parent's threads
    with forms_learned_once():
        bench = Bench(second, folder / "bench")
        if short:
            points = {"open": range(1, 30, 7), "fsync": range(1, 34, 8), "rename": range(1, 3), "mkdir": range(1, 3)}
            return [kills(bench, 10, seconds), races(bench, 2), faults(bench, points, 4, seconds)]
        points = {"open": range(1, 34), "fsync": range(1, 40), "rename": range(1, 4), "mkdir": range(1, 4)}
        done = [kills(bench, 200, seconds), races(bench, 10), faults(bench, points, 30, seconds)]
    return [*done, full_disk(second, folder / "small", [0, 300, 1500, 3000, 30_000, 200_000])]
