"""What a thinned environment lacks, the served page never reads; and the page of a bundle answers as the program does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import thin
from assistant.cli.asking import play
from assistant.pipeline import Assistant
from assistant.render import to_json
from assistant.settings import ROOT
from tests.bench.test_bundle import BLOCK, BLOCKED, CONVERSATIONS, without_time

PACKAGES = Path(sysconfig.get_path("purelib"))
NEEDED_BY_GRADIO = {"pydantic", "yaml", "gradio"}
READS = """
import sys
read = open({log!r}, "a", buffering=1)
sys.addaudithook(lambda event, given: event == "open" and isinstance(given[0], str) and read.write(given[0] + chr(10)))
"""


@contextmanager
def serving(bundle: Path, hooks: Path) -> Iterator[str]:
    free = {key: value for key, value in os.environ.items() if not key.startswith("ASSISTANT_")}
    child = subprocess.Popen(
        [sys.executable, "app.py", "--port", "0", "--feedback", str(hooks / "feedback")],
        cwd=bundle, env={**free, "PYTHONPATH": str(hooks)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert child.stdout
        address = re.search(r"http://[\d.:]+", child.stdout.readline())
        assert address
        yield address[0]
    finally:
        child.terminate()
        child.wait(20)
        assert child.stdout
        child.stdout.close()


def fetched(address: str, body: dict[str, object] | None = None) -> bytes:
    content = json.dumps(body).encode() if body else None
    with urllib.request.urlopen(urllib.request.Request(address, content, {"content-type": "application/json"}), timeout=60) as reply:
        return bytes(reply.read())


def test_a_bundle_serves_the_same_answers_without_what_is_thinned_out(bundle: Path, assistant: Assistant, tmp_path: Path) -> None:
    blocked = BLOCK.replace(repr(BLOCKED), repr(tuple(set(BLOCKED) - NEEDED_BY_GRADIO)))
    log = tmp_path / "read.txt"
    (tmp_path / "sitecustomize.py").write_text(blocked + READS.format(log=str(log)), "utf-8")
    with serving(bundle, tmp_path) as address:
        for page in ("", "explore", "sources", "examples", "about"):
            assert b"gradio_config" in fetched(f"{address}/{page}")
        found = [json.loads(fetched(f"{address}/ask", {"turns": turns})) for turns in CONVERSATIONS]
        for kind in ("word", "markdown", "csv"):
            assert fetched(f"{address}/export/{kind}", {"turns": CONVERSATIONS[0]})
    expected = [json.loads(json.dumps(to_json(play(assistant, turns), report=assistant.report.id))) for turns in CONVERSATIONS]
    assert [without_time(one) for one in found] == [without_time(one) for one in expected]
    removed = [path for path in thin.unused(PACKAGES) if path.suffix != ".dist-info"]  # who lists what is installed reads whatever is there
    read = [Path(name) for name in set(log.read_text("utf-8").splitlines()) if name.startswith(str(PACKAGES))]
    assert len(read) > 1000
    assert len(removed) > 5
    assert not [path for path in read if any(path == gone or gone in path.parents for gone in removed)]


def test_only_what_is_named_is_removed(tmp_path: Path) -> None:
    kept = ("pandas/core/frame.py", "numpy/__init__.py", "gradio/templates/frontend/index.html", "onnxruntime/capi/state.so", "tests/one.py")
    gone = ("pandas/tests/a/test.py", "numpy/ma/tests/b.py", "gradio/templates/node/c.js", "onnxruntime/capi/libonnxruntime.so.1.32.0")
    for name in (*kept, *gone):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * 10)
    assert thin.thin(tmp_path) == 10 * len(gone)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(kept)
    assert thin.thin(tmp_path) == 0


def test_a_builders_environment_is_left_alone() -> None:
    before = thin.unused(PACKAGES)
    done = subprocess.run([sys.executable, "-m", "assistant.thin"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "torch" in done.stderr
    assert thin.unused(PACKAGES) == before


@pytest.mark.parametrize("pattern", thin.UNUSED)
def test_each_pattern_stays_within_the_packages(pattern: str) -> None:
    assert not pattern.startswith("/")
    assert ".." not in pattern
