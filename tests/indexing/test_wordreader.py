"""The reader of a question's words: what it learns, and what it says nothing of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.indexing.lines import Line, Row
from assistant.indexing.wordreader import WordReader

ASKED = {
    0: ["Who did the survey?", "Who was behind the survey?", "Who ran that survey?", "Who carried the survey out?"],
    1: ["When was the survey done?", "When did the survey end?", "By when was the survey over?", "When did they survey people?"],
    2: ["How many people answered the survey?", "How many were in the survey?", "How many replies did the survey get?"],
}


def lines(kind: Row = Row.ASKED) -> list[Line]:
    return [Line(kind, passage, 0, text) for passage, texts in ASKED.items() for text in texts]


@pytest.fixture(scope="module")
def reader() -> WordReader:
    return WordReader.train(lines())


@pytest.mark.parametrize(("question", "passage"), [("who made the survey?", 0), ("when the survey?", 1), ("the survey: how many took part?", 2)])
def test_function_words_tell_passages_of_one_subject_apart(reader: WordReader, question: str, passage: int) -> None:
    found = reader.places(question, 3)
    assert found is not None
    assert int(found.argmax()) == passage


def test_what_it_finds_are_log_probabilities_of_the_passages_learned_of(reader: WordReader) -> None:
    found = reader.places("who did the survey?", 5)
    assert found is not None
    assert np.exp(found[:3]).sum() == pytest.approx(1.0, abs=1e-4)
    assert (found[3:] < found[:3].min()).all()


def test_words_it_never_saw_say_nothing(reader: WordReader) -> None:
    assert reader.places("zebra crossings", 3) is None


@pytest.mark.parametrize("given", [[], lines(Row.SENTENCE), lines(Row.NOT_SAID), lines()[:8]], ids=["nothing", "no questions", "not said", "two passages"])
def test_nothing_is_learned_without_a_curators_questions_on_three_passages(given: list[Line]) -> None:
    assert WordReader.train(given).places("who did the survey?", 3) is None


@pytest.mark.parametrize("given", [[], lines()], ids=["empty", "learned"])
def test_saved_and_loaded_it_reads_the_same(given: list[Line], tmp_path: Path) -> None:
    reader = WordReader.train(given)
    reader.save(tmp_path)
    one, other = (r.places("when did they end the survey?", 3) for r in (reader, WordReader.load(tmp_path)))
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one == other).all()
