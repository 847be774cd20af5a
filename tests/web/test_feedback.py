"""Feedback is kept at once, for its owner only, for so long and no longer."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.settings import ROOT
from assistant.web import feedback as module
from assistant.web.conversation import give, reply
from assistant.web.feedback import VERDICTS, Feedback
from assistant.web.service import Service

ANSWER = {"status": "answered", "answer": "…"}


def kept(feedback: Feedback, verdict: str = "wrong", note: str = "") -> int:
    return feedback.give(verdict, note, ["A question?"], ANSWER, {"model": "m"}, "f" * 16)


def test_rows_come_back_whole(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "kept")
    for verdict in VERDICTS:
        kept(feedback, verdict, f"note on {verdict} \ud800 '; DROP TABLE feedback; --".encode("utf-8", "replace").decode())
    rows = list(feedback.rows())
    assert [row["verdict"] for row in rows] == list(VERDICTS)
    assert rows[0]["turns"] == ["A question?"]
    assert rows[0]["answer"] == ANSWER
    assert rows[0]["fingerprint"] == "f" * 16


def test_only_its_owner_may_read(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "kept")
    kept(feedback)
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "kept" / "feedback.sqlite3").stat().st_mode) == 0o600


def test_what_is_too_old_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feedback = Feedback(tmp_path)
    monkeypatch.setattr(module, "_now", lambda: datetime.now(UTC) - timedelta(days=91))
    kept(feedback, note="ninety-one days ago")
    monkeypatch.setattr(module, "_now", lambda: datetime.now(UTC) - timedelta(days=89))
    kept(feedback, note="eighty-nine days ago")
    monkeypatch.undo()
    assert [row["note"] for row in feedback.rows()] == ["eighty-nine days ago"]
    assert b"ninety-one" not in (tmp_path / "feedback.sqlite3").read_bytes()
    assert list(Feedback(tmp_path, kept_days=80).rows()) == []


def test_it_survives_a_kill(tmp_path: Path) -> None:
    """A row is on disk before `give` returns: what the killed process had reported is all there, and the file is whole."""
    program = (
        "import sys; from pathlib import Path; from assistant.web.feedback import Feedback\n"
        f"kept = Feedback(Path({str(tmp_path)!r}))\n"
        "while True: print(kept.give('wrong', '', ['q'], {}, {}, 'f'), flush=True)"
    )
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    said += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    ids = {row["id"] for row in Feedback(tmp_path).rows()}
    assert {int(line) for line in said if line.strip()} <= ids


def test_the_command_prints_what_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(Feedback(tmp_path), note="Größe")
    assert module.main(["--folder", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["note"] == "Größe"


def test_a_verdict_is_refined_not_repeated(service: Service) -> None:
    _, turns = reply(service, (), "What about volunteering?")
    _, turns = reply(service, turns, "and data sharing?")
    shown, turns = give(service, turns, {"turn": 2, "verdict": "not useful"})
    assert shown["turns"][1]["feedback"]["open"] is True
    assert shown["turns"][0]["feedback"]["open"] is False
    shown, turns = give(service, turns, {"turn": 2, "verdict": "wrong source", "note": "It is elsewhere.", "sent": True})
    assert shown["turns"][1]["feedback"]["thanks"]
    last = list(service.feedback.rows())[-1]
    assert (last["verdict"], last["note"]) == ("wrong source", "It is elsewhere.")
    assert last["turns"] == ["What about volunteering?", "and data sharing?"]
    assert last["fingerprint"] == service.assistant.index.manifest.fingerprint


@pytest.mark.parametrize("said", [{}, {"turn": 9, "verdict": "useful"}, {"turn": 1, "verdict": "splendid"}, {"turn": "1"}, {"turn": 1, "verdict": ["useful"]}])
def test_nonsense_is_not_kept(service: Service, said: dict[str, object]) -> None:
    _, turns = reply(service, (), "What about volunteering?")
    before = len(list(service.feedback.rows()))
    shown, _ = give(service, turns, said)
    assert shown["error"] is None
    assert len(list(service.feedback.rows())) == before
