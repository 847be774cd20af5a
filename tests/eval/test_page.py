"""The report as one file: nothing from outside, nothing live from inside, evidence marked."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from assistant.datatypes import Span
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.gold import load_gold
from eval.page import page
from eval.page_parts import marked
from eval.runs import Run, evaluate
from eval.shape import GoldQuestion

PAYLOAD = "<img src=x onerror=alert(1)> \"'><script>alert(2)</script> food parcels"


@pytest.fixture(scope="module")
def made(assistant: Assistant, built: Settings) -> Run:
    wanted = {"fact-001", "list-001", "unans-001", "followup-001"}
    own = GoldQuestion(id="own-1", group="own", turns=[PAYLOAD, f"What about {PAYLOAD}?"], must=["<b>"], evidence=["Peter Senge"])
    return evaluate(assistant, [*(q for q in load_gold() if q.id in wanted), own], name="shown", settings=built)


@pytest.fixture(scope="module")
def html(made: Run) -> str:
    return page(made)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"meta", "input", "br", "line", "rect", "circle", "polyline"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()


def test_the_page_asks_nothing_of_the_network(html: str) -> None:
    elements = Elements(html)
    assert elements.open == []
    assert not {tag for tag, _ in elements.found} & {"img", "link", "iframe", "object", "embed", "base", "video", "audio", "source"}
    for tag, attributes in elements.found:
        assert "src" not in attributes, tag
        assert (attributes.get("href") or "#").startswith("#"), tag
        assert not [name for name in attributes if name.startswith("on")], tag
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org/)", html)


def test_only_the_pages_own_script_may_run(html: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 1
    policy = next(a["content"] for tag, a in Elements(html).found if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_what_was_typed_is_shown_as_typed(html: str) -> None:
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert html.count("<script>") == 1


def test_every_question_and_figure_is_there(html: str, made: Run) -> None:
    rows = [a for tag, a in Elements(html).found if tag == "details"]
    assert len(rows) == len(made.rows) == 5
    assert sum(a["data-verdict"] == "wrong" for a in rows) == sum(bool(r["faults"]) for r in made.rows) >= 1
    assert html.count("<svg ") == html.count("<title id=") == html.count("<desc id=") == 4
    right = made.figures["all"]["all"]["right"]
    assert f"{100 * right['value']:.1f}" in html


def test_evidence_is_marked_in_what_was_cited(html: str) -> None:
    assert "<mark>Peter Senge</mark>" in html


def test_marks_stay_inside_the_span_and_do_not_overlap() -> None:
    text = "a<b>c&d efgh"
    assert marked(text, Span(0, 12), [Span(1, 4), Span(2, 7)]) == "a<mark>&lt;b&gt;</mark><mark>c&amp;d</mark> efgh"
    assert marked(text, Span(8, 12), [Span(0, 10), Span(11, 99)]) == "<mark>ef</mark>g<mark>h</mark>"
    assert marked(text, Span(4, 7), []) == "c&amp;d"
