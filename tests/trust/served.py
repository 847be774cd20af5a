"""The real server under many clients, at its end, without a network, and with a question that nobody may find again."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from eval.gold import load_gold
from tests.trust.outcome import SEED, Memory, Outcome, timed
from tests.trust.questions import cases
from tests.trust.server import Reply, Server, client, run_apart, serving

CANARY = "zq7canary4xv"
REFUSED_WITHIN, ACCEPTED_P95 = 1.0, 2.0  # seconds
ASKED = (
    "What does the report recommend about data sharing?", "How many recommendations are there?", "List all recommendations", "What is the capital of Mongolia?",
    "Which theme has the most recommendations?", "How was the homelessness research carried out?", "What does it say about volunteers?",
)  # fmt: skip


def load(server: Server, assistant: Assistant, clients: int, each: int) -> Outcome:
    """`clients` at once, `each` questions a client. Every reply must be its own question's."""

    async def together() -> list[list[tuple[str, str, Reply]]]:
        plans = [[f"{ASKED[(n * 3 + m) % len(ASKED)]}" for m in range(each)] for n in range(clients)]
        return await asyncio.gather(*(client(server.port, f"c{n}", plan) for n, plan in enumerate(plans)))

    expected = {question: assistant.ask(question) for question in ASKED}
    with timed(Outcome(f"{clients} clients × {each} on /ask")) as outcome:
        replies = [reply for one in run_apart(together()) for reply in one]
        outcome.inputs = len(replies)
        accepted = [r.seconds for _, _, r in replies if r.code == 200]
        refused = [r.seconds for _, _, r in replies if r.code == 503]
        for identity, question, reply in replies:
            if reply.code == 200:
                spans = [(c["start"], c["end"]) for c in reply.body["citations"]]
                right = reply.body["id"] == identity and reply.body["question"] == question
                outcome.check(right and spans == [(c.start, c.end) for c in expected[question].citations], f"{identity} got another's answer")
            else:
                outcome.check(reply.code == 503 and reply.body["status"] == "error", f"{identity}: status {reply.code}")
        worst, p95 = max(refused, default=0.0), statistics.quantiles(accepted, n=20)[-1]
        outcome.check(worst <= REFUSED_WITHIN, f"a refusal took {worst:.2f} s")
        outcome.check(p95 <= ACCEPTED_P95, f"p95 of the accepted is {p95:.2f} s")
        outcome.notes.append(f"{len(accepted):,} answered, p95 {p95:.2f} s; {len(refused):,} told to come back, slowest {worst:.2f} s")
    return outcome


