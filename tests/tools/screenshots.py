"""Pictures of every page and state at three widths, to be looked at: `python -m tests.tools.screenshots [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page

from assistant.settings import ROOT, Settings
from tests.browser import faulty as stand_in
from tests.browser.conftest import chromium, serving
from tests.browser.steps import DATA_SHARING, OUTSIDE, ROUTES, ask, open_page

WIDTHS = (320, 900, 1440)
NEAR = "What is the budget for volunteering?"


def answered(page: Page) -> None:
    ask(page, DATA_SHARING)
    page.locator("a.cite").first.click()


def feedback(page: Page) -> None:
    ask(page, DATA_SHARING)
    page.locator("button[data-verdict='not useful']").click()
    page.wait_for_selector(".feedback-more")


def failed(page: Page) -> None:
    page.fill("#question", stand_in.FAIL)
    page.press("#question", "Enter")
    page.wait_for_selector(".problem")


def working(page: Page) -> None:
    page.fill("#question", stand_in.WAIT)
    page.press("#question", "Enter")
    page.wait_for_timeout(500)


STATES: dict[str, Callable[[Page], None]] = {
    "answered": answered, "feedback": feedback, "error": failed, "working": working,
    "list": lambda page: ask(page, "Which recommendations come from the homelessness research?"),
    "table": lambda page: ask(page, "Which theme has the most recommendations?"),
    "declined": lambda page: ask(page, OUTSIDE), "near": lambda page: ask(page, NEAR),
    "part": lambda page: ask(page, stand_in.PART), "clarify": lambda page: ask(page, stand_in.CLARIFY),
}  # fmt: skip


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(serving(Settings(), files / "plain")).address
        faulty = stack.enter_context(serving(Settings(), files / "faulty", program="faulty")).address
        browser = stack.enter_context(chromium())
        for width in WIDTHS:
            for route in ROUTES:
                page = browser.new_page(viewport={"width": width, "height": 1000}, locale="en-GB")
                open_page(page, address, route)
                page.screenshot(path=folder / f"page-{route or 'ask'}-{width}.png", full_page=True)
                page.close()
            for name, reach in STATES.items():
                page = browser.new_page(viewport={"width": width, "height": 1000}, locale="en-GB")
                open_page(page, faulty)
                reach(page)
                page.screenshot(path=folder / f"state-{name}-{width}.png", full_page=True)
                page.close()
    print(f"{len(WIDTHS) * (len(ROUTES) + len(STATES))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "artefacts"))
