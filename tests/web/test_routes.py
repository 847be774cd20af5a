"""The plain routes: answers by the contract, lists, files, health, and what happens when too much is asked."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from assistant.pipeline import Assistant
from assistant.render import to_json
from assistant.web.service import Service


def without_time(answer: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in answer.items() if name != "elapsed_ms"}


def test_ask_gives_what_the_assistant_gives(client: TestClient, assistant: Assistant) -> None:
    question = "What does the report recommend about data sharing?"
    found = client.post("/ask", json={"question": question}).json()
    assert without_time(found) == without_time(to_json(assistant.ask(question), report="covid-keeps"))


def test_ask_plays_a_conversation(client: TestClient) -> None:
    found = client.post("/ask", json={"id": "q7", "turns": ["How was the system-level research done?", "and when?"]}).json()
    assert list(found)[:3] == ["id", "question", "status"]
    assert found["id"] == "q7"
    assert "November 2020" in found["answer"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"x"', b"{", b"{}", b'{"question": 7}', b'{"turns": "x"}', b'{"turns": [7]}', b'{"question": "?!"}', b"[" * 50_000, b"\xff"]
)
def test_a_bad_body_is_an_error_in_plain_words(client: TestClient, body: bytes) -> None:
    reply = client.post("/ask", content=body)
    assert reply.status_code == 400
    assert reply.json()["status"] == "error"
    assert len(reply.json()["message"]) > 20


def test_a_lone_surrogate_is_answered(client: TestClient) -> None:
    reply = client.post("/ask", content=b'{"question": "data sharing \\ud800"}')
    assert reply.status_code == 200
    assert reply.content.decode()


def test_too_many_turns_are_refused(client: TestClient) -> None:
    assert client.post("/ask", json={"turns": ["volunteering?"] * 31}).status_code == 400


def test_what_exceeds_the_bound_is_told_to_come_back(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.web.routes.WAITING", 2)
    with ThreadPoolExecutor(24) as pool:
        replies = list(pool.map(lambda _: client.post("/ask", json={"question": "List all recommendations"}), range(48)))
    codes = [reply.status_code for reply in replies]
    assert set(codes) <= {200, 503}
    assert codes.count(200) >= 2
    assert all(reply.headers["retry-after"] == "1" for reply in replies if reply.status_code == 503)
    assert client.post("/ask", json={"question": "volunteering?"}).status_code == 200


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ready"}


def test_lists_are_complete_and_filtered(client: TestClient, service: Service) -> None:
    report = service.assistant.report
    for kind, number in (("recommendations", 46), ("examples", 10), ("sources", 3), ("themes", 8), ("actions", 8)):
        reply = client.get(f"/lists/{kind}.csv")
        rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
        assert len(rows) == number, kind
        assert reply.headers["content-disposition"].startswith("attachment")
    chosen = client.get("/lists/recommendations.csv", params={"theme": "funding", "source": "social-economy"})
    rows = list(csv.DictReader(io.StringIO(chosen.content.decode("utf-8-sig"))))
    wanted = [i for i in report.of_kind("recommendation") if i.theme == "funding" and i.source == "social-economy"]
    assert [int(row["start"]) for row in rows] == [item.words.start for item in wanted]
    assert client.get("/lists/secrets.csv").status_code == 404
    assert client.get("/lists/recommendations.csv", params={"theme": "nothing of this name"}).status_code == 400


def test_styles_and_scripts_are_kept_by_browsers(client: TestClient) -> None:
    document = client.get("/").text
    names = [part.split('"')[0] for part in document.split("/own/")[1:]]
    assert len(names) == 2
    for name in names:
        reply = client.get(f"/own/{name}")
        assert "immutable" in reply.headers["cache-control"]
        assert reply.headers["content-encoding"] == "gzip"
    assert client.get("/own/styles-000000000000.css").status_code == 404


def test_the_document_is_ours(client: TestClient) -> None:
    document = client.get("/sources").text
    assert '<html\n\tlang="en-GB"' in document
    assert "<title>Sources and full text – Report assistant</title>" in document
    assert "githubusercontent" not in document
    assert "aria-current=page>Sources<" in document
    config = json.loads(document.split("window.gradio_config = ")[1].split(";</script>")[0])
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
