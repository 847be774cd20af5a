"""Nothing leaves the machine: no request by the browser, no look-up by the server."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.steps import DATA_SHARING, OUTSIDE, ROUTES, ask, open_page


def test_the_browser_asks_no_other_host(page: Page, server: Served) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    for route in ROUTES:
        open_page(page, server.address, route)
    open_page(page, server.address)
    ask(page, DATA_SHARING)
    ask(page, OUTSIDE)
    page.locator("a.cite").first.click()
    with page.expect_download():
        page.locator("[data-export='word']").first.click()
    own = urlsplit(server.address).netloc
    assert len(asked) > 40
    assert {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))} == {own}


def test_the_server_looks_up_no_host(page: Page, server: Served) -> None:
    """The record begins before the first import, so a look-up at start is in it too."""
    open_page(page, server.address)
    ask(page, DATA_SHARING)
    looked_up = {line for line in server.lookups.read_text().splitlines() if "127.0.0.1" not in line}
    assert looked_up == set()
    assert "127.0.0.1" in server.lookups.read_text(), "the record did not see the server's own address: it records nothing"


def test_the_policy_stops_what_would_leave(page: Page, site: str) -> None:
    """The content policy is the second wall: an outside image does not load even if markup got in."""
    blocked: list[str] = []
    open_page(page, site)
    page.on("console", lambda message: blocked.append(message.text))
    page.on("request", lambda request: blocked.append(f"requested {request.url}"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/beacon.png\">')")
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in words for words in blocked), blocked


def test_nothing_is_kept_in_the_browser(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, DATA_SHARING)
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])")
    assert "data sharing" not in kept
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
