"""Shown output, word for word. `make golden` writes it anew; the difference is then read before it is committed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.conftest import Run

GOLDEN = Path(__file__).parent.parent / "golden"
COMMANDS = {
    "report.txt": ["report"],
    "report-funding.txt": ["report", "--kind", "recommendation", "--theme", "funding"],
    "report-homelessness.csv": ["report", "--source", "homelessness", "--csv"],
    "report-birmingham.json": ["report", "--place", "Birmingham", "--json"],
    "ask-data-sharing.txt": ["ask", "What does the report recommend about data sharing?"],
    "ask-count.txt": ["ask", "How many recommendations come from the homelessness research?"],
    "ask-most.txt": ["ask", "Which theme has the fewest recommendations from the system-level research?"],
    "ask-lisbon.txt": ["ask", "What is the population of Lisbon?"],
}
TIME = re.compile(r"\b\d+ ms\b")


@pytest.mark.parametrize("name", COMMANDS)
def test_shown_output(run: Run, name: str) -> None:
    compare(name, run(*COMMANDS[name]).stdout)


def test_shown_output_of_the_second_report(run: Run, second: Settings) -> None:
    compare("second-report.txt", run("report", settings=second).stdout)


def compare(name: str, shown: str) -> None:
    shown = TIME.sub("… ms", shown)
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, "utf-8", newline="\n")
    assert shown == file.read_text("utf-8")
