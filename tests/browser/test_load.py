"""Small and quick: requests and bytes of a cold load, time until usable, Enter to answer, click to highlight."""

from __future__ import annotations

import statistics

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.steps import ROUTES
from tests.tools.figures import feel, load, p95


@pytest.mark.parametrize("route", ROUTES)
def test_a_cold_load_is_small_and_usable_at_once(browser: Browser, site: str, route: str) -> None:
    loaded = load(browser, site, route)
    assert loaded.requests <= 60
    assert loaded.bytes <= 450_000
    assert loaded.usable <= 2.5


def test_an_answer_comes_at_once_and_a_citation_quicker(page: Page, site: str) -> None:
    felt = feel(page, site, 20)
    assert statistics.median(felt.answers) <= 400
    assert p95(felt.answers) <= 1000
    assert statistics.median(felt.highlights) <= 100
