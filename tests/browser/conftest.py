"""Real servers in processes of their own and the system's Chromium, for all browser tests."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.settings import ROOT, Settings

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
ADDRESS = re.compile(r"http://\S+")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready: its address, and the files that it writes."""

    address: str
    lookups: Path
    log: Path
    feedback: Path
    settings: Settings = field(default_factory=Settings)

    @property
    def text(self) -> str:
        return (self.settings.corpus / "report.txt").read_bytes().decode()


@contextmanager
def serving(settings: Settings, folder: Path, *options: str, program: str = "watched") -> Iterator[Served]:
    """Run the server on a free port with files of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    lookups, log, feedback = folder / "lookups.txt", folder / "log.txt", folder / "feedback"
    first = [str(lookups)] if program == "watched" else []
    command = [
        sys.executable, "-m", f"tests.browser.{program}", *first, "--port", "0", "--corpus", str(settings.corpus),
        "--index", str(settings.index), "--feedback", str(feedback), *options,
    ]  # fmt: skip
    with log.open("w") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        found = ADDRESS.search(process.stdout.readline())
        assert found, f"the server did not say its address: {log.read_text()}"
        address = found.group()
        _wait(re.sub(r"(://[^/]+).*", r"\1", address), log)
        yield Served(address.rstrip("/"), lookups, log, feedback, settings)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _wait(address: str, log: Path, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as reply:
                if json.load(reply)["status"] == "ready":
                    return
        except HTTPError as error:
            with error:
                if json.load(error)["status"] == "failed":
                    raise RuntimeError(f"the report could not be opened: {log.read_text()}") from None
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server did not get ready")


@pytest.fixture(scope="session")
def server(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(built, tmp_path_factory.mktemp("server")) as served:
        yield served


@pytest.fixture
def site(server: Served) -> str:
    return server.address


@pytest.fixture(scope="module")
def faulty(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(built, tmp_path_factory.mktemp("faulty"), program="faulty") as served:
        yield served


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, with none of its own connections."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        found = found or playwright.chromium.executable_path  # the one that `make test` fetches where there is none
        if not Path(found).exists():
            raise RuntimeError("There is no Chromium on this machine. Install one (Debian: apt-get install chromium).")
        opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(15000)
    opened = context.new_page()
    yield opened
    context.close()
