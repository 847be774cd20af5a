"""Every state of the Ask page, as a reader meets it."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.browser import faulty as stand_in
from tests.browser.conftest import Served
from tests.browser.steps import DATA_SHARING, OUTSIDE, ask, focused, open_page

LISTEN = """() => {
  const live = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log]";
  window.said = [];
  new MutationObserver((changes) => { for (const change of changes) {
    const element = change.target.nodeType === 1 ? change.target : change.target.parentElement;
    const words = element?.closest(live)?.textContent.trim();
    if (words) window.said.push(words);
  } }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_empty_says_what_it_can_and_cannot(page: Page, site: str) -> None:
    open_page(page, site)
    words = page.locator(".empty").inner_text()
    assert "46 recommendations, under 8 themes" in words
    assert "What it cannot" in words
    assert "do not type personal data" in words


def test_working_shows_after_a_moment_and_goes(page: Page, faulty: Served) -> None:
    open_page(page, faulty.address)
    page.fill("#question", stand_in.WAIT)
    page.press("#question", "Enter")
    asked = time.monotonic()
    page.wait_for_function("document.querySelector('.status-working').textContent === 'Searching the report…'")
    assert time.monotonic() - asked >= 0.2
    assert focused(page) == "question"
    page.wait_for_selector(".turn")
    assert page.locator(".status-working").inner_text() == ""


def test_answered(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, DATA_SHARING)
    turn = page.locator(".turn.answered")
    assert turn.locator("h2 bdi").inner_text() == DATA_SHARING
    count = turn.locator("figure.quote").count()
    sources = "1 source" if count == 1 else f"{count} sources"
    expect(page.locator(".status-ready")).to_have_text(f"Answer ready, {sources}")
    assert turn.locator(".used h3").inner_text() == f"Sources used ({count})"
    assert turn.locator(".used li").first.inner_text()
    assert page.input_value("#question") == ""


def test_part_answered_names_what_was_not_found(page: Page, faulty: Served) -> None:
    open_page(page, faulty.address)
    ask(page, stand_in.PART)
    blocks = page.locator(".turn .answer > *")
    assert page.locator(".turn .quote").count() >= 1
    assert blocks.last.inner_text() == "Not found in the report: part 2 of the question."


def test_declined_says_so_and_why(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, OUTSIDE)
    turn = page.locator(".turn.declined")
    assert turn.locator(".lead").inner_text().startswith("The report does not say")
    assert turn.locator(".note").count() >= 1
    assert turn.locator(".quote").count() == 0
    expect(page.locator(".status-ready")).to_have_text("Answer ready: the report does not say")


def test_near_passages_are_labelled_and_lead_to_their_place(page: Page, site: str) -> None:
    open_page(page, site)
    for question in ("What is the budget for volunteering?", "Who chairs the Homelessness Taskforce?", "How many volunteers did the WMCA train in 2022?"):
        ask(page, question)
        if page.locator(".near").count():
            break
    near = page.locator(".near").first
    assert "Not an answer" in near.inner_text()
    near.locator("a").click()
    assert page.locator(".panel mark").first.is_visible()
    assert "near, but not an answer" in page.locator(".panel-where").inner_text()
    page.keyboard.press("Escape")
    assert focused(page).startswith("near-")


def test_clarify_offers_buttons_and_free_text(page: Page, faulty: Served) -> None:
    open_page(page, faulty.address)
    ask(page, stand_in.CLARIFY)
    choices = page.locator(".turn.clarify .choices button")
    assert 2 <= choices.count() <= 4
    choices.first.click()
    page.locator(".turn.answered").wait_for()
    assert focused(page) == "question"
    ask(page, "How was the system-level research done?")
    assert page.locator(".turn").count() == 3


def test_error_keeps_the_question_and_offers_a_retry(page: Page, faulty: Served) -> None:
    open_page(page, faulty.address)
    page.fill("#question", stand_in.FAIL)
    page.press("#question", "Enter")
    problem = page.locator(".problem")
    problem.wait_for()
    assert page.input_value("#question") == stand_in.FAIL
    reference = problem.locator(".reference").inner_text().rsplit(" ", 1)[-1]
    log = faulty.log.read_text()
    assert reference in log
    assert stand_in.FAIL not in log
    page.fill("#question", DATA_SHARING)
    problem.locator("button").click()
    page.locator(".turn.answered").wait_for()
    assert page.locator(".problem").count() == 0


def test_a_question_without_words_is_refused_kindly(page: Page, site: str) -> None:
    open_page(page, site)
    page.press("#question", "Enter")
    expect(page.locator(".status-ready")).to_have_text("Type a question first.")
    page.fill("#question", "???")
    page.press("#question", "Enter")
    page.locator(".problem").wait_for()
    assert "no words" in page.locator(".problem").inner_text()
    assert page.input_value("#question") == "???"


def test_one_announcement_an_answer(page: Page, site: str) -> None:
    """Live regions change once for an answer, and nothing else is announced."""
    open_page(page, site)
    page.evaluate(LISTEN)
    for question in (DATA_SHARING, "List all recommendations", OUTSIDE):
        ask(page, question)
        page.wait_for_timeout(400)
    said = page.evaluate("window.said")
    assert len(said) == 3, said
    assert said[1] == "Answer ready, 46 sources"


def test_feedback_given_while_an_answer_is_made_loses_neither(page: Page, faulty: Served) -> None:
    open_page(page, faulty.address)
    ask(page, DATA_SHARING)
    page.fill("#question", stand_in.WAIT)
    page.press("#question", "Enter")
    page.locator("[data-verdict='useful']").click()
    page.locator(".turn").nth(1).wait_for()
    expect(page.locator(".turn").first.locator(".thanks")).to_have_text("Thank you, noted.")
    assert page.locator(".turn").count() == 2
    ask(page, "How was the system-level research done?")
    assert page.locator(".turn").count() == 3
