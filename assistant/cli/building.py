"""`index`, and the progress of a build that another command needs first. Progress goes to standard error."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from typing import TYPE_CHECKING

from assistant.errors import IndexUnusable
from assistant.indexing.freshness import generation_for, report_id
from assistant.indexing.index import Progress, build_index
from assistant.indexing.store import Store
from assistant.settings import ROOT, Settings

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

STAGES = {"model": "Preparing the model", "vectors": "Embedding passages", "terms": "Indexing words"}


def index(options: argparse.Namespace) -> int:
    settings = options.settings
    _compile()
    if options.if_needed and _fresh(settings):
        return 0
    _quiet()
    began = time.perf_counter()
    with _Shown() as shown:
        manifest = build_index(settings, shown.step)
    seconds = time.perf_counter() - began
    generation = Store(settings.index / report_id(settings.corpus)).current()
    size = sum(path.stat().st_size for path in generation.rglob("*") if path.is_file()) if generation else 0
    print(f"Index of {settings.corpus} built in {seconds:.1f} s")
    for name, count in manifest.counts.items():
        print(f"  {name:<16}{count:>7,}")
    print(f"  {'model':<16}{manifest.model}")
    print(f"  {'fingerprint':<16}{manifest.fingerprint}")
    print(f"  {'size':<16}{size / 1e6:.1f} MB")
    print(f"  {'folder':<16}{generation}")
    return 0


def _compile() -> None:
    """Bytecode of the program, as a build of everything that a start would otherwise do; a folder that cannot be written stays as it is."""
    import compileall

    compileall.compile_dir(ROOT / "assistant", quiet=2)


def _fresh(settings: Settings) -> bool:
    try:
        generation_for(settings)
    except IndexUnusable:
        return False
    return True


def _quiet() -> None:
    """Libraries that a build uses log to a root logger without a handler, which Python answers by printing everything."""
    logging.getLogger().addHandler(logging.NullHandler())


def announced() -> Progress:
    """For commands that build only where the index is missing: says once that, and why, the reader waits."""
    said: list[str] = []

    def step(stage: str, done: int, of: int) -> None:
        if not said:
            said.append(stage)
            _quiet()
            print("The index is missing or out of date: building it, which can take a minute …", file=sys.stderr, flush=True)

    return step


class _Shown:
    """A bar a stage on a terminal; nothing where standard error is a file or a pipe."""

    def __init__(self) -> None:
        self.bars: Bars | None = None
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> _Shown:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self.bars = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=Console(stderr=True))
            self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bars:
            self.bars.stop()

    def step(self, stage: str, done: int, of: int) -> None:
        if not self.bars:
            return
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(STAGES.get(stage, stage), total=of)
        self.bars.update(self.tasks[stage], completed=done, total=of)
