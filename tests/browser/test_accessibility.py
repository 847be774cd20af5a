"""WCAG 2.2 A and AA: axe on every page and state, accessible names, reflow, spacing, target sizes, language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import faulty as stand_in
from tests.browser.conftest import Served
from tests.browser.steps import DATA_SHARING, OUTSIDE, ROUTES, ask, open_page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
WIDE = ViewportSize(width=1200, height=900)
NARROW = ViewportSize(width=320, height=900)
CLIPPED = """() => [...document.querySelectorAll('button, h1, h2, h3, label, figcaption')]
    .filter((e) => e.offsetParent && !e.classList.contains('vh') && getComputedStyle(e).overflow !== 'visible')
    .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2).map((e) => e.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('button, input, select, textarea, .cite, .counts a, nav a, .suggestions a, .download')]
    .filter((e) => e.offsetParent).map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 100)])
    .filter(([r]) => r.width < 24 || r.height < 24).map(([r, html]) => `${r.width}x${r.height} ${html}`)"""  # 24 x 24, but for links in a line of text
OPENED = "button[data-verdict='not useful']"


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })", TAGS)
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes']]}" for v in found["violations"]]


def shown(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_selector(".turn, .problem")


STATES: dict[str, Callable[[Page], None]] = {
    "answered": lambda page: (ask(page, DATA_SHARING), page.locator("a.cite").first.click())[0],
    "a long list": lambda page: ask(page, "List all recommendations"),
    "a table": lambda page: ask(page, "Which theme has the most recommendations?"),
    "declined": lambda page: ask(page, OUTSIDE),
    "feedback": lambda page: (ask(page, DATA_SHARING), page.locator(OPENED).click(), page.wait_for_selector(".feedback-more"))[0],
    "part answered": lambda page: shown(page, stand_in.PART),
    "clarify": lambda page: shown(page, stand_in.CLARIFY),
    "error": lambda page: shown(page, stand_in.FAIL),
    "working": lambda page: (page.fill("#question", stand_in.WAIT), page.press("#question", "Enter"), page.wait_for_timeout(450))[0],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visited:
    page: Page
    route: str


@pytest.fixture(scope="module", params=ROUTES, ids=[route or "ask" for route in ROUTES])
def visited(request: pytest.FixtureRequest, browser: Browser, server: Served) -> Iterator[Visited]:
    """Each page, opened once for all checks of it; the Ask page with an answer, its source and the feedback form open."""
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    open_page(page, server.address, request.param)
    if request.param == "":
        ask(page, DATA_SHARING)
        ask(page, "Which theme has the most recommendations?")
        page.locator(OPENED).last.click()
        page.wait_for_selector(".feedback-more")
        page.locator("a.cite").first.click()
    yield Visited(page, request.param)
    context.close()


@pytest.fixture
def wide(visited: Visited) -> Page:
    visited.page.set_viewport_size(WIDE)
    return visited.page


@pytest.fixture
def narrow(visited: Visited) -> Page:
    visited.page.set_viewport_size(NARROW)
    return visited.page


def test_axe_on_every_route(wide: Page) -> None:
    assert violations(wide) == []


def test_axe_on_every_route_when_narrow(narrow: Page) -> None:
    assert violations(narrow) == []


@pytest.mark.parametrize("state", STATES)
def test_axe_in_every_state(page: Page, faulty: Served, state: str) -> None:
    open_page(page, faulty.address)
    STATES[state](page)
    assert violations(page) == []


def test_axe_finds_a_planted_fault(page: Page, site: str) -> None:
    open_page(page, site)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"data:,\">')")
    assert {v.split(":")[0] for v in violations(page)} >= {"button-name", "image-alt"}


def test_title_language_and_one_heading(wide: Page) -> None:
    assert wide.evaluate("document.documentElement.lang") == "en-GB"
    assert wide.locator("h1").count() == 1
    assert wide.title() == f"{wide.locator('h1').inner_text()} – Report assistant"
    assert wide.locator("nav [aria-current=page]").count() == 1
    assert wide.locator("main").count() == 1


def names(page: Page) -> list[tuple[str, str]]:
    """(role, name) of everything that can be used, from the browser's accessibility tree."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "link", "textbox", "searchbox", "combobox", "radio", "checkbox", "region", "navigation"}
    return [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree if not n.get("ignored") and n["role"]["value"] in roles]


def test_everything_has_a_name(visited: Visited) -> None:
    found = names(visited.page)
    assert len(found) > 8
    assert [role for role, name in found if not name.strip()] == []
    if visited.route == "":
        assert ("textbox", "Your question about the report") in found
        assert {("button", "Ask"), ("button", "Copy"), ("button", "Yes"), ("button", "No"), ("button", "Back to [1] in the answer")} <= set(found)
        assert ("link", "[1] show in the report") in found


def test_no_sideways_scroll_when_narrow_or_spaced(narrow: Page) -> None:
    """320 CSS pixels is also 1280 pixels at 400 %."""
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    style = narrow.add_style_tag(content=SPACING)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert narrow.evaluate(CLIPPED) == []
    style.evaluate("element => element.remove()")


def test_targets_are_large_enough_when_wide(wide: Page) -> None:
    assert wide.evaluate(SMALL) == []


def test_targets_are_large_enough_when_narrow(narrow: Page) -> None:
    assert narrow.evaluate(SMALL) == []


def test_nothing_is_pinned_over_the_content(wide: Page) -> None:
    """Only the sources panel follows the page, in a column of its own."""
    pinned = wide.evaluate(
        "() => [...document.querySelectorAll('body *')].filter((e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position)"
        " && e.offsetParent !== null && e.getBoundingClientRect().height > 0).map((e) => e.id || e.className)"
    )
    assert pinned in ([], ["part-panel"])
