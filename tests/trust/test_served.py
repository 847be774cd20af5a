"""The real server in a process of its own: few clients here, many in `make trust`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from tests.trust import served

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and /proc of POSIX")


@pytest.mark.timeout(400)
def test_load_silence_size_and_end(built: Settings, tmp_path: Path) -> None:
    outcomes = served.run(built, tmp_path, short=True)
    assert {outcome.name: outcome.failures for outcome in outcomes if outcome.failures} == {}
    assert all(outcome.inputs or outcome.notes for outcome in outcomes)


def test_an_unreadable_request_is_not_repeated(client: TestClient) -> None:
    """Half a character in a body that Gradio cannot read once raised inside the error's own report, question included."""
    for path in ("/gradio_api/call/ask", "/gradio_api/queue/join", "/gradio_api/run/predict"):
        for body in (b'{"question": "zq7canary"}', b'{"data": "zq7canary \\ud800"}', b'["zq7canary"]', b'"zq7canary', b'{"zq7canary": 1}'):
            reply = client.post(path, content=body, headers={"content-type": "application/json"})
            assert reply.status_code >= 400
            assert "zq7canary" not in reply.text
            assert reply.headers["x-content-type-options"] == "nosniff"
