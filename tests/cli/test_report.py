"""`report`: what was read, filtered, as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.datatypes import Report
from assistant.listing import COLUMNS, LISTED, harmless
from assistant.settings import Settings
from tests.conftest import Run


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (["--kind", "recommendation"], 46),
        (["--kind", "theme"], 8),
        (["--kind", "source"], 3),
        (["--kind", "example"], 10),
        (["--kind", "action"], 8),
        (["--kind", "introduction"], 8),
        (["--kind", "recommendation", "--theme", "funding"], 4),
        (["--kind", "recommendation", "--theme", "inclusive services"], 4),
        (["--kind", "recommendation", "--source", "homelessness"], 4),
        (["--kind", "recommendation", "--source", "system-level", "--theme", "leadership"], 2),
        (["--kind", "recommendation", "--label", "staff wellbeing"], 3),
        (["--kind", "example", "--place", "Birmingham"], 2),
        (["--place", "birmingham"], 2),
        (["--source", "homelessness", "--theme", "funding"], 0),
        ([], 46 + 8 + 3 + 10 + 8 + 8),
    ],
)
def test_filters_as_json_with_places_in_the_text(run: Run, report: Report, filters: list[str], count: int) -> None:
    done = run("report", "--json", *filters)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert len(rows) == count
    for row in rows:
        assert tuple(row) == COLUMNS
        assert report.text[row["start"] : row["end"]] == row["text"]


def test_csv_holds_what_json_holds(run: Run) -> None:
    table = list(csv.DictReader(io.StringIO(run("report", "--csv").stdout)))
    rows = json.loads(run("report", "--json").stdout)
    assert len(table) == len(rows)
    for cells, row in zip(table, rows, strict=True):
        assert {name: cell.removeprefix("'") for name, cell in cells.items()} == {
            name: "" if value is None else str(value).removeprefix("'") for name, value in row.items()
        }


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "|cmd", '=HYPERLINK("x")', "＝1+1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@settings(max_examples=300)
@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    shown = harmless(cell)
    assert isinstance(shown, str)
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert shown in {cell, f"'{cell}"}


def test_numbers_stay_numbers() -> None:
    assert harmless(12) == 12
    assert harmless(None) == ""


def test_the_overview_counts(run: Run) -> None:
    shown = run("report").stdout
    assert "8 themes, 46 recommendations" in shown
    assert [line.split()[-4:] for line in shown.splitlines() if line.strip().startswith("All ")] == [["29", "13", "4", "46"]]


def test_a_filter_that_names_nothing_lists_what_there_is(run: Run) -> None:
    for option, known in (("--theme", "funding"), ("--source", "homelessness"), ("--label", "The way we prepare"), ("--place", "Coventry")):
        done = run("report", option, "zeppelin")
        assert (done.returncode, done.stdout) == (2, "")
        assert "zeppelin" in done.stderr
        assert known in done.stderr


def test_an_unknown_kind_is_bad_usage(run: Run) -> None:
    done = run("report", "--kind", "zeppelin")
    assert done.returncode == 2
    assert all(kind in done.stderr for kind in LISTED)


def test_it_lists_another_report_as_well_and_needs_no_index(run: Run, second: Settings) -> None:
    done = run("report", "--corpus", str(second.corpus), "--index", "/nowhere", "--kind", "recommendation", "--theme", "money")
    assert done.returncode == 0, done.stderr
    assert "Recommendations (3)" in done.stdout
    assert "Ask the hospital and the two bakeries" in done.stdout
