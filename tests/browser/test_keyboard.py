"""By keyboard alone: ask, open a citation, go back, give feedback, export. The focus is never lost."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.steps import ROUTES, focused, open_page

STEPS = 200  # Tab presses within which anything must be reached


def tab_to(page: Page, wanted: str, *, back: bool = False) -> None:
    """Press Tab until the element that matches has the focus; it never falls to the page itself."""
    for _ in range(STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def test_ask_cite_back_feedback_export(page: Page, server: Served) -> None:
    open_page(page, server.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the question box"
    page.keyboard.press("Enter")
    assert focused(page) == "question"
    page.keyboard.type("What does the report recommend about data sharing?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn")
    assert focused(page) == "question"
    tab_to(page, "figure.quote a.cite", back=True)
    cite = focused(page)
    page.keyboard.press("Enter")
    assert focused(page) == cite.replace("cite", "src")
    page.keyboard.press("Escape")
    assert focused(page) == cite
    tab_to(page, "[data-verdict='not useful']")
    page.keyboard.press("Space")
    page.wait_for_selector(".feedback-more")
    assert page.evaluate("document.activeElement.dataset.verdict") == "not useful"
    tab_to(page, ".feedback-more input")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "incomplete"
    tab_to(page, ".feedback-more textarea")
    page.keyboard.type("Please add the date.")
    tab_to(page, ".feedback-more button")
    page.keyboard.press("Enter")
    expect(page.locator(".thanks")).to_have_text("Thank you, your note was kept.")
    assert page.evaluate("document.activeElement.dataset.verdict") == "not useful"
    with closing(sqlite3.connect(server.feedback / "feedback.sqlite3")) as store:
        verdict, note, turns = store.execute("SELECT verdict, note, turns FROM feedback ORDER BY id DESC").fetchone()
    assert (verdict, note) == ("incomplete", "Please add the date.")
    assert json.loads(turns) == ["What does the report recommend about data sharing?"]
    tab_to(page, "[data-export='word']", back=True)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")
    assert page.evaluate("document.activeElement.dataset.export") == "word"


def test_a_used_suggestion_does_not_take_the_focus_with_it(page: Page, site: str) -> None:
    open_page(page, site)
    tab_to(page, "#part-intro [data-ask]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".next button")
    assert focused(page) == "question"
    tab_to(page, ".next button", back=True)
    page.keyboard.press("Enter")
    page.locator(".turn").nth(1).wait_for()
    assert focused(page) == "question"


def test_explore_by_keyboard(page: Page, site: str) -> None:
    open_page(page, site, "explore")
    tab_to(page, ".counts td a")
    page.keyboard.press("Enter")
    assert focused(page) == "list"
    tab_to(page, "#filter-label")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "filter-label"
    assert page.locator(".items > li:visible").count() < 46


def test_every_focus_is_seen_and_skip_links_work(page: Page, site: str) -> None:
    for route in ROUTES[1:]:
        open_page(page, site, route)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "H1", route
        assert page.url.endswith(f"/{route}#content")
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", route
