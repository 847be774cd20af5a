"""From a question typed to the quote highlighted at its place in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from assistant.settings import Settings
from tests.browser.conftest import Served, serving
from tests.browser.steps import DATA_SHARING, ask, focused, open_page


def cited(page: Page, text: str, number: int) -> str:
    cite = page.locator(".turn figure.quote a.cite").nth(number)
    start, end = (int(cite.get_attribute(f"data-{side}") or "") for side in ("start", "end"))
    return text[start:end]


def test_first_citation_highlights_its_quote(page: Page, server: Served) -> None:
    open_page(page, server.address)
    ask(page, DATA_SHARING)
    cite = page.locator(".turn a.cite").first
    cite.click()
    mark = page.locator("mark#src-1-1")
    assert mark.text_content() == cited(page, server.text, 0)
    assert mark.inner_text() in page.locator(".turn .quote blockquote").first.inner_text()
    assert focused(page) == "src-1-1"
    assert page.locator(".panel-where").inner_text() == f"[1] {cite.get_attribute('data-where')}"
    assert "homelessness" in page.locator(".panel-where").inner_text()


def test_every_citation_of_a_list_marks_exactly_its_quote(page: Page, server: Served) -> None:
    open_page(page, server.address)
    ask(page, "List all recommendations")
    cites = page.locator(".turn figure.quote a.cite")
    assert cites.count() == 46
    for number in range(46):
        cites.nth(number).evaluate("element => element.click()")
        marked = "".join(page.locator(".panel article:not([hidden]) mark").all_text_contents())
        assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", cited(page, server.text, number))


def test_escape_and_back_return_to_the_citation(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, DATA_SHARING)
    page.locator(".turn a.cite").first.click()
    page.keyboard.press("Escape")
    assert focused(page) == "cite-1-1"
    page.keyboard.press("Enter")
    assert focused(page) == "src-1-1"
    page.locator(".panel-back").click()
    assert focused(page) == "cite-1-1"


def test_a_shared_link_asks_again_with_what_came_before(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, "How was the homelessness research carried out?")
    ask(page, "and when?")
    page.evaluate("window.copied = null; document.addEventListener('copy', e => setTimeout(() => { window.copied = e.clipboardData.getData('text/plain'); }))")
    link = page.evaluate("() => { let kept; const c = assistantPage.copy; assistantPage.copy = (w) => { kept = w; return true; };"
                         "document.querySelectorAll('[data-link]')[1].click(); assistantPage.copy = c; return kept; }")  # fmt: skip
    answers = page.locator(".turn .answer").all_inner_texts()
    page.goto(link)
    page.locator(".turn").nth(1).wait_for()
    assert page.locator(".turn .answer").all_inner_texts() == answers


def test_a_long_question_is_cut_with_a_message(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, "What about volunteering? " + "really " * 400)
    assert "only the first 2,000 were read" in page.locator(".turn").inner_text()
    assert len(page.locator(".question bdi").inner_text()) <= 2000


def test_suggestions_are_answered(page: Page, site: str) -> None:
    open_page(page, site)
    offered = page.locator("#part-intro [data-ask]").all_inner_texts()
    assert len(offered) == 4
    for number, question in enumerate(offered):
        page.locator("#part-intro [data-ask]").nth(number).click()
        page.locator(".turn").nth(number).wait_for()
        assert page.locator(".turn.answered .question bdi").nth(number).inner_text() == question
    follow_ups = page.locator(".next [data-ask]")
    assert 2 <= follow_ups.count() <= 3
    follow_ups.first.click()
    page.locator(".turn.answered").nth(4).wait_for()


@pytest.fixture(scope="module")
def night_buses(second: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(second, tmp_path_factory.mktemp("night-buses")) as served:
        yield served


def test_another_report_with_other_letters_and_line_ends(page: Page, night_buses: Served) -> None:
    """Its lines end in CRLF and it has letters outside the basic plane: offsets count code points."""
    open_page(page, night_buses.address)
    assert page.locator(".report-name").inner_text() == "Night Buses for Harrowmere"
    ask(page, "What happened at the bakery on Tanner’s Row?")
    number = next(n for n, c in enumerate(page.locator(".turn figure.quote").all_inner_texts()) if "𝔏" in c)
    page.locator(".turn figure.quote a.cite").nth(number).click()
    marked = "".join(page.locator(".panel article:not([hidden]) mark").all_text_contents())
    assert "".join(marked.split()) == "".join(cited(page, night_buses.text, number).split())


def test_two_browsers_never_see_each_other(browser: Browser, site: str) -> None:
    first, second = (browser.new_context(locale="en-GB") for _ in range(2))
    one, other = first.new_page(), second.new_page()
    for page in (one, other):
        open_page(page, site)
    ask(one, DATA_SHARING)
    ask(other, "How was the homelessness research carried out?")
    ask(one, "who recommended it?")
    ask(other, "and when?")
    assert one.locator(".question bdi").all_inner_texts() == [DATA_SHARING, "who recommended it?"]
    assert other.locator(".question bdi").all_inner_texts() == ["How was the homelessness research carried out?", "and when?"]
    assert DATA_SHARING not in other.locator("#part-conversation").inner_text()
    for context in (first, second):
        context.close()


def test_a_conversation_is_there_again_after_another_page_and_gone_when_cleared(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, "How was the homelessness research carried out?")
    page.locator(".site-nav a", has_text="About").click()
    page.wait_for_selector("table")
    page.locator(".site-nav a", has_text="Ask").click()
    page.wait_for_selector(".turn")
    page.wait_for_selector(".panel mark")
    assert page.locator(".status-ready").inner_text() == ""
    ask(page, "and when?")
    assert page.locator(".turn").count() == 2
    assert "homelessness" in page.locator(".turn").nth(1).inner_text()
    page.locator("[data-clear-all]").click()
    page.wait_for_selector(".empty")
    assert page.locator(".turn").count() == 0
    assert page.locator(".panel mark").count() == 0
    assert focused(page) == "question"
    page.reload()
    page.wait_for_selector(".empty")
    page.wait_for_timeout(300)
    assert page.locator(".turn").count() == 0


def test_a_copied_answer_holds_quotes_and_their_places(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, site)
    ask(page, DATA_SHARING)
    page.locator("[data-copy]").click()
    page.wait_for_function("document.querySelector('[data-copy]').textContent === 'Copied'")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith(DATA_SHARING)
    assert f"“{page.locator('.quote blockquote p').first.inner_text().strip('“”')}”" in words
    assert "[1] " in words
    assert "show in the report" not in words
    assert words.rstrip().endswith("From: Covid Keeps: Lessons Learnt from Lockdown")
    rich = page.evaluate("navigator.clipboard.read().then((items) => items[0].getType('text/html')).then((blob) => blob.text())")
    assert "<blockquote>" in rich
    assert "class=" not in rich
