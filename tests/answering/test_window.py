"""How much of a passage is quoted, and which figure in it is the one asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.window import WHOLE_UP_TO, asks_for, figure, window
from assistant.datatypes import Passage, Span


def passage(lengths: list[int]) -> Passage:
    """Sentences of these lengths, a blank between two."""
    starts = [sum(lengths[:n]) + n for n in range(len(lengths))]
    sentences = tuple(Span(start, start + length) for start, length in zip(starts, lengths, strict=True))
    return Passage(0, Span(0, sentences[-1].end), "s", "text", sentences)


LENGTHS = st.lists(st.integers(1, 700), min_size=1, max_size=12)


@given(LENGTHS, st.integers(0, 11))
def test_a_window_is_whole_sentences_round_the_best_and_no_longer_than_it_may_be(lengths: list[int], best: int) -> None:
    whole = passage(lengths)
    best %= len(lengths)
    found = window(whole, best)
    assert whole.span.holds(found)
    assert found.holds(whole.sentences[best])
    assert found.start in {s.start for s in whole.sentences}
    assert found.end in {s.end for s in whole.sentences}
    assert found.end - found.start <= max(WHOLE_UP_TO, lengths[best])


@given(LENGTHS, st.integers(0, 11))
def test_no_neighbour_that_fits_is_left_out(lengths: list[int], best: int) -> None:
    whole = passage(lengths)
    found = window(whole, best % len(lengths))
    for sentence in whole.sentences:
        grown = Span(min(found.start, sentence.start), max(found.end, sentence.end))
        beside = sentence.end + 1 == found.start or found.end + 1 == sentence.start
        assert not beside or grown.end - grown.start > WHOLE_UP_TO


@pytest.mark.parametrize("sentence", [None, -1, 3, 99])
def test_without_a_best_sentence_the_passage_is_quoted_whole(sentence: int | None) -> None:
    whole = passage([400, 400, 400])
    assert window(whole, sentence) == whole.span


@pytest.mark.parametrize(
    ("question", "quote", "found"),
    [
        ("How many meals?", "The depot gave out 21,000 meals every week.", "21,000"),
        ("How much did it cost?", "It took over £600,000, in all.", "over £600,000"),
        ("How many meals?", "Between 20 and 30 meals.", ""),
        ("How many meals?", "20 meals, then 20 meals more.", "20"),
        ("How many meals?", "Many meals.", ""),
        ("When did it start?", "It started in spring of 2020, with 300 people.", "spring of 2020"),
        ("When did it start?", "It started in March 2020.", "March 2020"),
        ("When did it start?", "From March to May.", ""),
        ("Who started it?", "Ann did, in 2020.", ""),
    ],
)
def test_the_one_figure_that_is_asked_for_is_marked(question: str, quote: str, found: str) -> None:
    assert figure(quote, question) == found
    assert found in quote


def test_what_asks_for_neither_amount_nor_date_asks_for_no_figure() -> None:
    assert asks_for("What does it recommend?") is None
    assert asks_for("By what date?") is not asks_for("How many?")
