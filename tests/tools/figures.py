"""What the page costs: requests, bytes, time until usable, Enter to answer, click to highlight.

python -m tests.tools.figures                      # starts a server of its own
python -m tests.tools.figures --address http://…   # measures one that runs
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from assistant.settings import Settings
from tests.browser.conftest import chromium, serving
from tests.browser.steps import READY, ROUTES, ask, open_page

QUESTIONS = (
    "What does the report recommend about data sharing?", "How many recommendations are there?", "Who led the system-level research?",
    "What is the capital of Mongolia?", "Which recommendations come from the homelessness research?", "What does it say about volunteers?",
    "Which theme has the most recommendations?", "What is the Food Justice Network?", "How was the homelessness research carried out?",
    "What should happen with digital inclusion?",
)  # fmt: skip
ANSWERED = """(wanted) => new Promise((resolve) => {
  const box = document.querySelector('#question');
  box.value = wanted; box.focus();
  const turns = document.querySelectorAll('.turn').length;
  const began = performance.now();
  new MutationObserver((_, observer) => {
    if (document.querySelectorAll('.turn').length > turns) { observer.disconnect(); requestAnimationFrame(() => resolve(performance.now() - began)); }
  }).observe(document.body, { subtree: true, childList: true });
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
})"""
HIGHLIGHTED = """() => new Promise((resolve) => {
  const began = performance.now();
  document.querySelector('.turn figure.quote a.cite').click();
  requestAnimationFrame(() => resolve(document.querySelector('.panel mark') ? performance.now() - began : NaN));
})"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One page, opened with an empty cache. Bytes are those on the wire; `usable` is in seconds."""

    route: str
    requests: int
    bytes: int
    usable: float


@dataclass(frozen=True, slots=True)
class Felt:
    """Milliseconds, one an attempt."""

    answers: tuple[float, ...]
    highlights: tuple[float, ...]


def load(browser: Browser, address: str, route: str) -> Loaded:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    sizes: dict[str, float] = {}
    asked: set[str] = set()
    protocol.on("Network.requestWillBeSent", lambda event: asked.add(event["requestId"]))
    protocol.on("Network.dataReceived", lambda event: _add(sizes, event, event["encodedDataLength"]))
    protocol.on("Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]))
    began = time.perf_counter()
    page.goto(f"{address}/{route}")
    page.wait_for_selector(READY[route])
    usable = time.perf_counter() - began
    page.wait_for_timeout(700)  # what comes after is part of the cost
    context.close()
    return Loaded(route, len(asked), int(sum(sizes.values())), usable)


def _add(sizes: dict[str, float], event: dict[str, Any], length: float) -> None:
    sizes[event["requestId"]] = sizes.get(event["requestId"], 0) + length


def feel(page: Page, address: str, rounds: int) -> Felt:
    open_page(page, address)
    ask(page, "What is this report about?")
    answers, highlights = [], []
    for number in range(rounds):
        if number % len(QUESTIONS) == 0 and number:
            open_page(page, address)
        answers.append(float(page.evaluate(ANSWERED, QUESTIONS[number % len(QUESTIONS)])))
        highlights.append(float(page.evaluate(HIGHLIGHTED)))
    return Felt(tuple(answers), tuple(highlights))


def p95(values: tuple[float, ...]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def report(browser: Browser, address: str, rounds: int) -> str:
    lines = [f"{'page':<10} {'requests':>8} {'KB cold':>8} {'usable s':>9}"]
    for route in ROUTES:
        loaded = load(browser, address, route)
        lines.append(f"{'/' + route:<10} {loaded.requests:>8} {loaded.bytes / 1000:>8.0f} {loaded.usable:>9.2f}")
    felt = feel(browser.new_page(locale="en-GB"), address, rounds)
    for name, values in (("Enter to answer", felt.answers), ("click to highlight", felt.highlights)):
        lines.append(f"{name}: median {statistics.median(values):.0f} ms, p95 {p95(values):.0f} ms, n={len(values)}")
    return "\n".join(lines)


def main() -> int:
    made = argparse.ArgumentParser("python -m tests.tools.figures", description=(__doc__ or "").partition("\n")[0])
    made.add_argument("--address", help="a server that runs; without it one is started on the built index")
    made.add_argument("--rounds", type=int, default=50, help="questions asked (default: %(default)s)")
    given = made.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = given.address or stack.enter_context(serving(Settings(), folder)).address
        browser = stack.enter_context(chromium())
        print(report(browser, address.rstrip("/"), given.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
