"""Sign-in, a signing proxy's header, a path under a proxy: nobody gets in without, everything works within."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from urllib.error import HTTPError

import pytest
from gradio_client import Client
from playwright.sync_api import Browser, Page

from assistant.settings import Settings
from tests.browser.conftest import Served, serving
from tests.browser.proxy import stripping
from tests.browser.steps import DATA_SHARING, ask, open_page
from tests.browser.test_accessibility import violations


@pytest.fixture(scope="module")
def signed(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(built, tmp_path_factory.mktemp("signed"), "--auth", "anna:secret") as served:
        yield served


def status(address: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers or {}), timeout=10) as reply:
            return int(reply.status)
    except HTTPError as error:
        with error:
            return error.code


def test_without_signing_in_nothing_is_answered(signed: Served) -> None:
    for path, body in (("/ask", b'{"question": "volunteering?"}'), ("/export/markdown", b'{"turns": ["volunteering?"]}'), ("/lists/examples.csv", None)):
        assert status(f"{signed.address}{path}", body=body) == 401, path
    assert status(f"{signed.address}/config") == 401
    assert status(f"{signed.address}/healthz") == 200


def test_signing_in_opens_the_page(page: Page, signed: Served) -> None:
    page.goto(signed.address)
    page.wait_for_selector("input[type=password]")
    assert page.locator("#question").count() == 0
    assert violations(page) == []
    page.locator("input").first.fill("anna")
    page.locator("input[type=password]").fill("secret")
    page.locator("input[type=password]").press("Enter")
    page.wait_for_selector(".empty")
    ask(page, DATA_SHARING)
    with page.expect_download():
        page.locator("[data-export='markdown']").click()


def test_a_proxy_that_signs_in_and_serves_under_a_path(browser: Browser, built: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("proxied")
    with serving(built, folder, "--root-path", "/report", "--user-header", "X-Remote-User") as served:
        direct = re.sub(r"/report$", "", served.address)
        assert status(f"{direct}/") == 401
        assert status(f"{direct}/ask", body=b'{"question": "volunteering?"}') == 401
        assert status(f"{direct}/healthz") == 200
        with stripping(direct, "/report", {"X-Remote-User": "anna"}) as address:
            failed: list[str] = []
            for start in (f"{address}/report", f"{address}/report/"):
                page = browser.new_page(locale="en-GB")
                page.on("response", lambda reply: failed.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
                page.goto(start)
                page.wait_for_selector(".empty")
                ask(page, DATA_SHARING)
                with page.expect_download():
                    page.locator("[data-export='word']").click()
                page.locator(".site-nav a", has_text="Explore").click()
                page.wait_for_selector(".items")
                page.locator(".items figcaption a").first.click()
                page.wait_for_selector(".whole mark")
                page.close()
            assert failed == []


def test_the_named_endpoint_answers_by_the_contract(server: Served) -> None:
    client = Client(server.address, verbose=False)
    answer = client.predict("when?", ["How was the system-level research done?"], api_name="/ask")
    client.close()
    assert answer["status"] == "answered"
    assert all(server.text[c["start"] : c["end"]] == c["quote"] for c in answer["citations"])
    assert "November 2020" in answer["answer"]


def test_only_the_ask_endpoint_is_public(page: Page, server: Served) -> None:
    open_page(page, server.address)
    assert page.evaluate("Object.keys(window.gradio_api_info.named_endpoints)") in ([], ["/ask"])
    assert page.evaluate("window.gradio_config.dependencies.filter((d) => d.api_visibility !== 'private').map((d) => d.api_name)") == ["ask"]


def test_the_evaluate_page_can_be_left_out(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(built, tmp_path_factory.mktemp("plain"), "--no-evaluate") as served:
        assert status(f"{served.address}/evaluate") == 404
        assert status(f"{served.address}/about") == 200
