"""The reader of how a question is put: what it learns, and what it says nothing of."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.indexing.lines import Line, Row
from assistant.indexing.saidreader import SaidReader, pieces

SUBJECTS = ("survey", "panel", "fund", "network")
LINES = [Line(Row.ASKED, n, 0, text) for n, s in enumerate(SUBJECTS) for text in (f"Who set up the {s}?", f"What is the {s} for?")]
LINES += [Line(Row.NOT_SAID, n, 0, text) for n, s in enumerate(SUBJECTS) for text in (f"Who paid for the {s}?", f"How long did the {s} last?")]


def test_pieces_are_stems_and_every_two_side_by_side() -> None:
    assert pieces("Who paid them?") == ["who", "paid", "them", "who paid", "paid them"]


@pytest.mark.parametrize("subject", ["survey", "scheme"])
def test_how_a_question_is_put_counts_whatever_it_is_about(subject: str) -> None:
    reader = SaidReader.train(LINES)
    assert reader.said(f"Who set up that {subject}?") > 0 > reader.said(f"How long did that {subject} last?")


@pytest.mark.parametrize("given", [[], LINES[:8], LINES[8:], [LINES[0], Line(Row.NOT_SAID, 1, 0, "Weather tomorrow")]])
def test_nothing_is_learned_without_both_kinds_and_a_common_word(given: list[Line]) -> None:
    assert SaidReader.train(given).said("Who set up the survey?") == 0.0


@pytest.mark.parametrize("given", [[], LINES])
def test_saved_and_loaded_it_reads_the_same(given: list[Line], tmp_path: Path) -> None:
    reader = SaidReader.train(given)
    reader.save(tmp_path)
    for question in ("Who paid for the panel?", "zebra crossings"):
        assert SaidReader.load(tmp_path).said(question) == reader.said(question)
