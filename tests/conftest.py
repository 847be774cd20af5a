"""One real index for the whole run, in a folder of its own: no test reads or writes the reader's index/."""

from __future__ import annotations

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["HF_HUB_OFFLINE"] = "1"

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from assistant.datatypes import Report
from assistant.indexing.index import build_index
from assistant.pipeline import Assistant
from assistant.reading import read_report
from assistant.settings import ROOT, Settings

CORPUS = ROOT / "corpus" / "covid-keeps"
SECOND = Path(__file__).parent / "reports" / "night-buses"
# The same commit gives the same result everywhere; to search further: HYPOTHESIS_SEARCH=1 pytest …
hypothesis.settings.register_profile("repeatable", derandomize="HYPOTHESIS_SEARCH" not in os.environ, print_blob=True)
hypothesis.settings.load_profile("repeatable")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def report() -> Report:
    return read_report(CORPUS)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose index was built from nothing for this run."""
    settings = Settings(corpus=CORPUS, index=tmp_path_factory.mktemp("index"))
    build_index(settings)
    return settings


@pytest.fixture(scope="session")
def assistant(built: Settings) -> Assistant:
    return Assistant.open(built)


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A quite different report, not built in, with an index of its own. Tests copy what they change."""
    settings = Settings(corpus=SECOND, index=tmp_path_factory.mktemp("second"))
    build_index(settings)
    return settings


@pytest.fixture
def spare(second: Settings, tmp_path: Path) -> Settings:
    """A copy of the second report and its index, to be damaged. Its files are links: replace them, never write into one."""
    corpus, index = tmp_path / "night-buses", tmp_path / "index"
    shutil.copytree(second.corpus, corpus)
    shutil.copytree(second.index, index, copy_function=os.link)
    return replace(second, corpus=corpus, index=index)


@pytest.fixture(scope="session")
def run(built: Settings) -> Run:
    """The real command line in a process of its own; stdout and stderr as text."""

    def run(*arguments: str, given: str | bytes = "", settings: Settings = built) -> subprocess.CompletedProcess[str]:
        return command(arguments, given=given, settings=settings)

    return run


def command(arguments: Sequence[str], *, settings: Settings, given: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
    where = {"ASSISTANT_CORPUS": str(settings.corpus), "ASSISTANT_INDEX": str(settings.index), "ASSISTANT_MODEL": settings.model}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT, input=given.encode() if isinstance(given, str) else given, capture_output=True, timeout=300,
        env={**os.environ, "COLUMNS": "100", **where, **environment},
    )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
