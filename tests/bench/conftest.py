"""One bundle for all tests of bundles."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.bundle import write_bundle
from assistant.settings import Settings


@pytest.fixture(scope="package")
def bundle(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle") / "served"
    write_bundle(built, folder)
    return folder
