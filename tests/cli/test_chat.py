"""A conversation in the terminal, typed through a pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from assistant.settings import ROOT, Settings
from tests.conftest import Run


def test_follow_ups_are_understood_and_new_forgets(run: Run) -> None:
    follow_up = "And in Space for Learning?"
    asked = ["How many recommendations are in Nurturing Relationships?", follow_up, "/new", follow_up, "/quit", "never read"]
    done = run("chat", given="\n".join(asked))
    assert done.returncode == 0
    first, rest = done.stdout.split("4 recommendations", 1)
    assert "9 recommendations" in first
    assert "A new conversation." in rest
    assert "never read" not in done.stdout


def test_end_of_input_leaves_cleanly(run: Run) -> None:
    done = run("chat", given="How many themes are there?")
    assert done.returncode == 0
    assert "8 themes" in done.stdout
    assert done.stderr == ""


def test_help_lists_the_commands_and_a_wordless_line_goes_on(run: Run) -> None:
    done = run("chat", given="/help\n\n?!\n/what\nHow many themes are there?\n")
    assert done.returncode == 0
    assert done.stdout.count("/new ") == 2
    assert "no words" in done.stderr
    assert "8 themes" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent otherwise on Windows")
def test_ctrl_c_leaves_cleanly(built: Settings) -> None:
    chat = subprocess.Popen(
        [sys.executable, "-m", "assistant", "chat"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "ASSISTANT_INDEX": str(built.index), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert chat.stdin
    assert chat.stdout
    chat.stdin.write(b"How many themes are there?\n")
    chat.stdin.flush()
    while b" ms" not in chat.stdout.readline():  # the answer's last line
        pass
    time.sleep(0.3)
    chat.send_signal(signal.SIGINT)
    _, errors = chat.communicate(timeout=20)
    assert chat.returncode == 0
    assert b"Traceback" not in errors
