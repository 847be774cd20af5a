"""Words that ask for all of it exclude nothing."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant


@pytest.mark.parametrize("ending", ["nothing left out", "don't leave any out", "with no exceptions", "without skipping any", "none omitted"])
def test_asking_for_all_of_it_is_no_exclusion(assistant: Assistant, ending: str) -> None:
    plain = assistant.ask("List the recommendations under Space for Learning")
    whole = assistant.ask(f"List the recommendations under Space for Learning, {ending}.")
    assert [(c.start, c.end) for c in whole.citations] == [(c.start, c.end) for c in plain.citations]
    assert len(plain.citations) == 4


def test_leaving_a_theme_out_still_excludes_it(assistant: Assistant) -> None:
    without = assistant.ask("List the recommendations, leaving out Space for Learning")
    assert len(without.citations) == 42
