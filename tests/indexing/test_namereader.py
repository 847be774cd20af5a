"""The reader of names: what a description means that no list of names holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.indexing.namereader import NameReader
from assistant.pipeline import Assistant

NAMES = [("theme", value, f"{value} {n}") for value in ("money", "people", "places") for n in range(4)]
VECTORS = np.eye(3, dtype=np.float32)[[0] * 4 + [1] * 4 + [2] * 4]


@pytest.mark.parametrize(
    ("facet", "description", "value"),
    [
        ("theme", "the cash chapter", "funding"),
        ("theme", "the section where residents get heard", "memory"),
        ("theme", "the paperwork and rules bit", "policy"),
        ("source", "the inquiry into people sleeping on the pavement", "homelessness"),
        ("source", "the paper that academics made on charities", "social-economy"),
        ("label", "looking after the workforce", "Staff wellbeing and resilience"),
    ],
)
def test_descriptions_of_no_list_are_understood(assistant: Assistant, facet: str, description: str, value: str) -> None:
    assert description not in {way for _, _, way in assistant.index.names}
    found = assistant.index.naming.read(facet, assistant.index.encoder.encode([description])[0])
    assert found is not None
    assert found[0] == value


def test_saved_and_loaded_it_reads_the_same(tmp_path: Path) -> None:
    reader = NameReader.train(NAMES, VECTORS)
    reader.save(tmp_path)
    loaded = NameReader.load(tmp_path, NAMES)
    assert [reader.read("theme", v) for v in VECTORS[::4]] == [loaded.read("theme", v) for v in VECTORS[::4]]
    assert [value for value, _ in filter(None, (loaded.read("theme", v) for v in VECTORS[::4]))] == ["money", "people", "places"]


@pytest.mark.parametrize("names", [[], NAMES[:8]], ids=["none", "two things"])
def test_too_few_things_to_name_teach_nothing(names: list[tuple[str, str, str]], tmp_path: Path) -> None:
    reader = NameReader.train(names, VECTORS[: len(names)])
    reader.save(tmp_path)
    assert reader.read("theme", VECTORS[0]) is None
    assert NameReader.load(tmp_path, names).read("theme", VECTORS[0]) is None
