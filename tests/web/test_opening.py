"""The page is there before the index is open; a report that cannot be opened is said in plain words."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.web.conversation import reply
from assistant.web.service import Service
from tests.web.conftest import speaking


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The index opens only when this is set."""
    gate = threading.Event()
    opened = Assistant.open
    monkeypatch.setattr(Assistant, "open", lambda *arguments: gate.wait(60) and opened(*arguments))
    return gate


def test_a_question_asked_early_waits_and_is_answered(built: Settings, gate: threading.Event) -> None:
    service = Service(built).start()
    with speaking(built, service) as client:
        began = time.monotonic()
        assert "Ask the report" in client.get("/").text
        assert client.get("/healthz").status_code == 503
        assert client.get("/healthz").json() == {"status": "opening"}
        assert time.monotonic() - began < 5
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(client.post("/ask", json={"question": "What about volunteering?"}).status_code))
        asking.start()
        asking.join(0.5)
        assert answers == []
        gate.set()
        asking.join(60)
        assert answers == [200]
        assert client.get("/healthz").json() == {"status": "ready"}
    assert service.suggestions.done.wait(60)  # a thread that is still in a model's code when Python ends would abort it


def test_what_cannot_be_opened_is_said_with_its_cure(second: Settings, tmp_path: Path) -> None:
    service = Service(Settings(corpus=second.corpus, index=tmp_path)).start()
    shown, turns = reply(service, (), "What about the bakery?")
    assert turns == ()
    assert "python -m assistant index" in shown["error"]["message"]
    assert service.failed
    with speaking(service.settings, service) as client:
        assert client.get("/healthz").json() == {"status": "failed"}
        answer = client.post("/ask", json={"question": "What about the bakery?"})
        assert answer.status_code == 400
        assert "python -m assistant index" in answer.json()["message"]
