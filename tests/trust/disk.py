"""A build on a file system that fills up: a real one, small, in a mount namespace of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from assistant.indexing.index import build_index
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from tests.trust.damage import QUESTION
from tests.trust.outcome import Outcome, timed


def full_disk(second: Settings, folder: Path, sizes: list[int]) -> Outcome:
    """A file system that is full: a tmpfs of `size` KB more than the index needs, in a mount namespace of its own."""
    with timed(Outcome("full disk (tmpfs)")) as outcome:
        if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
            outcome.notes.append("not tried: no mount namespaces here")
            return outcome
        taken = sum(path.stat().st_size for path in second.index.rglob("*") if path.is_file()) // 1024
        folder.mkdir()
        for size in sizes:
            program = f"'{sys.executable}' -m tests.trust.disk '{second.corpus}' '{second.index}' '{folder}'"
            script = f"mount -t tmpfs -o size={taken + 200 + size}k none '{folder}' && exec {program}"
            done = subprocess.run(["unshare", "-rm", "sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=300)
            outcome.inputs += 1
            outcome.faults += done.stdout.startswith("full")
            outcome.check(done.returncode == 0, f"{size} KB left: {done.stdout[-100:]}{done.stderr[-300:]}")
    return outcome


def on_a_small_disk(corpus: Path, index: Path, folder: Path) -> int:
    """Build where there is little room; the former index must serve whether or not it fits."""
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    shutil.copytree(corpus, settings.corpus)
    shutil.copytree(index, settings.index)
    before = Assistant.open(settings).ask(QUESTION).citations
    try:
        build_index(settings)
        print("fits")
    except Exception as error:
        print("full", type(error).__name__)
    return 0 if Assistant.open(settings).ask(QUESTION).citations == before else 1


if __name__ == "__main__":
    sys.exit(on_a_small_disk(*map(Path, sys.argv[1:4])))
