"""kill -9 of a real build at ten random moments: what serves afterwards is whole, old or new, or nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.indexing.index import open_index
from assistant.indexing.store import Store, read_manifest
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings

SEED = 20201123
WITH_FORMER, FROM_NOTHING = 8, 2
QUESTION = "How often should the bus run at night?"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX")


def start(settings: Settings) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", "index", "--corpus", str(settings.corpus), "--index", str(settings.index)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def seconds_of_a_build(settings: Settings) -> float:
    began = time.monotonic()
    assert start(settings).wait(120) == 0
    return time.monotonic() - began


def kill_after(seconds: float, settings: Settings) -> int:
    building = start(settings)
    try:
        return building.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(building.pid, signal.SIGKILL)
        return building.wait(30)


def curated(number: int) -> bytes:
    return f'- at: "Review the fare after twelve months"\n  asked_as: ["When is fare number {number} looked at again?"]\n'.encode()


def test_a_killed_build_leaves_the_former_index_serving(spare: Settings) -> None:
    """Every build changes something, so that each kill falls between a former index and a new one."""
    dice = random.Random(SEED)
    store = Store(spare.index / "night-buses")
    file = spare.corpus / "asked_as.yaml"
    original = file.read_bytes()
    file.write_bytes(original + curated(0))
    whole = seconds_of_a_build(spare)
    served = {read(store): file.read_bytes()}  # fingerprint → the curation it was built from
    killed = 0
    for number in range(1, 4 * WITH_FORMER):
        if killed == WITH_FORMER:
            break
        former = read(store)
        file.write_bytes(original + curated(number))
        # Half of the kills fall into the last third of the build, where files are written, sealed and named.
        moment = dice.uniform(0.0, whole) if number % 2 else dice.uniform(0.66 * whole, whole)
        if kill_after(moment, spare) == -signal.SIGKILL:
            killed += 1
        else:
            whole = min(whole, moment)  # the machine has become quicker than when it was measured
        now = read(store)
        if now != former:
            served[now] = file.read_bytes()
        file.write_bytes(served[now])  # the corpus that the serving index was built from: it must open and answer
        assert Assistant.open(spare).ask(QUESTION).citations[0].quote.startswith("Hourly line: Run the number 7")
    assert killed == WITH_FORMER, "the kills came too late to test anything"
    assert seconds_of_a_build(spare) > 0, "the leftovers of killed builds must not stop the next one"
    assert open_index(spare)


def read(store: Store) -> str:
    """The fingerprint of the generation that serves; every one of its files is checked."""
    current = store.current()
    assert current is not None
    return read_manifest(current).fingerprint


def test_a_first_build_that_is_killed_leaves_nothing_half(second: Settings, tmp_path: Path) -> None:
    dice = random.Random(SEED + 1)
    for number in range(FROM_NOTHING):
        settings = replace(second, index=tmp_path / str(number))
        code = kill_after(dice.uniform(1.0, 10.0), settings)
        current = Store(settings.index / "night-buses").current()
        if code == -signal.SIGKILL and current is None:
            continue
        assert current is not None
        assert read_manifest(current)


@pytest.mark.parametrize("step", ["manifest", "naming", "swap"])
def test_a_build_that_dies_between_two_steps_of_sealing(spare: Settings, step: str) -> None:
    """The moments that a random kill seldom meets, made on purpose."""
    store = Store(spare.index / "night-buses")
    before = read(store)
    building = store.begin()
    current = store.current()
    assert current
    shutil.copytree(current, building, dirs_exist_ok=True, copy_function=os.link)
    if step == "manifest":
        (building / "manifest.json").unlink()
        (building / "manifest.json").write_text('{"fingerprint": "', "utf-8")
    if step in {"naming", "swap"}:
        building.rename(building.with_name("named-but-not-current"))
    if step == "swap":
        (store.folder / ".current-abcd").write_text("named-but-not-cur", "utf-8")
    assert read(store) == before
    assert Assistant.open(spare).ask(QUESTION).status == "answered"
