"""What a reader does, in one place for all browser tests."""

from __future__ import annotations

from playwright.sync_api import Page

DATA_SHARING = "What does the report recommend about data sharing?"


def open_ask(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.wait_for_selector(".empty")


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    turns = page.locator(".turn").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.locator(".turn").nth(turns).wait_for()
