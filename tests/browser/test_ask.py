"""From a question typed to the quote highlighted at its place in the report."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.steps import DATA_SHARING, ask, open_ask

REPORT = (Path(__file__).resolve().parents[2] / "corpus" / "covid-keeps" / "report.txt").read_bytes().decode()


def test_first_citation_highlights_its_quote(page: Page, site: str) -> None:
    open_ask(page, site)
    ask(page, DATA_SHARING)
    cite = page.locator(".turn a.cite").first
    start, end = (int(cite.get_attribute(f"data-{side}") or "") for side in ("start", "end"))
    cite.click()
    mark = page.locator("mark#src-1-1")
    assert mark.text_content() == REPORT[start:end]
    assert mark.inner_text() in page.locator(".turn .quote blockquote").first.inner_text()
    assert page.evaluate("document.activeElement.id") == "src-1-1"
    assert page.locator(".panel-where").inner_text() == f"[1] {cite.get_attribute('data-where')}"
    assert "homelessness" in page.locator(".panel-where").inner_text()


def test_escape_and_back_return_to_the_citation(page: Page, site: str) -> None:
    open_ask(page, site)
    ask(page, DATA_SHARING)
    page.locator(".turn a.cite").first.click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "cite-1-1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "src-1-1"
    page.locator(".panel-back").click()
    assert page.evaluate("document.activeElement.id") == "cite-1-1"
