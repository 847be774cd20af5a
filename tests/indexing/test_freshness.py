"""An index that is missing, half, damaged, stale or another's is never served: rebuilt for the report that ships,
refused with the cure for any other."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import IndexUnusable, InputError
from assistant.indexing.index import build_index, open_index
from assistant.indexing.store import Store, read_manifest
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.conftest import CORPUS, command

Damage = Callable[[Path], None]


def generation(settings: Settings) -> Path:
    (report,) = settings.index.iterdir()
    found = Store(report).current()
    assert found
    return found


def rewrite(path: Path, content: bytes) -> None:
    """A new file in the place of an old one: the old one may be linked to a good index."""
    path.unlink()
    path.write_bytes(content)


def flip(name: str) -> Damage:
    def damage(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        rewrite(folder / name, bytes(content))

    return damage


def halve(name: str) -> Damage:
    return lambda folder: rewrite(folder / name, (folder / name).read_bytes()[: (folder / name).stat().st_size // 2])


def remove(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def manifest(**changed: object) -> Damage:
    def damage(folder: Path) -> None:
        content = json.loads((folder / "manifest.json").read_text("utf-8"))
        rewrite(folder / "manifest.json", json.dumps({**content, **changed}).encode())

    return damage


def link(folder: Path) -> None:
    (folder / "vectors.faiss").rename(folder.parent / "elsewhere.faiss")
    (folder / "vectors.faiss").symlink_to(folder.parent / "elsewhere.faiss")


def current(name: str) -> Damage:
    return lambda folder: rewrite(folder.parent.parent / "current", name.encode())


DAMAGES = {
    "a vector's bit": flip("vectors.faiss"),
    "a bit of the model": flip("encoder/model.onnx"),
    "a letter of the report": flip("report.txt"),
    "a bit of the terms": flip("words-scores.npy"),
    "half the vectors": halve("vectors.faiss"),
    "half the parsed report": halve("report.json"),
    "half a manifest": halve("manifest.json"),
    "no vectors": remove("vectors.faiss"),
    "no tokenizer": remove("encoder/tokenizer.json"),
    "no manifest": remove("manifest.json"),
    "a manifest of nothing": manifest(files={}),
    "a manifest of the wrong shape": manifest(files=["vectors.faiss"]),
    "a manifest with a stranger's field": manifest(owner="somebody"),
    "an older format": manifest(format=1),
    "a link out of the folder": link,
    "a name that is not there": current("0000-000000"),
    "a name that leads away": current("../../elsewhere"),
    "an empty name": current(""),
    "a name that is not text": lambda folder: rewrite(folder.parent.parent / "current", b"\xff\xfe"),
    "a manifest that lists a file outside": manifest(files={"../../../night-buses/report.txt": "0" * 64}),
    "everything deleted": lambda folder: shutil.rmtree(folder.parent.parent),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_refused_with_the_cure(spare: Settings, damage: Damage) -> None:
    open_index(spare)
    damage(generation(spare))
    with pytest.raises(IndexUnusable) as caught:
        Assistant.open(spare)
    assert f"python -m assistant index --corpus {spare.corpus}" in str(caught.value)


@pytest.mark.parametrize("name", ["report.txt", "profile.yaml", "glossary.yaml", "asked_as.yaml"])
def test_a_corpus_that_changed_since_makes_the_index_stale(spare: Settings, name: str) -> None:
    with (spare.corpus / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(IndexUnusable, match=r"older than .*Run `python -m assistant index"):
        Assistant.open(spare)


def test_a_corpus_that_lost_a_file_makes_the_index_stale(spare: Settings) -> None:
    (spare.corpus / "glossary.yaml").unlink()
    with pytest.raises(IndexUnusable, match="older than"):
        Assistant.open(spare)


def test_an_index_of_other_settings_is_refused(spare: Settings) -> None:
    for other in (replace(spare, model="another/model"), replace(spare, curated=False)):
        with pytest.raises(IndexUnusable, match="built with other settings"):
            Assistant.open(other)


def test_an_index_made_with_other_forms_of_questions_is_refused(spare: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """They ship with the program, so a newer program does not serve what an older one learned from them."""
    changed = tmp_path / "forms.yaml"
    changed.write_text("count: [how many]\n", "utf-8")
    monkeypatch.setattr("assistant.indexing.freshness.FORMS", changed)
    with pytest.raises(IndexUnusable, match="built with other settings"):
        Assistant.open(spare)


def test_an_index_of_another_report_is_refused(spare: Settings, built: Settings) -> None:
    """Somebody copied the wrong folder over."""
    shutil.rmtree(spare.index / "night-buses")
    shutil.copytree(built.index / "covid-keeps", spare.index / "night-buses", copy_function=os.link)
    with pytest.raises(IndexUnusable, match="Run `python -m assistant index"):
        Assistant.open(spare)


def test_a_folder_without_a_corpus_says_what_one_holds(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"needs a report\.txt and a profile\.yaml"):
        Assistant.open(Settings(corpus=tmp_path, index=tmp_path))


def test_the_command_line_reports_it_without_a_traceback(spare: Settings) -> None:
    flip("vectors.faiss")(generation(spare))
    done = command(["ask", "How often should the bus run?"], settings=spare)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "vectors.faiss is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_cure_cures(spare: Settings) -> None:
    flip("report.json")(generation(spare))
    done = command(["index", "--corpus", str(spare.corpus)], settings=replace(spare, corpus=CORPUS))
    assert done.returncode == 0, done.stderr
    assert Assistant.open(spare).ask("How often should the bus run at night?").status == "answered"


def test_a_stale_index_of_the_report_that_ships_is_rebuilt_unasked(built: Settings, tmp_path: Path) -> None:
    shutil.copytree(built.index, tmp_path / "index", copy_function=os.link)
    stale = replace(built, index=tmp_path / "index")
    manifest(corpus={"report.txt": "0" * 64})(generation(stale))
    seen: list[str] = []
    assistant = Assistant.open(stale, lambda stage, done, of: seen.append(stage))
    assert {"model", "terms"} <= set(seen)
    assert assistant.ask("How many recommendations are there?").status == "answered"
    assert read_manifest(generation(stale)).corpus == read_manifest(generation(built)).corpus


def test_a_damaged_index_of_the_report_that_ships_is_rebuilt_unasked(again: Settings, built: Settings) -> None:
    assert open_index(again).manifest == open_index(built).manifest


def test_an_opened_index_outlives_a_rebuild(spare: Settings) -> None:
    """A page that is being served while somebody rebuilds keeps answering, from the generation it has opened."""
    serving = Assistant.open(spare)
    before = serving.ask("How often should the bus run at night?")
    build_index(spare)
    after = serving.ask("How often should the bus run at night?")
    assert after.citations == before.citations


def test_old_generations_do_not_pile_up(spare: Settings) -> None:
    store = Store(spare.index / "night-buses")
    for _ in range(3):
        build_index(spare)
        for path in (store.folder / "generations").iterdir():
            os.utime(path, (1, 1))
    build_index(spare)
    assert len(list((store.folder / "generations").iterdir())) <= 2
