"""A second build from nothing: a full build is slow, so the test of damage and those of repeatability share it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest

from assistant.indexing.store import Store
from assistant.pipeline import Assistant
from assistant.settings import Settings


@pytest.fixture(scope="package")
def again(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index that was damaged and that opening it has rebuilt; from a damaged one, nothing is taken over."""
    settings = replace(built, index=tmp_path_factory.mktemp("again") / "index")
    shutil.copytree(built.index, settings.index, copy_function=os.link)
    damaged = Store(settings.index / "covid-keeps").current()
    assert damaged
    vectors = (damaged / "vectors.faiss").read_bytes()
    (damaged / "vectors.faiss").unlink()
    (damaged / "vectors.faiss").write_bytes(vectors[: len(vectors) // 2])
    Assistant.open(settings)
    return settings
