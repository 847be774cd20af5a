"""A real server in a process of its own, and readers who speak to it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.settings import ROOT, Settings
from tests.trust.outcome import resident


@dataclass(frozen=True, slots=True)
class Server:
    process: subprocess.Popen[str]
    port: int
    folder: Path

    def post(self, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, {"content-type": "application/json", **headers})
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def memory(self) -> float:
        return resident(self.process.pid)


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[Server]:
    """A server whose home, temporary files, feedback and output all lie under `folder`."""
    for name in ("home", "tmp", "work"):
        (folder / name).mkdir(parents=True)
    command = [sys.executable, str(ROOT / "app.py"), "--port", "0", "--corpus", str(settings.corpus), "--index", str(settings.index)]
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")} | {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--feedback", str(folder / "feedback")], cwd=folder / "work", env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        assert process.stdout
        port = int(re.search(r":(\d+)", process.stdout.readline().partition("//")[2])[1])  # type: ignore[index]
        server = Server(process, port, folder)
        until = time.monotonic() + 180
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                    break
            except OSError:
                time.sleep(0.2)
        yield server
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@dataclass(frozen=True, slots=True)
class Reply:
    code: int
    seconds: float
    body: dict[str, Any]


async def client(port: int, name: str, questions: list[str]) -> list[tuple[str, str, Reply]]:
    """One reader: a question at a time over one connection; told to come back, it does so after a second."""
    found = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number, question in enumerate(questions):
        identity = f"{name}-{number}"
        body = json.dumps({"id": identity, "question": question}).encode()
        began = time.perf_counter()
        writer.write(b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        length = int(re.search(rb"content-length: (\d+)", head)[1])  # type: ignore[index]
        reply = Reply(int(head.split()[1]), 0.0, json.loads(await asyncio.wait_for(reader.readexactly(length), 60)))
        found.append((identity, question, Reply(reply.code, time.perf_counter() - began, reply.body)))
        if reply.code == 503:
            await asyncio.sleep(1)
    writer.close()
    return found


def run_apart(work: Coroutine[Any, Any, list[Any]]) -> list[Any]:
    """In a thread of its own: a browser test that ran before leaves this thread with a running event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
