"""Another embedding model: named by its content, refused with a cure, and served as it is where it cannot be exported."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.indexing.embedder import TorchEncoder, model_place
from assistant.indexing.index import model_identity, open_index
from assistant.indexing.store import Store
from assistant.pipeline import Assistant
from assistant.settings import DEFAULT_MODEL, Settings
from tests.conftest import build_index


def test_a_folder_is_known_by_what_it_holds(tmp_path: Path) -> None:
    one, other = tmp_path / "model", tmp_path / "elsewhere" / "model"
    for folder in (one, other):
        (folder / "inner").mkdir(parents=True)
        (folder / "weights").write_bytes(b"1")
        (folder / "inner" / "config").write_bytes(b"2")
    assert model_identity(str(one)) == model_identity(str(other))
    assert model_identity(str(one)).startswith("model-")
    (other / "weights").write_bytes(b"2")
    assert model_identity(str(one)) != model_identity(str(other))
    (other / "weights").write_bytes(b"1")
    (other / "inner" / "config").rename(other / "config")
    assert model_identity(str(one)) != model_identity(str(other))


def test_a_name_that_is_no_folder_stands_for_itself(tmp_path: Path) -> None:
    assert model_identity(str(tmp_path / "nowhere")) == str(tmp_path / "nowhere")
    assert model_identity(DEFAULT_MODEL).startswith(f"{DEFAULT_MODEL}==")


def test_a_model_that_cannot_be_loaded_is_refused_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=rf"cannot be loaded.*leave {DEFAULT_MODEL}"):
        TorchEncoder(str(tmp_path / "empty"))


@pytest.mark.timeout(300)
def test_a_model_that_is_pooled_otherwise_is_served_without_an_export(second: Settings, tmp_path: Path) -> None:
    """Only mean-pooled models are exported; this one takes the first token's vector."""
    folder = Path(shutil.copytree(model_place(DEFAULT_MODEL), tmp_path / "first-token"))
    pooling = folder / "1_Pooling" / "config.json"
    kept = {name: value for name, value in json.loads(pooling.read_text("utf-8")).items() if not name.startswith("pooling_mode")}
    pooling.write_text(json.dumps({**kept, "pooling_mode": "cls"}), "utf-8")
    settings = replace(second, index=tmp_path / "index", model=str(folder))
    build_index(settings)
    generation = Store(settings.index / "night-buses").current()
    assert generation
    assert not (generation / "encoder").exists()
    index = open_index(settings)
    assert isinstance(index.encoder, TorchEncoder)
    assert index.manifest.model.startswith("first-token-")
    answer = Assistant(index).ask("How often should the bus run at night?")
    assert answer.citations
    assert all(c.quote == index.report.text[c.start : c.end] for c in answer.citations)
