"""A list of words, looked up by halving: every word is found, no other is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing.english import WordList
from assistant.pipeline import Assistant

WORDS = st.lists(st.text("abcé'z", min_size=1, max_size=4), unique=True, max_size=30)


@given(WORDS, WORDS, st.text("abcé'z\n", max_size=5))
def test_all_that_is_listed_is_held_and_nothing_else(known: list[str], doubted: list[str], other: str) -> None:
    doubted = [word for word in doubted if word not in known]
    held = WordList(WordList.written(known, doubted))
    assert all(word in held for word in [*known, *doubted])
    assert [word for word in [*known, *doubted] if held.doubts(word)] == doubted
    assert (other in held) == (other in {*known, *doubted})
    assert held.commonest(3) == known[:3]


def test_the_commonest_come_first(assistant: Assistant) -> None:
    english = assistant.index.english
    assert {"the", "and", "of"} <= set(english.commonest(20))
    assert len(english.commonest(12_000)) == 12_000
    assert "volunteering" in english
    assert "volunteerng" not in english
