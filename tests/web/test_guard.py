"""Known hosts, listed routes, small bodies, safe headers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from assistant.web.guard import BODY_LIMIT, HEADERS, host_of


@pytest.mark.parametrize("path", ["/", "/explore", "/about", "/healthz", "/config", "/nothing", "/gradio_api/info"])
def test_every_response_carries_the_safe_headers(client: TestClient, path: str) -> None:
    reply = client.get(path)
    for name, value in HEADERS.items():
        assert reply.headers[name] == value
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    assert "server" not in reply.headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "localhost,evil.example", "[::1"])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/", headers={"x-forwarded-host": host}).status_code == (421 if host else 200)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:7860", "[::1]:80", "LOCALHOST"])
def test_loopback_is_served_under_its_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_host_of() -> None:
    assert [host_of(name) for name in ("a.b:80", "[::1]:7", "A.B", "a b", "a/b", "")] == ["a.b", "::1", "a.b", "", "", ""]


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/file/etc/passwd", "/gradio_api/proxy=http://127.0.0.1:1/", "/monitoring/summary",
        "/monitoring", "/gradio_api/runs", "/gradio_api/openapi.json", "/docs", "/openapi.json", "/gradio_api/stream/x", "/gradio_api/deep_link",
        "/gradio_api/process_recording", "/gradio_api/component_server", "/assets/../../server.py", "/static/%2e%2e/%2e%2e/x", "/own/../server.py",
        "/gradio_api/vibe-code", "/svelte/x.js", "/custom_component/x", "/manifest.json", "/lists/../x.csv", "/gradio_api/call/secret",
    ],
)  # fmt: skip
def test_what_is_not_listed_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, content=b"x").status_code in {404, 405}


def test_a_body_may_be_so_large_and_no_larger(client: TestClient) -> None:
    fitting = b'{"question": "volunteering?", "x": "' + b"x" * (BODY_LIMIT - 60) + b'"}'
    assert client.post("/ask", content=fitting).status_code == 200
    assert client.post("/ask", content=b"x" * (BODY_LIMIT + 1)).status_code == 413
    for length in ("x", "-1", "9" * 30):
        assert client.post("/ask", content=b"{}", headers={"content-length": length}).status_code == 413


def test_a_body_that_hides_its_length_is_cut_off(client: TestClient) -> None:
    def parts() -> object:
        for _ in range(100):
            yield b"x" * 10_000

    assert client.post("/ask", content=parts()).status_code in {400, 413}  # type: ignore[arg-type]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
def test_another_site_cannot_post(client: TestClient, origin: str) -> None:
    assert client.post("/ask", json={"question": "volunteering?"}, headers={"origin": origin}).status_code == 403


def test_the_own_site_can(client: TestClient) -> None:
    assert client.post("/ask", json={"question": "volunteering?"}, headers={"origin": "http://127.0.0.1:7860"}).status_code == 200
