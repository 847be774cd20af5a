"""Seeded damage to the files of an index, put through the program's own loader.

Every damaged index must be refused before anything opens it; one that is served must answer as the whole one does.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.errors import IndexUnusable
from assistant.indexing import freshness, index
from assistant.indexing.store import Store
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.trust.outcome import SEED, Outcome, timed

QUESTION = "How often should the bus run at night?"
SLOW = 20.0  # seconds after which a load counts as hung; a whole one takes a fraction of a second
Damage = Callable[[random.Random, Path, bytes], bytes | None]  # None: the damage is done to the file itself


def flipped(dice: random.Random, path: Path, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 1, 1, 2, 8, 64))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def overwritten(dice: random.Random, path: Path, content: bytes) -> bytes:
    """A run of bytes as a failing disk leaves them: zeros, ones or noise."""
    start = dice.randrange(len(content))
    length = min(dice.choice((1, 4, 8, 64, 512, 4096)), len(content) - start)
    run = dice.choice((bytes(length), b"\xff" * length, dice.randbytes(length)))
    return content[:start] + run + content[start + length :]


def huge_number(dice: random.Random, path: Path, content: bytes) -> bytes:
    """A length field that asks for terabytes, near the head where formats keep theirs."""
    start = dice.randrange(min(len(content), 128))
    return content[:start] + dice.choice((1 << 40, (1 << 63) - 1, (1 << 64) - 1)).to_bytes(8, "little") + content[start + 8 :]


def truncated(dice: random.Random, path: Path, content: bytes) -> bytes:
    return content[: dice.choice((0, 1, dice.randrange(len(content)), len(content) - 1))]


def grown(dice: random.Random, path: Path, content: bytes) -> bytes:
    return content + dice.randbytes(dice.choice((1, 16, 1000)))


def moved(dice: random.Random, path: Path, content: bytes) -> bytes:
    """Two blocks of the file change places."""
    half = len(content) // 2
    return content[half:] + content[:half]


def foreign(dice: random.Random, path: Path, content: bytes) -> bytes:
    """Another file of the same index under this one's name."""
    others = sorted(p for p in path.parent.iterdir() if p.is_file() and p != path)
    return dice.choice(others).read_bytes() if others else b""


def pickled(dice: random.Random, path: Path, content: bytes) -> bytes:
    """What a loader that unpickles would run: os.system with a mark to find afterwards."""
    return b"cos\nsystem\n(S'touch " + str(path.parent / "ran").encode() + b"'\ntR."


def linked(dice: random.Random, path: Path, content: bytes) -> None:
    elsewhere = path.parent.parent.parent / f"elsewhere-{path.name}"
    elsewhere.write_bytes(content)
    path.unlink()
    path.symlink_to(elsewhere)


def removed(dice: random.Random, path: Path, content: bytes) -> None:
    path.unlink()


def stranger(dice: random.Random, path: Path, content: bytes) -> None:
    path.with_name(f"{dice.randrange(1 << 32):08x}.npy").write_bytes(dice.randbytes(64))


DAMAGES: tuple[Damage, ...] = (flipped, flipped, overwritten, huge_number, truncated, grown, moved, foreign, pickled, linked, removed, stranger)


def run(second: Settings, folder: Path, count: int, seconds: float = 3600) -> Outcome:
    """`count` damages, one file each, to a copy of the index of `second`."""
    dice = random.Random(SEED + 1)
    spare = replace(second, index=folder / "index")
    shutil.copytree(second.index, spare.index)
    generation = Store(next(spare.index.iterdir())).current()
    assert generation
    expected = Assistant.open(spare).ask(QUESTION).citations
    names = sorted(p.relative_to(generation).as_posix() for p in generation.rglob("*") if p.is_file())
    refused = 0
    with timed(Outcome("damaged index files")) as outcome:
        until = time.monotonic() + seconds
        for _ in range(count):
            if time.monotonic() > until:
                break
            path, damage = generation / dice.choice(names), dice.choice(DAMAGES)
            before = path.read_bytes()
            changed = damage(dice, path, before)
            if changed is not None:
                if changed == before:
                    continue
                path.write_bytes(changed)
            outcome.faults += 1
            refused += _loaded(spare, outcome, f"{damage.__name__} {path.name}", expected)
            _mend(generation, path, before, names)
        outcome.inputs = outcome.faults
        outcome.notes.append(f"{refused:,} refused before anything was opened, {outcome.faults - refused} served")
        outcome.check(Assistant.open(spare).ask(QUESTION).citations == expected, "the mended index no longer opens: the damages were not undone")
    return outcome


def _loaded(settings: Settings, outcome: Outcome, what: str, expected: object) -> int:
    """1 if the damage was refused; a served index must give the right answer."""
    began = time.monotonic()
    try:
        generation, manifest = freshness.generation_for(settings)
    except IndexUnusable as refusal:
        outcome.check("Run `python -m assistant index" in str(refusal), f"{what}: refused without a cure")
        return 1
    except Exception as error:
        outcome.failures.append(f"{what}: {error!r} instead of a refusal")
        return 0
    finally:
        outcome.check(time.monotonic() - began < SLOW, f"{what}: hung for {time.monotonic() - began:.0f} s")
    try:
        answer = Assistant(index.open_generation(generation, manifest, settings.model)).ask(QUESTION)
        outcome.check(answer.citations == expected, f"{what}: served, and answered wrongly")
    except Exception as error:
        outcome.failures.append(f"{what}: let through, then {error!r}")
    return 0


def _mend(generation: Path, path: Path, content: bytes, names: list[str]) -> None:
    if path.is_symlink():
        os.unlink(path)
    path.write_bytes(content)
    for found in generation.rglob("*"):
        if found.is_file() and found.relative_to(generation).as_posix() not in names:
            found.unlink()
