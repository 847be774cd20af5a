"""Where generations of an index lie, and how one becomes current.

    index/<report id>/current              the name of the serving generation
    index/<report id>/generations/<name>/  its files, with manifest.json over them, never changed once named

A build writes beside and swaps in one rename, so a build that is killed at any moment leaves the former
generation serving. A file is hashed before anything opens it.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from assistant.errors import IndexUnusable

FORMAT = 19  # raise when the files' meaning changes: older generations are then rebuilt
MANIFEST, CURRENT, GENERATIONS = "manifest.json", "current", "generations"
READ_AT_ONCE = 4 << 20  # bytes: between two reads, a thread waits for Python's lock as long as others want it
ABANDONED_AFTER = 6 * 3600  # seconds: a half-written generation older than this belongs to no living build


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from, and the SHA-256 of each of its files."""

    fingerprint: str
    corpus: dict[str, str]
    model: str
    settings: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    search: str = "exact"  # how vectors are searched; see dense.py
    format: int = FORMAT


def fingerprint_of(corpus: dict[str, str], model: str, settings: dict[str, str]) -> str:
    made_from = json.dumps([FORMAT, corpus, model, settings], sort_keys=True)
    return hashlib.sha256(made_from.encode()).hexdigest()[:16]


def digest(path: Path) -> str:
    mark = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        part = memoryview(bytearray(min(READ_AT_ONCE, os.fstat(file.fileno()).st_size + 1)))
        while count := file.readinto(part):
            mark.update(part[:count])
    return mark.hexdigest()


class Store:
    """The folder of one report's index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """The serving generation's folder, if any has been named."""
        try:
            name = (self.folder / CURRENT).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        if not name or "/" in name or "\\" in name or name.startswith("."):
            return None
        return self.folder / GENERATIONS / name

    def begin(self) -> Path:
        """A fresh folder to build in."""
        folder = self.folder / GENERATIONS / f".building-{os.getpid()}-{_fresh(4)}"
        folder.mkdir(parents=True)
        return folder

    def finish(self, building: Path, manifest: Manifest) -> Path:
        """Seal `building` with its manifest and make it current."""
        files = {p.relative_to(building).as_posix(): digest(p) for p in sorted(building.rglob("*")) if p.is_file()}
        sealed = Manifest(**{**asdict(manifest), "files": files})
        (building / MANIFEST).write_text(json.dumps(asdict(sealed), indent=1), "utf-8")
        for path in [*building.rglob("*"), building]:
            _sync(path)
        generation = building.with_name(f"{manifest.fingerprint}-{_fresh(3)}")
        building.rename(generation)
        _sync(generation.parent)
        naming = self.folder / f".{CURRENT}-{_fresh(4)}"
        naming.write_text(generation.name, "utf-8")
        _sync(naming)
        former = self.current()
        os.replace(naming, self.folder / CURRENT)
        _sync(self.folder)
        self._sweep(keep={generation, *([former] if former else [])})
        return generation

    def _sweep(self, keep: set[Path]) -> None:
        """Remove what no reader needs: all but the current and the former generation, and abandoned builds."""
        import shutil  # here, because every answer imports this module

        for path in (self.folder / GENERATIONS).iterdir():
            if path in keep:
                continue
            try:
                young = time.time() - path.stat().st_mtime < (ABANDONED_AFTER if path.name.startswith(".") else 60)
                if not young:
                    shutil.rmtree(path, ignore_errors=True)
            except FileNotFoundError:
                continue


def read_manifest(generation: Path, *, verify: bool = True) -> Manifest:
    """The manifest of a generation whose every file is as it was sealed; else IndexUnusable."""
    try:
        content = json.loads((generation / MANIFEST).read_bytes())
        manifest = Manifest(**content)
        if not all(isinstance(content[name], dict) for name in ("corpus", "settings", "files")):
            raise TypeError
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise IndexUnusable(f"its manifest cannot be read ({type(error).__name__})") from None
    if manifest.format != FORMAT:
        raise IndexUnusable(f"it has format {manifest.format}, this program reads format {FORMAT}")
    if verify:
        try:
            _verify(generation, manifest.files)
        except (OSError, ValueError) as error:  # a name that no file can have, a file that cannot be read
            raise IndexUnusable(f"its files cannot be read ({type(error).__name__})") from None
    return manifest


def _verify(generation: Path, files: dict[str, str]) -> None:
    found = {p.relative_to(generation).as_posix() for p in generation.rglob("*") if p.is_file() and not p.name.startswith(".")}
    if strangers := found - {MANIFEST, *files}:
        raise IndexUnusable(f"its file {min(strangers)} is not in its manifest")
    for name, expected in files.items():
        path = generation / name
        if not path.is_file() or path.is_symlink() or not path.resolve().is_relative_to(generation.resolve()):
            raise IndexUnusable(f"its file {name} is missing")
        if digest(path) != expected:
            raise IndexUnusable(f"its file {name} is damaged")


def _fresh(length: int) -> str:
    """A name that no other build takes."""
    return os.urandom(length).hex()


def _sync(path: Path) -> None:
    flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) if path.is_dir() else os.O_RDONLY
    if path.is_dir() and os.name == "nt":  # Windows cannot open a folder for fsync
        return
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
