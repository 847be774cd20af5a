"""`python app.py`: its help, its errors, and that it listens on this machine only."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from assistant.settings import ROOT
from assistant.web.start import main, parser


def test_help_is_worth_reading() -> None:
    done = subprocess.run([sys.executable, "app.py", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    for option in ("--host", "--port", "--root-path", "--corpus", "--index", "--model", "--auth", "--allow-host", "--user-header", "--keep-days"):
        assert option in done.stdout
    assert "examples:" in done.stdout


def test_help_needs_neither_gradio_nor_a_model() -> None:
    program = "import sys; from assistant.web.start import parser; parser(); sys.exit('gradio' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60).returncode == 0


def test_loopback_is_the_default() -> None:
    assert parser().parse_args([]).host == "127.0.0.1"


@pytest.mark.parametrize("wrong", [["--auth", "anna"], ["--auth", ":x"], ["--port", "70000"], ["--root-path", "report"], ["--nothing"], ["--keep-days", "0"]])
def test_a_wrong_option_is_said_at_once(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_taken_port_is_said_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err
