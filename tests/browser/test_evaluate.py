"""The page for evaluators: a run made there, its figures, filters, the difference to an earlier one, the lab."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.steps import open_page
from tests.browser.test_accessibility import violations


def run(page: Page, group: str) -> None:
    page.select_option("#run-group", group)
    page.locator("form[data-do=run] button").click()
    page.wait_for_function("document.querySelector('#part-progress [role=status]')?.textContent.startsWith('Finished')", timeout=120000)
    page.wait_for_selector("#results")


def test_a_run_its_figures_filters_and_the_difference(page: Page, server: Served) -> None:
    open_page(page, server.address, "evaluate")
    run(page, "define")
    assert page.evaluate("document.activeElement.id") == "results"
    saved = sorted((server.lookups.parent / "runs").glob("page-define-*.json"))
    assert len(saved) == 1
    made = json.loads(saved[0].read_text("utf-8"))
    assert page.locator(".judged tbody tr").count() == len(made["rows"])
    wrong = sum(1 for row in made["rows"] if row["faults"])
    page.select_option("#by-verdict", "wrong")
    assert page.locator(".judged tbody tr:visible").count() == wrong
    expect(page.locator(".rows-shown")).to_have_text(f"{wrong} question{'' if wrong == 1 else 's'} shown")
    right = page.locator("table").first.locator("tbody tr").first
    figure = made["figures"]["all"]["all"]["right"]
    assert f"{100 * figure['value']:.1f}" in right.inner_text()
    assert f"n={figure['n']}" in right.inner_text()
    assert violations(page) == []
    run(page, "contact" if page.locator("#run-group option[value=contact]").count() else "define")
    page.wait_for_selector("#show-run")
    names = page.locator("#show-run option").all_inner_texts()
    page.select_option("#show-run", names[0])
    page.select_option("#show-against", names[-1])
    page.locator("form[data-do=show] button").click()
    page.wait_for_timeout(300)
    assert page.locator("#part-results .problem").count() == 0


@pytest.mark.parametrize("question", ["What about data sharing?", "<img src=x onerror=window.ran=1> ${window.ran=1}"])
def test_the_lab_takes_a_question_apart(page: Page, site: str, question: str) -> None:
    open_page(page, site, "evaluate")
    page.fill("#lab-question", question)
    page.press("#lab-question", "Enter")
    page.wait_for_selector(".lab-read")
    rows = page.locator("#part-lab tbody tr")
    assert rows.count() >= 10
    fused = [float(words) for words in page.locator("#part-lab tbody td:nth-child(2)").all_inner_texts()]
    assert fused == sorted(fused, reverse=True)
    assert page.evaluate("window.ran") is None
    assert violations(page) == []


def test_a_name_from_the_page_is_never_a_path(page: Page, server: Served) -> None:
    open_page(page, server.address, "evaluate")
    run(page, "define")
    page.locator("#show-run").evaluate("(select) => { select.insertAdjacentHTML('beforeend', '<option selected value=\"/etc/hostname\">x</option>'); }")
    page.locator("form[data-do=show] button").click()
    page.wait_for_selector("#part-results .problem")
    assert "no such run" in page.locator("#part-results .problem").inner_text()
