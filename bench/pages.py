"""`python app.py` to a usable page, against an empty Gradio page; to its first answer; and the server's memory once it has answered."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from assistant.settings import ROOT
from bench.processes import spread
from bench.table import Row

READY_IN = 120  # seconds to wait for a page
SETTLES_IN = 4  # seconds after the first answer in which the offered questions are checked
OURS = [sys.executable, "app.py", "--port", "0"]
EMPTY = [sys.executable, "bench/empty_page.py"]


@dataclass(frozen=True, slots=True)
class Served:
    """Seconds from the start to the first page served whole and to the first answer (0 without a question); MB of peak memory."""

    page: float
    answer: float
    memory: float


def served(command: list[str], question: str = "") -> Served:
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert child.stdout
        address = re.search(r"http://[\d.]+:\d+", child.stdout.readline())
        assert address, f"{command} named no address"
        assert b"<html" in _fetched(urllib.request.Request(address[0]))[:2000].lower()
        page, answer = time.perf_counter() - began, 0.0
        if question:
            body, kind = json.dumps({"question": question}).encode(), {"content-type": "application/json"}
            _fetched(urllib.request.Request(f"{address[0]}/ask", body, kind))
            answer = time.perf_counter() - began
            time.sleep(SETTLES_IN)
        return Served(page, answer, _peak(child.pid))
    finally:
        child.terminate()
        child.wait(20)


def _fetched(request: urllib.request.Request) -> bytes:
    """What is served, as soon as anything is: an address is printed a moment before it is listened to."""
    until = time.perf_counter() + READY_IN
    while True:
        try:
            with urllib.request.urlopen(request, timeout=READY_IN) as reply:
                return bytes(reply.read())
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.01)


def _peak(pid: int) -> float:
    """By the process's own account, as the system counts a child's peak from that of its parent."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


def pages(rounds: int, question: str) -> list[Row]:
    ours: list[Served] = []
    empty: list[Served] = []
    for number in range(rounds + 1):
        pair = served(OURS, question), served(EMPTY)
        if number:  # the first round warms the disk
            ours.append(pair[0])
            empty.append(pair[1])
        print(f"  round {number}/{rounds}", file=sys.stderr, flush=True)
    took, bare = [one.page for one in ours], [one.page for one in empty]
    memory = [one.memory for one in ours]
    ratio = median(took) / median(bare)
    return [
        Row("start of app.py to a page, s", spread(took), f"{ratio:.2f} × an empty Gradio page ({spread(bare)})", "≤ 1.2 ×", ratio <= 1.2),
        Row("start of app.py to its first answer, s", spread([one.answer for one in ours])),
        Row("peak memory, app.py, MB", spread(memory, ".0f"), f"an empty page {median(one.memory for one in empty):.0f}", "≤ 400", max(memory) <= 400),
    ]
