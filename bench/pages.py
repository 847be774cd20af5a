"""`python app.py` to a usable page, against an empty Gradio page; and the server's memory once it has answered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from assistant.settings import ROOT
from bench.processes import spread

READY_IN = 120  # seconds to wait for a page
SETTLES_IN = 8  # seconds after the page in which index and model load behind it and suggestions are checked


def served(command: list[str]) -> tuple[float, float]:
    """Seconds from the start to the first page that is served whole, and MB of peak memory some seconds later."""
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert child.stdout
        address = re.search(r"http://[\d.]+:\d+", child.stdout.readline())
        assert address, f"{command} named no address"
        _fetch(address[0])
        took = time.perf_counter() - began
        time.sleep(SETTLES_IN)
        return took, _peak(child.pid)
    finally:
        child.terminate()
        child.wait(20)


def _fetch(address: str) -> None:
    """The page, as soon as there is one: an address is printed a moment before it is listened to."""
    until = time.perf_counter() + READY_IN
    while True:
        try:
            with urllib.request.urlopen(address, timeout=READY_IN) as page:
                assert b"<html" in page.read()[:2000].lower()
                return
        except urllib.error.URLError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.01)


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


def pages(rounds: int) -> list[tuple[str, str, str, str]]:
    ours, empty = [], []
    for number in range(rounds + 1):
        pair = served([sys.executable, "app.py", "--port", "0"]), served([sys.executable, "bench/empty_page.py"])
        if number:  # the first round warms the disk
            ours.append(pair[0])
            empty.append(pair[1])
    took, bare = [t for t, _ in ours], [t for t, _ in empty]
    return [
        ("start of app.py to a page, s", spread(took), f"{median(took) / median(bare):.2f} × an empty page ({spread(bare)})", "≤ 1.2 ×"),
        ("peak memory of app.py, MB", spread([m for _, m in ours], ".0f"), f"an empty page {median([m for _, m in empty]):.0f}", "≤ 400"),
    ]
