"""What a reader does, in one place for all browser tests."""

from __future__ import annotations

from playwright.sync_api import Page

DATA_SHARING = "What does the report recommend about data sharing?"
OUTSIDE = "What is the capital of Mongolia?"
ROUTES = ("", "explore", "sources", "examples", "evaluate", "about")
READY = {"": ".empty", "explore": ".items", "sources": ".whole", "examples": "#step-contact", "evaluate": "#run-group", "about": "table"}


def open_page(page: Page, site: str, route: str = "") -> None:
    """Open a page as somebody does who has not been here."""
    if page.url.startswith(site):
        page.evaluate("sessionStorage.clear()")
    page.goto(f"{site}/{route}")
    page.wait_for_selector(READY[route.partition("?")[0].partition("#")[0]])


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    turns = page.locator(".turn").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.locator(".turn").nth(turns).wait_for()


def focused(page: Page) -> str:
    """The id of what has the focus, or its tag."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
