"""A damaged, foreign or linked file of an index is refused before anything opens it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import IndexUnusable
from assistant.indexing.dense import VECTORS
from assistant.indexing.index import open_index
from assistant.indexing.store import MANIFEST, Store, digest, read_manifest
from assistant.settings import ROOT, Settings
from tests.trust import damage
from tests.trust.outcome import SEED


def test_damage_is_refused(second: Settings, tmp_path: Path) -> None:
    outcome = damage.run(second, tmp_path, 150)
    assert outcome.failures == []
    assert outcome.faults > 140


@pytest.mark.parametrize(
    "name", ["../../../night-buses/report.txt", "/etc/passwd", "encoder/../../../current", "..", ".", "", "encoder", "a\x00b", "C:\\x", "x" * 5000]
)
def test_a_manifest_cannot_name_a_file_elsewhere(spare: Settings, name: str) -> None:
    """Also with the right digest: the check is of the place, before the content."""
    generation = current(spare)
    content = json.loads((generation / MANIFEST).read_text("utf-8"))
    path = generation / name if "\x00" not in name and len(name) < 200 else generation
    content["files"][name] = digest(path) if path.is_file() else "0" * 64
    resign(generation, content)
    with pytest.raises(IndexUnusable, match=r"cannot be served|older than"):
        open_index(spare)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"7", b"{", b"[" * 100_000, b'{"files": {}}', b"\xff\xfe", b'{"fingerprint": NaN}'])
def test_a_manifest_of_another_shape_is_refused(spare: Settings, content: bytes) -> None:
    generation = current(spare)
    (generation / MANIFEST).unlink()
    (generation / MANIFEST).write_bytes(content)
    with pytest.raises(IndexUnusable):
        open_index(spare)


@pytest.mark.parametrize("value", [7, None, [], {"a": 1}, "", "0" * 63, "é"])
def test_a_digest_that_is_none_is_refused(spare: Settings, value: object) -> None:
    generation = current(spare)
    content = json.loads((generation / MANIFEST).read_text("utf-8"))
    content["files"][VECTORS] = value
    resign(generation, content)
    with pytest.raises(IndexUnusable, match="damaged"):
        read_manifest(generation)


@pytest.mark.skipif(os.name == "nt", reason="named pipes of POSIX")
def test_a_pipe_in_the_place_of_a_file_does_not_hang(spare: Settings) -> None:
    (current(spare) / VECTORS).unlink()
    os.mkfifo(current(spare) / VECTORS)
    with pytest.raises(IndexUnusable, match="missing"):
        open_index(spare)


@pytest.mark.timeout(300)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's account of memory")
def test_a_forged_manifest_over_a_damaged_vectors_file_cannot_take_the_memory(spare: Settings, tmp_path: Path) -> None:
    """Who may write the index may forge its manifest. FAISS is then the last wall: bounded memory, no crash, no hang."""
    dice = random.Random(SEED + 2)
    whole = (current(spare) / VECTORS).read_bytes()
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for number in range(60):
        kind = (damage.flipped, damage.huge_number, damage.truncated, damage.overwritten)[number % 4]
        head = kind(dice, damaged, whole[:512]) + (whole[512:] if kind is not damage.truncated else b"")
        (damaged / f"{number:02}.faiss").write_bytes(head)
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from assistant.indexing.dense import DenseIndex, VECTORS\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60)); folder = Path(sys.argv[1])\n"
        "for path in sorted(folder.glob('*.faiss')):\n"
        "    path.replace(folder / VECTORS)\n"
        "    try: DenseIndex.load(folder, '')\n"
        "    except (RuntimeError, MemoryError) as error: print('refused')\n"
        "    else: print('opened')\n"
        "    (folder / VECTORS).unlink()\n"
        # ru_maxrss would carry the peak of the process that started this one across exec
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(damaged)], cwd=ROOT, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr
    *said, peak = done.stdout.splitlines()
    assert len(said) == 60
    assert said.count("refused") >= 20
    assert int(peak) < 1_000_000, "more than 1 GB for a file of 20 MB"


def test_what_is_said_of_a_damage_names_no_content(spare: Settings) -> None:
    generation = current(spare)
    (generation / "names.json").unlink()
    (generation / "names.json").write_text("CANARY", "utf-8")
    with pytest.raises(IndexUnusable) as caught:
        open_index(replace(spare))
    assert "CANARY" not in str(caught.value)


def current(settings: Settings) -> Path:
    found = Store(settings.index / "night-buses").current()
    assert found
    return found


def resign(generation: Path, content: object) -> None:
    (generation / MANIFEST).unlink()
    (generation / MANIFEST).write_text(json.dumps(content), "utf-8")
