"""Payloads in questions, report text, titles, labels and names: inert in every sink, with a canary that must stay unheard."""

from __future__ import annotations

import io
import json
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from docx import Document
from playwright.sync_api import Page

from assistant.indexing.index import build_index
from assistant.settings import Settings
from tests.browser.conftest import Served, serving
from tests.browser.steps import ROUTES, ask, open_page
from tests.web.payloads import PAYLOADS

Canary = tuple[str, list[str]]  # its host, and what it heard


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    heard: list[str] = []

    class Heard(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Heard)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"127.0.0.1:{listening.server_address[1]}", heard
    listening.shutdown()
    listening.server_close()
    thread.join()


def payloads(canary: Canary) -> list[str]:
    return [payload.replace("{host}", canary[0]) for payload in PAYLOADS]


@pytest.fixture(scope="module")
def hostile(second: Settings, canary: Canary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The second report with a payload in every recommendation, its title, publisher, themes, sources, labels and example."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus, index = folder / "corpus", folder / "index"
    shutil.copytree(second.corpus, corpus)
    shutil.copytree(second.index / "night-buses", index / "night-buses", symlinks=True)  # its model's export is taken over
    poison = iter([p.replace("\n", " ").replace("\x00", "") for p in payloads(canary)] * 3)
    lines = (corpus / "report.txt").read_bytes().decode().split("\r\n")
    lines = [f"{line.partition('. Heard in')[0]} {next(poison)}. Heard in{line.partition('. Heard in')[2]}" if ". Heard in" in line else line for line in lines]
    (corpus / "report.txt").write_bytes("\r\n".join(lines).encode())
    profile = yaml.safe_load((corpus / "profile.yaml").read_text("utf-8"))
    for name in ("title", "publisher", "date", "contact", "licence"):
        profile[name] = f"{profile[name]} {next(poison)}"
    for entry in (*profile["themes"], *profile["sources"]):
        entry["title"] = f"{entry['title']} {next(poison)}"
    for entry in profile["sources"]:
        entry["short"] = f"{entry['short']} {next(poison)}"
    for entry in profile["sections"]:
        for name in ("title", "name", "place"):
            if name in entry:
                entry[name] = f"{entry[name]} {next(poison)}"
    (corpus / "profile.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True), "utf-8")
    for extra in ("asked_as.yaml", "glossary.yaml"):
        (corpus / extra).unlink(missing_ok=True)
    settings = Settings(corpus=corpus, index=index)
    build_index(settings)
    with serving(settings, folder / "server") as served:
        yield served


def inert(page: Page, canary: Canary) -> None:
    assert page.evaluate("window.ran") is None
    assert page.locator("main script, main iframe, main object, main img, main link, main meta, main [onerror], main [onload]").count() == 0
    assert page.locator("main [href^='javascript:' i]").count() == 0
    assert canary[1] == []


def test_the_canary_can_be_heard(page: Page, canary: Canary) -> None:
    page.goto(f"http://{canary[0]}/here")
    assert "/here" in canary[1]
    canary[1].clear()


def test_questions_are_shown_as_they_were_typed(page: Page, site: str, canary: Canary) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    open_page(page, site)
    for number, payload in enumerate(payloads(canary)):
        if number and number % 20 == 0:
            open_page(page, site)
        words = f"data sharing {payload}"
        ask(page, words)
        shown = page.locator(".question bdi").last.text_content() or ""
        assert [c for c in shown if c != "\ufffd"] == [c for c in words if c not in "\x00\u202e\u2066\u2069"], payload
    page.wait_for_timeout(200)
    inert(page, canary)


def test_a_hostile_report_is_inert_on_every_page(page: Page, hostile: Served, canary: Canary) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for route in ROUTES:
        open_page(page, hostile.address, route)
        inert(page, canary)
    open_page(page, hostile.address)
    ask(page, "List all recommendations")
    ask(page, "Which theme has the most recommendations?")
    ask(page, "What is this report about?")
    cites = page.locator(".turn figure.quote a.cite")
    assert cites.count() >= 12
    for number in range(12):
        cites.nth(number).evaluate("element => element.click()")
        marked = "".join(page.locator(".panel article:not([hidden]) mark").all_text_contents())
        start, end = (int(cites.nth(number).get_attribute(f"data-{side}") or "") for side in ("start", "end"))
        assert "".join(marked.split()).replace("\ufffd", "") == "".join(c for c in hostile.text[start:end] if not c.isspace() and c not in "\u202e\u2066\u2069")
    page.wait_for_timeout(300)
    inert(page, canary)


def fetched(served: Served, kind: str, question: str) -> bytes:
    body = json.dumps({"turns": [question]}).encode()
    request = urllib.request.Request(f"{served.address}/export/{kind}", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return bytes(reply.read())


def test_exports_of_a_hostile_report_hold_text_only(page: Page, hostile: Served, canary: Canary, tmp_path: Path) -> None:
    markdown = fetched(hostile, "markdown", "List all recommendations").decode()
    assert "<script" not in markdown.replace("\\<", "")
    assert "](javascript" not in markdown
    csv_text = fetched(hostile, "csv", "List all recommendations").decode("utf-8-sig")
    assert not any(cell.startswith(("=", "+", "@")) for line in csv_text.split('","') for cell in [line.strip('"')])
    document = Document(io.BytesIO(fetched(hostile, "word", '=HYPERLINK("x") <script>window.ran=1</script> list all recommendations')))
    assert not [r for r in document.part.rels.values() if r.is_external]
    assert "w:hyperlink" not in document.element.xml
    assert "w:fldSimple" not in document.element.xml
    with urllib.request.urlopen(f"{hostile.address}/lists/recommendations.csv", timeout=30) as reply:
        assert "recommend" not in reply.headers["content-type"]
        listed = reply.read().decode("utf-8-sig")
    assert listed.count("\r\n") >= 12
    assert canary[1] == []
