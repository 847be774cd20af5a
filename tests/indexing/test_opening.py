"""What is opened ahead is what is asked for, is verified before it is used, and is used once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import IndexUnusable
from assistant.indexing import opening as module
from assistant.indexing.index import open_index
from assistant.indexing.opening import ENCODER, begin, opening
from assistant.indexing.store import Store
from assistant.settings import ROOT, Settings
from tests.conftest import command


def test_what_was_begun_is_taken_over_once(second: Settings) -> None:
    begin(second)
    begun = opening(second)
    assert begun.generation()[0].is_dir()
    assert begun.encoder() is begun.encoder()
    assert opening(second) is not begun


def test_what_was_begun_for_another_index_is_not_used(second: Settings, tmp_path: Path) -> None:
    begin(replace(second, index=tmp_path))
    assert open_index(second).report.id == "night-buses"


def test_nothing_of_a_damaged_generation_is_opened(spare: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    generation = Store(spare.index / "night-buses").current()
    assert generation
    model = generation / ENCODER / "model.onnx"
    content = model.read_bytes()
    model.unlink()
    model.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    opened: list[Path] = []
    monkeypatch.setattr("assistant.indexing.embedder.OnnxEncoder", opened.append)
    begin(spare)
    with pytest.raises(IndexUnusable, match="damaged"):
        open_index(spare)
    with pytest.raises(IndexUnusable, match="damaged"):
        module.Opening(spare).encoder()
    assert opened == []


def test_a_model_that_cannot_start_is_said_when_it_is_asked_for(second: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(folder: Path) -> None:
        raise RuntimeError("it does not start")

    monkeypatch.setattr("assistant.indexing.embedder.OnnxEncoder", failing)
    begun = opening(second)
    assert begun.generation()
    with pytest.raises(RuntimeError, match="does not start"):
        begun.encoder()


def test_a_question_begins_before_the_pipeline_is_imported(second: Settings) -> None:
    program = (
        "import sys; from assistant.indexing import opening\n"
        "opening.begin = lambda settings: print('heavy' if {'numpy', 'assistant.pipeline', 'yaml'} & set(sys.modules) else 'light')\n"
        "from assistant.cli import main; sys.exit(main(['ask', '?', '--corpus', 'nowhere']))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "light\n"
    assert done.returncode == 2
    answered = command(["ask", "When do the night buses run?", "--json"], settings=second)
    assert answered.returncode == 0, answered.stderr
