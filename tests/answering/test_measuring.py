"""What is measured: what is counted, by what it is set in order, and which place in the order is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.measuring import Measure, halves_asked, having, measured
from tests.answering.asked import asked


@pytest.mark.parametrize(
    ("text", "kinds", "measure"),
    [
        ("which theme has the most recommendations?", ("theme", "recommendation"), Measure("theme", "recommendation")),
        ("which theme carries the most different labels?", ("theme", "label"), Measure("theme", "label")),
        ("which label is spread over the widest range of themes?", ("label", "theme"), Measure("label", "theme")),
        ("which study feeds the fewest themes?", ("source", "theme"), Measure("source", "theme", least=True)),
        ("what is the fourth longest chapter?", ("theme",), Measure("theme", "recommendation", place=4)),
        ("which chapter ranks second?", ("theme",), Measure("theme", "recommendation", place=2)),
        ("not counting the two longest, which theme follows?", ("theme",), Measure("theme", "recommendation", place=3)),
        ("other than the largest, which theme is it?", ("theme",), Measure("theme", "recommendation", place=2)),
        ("the four smallest themes", ("theme",), Measure("theme", "recommendation", least=True, take=4)),
        ("top three labels", ("label",), Measure("label", "recommendation", take=3)),
        ("the largest theme", ("theme",), Measure("theme", "recommendation")),
    ],
)
def test_what_is_measured(text: str, kinds: tuple[str, ...], measure: Measure) -> None:
    assert measured(asked("compare", kinds[0], text, kinds=kinds)) == measure


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("labels in several themes", ("theme", 2, None)),
        ("labels that stay within a single theme", ("theme", 1, 1)),
        ("labels in exactly two themes", ("theme", 2, 2)),
        ("labels across the two themes", None),
        ("labels in every theme", None),
    ],
)
def test_how_far_a_label_must_reach(text: str, bounds: tuple[str, int, int | None] | None) -> None:
    found = having(asked("list", "label", text, kinds=("label", "theme")), "label")
    assert ((found.of, found.low, found.high) if found else None) == bounds


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Which themes does it cover, and which does it not?", True),
        ("labelled recommendations against those without", True),
        ("recommendations with and without labels", True),
        ("recommendations from that study and not under Funding and Investment", False),
        ("Which recommendations have no label?", False),
        ("How many are there, and how many of them are from the second study?", False),
    ],
)
def test_whether_both_halves_are_asked_for(text: str, both: bool) -> None:
    assert halves_asked(asked("list", "recommendation", text)) == both
