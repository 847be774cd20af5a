"""Building an index leaves nothing to compile for the first question."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from tests.conftest import command


def test_the_program_is_compiled_with_its_index(second: Settings, tmp_path: Path) -> None:
    places = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    assert command(["index", "--if-needed"], settings=second, **places).returncode == 0
    compiled = {path.name.split(".")[0] for path in tmp_path.rglob("assistant/**/*.pyc")}
    assert {"pipeline", "question", "naming", "retriever", "server"} <= compiled
