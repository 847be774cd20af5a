"""The evaluation report opened from disk: filters, evidence marking, no request, no violation, no overflow."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.gold import load_gold
from eval.page import write_page
from eval.runs import evaluate
from eval.shape import GoldQuestion

PAYLOAD = "<img src=x onerror=\"document.title='owned'\"> it's"


@pytest.fixture(scope="module")
def report_file(assistant: Assistant, built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    gold = [q for group in ("fact", "unanswerable") for q in [q for q in load_gold() if q.group == group][:15]]
    gold.append(GoldQuestion(id="own-1", turns=["Earlier", PAYLOAD], must=["never said"]))
    return write_page(evaluate(assistant, gold, settings=built), tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture
def opened(browser: Browser, report_file: Path) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report_file.as_uri())
    assert asked == [report_file.as_uri()]
    yield page
    assert asked == [report_file.as_uri()]
    page.close()


def shown(page: Page) -> int:
    return page.locator("details.q:visible").count()


def test_filters_narrow_the_questions(opened: Page) -> None:
    assert shown(opened) == 31
    opened.get_by_role("combobox", name="Group").select_option("unanswerable")
    opened.get_by_role("combobox", name="Verdict").select_option("right")
    narrowed = shown(opened)
    assert 0 < narrowed < 31
    assert opened.get_by_role("status").inner_text() == f"{narrowed} of 31 questions shown"
    opened.get_by_role("button", name="Show all").click()
    opened.get_by_role("searchbox", name="Words").fill("never said")
    assert shown(opened) == 1
    assert opened.locator("details.q:visible").get_attribute("data-verdict") == "wrong"


def test_what_was_asked_never_becomes_markup(opened: Page) -> None:
    opened.get_by_role("searchbox", name="Words").fill("never said")
    opened.locator("details.q:visible summary").click()
    assert opened.title().startswith("Evaluation")
    assert opened.locator("img").count() == 0


def test_mark_as_evidence_writes_the_command(opened: Page) -> None:
    opened.get_by_role("searchbox", name="Words").fill("never said")
    opened.locator("details.q:visible summary").click()
    button = opened.locator("details.q:visible button").first
    place = button.get_attribute("data-at")
    button.click()
    command = opened.get_by_label("Commands that add gold questions").input_value()
    assert command == f"python -m eval add '{PAYLOAD.replace(chr(39), chr(39) + chr(92) + chr(39) * 2)}' --earlier 'Earlier' --at {place}\n"


def test_no_accessibility_violation_and_no_sideways_scroll(opened: Page) -> None:
    opened.locator("details.q summary").first.click()
    opened.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    assert [violation["id"] for violation in opened.evaluate("axe.run()")["violations"]] == []
    opened.set_viewport_size({"width": 320, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