def flat_memory(server: Server, assistant: Assistant, count: int, seconds: float) -> Outcome:
    """`count` questions to one server, half of them plain and half odd; what it holds is looked at after each five hundred."""
    drawn = cases(random.Random(SEED + 7), sorted(assistant.index.vocabulary))
    plain = itertools.cycle([*ASKED, *(turns[-1] for turns in (question.turns for question in load_gold()))])
    mixed = (question for pair in zip(plain, drawn, strict=False) for question in pair if len(json.dumps(question)) < 20_000)  # a larger body is refused unread
    each, clients, memory = min(100, count // 25), 5, Memory()

    async def together() -> list[list[tuple[str, str, Reply]]]:
        return await asyncio.gather(*(client(server.port, f"m{n}", list(itertools.islice(mixed, each))) for n in range(clients)))

    with timed(Outcome("questions to one server")) as outcome:
        until = time.monotonic() + seconds
        while outcome.inputs < count and time.monotonic() < until:
            for one in run_apart(together()):
                for _, question, reply in one:
                    outcome.inputs += 1
                    outcome.check(reply.code in {200, 400}, f"status {reply.code} for {question[:80]!r}")
            memory.see(outcome.inputs, server.process.pid)
        memory.judge(outcome)
    return outcome


def silence(server: Server) -> Outcome:
    """A canary question, asked in every way, is in no file under the server's home, temporary folder, log or feedback."""
    bodies = [
        json.dumps({"question": f"{CANARY} data sharing?"}), json.dumps({"turns": [CANARY] * 40}), json.dumps({"turns": ["data sharing", {"x": CANARY}]}),
        json.dumps({"question": CANARY + "\ud800\x00"}), '{"question": "' + CANARY, json.dumps({"question": f"{CANARY} " * 20_000}), f"[{CANARY}]",
    ]  # fmt: skip
    paths = (
        "/ask",
        "/export/word",
        "/export/markdown",
        "/export/csv",
        f"/{CANARY}",
        "/gradio_api/call/ask",
        "/gradio_api/queue/join",
        "/gradio_api/run/predict",
    )
    with timed(Outcome("a question leaves no trace")) as outcome:
        for path in paths:
            for body in bodies:
                code, said = server.post(path, body.encode())
                outcome.inputs += 1
                outcome.check(code != 500 or b"Traceback" not in said, f"{path}: a traceback")
                if code >= 400:
                    outcome.check(CANARY.encode() not in said, f"{path}: the error repeats the question")
        time.sleep(0.5)
        kept = [path for path in server.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
        outcome.check(not kept, f"found in {[str(path.relative_to(server.folder)) for path in kept]}")
    return outcome


def large(server: Server) -> Outcome:
    """50 MB, with its length and without: refused before it is held."""

    def parts() -> Iterator[bytes]:
        for _ in range(50):
            yield b"x" * 1_000_000

    with timed(Outcome("bodies of 50 MB")) as outcome:
        before = server.memory()
        for number in range(6):
            began = time.monotonic()
            try:
                if number % 2:
                    code, _ = server.post("/ask", b"x" * 50_000_000)
                else:
                    request = urllib.request.Request(f"http://127.0.0.1:{server.port}/ask", parts(), {"content-type": "application/json"})  # type: ignore[arg-type]
                    with urllib.request.urlopen(request, timeout=60):
                        code = 200
            except urllib.error.HTTPError as error:
                with error:
                    code = error.code
            except OSError:
                code = 413  # the server closed the connection while we were still sending
            outcome.inputs += 1
            outcome.check(code in {400, 413}, f"status {code}")
            outcome.check(time.monotonic() - began < 10, "it took more than 10 s")
        grown = server.memory() - before
        outcome.check(grown < 100, f"memory grew by {grown:.0f} MB")
        outcome.notes.append(f"memory +{grown:.0f} MB")
        outcome.check(server.post("/ask", b'{"question": "volunteering?"}')[0] == 200, "no answer afterwards")
    return outcome


def ending(server: Server) -> Outcome:
    """SIGTERM while questions are being answered: each is answered whole or not at all, and the process ends soon."""

    async def asked() -> list[Any]:
        tasks = [asyncio.create_task(client(server.port, f"e{n}", [ASKED[0]])) for n in range(20)]
        await asyncio.sleep(0.05)
        server.process.send_signal(signal.SIGTERM)
        return await asyncio.gather(*tasks, return_exceptions=True)

    with timed(Outcome("SIGTERM under load")) as outcome:
        began = time.monotonic()
        replies = run_apart(asked())
        outcome.inputs, outcome.faults = len(replies), 1
        for reply in replies:
            whole = isinstance(reply, list) and reply[0][2].code in {200, 503}
            closed = isinstance(reply, (ConnectionError, asyncio.IncompleteReadError, OSError))
            outcome.check(whole or closed, f"neither an answer nor a closed connection: {reply!r:.150}")
        try:
            code: int | None = server.process.wait(15)
        except subprocess.TimeoutExpired:
            code = None
        outcome.check(code in {0, -signal.SIGTERM}, f"ended with {code}")
        answered = sum(isinstance(reply, list) for reply in replies)
        outcome.notes.append(f"{answered} of {len(replies)} answered, ended after {time.monotonic() - began:.1f} s")
        outcome.check("Traceback" not in (server.folder / "log").read_text(), "a traceback in the log")
    return outcome


def without_network(settings: Settings, folder: Path) -> Outcome:
    """The server starts and answers in a network namespace that has nothing but its own loopback."""
    with timed(Outcome("start without a network")) as outcome:
        if shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
            outcome.notes.append("not tried: no network namespaces here")
            return outcome
        up = (
            "import fcntl, socket, struct; s = socket.socket(); fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 0x49))"  # SIOCSIFFLAGS: up, loopback, running
        )
        inner = [sys.executable, "-m", "tests.trust.served", str(settings.corpus), str(settings.index), str(folder)]
        done = subprocess.run(
            ["unshare", "-rn", "sh", "-c", '"$1" -c "$2" && shift 2 && exec "$@"', "sh", sys.executable, up, *inner],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=280,
        )
        outcome.inputs = outcome.faults = 1
        outcome.check(done.returncode == 0 and "answered" in done.stdout, f"{done.stdout[-200:]}{done.stderr[-300:]}")
    return outcome


def run(settings: Settings, folder: Path, *, short: bool, seconds: float = 600) -> list[Outcome]:
    assistant = Assistant.open(settings)
    with serving(settings, folder / "first") as server:
        done = [load(server, assistant, 20 if short else 200, 3 if short else 10)]
        if not short:
            done.append(flat_memory(server, assistant, 10_000, seconds))
        done += [silence(server), large(server), ending(server)]
    return [*done, without_network(settings, folder / "alone")]


def alone(corpus: str, index: str, folder: str) -> int:
    with serving(Settings(corpus=Path(corpus), index=Path(index)), Path(folder)) as server:
        code, said = server.post("/ask", json.dumps({"question": ASKED[0]}).encode())
    print(code, json.loads(said)["status"])
    return 0 if code == 200 else 1


if __name__ == "__main__":
    sys.exit(alone(*sys.argv[1:4]))
