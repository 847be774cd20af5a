"""Rows of the one table, kept from run to run, so that a part that is measured alone takes its place among the others."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent
KEPT, TABLE = "results.json", "results.md"
README = FOLDER.parent / "README.md"
BEGIN, END = "<!-- written by make bench -->", "<!-- end of what make bench writes -->"


@dataclass(frozen=True, slots=True)
class Row:
    """`here`: medians (smallest–largest); `compared`: as ratios within the same run; `met`: whether the aim is reached, where it is a number."""

    measure: str
    here: str
    compared: str = ""
    aim: str = ""
    met: bool | None = None
    part: str = ""
    on: str = ""


def noted(part: str, rows: Iterable[Row]) -> list[Row]:
    """Rows with the part they belong to, the day, and how busy the machine was."""
    on = f"{datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f}"
    return [Row(**{**asdict(row), "part": part, "on": on}) for row in rows]


def merged(kept: list[Row], new: list[Row], parts: tuple[str, ...]) -> list[Row]:
    """New rows in the place of those that measured the same; the others stay. In the order of the parts."""
    measures = {(row.part, row.measure) for row in new}
    rows = [row for row in kept if (row.part, row.measure) not in measures and row.part in parts] + new
    place = {(row.part, row.measure): n for n, row in enumerate([*kept, *new])}
    return sorted(rows, key=lambda row: (parts.index(row.part), place[row.part, row.measure]))


def read(folder: Path = FOLDER) -> list[Row]:
    path = folder / KEPT
    return [Row(**row) for row in json.loads(path.read_text("utf-8"))] if path.exists() else []


def write(rows: list[Row], folder: Path = FOLDER, readme: Path = README) -> None:
    """The rows, all of them as a table, and those with an aim in the place that the README has for them."""
    (folder / KEPT).write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / TABLE).write_text(table(rows), "utf-8")
    before, begin, rest = readme.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end:
        lines = [f"| {row.measure} | {row.here} | {row.compared} | {row.aim}{_mark(row.met)} |" for row in rows if row.met is not None]
        brief = "\n".join(["| measure | here | compared | aim |", "| --- | --- | --- | --- |", *lines])
        readme.write_text(f"{before}{begin}\n{brief}\n{end}{after}", "utf-8")


def table(rows: Iterable[Row]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [
        f"Medians (smallest–largest) of fresh processes that took turns; ratios are within one run. {machine}.",
        "Written by `make bench`, which asserts nothing: ✓ and ✗ say whether the aim was reached on that day.",
        "",
        "| measure | here | compared | aim | measured |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {row.measure} | {row.here} | {row.compared} | {row.aim}{_mark(row.met)} | {row.on} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _mark(met: bool | None) -> str:
    return "" if met is None else " ✓" if met else " ✗"
