"""The readable answer, in a pipe and on a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from assistant.cli.shown import WIDTH, Line, laid_out, lines_of, plain
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from tests.conftest import Run

QUESTION = "What does the report recommend about data sharing?"
PROMPT = b"Question: "
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def test_the_answer_shows_quote_section_and_source(run: Run) -> None:
    done = run("ask", QUESTION)
    assert done.returncode == 0
    assert done.stderr == ""
    shown = " ".join(done.stdout.split())
    assert "[1] Review and redevelopment of data sharing agreements between partners and service systems" in shown
    assert "Policy, Process and Regulation Serving Outcomes" in shown
    assert "homelessness research" in shown
    assert max(map(len, done.stdout.splitlines())) <= WIDTH


def test_no_colours_in_a_pipe(run: Run) -> None:
    assert "\x1b" not in run("ask", QUESTION).stdout


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")
def test_colours_on_a_terminal_and_the_same_words(built: Settings, run: Run) -> None:
    piped = run("ask", QUESTION).stdout
    shown = on_terminal(["ask", QUESTION], built, columns=81)
    assert COLOUR.search(shown)
    assert COLOUR.sub("", shown).split()[:-2] == piped.split()[:-2]  # but for the milliseconds
    coloured = {code for code in COLOUR.findall(on_terminal(["ask", QUESTION], built, NO_COLOR="1")) if re.search(r"[34][0-7]|9[0-7]", code)}
    assert not coloured


def on_terminal(arguments: list[str], settings: Settings, *, columns: int = 100, typed: Sequence[str] = (), **environment: str) -> str:
    """What the command writes when its input and output are a terminal; each of `typed` is entered at a prompt."""
    import pty

    host, terminal = pty.openpty()
    where = {"ASSISTANT_INDEX": str(settings.index), "COLUMNS": str(columns), "LINES": "50", "TERM": "xterm-256color"}
    running = subprocess.Popen(
        [sys.executable, "-m", "assistant", *arguments], cwd=ROOT, stdin=terminal, stdout=terminal, stderr=terminal,
        env={**os.environ, **where, **environment}, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    found, waiting = b"", list(typed)
    while True:
        try:
            part = os.read(host, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not part:
            break
        found += part
        if waiting and found.endswith(PROMPT):
            os.write(host, waiting.pop(0).encode())
    os.close(host)
    assert running.wait(60) == 0, found.decode()
    return found.decode().replace("\r\n", "\n")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")
def test_chat_on_a_terminal_greets_prompts_and_leaves_on_end_of_input(built: Settings) -> None:
    shown = on_terminal(["chat"], built, typed=["How many themes are there?\n", "\x04"])
    assert "Covid Keeps" in shown
    assert "Question: " in shown
    assert "8 themes" in shown


def test_text_that_steers_a_terminal_is_made_harmless() -> None:
    evil = "\x1b]0;owned\x07\x1b[31mred\x9b2J\u202egnp.exe\r\nnext\x00"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", plain(evil))
    assert "\x1b" not in laid_out(Line("quote", evil), 80)


def test_a_question_that_steers_a_terminal_is_not_echoed_raw(run: Run) -> None:
    done = run("ask", "\x1b[31mHow many\x1b[0m recommendations come from the homelessness research \x07?")
    assert done.returncode == 0
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", done.stdout)


def test_every_block_of_an_answer_is_shown(assistant: Assistant) -> None:
    answer = assistant.ask("Which theme has the most recommendations?")
    shown = [line.text for line in lines_of(answer)]
    for block in answer.blocks:
        assert not block.text or block.text in shown
        for row in block.rows:
            assert any(all(cell in line for cell in row) for line in shown)
    assert len([line for line in lines_of(answer) if re.match(r"\s*\[\d+\]", line.first)]) == len(answer.citations)


@pytest.mark.parametrize("question", ["", "   ", "?!", "\n"])
def test_a_question_without_words_is_bad_input(run: Run, question: str) -> None:
    done = run("ask", question)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no words" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_question_that_looks_like_an_option_can_be_asked(run: Run) -> None:
    assert run("ask", "--", "--volunteers?").returncode == 0


def test_global_options_stand_before_or_after_the_command(run: Run, second: Settings) -> None:
    for arguments in (
        ["--corpus", str(second.corpus), "--index", str(second.index), "ask", "How often should the bus run at night?"],
        ["ask", "How often should the bus run at night?", "--corpus", str(second.corpus), "--index", str(second.index)],
    ):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        assert "number 7 every hour" in " ".join(done.stdout.split())


def test_a_model_that_cannot_be_had_is_refused_with_the_cure(run: Run, second: Settings) -> None:
    done = run("--model", "/no/such/model", "--corpus", str(second.corpus), "index", settings=second)
    assert done.returncode == 2
    assert "/no/such/model" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="head is of POSIX")
def test_a_reader_that_leaves_early_is_no_error(built: Settings) -> None:
    command = f"set -o pipefail; {sys.executable} -m assistant ask 'List all recommendations' | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "ASSISTANT_INDEX": str(built.index)}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_a_locale_without_accents_still_gets_the_text(run: Run, built: Settings) -> None:
    from tests.conftest import command

    done = command(["ask", "What is said of the bereavement café?"], settings=built, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert "‘Bereavement Café’" in done.stdout


@pytest.mark.parametrize("command", [[], ["ask"], ["chat"], ["report"], ["index"]])
def test_help_is_worth_reading(run: Run, command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "--corpus" in done.stdout
    assert len(done.stdout.splitlines()) >= 12
    if command in ([], ["report"]):
        assert "examples:" in done.stdout


def test_help_and_version_do_not_wait_for_any_library() -> None:
    """What a person meets first must be quick: only the parser is imported."""
    for option in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-X", "importtime", "-m", "assistant", option], cwd=ROOT, capture_output=True, text=True, check=True)
        for heavy in ("numpy", "faiss", "onnxruntime", "yaml", "pydantic", "rich", "torch"):
            assert not re.search(rf"\|\s+{heavy}$", done.stderr, re.MULTILINE), f"{option} imports {heavy}"


def test_asking_does_not_wait_for_what_it_does_not_need(built: Settings) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assistant", "ask", QUESTION], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "ASSISTANT_INDEX": str(built.index)},
    )  # fmt: skip
    for heavy in ("torch", "sentence_transformers", "transformers", "yaml", "pydantic", "rich", "bm25s", "gradio"):
        assert not re.search(rf"\|\s+{heavy}$", done.stderr, re.MULTILINE), f"ask imports {heavy}"


def test_asking_once_is_quick(run: Run) -> None:
    """The whole process; about half a second on a laptop, so a slip of a heavy import shows even on a busy machine."""
    began = time.monotonic()
    run("ask", QUESTION)
    assert time.monotonic() - began < 5
