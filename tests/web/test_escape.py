"""The one door from text to the page, against a model of the two steps behind it."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.escape import CONTROLS, SPECIAL, escape, escaped
from tests.web.payloads import PAYLOADS

LIVE = set("&<>\"'`=$\\{}\r")


@given(st.text())
def test_reads_back_as_it_was_and_holds_nothing_live(text: str) -> None:
    made = escape(text)
    entities_out = made
    for entity in SPECIAL.values():
        entities_out = entities_out.replace(entity, "")
    assert not LIVE & set(entities_out)
    made.encode()  # no lone surrogate is left
    read = "".join(html.unescape(part) if part.startswith("&") else part for part in _parts(made))
    assert read.replace("\r", "") == CONTROLS.sub("\ufffd", text).replace("\r", "")


def _parts(made: str) -> list[str]:
    return [part for piece in made.replace("&", "\0&").replace(";", ";\0").split("\0") if (part := piece)]


def test_no_payload_keeps_a_bracket_or_a_template() -> None:
    for payload in PAYLOADS:
        made = escape(payload)
        assert "<" not in made
        assert "${" not in made
        assert "{{" not in made


def test_all_strings_of_nested_data_are_escaped() -> None:
    data = {"a": ["<b>", {"c": ("$", 1, None, True)}], "d": 2.5}
    assert escaped(data) == {"a": ["&#60;b&#62;", {"c": ["&#36;", 1, None, True]}], "d": 2.5}
