"""Words that ask for all of it exclude nothing."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ENDINGS = [
    "nothing left out",
    "don't leave any out",
    "with no exceptions",
    "without skipping any",
    "none omitted",
    "without a single omission",
    "and miss nothing out",
    "not skipping even one of them",
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_asking_for_all_of_it_is_no_exclusion(assistant: Assistant, ending: str) -> None:
    plain = assistant.ask("List the recommendations under Space for Learning")
    whole = assistant.ask(f"List the recommendations under Space for Learning, {ending}.")
    assert [(c.start, c.end) for c in whole.citations] == [(c.start, c.end) for c in plain.citations]
    assert len(plain.citations) == 4


@pytest.mark.parametrize("ending", ENDINGS)
def test_asking_for_all_of_it_asks_for_every_passage(assistant: Assistant, ending: str) -> None:
    """Beside a list, which is whole anyway, an open question must be told from one that wants the best passage."""
    plain = assistant.ask("What does the report say about volunteering?")
    whole = assistant.ask(f"What does the report say about volunteering, {ending}?")
    assert not plain.reading.exhaustive
    assert whole.reading.exhaustive
    assert {(c.start, c.end) for c in whole.citations} > {(c.start, c.end) for c in plain.citations}


def test_leaving_a_theme_out_still_excludes_it(assistant: Assistant) -> None:
    without = assistant.ask("List the recommendations, leaving out Space for Learning")
    assert len(without.citations) == 42
