"""Templates insert data only in the one way that goes with the escaping."""

from __future__ import annotations

import re

from assistant.web.assets import FOLDER

TEMPLATES = sorted((FOLDER / "templates").glob("*.hbs"))


def test_every_value_is_inserted_as_it_was_escaped() -> None:
    """`{{field}}` would escape twice; scripts, `${…}` and handlers have no place in a template."""
    assert TEMPLATES
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        assert not re.findall(r"(?<!\{)\{\{(?![{#/]|else\}\})[^}]*\}\}", text), path.name
        assert "<script" not in text
        assert "${" not in text
        assert "`" not in text
        assert not re.findall(r"\son\w+=", text), path.name


def test_values_in_attributes_stand_in_quotes() -> None:
    for path in TEMPLATES:
        for tag in re.findall(r"<[a-z][^<>]*>", path.read_text("utf-8")):
            assert not re.findall(r"\s[\w-]+=\{\{\{", tag), f"{path.name}: {tag}"
