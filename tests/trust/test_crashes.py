"""Killed, racing and failing builds leave an index that serves; in a process of its own, as it forks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.indexing.store import Manifest, Store, read_manifest
from assistant.settings import ROOT, Settings


@pytest.mark.timeout(400)
@pytest.mark.skipif(os.name == "nt", reason="fork and kill -9 are of POSIX")
def test_the_short_suite(second: Settings) -> None:
    command = [sys.executable, "-m", "tests.trust", "crashes", "--short", "--second", str(second.index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=380)
    assert done.returncode == 0, done.stdout + done.stderr


MADE = Manifest("f" * 16, {"report.txt": "0"}, "m", {})


def seal(store: Store, fingerprint: str = "f" * 16) -> Path:
    building = store.begin()
    (building / "inner").mkdir()
    (building / "inner" / "a").write_text(fingerprint, "utf-8")
    return store.finish(building, Manifest(fingerprint, {}, "m", {}))


def test_what_is_sealed_is_current_and_verifies(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.current() is None
    for fingerprint in ("a" * 16, "b" * 16):
        generation = seal(store, fingerprint)
        assert store.current() == generation
        assert generation.name.startswith(f"{fingerprint}-")
        assert set(read_manifest(generation).files) == {"inner/a"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_same_fingerprint_twice_is_two_generations(tmp_path: Path) -> None:
    store = Store(tmp_path)
    one, other = seal(store), seal(store)
    assert one != other
    assert one.is_dir(), "a reader that has just opened the former one still finds it"


@pytest.mark.parametrize(("age", "stays"), [(30, True), (61, False)])
def test_a_generation_is_swept_after_a_minute(tmp_path: Path, age: int, stays: bool) -> None:
    store = Store(tmp_path)
    oldest = seal(store)
    seal(store)
    os.utime(oldest, (oldest.stat().st_mtime - age,) * 2)
    seal(store)
    assert oldest.exists() == stays


@pytest.mark.parametrize(("age", "stays"), [(3600, True), (7 * 3600, False)])
def test_a_build_that_is_still_young_is_left_alone(tmp_path: Path, age: int, stays: bool) -> None:
    store = Store(tmp_path)
    other = store.begin()
    os.utime(other, (other.stat().st_mtime - age,) * 2)
    seal(store)
    assert other.exists() == stays


@pytest.mark.parametrize("name", ["", ".", "..", ".hidden", "a/b", "a\\b", "../../x", "\n"])
def test_current_names_a_folder_beside_it_and_nothing_else(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    (tmp_path / "current").write_text(name, "utf-8")
    assert store.current() is None
