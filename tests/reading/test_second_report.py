"""The code knows nothing of the report that ships: a quite different one is read from its profile alone."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.datatypes import Report
from assistant.reading import read_report
from assistant.settings import ROOT
from tests.conftest import SECOND


@pytest.fixture(scope="module")
def second() -> Report:
    return read_report(SECOND)


def test_recommendations_by_theme_and_source(second: Report) -> None:
    found = Counter((i.theme, i.source) for i in second.of_kind("recommendation"))
    assert found == {
        ("routes", "diary"): 2, ("routes", "depot"): 2, ("safety", "diary"): 4, ("safety", "depot"): 1,
        ("money", "diary"): 1, ("money", "depot"): 2,
    }  # fmt: skip


def test_labels_where_there_are_any(second: Report) -> None:
    assert Counter(i.label for i in second.of_kind("recommendation")) == {
        "Hourly line": 2, "Short turns": 1, "Lighting": 2, "Request stops": 2, "Employers": 2, None: 3,
    }  # fmt: skip


def test_words_end_before_the_attribution_on_crlf_lines(second: Report) -> None:
    first = second.of_kind("recommendation")[0]
    assert first.words.of(second.text) == ("Hourly line: Run the number 7 every hour between 22:00 and 02:00, on every day of the week.")


def test_a_theme_without_an_action_has_none(second: Report) -> None:
    assert [(i.theme, i.words.of(second.text)) for i in second.of_kind("action")] == [
        ("money", "The forum has set aside 60,000 crowns for a trial in the coming winter.")
    ]


def test_introductions_without_heading_or_lead_in(second: Report) -> None:
    assert {i.theme: i.words.of(second.text) for i in second.of_kind("introduction")} == {
        "routes": "The forum cannot run every route all night. People asked for few lines that they can rely on.",
        "safety": "Fear begins at the stop and not on the bus. Women over fifty named lighting more often than anything else.",
        "money": "The line would cost 212,000 crowns a year. Fares would bring back about a third.",
    }


def test_names_and_titles_carry_no_line_ending(second: Report) -> None:
    names = [*(s.title for s in second.sections), *(i.name or "" for i in second.items), *(i.place or "" for i in second.items)]
    assert not [name for name in names if name != name.strip()]


def test_offsets_count_code_points_not_bytes_or_utf16_units(second: Report) -> None:
    assert "🚌" in second.text
    for item in second.items:
        assert item.words.of(second.text) == second.text[item.words.start : item.words.end]
    last = second.of_kind("contact")[0]
    assert second.text[last.span.end - len("example") :].strip() == "example"


@pytest.mark.parametrize("name", ["WMCA", "covid", "homeless", "West Midlands", "Birmingham", "Brum", "social economy", "mutual aid"])
def test_no_word_of_the_shipped_report_stands_in_the_code(name: str) -> None:
    """What a module compares, shows or looks up; comments and docstrings may take it as an example."""
    knowing = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in (ROOT / "assistant").rglob("*.py")
        if not {"cli", "web"} & set(path.parts)  # their help may show questions to the report that ships
        for line, words in literals(path)
        if name.casefold() in words.casefold().replace("covid-keeps", "")  # the default corpus folder's name
    }
    assert not knowing


def literals(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value
