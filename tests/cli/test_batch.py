"""Lines of a batch: each a conversation of its own, none able to spoil another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cli.asking import BadLine, read_line
from tests.conftest import Run

GOOD = "What does the report recommend about data sharing?"
HALF = "\\ud83d"  # half a character, as only a JSON escape can write it


def batch(run: Run, *lines: str | bytes) -> list[dict[str, Any]]:
    given = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    done = run("ask", "--batch", "-", "--json", given=given)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_bad_line_gives_an_error_line_and_the_batch_goes_on(run: Run) -> None:
    bad = {
        "not JSON": ("{nonsense", None),
        "no object": ('["a"]', None),
        "no turns": ('{"id": "a"}', "a"),
        "turns of no message": ('{"id": "b", "turns": []}', "b"),
        "turns of numbers": ('{"id": "c", "turns": [1]}', "c"),
        "turns a string": ('{"id": "d", "turns": "What?"}', "d"),
        "no words": ('{"id": "e", "turns": ["?!"]}', "e"),
        "no words before": ('{"id": "f", "turns": ["", "How many themes?"]}', "f"),
        "an id that is no scalar": ('{"id": {"x": 1}, "turns": ["x"]}', None),
        "an id that is no number": ('{"id": NaN, "turns": ["x"]}', None),
        "half a character": (f'{{"id": "g", "turns": ["{HALF} themes"]}}', "g"),
        "not UTF-8": (b'{"id": "h", "turns": ["\xff"]}', None),
        "nested without end": ("[" * 100_000, None),
        "a number without end": ('{"id": 1' + "0" * 10_000 + ', "turns": ["x"]}', None),
    }
    lines: list[str | bytes] = []
    for line, _ in bad.values():
        lines += [line, json.dumps({"id": "good", "turns": [GOOD]})]
    found = batch(run, *lines)
    assert len(found) == 2 * len(bad)
    for name, (_, identity), error, good in zip(bad, bad.values(), found[::2], found[1::2], strict=True):
        assert set(error) == {"id", "status", "message"}, name
        assert (error["id"], error["status"]) == (identity, "error"), name
        assert len(error["message"]) > 20, name
        assert "Traceback" not in error["message"]
        assert "internal error" not in error["message"], name
        assert (good["id"], good["status"]) == ("good", "answered")


def test_ids_come_back_whatever_scalar_they_are(run: Run) -> None:
    ids = ["q1", "", "ü – 🚌", 7, -1.5, 0, True, False, None, 2**70, "line\nbreak \u2028"]
    found = batch(run, *(json.dumps({"id": identity, "turns": [GOOD]}) for identity in ids), json.dumps({"turns": [GOOD]}))
    assert [a["id"] for a in found] == [*ids, None]
    assert [type(a["id"]) for a in found[:-1]] == [type(identity) for identity in ids]


def test_an_id_of_half_a_character_comes_back_as_it_came(run: Run) -> None:
    (found,) = batch(run, f'{{"id": "{HALF}", "turns": ["{GOOD}"]}}')
    assert found["id"] == "\ud83d"
    assert found["status"] == "answered"


def test_each_line_is_a_fresh_conversation(run: Run) -> None:
    alone, after, again = batch(
        run,
        json.dumps({"id": 1, "turns": ["And from the homelessness research?"]}),
        json.dumps({"id": 2, "turns": ["How many recommendations are there?", "And from the homelessness research?"]}),
        json.dumps({"id": 3, "turns": ["And from the homelessness research?"]}),
    )
    assert len(after["citations"]) == 4
    assert {**alone, "id": 0, "elapsed_ms": 0} == {**again, "id": 0, "elapsed_ms": 0}


def test_a_file_is_read_as_well_as_standard_input(run: Run, tmp_path: Path) -> None:
    """With blank lines, a byte order mark, Windows line ends and no line end after the last."""
    file = tmp_path / "questions.jsonl"
    line = json.dumps({"id": 1, "turns": [GOOD]})
    file.write_bytes(b"\xef\xbb\xbf" + f"{line}\r\n\r\n{line}".encode())
    done = run("ask", "--batch", str(file), "--json")
    assert [json.loads(x)["status"] for x in done.stdout.splitlines()] == ["answered", "answered"]
    assert done.stderr == ""


def test_a_file_that_is_not_there_is_bad_input(run: Run, tmp_path: Path) -> None:
    done = run("ask", "--batch", str(tmp_path / "none.jsonl"), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_batch_prints_nothing(run: Run) -> None:
    done = run("ask", "--batch", "-", "--json")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_very_long_message_is_answered_or_declined(run: Run) -> None:
    found = batch(run, json.dumps({"id": 1, "turns": ["data sharing " * 5000]}), json.dumps({"id": 2, "turns": ["x" * 2_000_000]}))
    assert found[0]["status"] in {"answered", "declined"}
    assert found[0]["elapsed_ms"] < 5000
    assert found[1]["status"] == "error"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "turns", "x"]), inner, max_size=3),
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=60), JSON.map(lambda value: json.dumps(value).encode(errors="surrogatepass"))))
def test_any_line_is_read_or_refused_in_words(line: bytes) -> None:
    identity, turns, message = attempt(line)
    assert bool(turns) != bool(message)
    assert all(isinstance(turn, str) for turn in turns)
    assert identity is None or isinstance(identity, str | int | float | bool)
    json.dumps(identity, allow_nan=False)


def attempt(line: bytes) -> tuple[object, list[str], str]:
    try:
        return *read_line(line), ""
    except BadLine as error:
        return error.identity, [], str(error)


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--batch", "-", "and a question"], ["ask", "a", "b"], ["asks", "a"], []])
def test_bad_usage(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage:" in done.stderr
