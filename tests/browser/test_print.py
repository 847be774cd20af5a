"""On paper: answers with their sources, and no controls."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.steps import ask, open_page

CONTROLS = "button, textarea, input, select, nav, .skip, .panel"


def test_answers_print_with_sources_and_without_controls(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, "Which recommendations come from the homelessness research?")
    page.emulate_media(media="print")
    visible = page.evaluate("wanted => [...document.querySelectorAll(wanted)].filter((e) => e.getClientRects().length).map((e) => e.outerHTML)", CONTROLS)
    assert visible == []
    assert page.locator(".quote:visible").count() == 4
    assert page.locator(".used:visible li").count() >= 1
    assert "report version" in page.locator(".print-only").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_list_prints_without_filters(page: Page, site: str) -> None:
    open_page(page, site, "explore")
    page.emulate_media(media="print")
    assert page.locator(".items > li:visible").count() == 46
    assert page.locator(".filters").is_hidden()
