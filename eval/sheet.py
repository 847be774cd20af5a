"""Questions from a spreadsheet: a CSV file with a header row. Only the column `question` is needed."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from assistant.errors import InputError
from eval.shape import GoldQuestion, as_question

LISTS = ("earlier", "evidence", "also_ok", "must", "must_not")  # cells that may hold several entries
COLUMNS = ("question", *LISTS, "group", "expect", "exact", "id")
SEPARATOR = re.compile(r"\s*(?:\|\||\r?\n)\s*")  # between entries of a cell: " || " or a line break in the cell
YES, NO = {"yes", "true", "1", "x", "y"}, {"no", "false", "0", "n", ""}
MAX_BYTES = 4_000_000


def read_sheet(path: Path) -> list[GoldQuestion]:
    """Each row as a gold question; `earlier` holds the messages before it, in order."""
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path), strict=True)
    header = [name.strip().casefold() for name in rows.fieldnames or []]
    unknown = [name for name in header if name not in COLUMNS]
    if "question" not in header or unknown:
        fault = f"does not know the column {unknown[0]!r}" if "question" in header else "needs a column `question`"
        raise InputError(f"{path}:1: a sheet of questions {fault}. Its columns may be: {', '.join(COLUMNS)}.")
    rows.fieldnames = header
    found = []
    try:
        for number, row in enumerate(rows, 1):
            if None in row or any((cell or "").strip() for cell in row.values()):
                found.append(_question(row, number, f"{path}:{rows.line_num}"))
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}: not valid CSV: {error}. Save the sheet as CSV (UTF-8) again.") from None
    return found


def _question(row: dict[str, str | None], number: int, where: str) -> GoldQuestion:
    if None in row:
        raise InputError(f"{where}: more cells than the header has columns. Put cells that hold a comma in double quotes.")
    cells = {name: (cell or "").strip() for name, cell in row.items()}
    lists = {name: [part for part in SEPARATOR.split(cells.get(name, "")) if part] for name in LISTS}
    exact = cells.get("exact", "").casefold()
    if exact not in YES | NO:
        raise InputError(f"{where}: the column `exact` says {cells['exact']!r}. Write yes or no.")
    content = {
        "id": cells.get("id") or f"own-{number:03}", "group": cells.get("group") or "own", "expect": cells.get("expect") or "answer",
        "turns": [*lists.pop("earlier"), cells["question"]], "exact": exact in YES, **lists,
    }  # fmt: skip
    try:
        return as_question(content)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


def _text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise InputError(f"{path}: larger than {MAX_BYTES:,} bytes. Is this the right file?")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}. Save the sheet as “CSV UTF-8”.") from None


def _delimiter(path: Path) -> str:
    """Comma, or what a spreadsheet program writes in its place in some countries."""
    header = _text(path).split("\n", 1)[0]
    return max(",;\t", key=header.count)
