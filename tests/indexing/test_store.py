"""What a build leaves on the disk before it says that it is done, and what it clears away."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from assistant.errors import IndexUnusable
from assistant.indexing.index import open_index
from assistant.indexing.store import ABANDONED_AFTER, Manifest, Store, fingerprint_of, read_manifest
from assistant.settings import Settings

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads Linux's account of open files")


def sealed(store: Store, fingerprint: str = "f" * 16) -> Path:
    building = store.begin()
    (building / "inner").mkdir()
    (building / "inner" / "a").write_text(fingerprint, "utf-8")
    return store.finish(building, Manifest(fingerprint, {}, "m", {}))


def test_all_is_on_the_disk_before_it_is_named_and_the_name_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def seen(handle: int) -> None:
        steps.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    def named(source: Path, target: Path) -> None:
        steps.append("named")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", seen)
    monkeypatch.setattr(os, "replace", named)
    before = len(os.listdir("/proc/self/fd"))
    generation = sealed(Store(tmp_path))
    assert len(os.listdir("/proc/self/fd")) == before, "a file was left open"
    written = [re.sub(r"\.building-\d+-\w+", generation.name, step) for step in steps]
    at = written.index("named")
    inside = [generation / "inner", generation / "inner" / "a", generation / "manifest.json", generation]
    assert set(map(str, [*inside, generation.parent])) <= set(written[:at])
    assert any(re.search(r"/\.current-\w+$", step) for step in written[:at])
    assert written[at + 1 :] == [str(tmp_path)]


def test_a_fingerprint_is_of_everything_that_an_index_is_made_from() -> None:
    made = ({"report.txt": "0"}, "model", {"curated": "True"})
    others = [({"report.txt": "1"}, *made[1:]), (made[0], "other", made[2]), (*made[:2], {"curated": "False"})]
    found = {fingerprint_of(*given) for given in [made, *others]}
    assert len(found) == 4
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in found)


@pytest.mark.parametrize(("hours", "stays"), [(5.9, True), (6.1, False)])
def test_an_abandoned_build_is_cleared_away_after_six_hours(tmp_path: Path, hours: float, stays: bool) -> None:
    store = Store(tmp_path)
    other = store.begin()
    os.utime(other, (other.stat().st_mtime - hours * 3600,) * 2)
    sealed(store)
    assert other.exists() == stays
    assert ABANDONED_AFTER == 6 * 3600


def test_what_another_build_clears_away_meanwhile_is_no_error(tmp_path: Path) -> None:
    """A link to nothing looks like a folder that has gone between being listed and being looked at."""
    store = Store(tmp_path)
    sealed(store)
    (tmp_path / "generations" / "gone").symlink_to(tmp_path / "nothing")
    assert read_manifest(sealed(store))


def test_a_missing_index_is_said_to_be_missing(second: Settings, tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match=r"There is no index for .*Run `python -m assistant index"):
        open_index(Settings(corpus=second.corpus, index=tmp_path))


@pytest.mark.parametrize("name", ["files", "corpus", "settings"])
def test_a_manifest_whose_mapping_is_a_list_of_the_right_names_is_refused(tmp_path: Path, name: str) -> None:
    generation = sealed(Store(tmp_path))
    manifest = generation / "manifest.json"
    content = manifest.read_text("utf-8")
    changed = re.sub(rf'"{name}": {{[^}}]*}}', f'"{name}": ["inner/a"]', content)
    assert changed != content
    manifest.write_text(changed, "utf-8")
    for verify in (True, False):
        with pytest.raises(IndexUnusable, match=r"manifest cannot be read"):
            read_manifest(generation, verify=verify)
