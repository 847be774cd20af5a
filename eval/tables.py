"""Figures as tables on a terminal, and the questions that went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.metrics import BY_KEY, GROUP_OF_ALL, MEASURES, Measure
from eval.runs import Run
from eval.score import Json, plain
from eval.shape import GROUPS

ANSWERS = ("right", "precision", "recall", "exact", "verbatim", "declined", "wrongly_declined")
RANKS = ("first2000", "hit@1", "hit@3", "hit@10", "mrr@10", "ndcg@10", "recall@10")
GROUP_COLUMNS, MEASURE_COLUMN = 38, 20  # characters: a table that is too wide for the terminal is printed in parts
HALVES = {"tune": "tuning", "report": "reporting", "all": "both"}


def amount(measure: Measure, value: float) -> str:
    return f"{value:.1f}" if measure.kind == "milliseconds" else f"{100 * value:.1f}"


def cell(key: str, figures: Mapping[str, Json], n: int | None = None) -> str:
    """A figure with its interval, and with its n where that is not the row's."""
    found = figures.get(key)
    if not found:
        return "[dim]–[/dim]"
    measure = BY_KEY[key]
    digits = 1 if measure.kind == "milliseconds" else 0
    scale = 1 if measure.kind == "milliseconds" else 100
    own = f"[dim]/{found['n']}[/dim]" if n is not None and found["n"] != n else ""
    return f"[bold]{amount(measure, found['value'])}[/bold] [dim]{scale * found['low']:.{digits}f}–{scale * found['high']:.{digits}f}[/dim]{own}"


def halves_of(which: str | None) -> list[str]:
    return ["tune", "report"] if which is None else [which]


def summary(run: Run, halves: Sequence[str]) -> Table:
    table = Table(title=f"{run.name}-{run.commit}, per cent, 95 % bootstrap interval /n", title_justify="left")
    table.add_column("measure")
    for half in halves:
        table.add_column(f"{HALVES[half]} half" if half != "all" else "both halves", no_wrap=True)
    for measure in MEASURES:
        table.add_row(measure.title, *(cell(measure.key, run.figures[h].get(GROUP_OF_ALL, {}), 0) for h in halves))
    return table


def by_group(run: Run, halves: Sequence[str], keys: Sequence[str], title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("group", no_wrap=True)
    table.add_column("half", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True, min_width=3)
    for key in keys:
        table.add_column(BY_KEY[key].title, no_wrap=True)
    present = {g for h in halves for g in run.figures[h]} - {GROUP_OF_ALL}
    for group in [*(g for g in GROUPS if g in present), *sorted(present - set(GROUPS)), GROUP_OF_ALL]:
        for place, half in enumerate(halves):
            figures = run.figures[half].get(group, {})
            n = figures["right"]["n"] if figures else 0
            if any(key in figures for key in keys):
                table.add_row(group if not place or len(halves) == 1 else "", HALVES[half], str(n), *(cell(k, figures, n) for k in keys))
        table.add_section()
    return table


def show_run(console: Console, run: Run, which: str | None) -> None:
    halves = halves_of(which)
    fitting = max(1, (console.width - GROUP_COLUMNS) // MEASURE_COLUMN)
    for keys, title in ((ANSWERS, "Answers, by group"), (RANKS, "Retrieval, by group (questions with evidence)")):
        for first in range(0, len(keys), fitting):
            console.print(by_group(run, halves, keys[first : first + fitting], title))
    console.print(summary(run, halves))


def show_wrong(console: Console, rows: Iterable[Json], *, whole: bool = False) -> None:
    """Every question with a fault: what was asked, what is wrong, and what was answered."""
    for row in rows:
        if not row["faults"]:
            continue
        answer = row["answer"]
        console.print(f"[bold]{escape(row['id'])}[/bold] [dim]{row['group']} · {row['half']} · {answer['status']}[/dim]")
        console.print("  " + escape(" → ".join(row["turns"])))
        if row["read_as"]:
            console.print(f"  [dim]read as: {escape(row['read_as'])}[/dim]")
        for fault in row["faults"]:
            console.print(f"  [red]✗[/red] {escape(fault)}")
        said = plain(answer["answer"])
        console.print(f"  [dim]{escape(said if whole else said[:240])}[/dim]")
        console.print()


def fitted(name: str, fit: Any, samples: Sequence[Any]) -> Table:
    """A fitted model: its weights, its threshold, and what that declines out of fold, by origin of the samples."""
    area = "–" if fit.auroc is None else f"{fit.auroc:.3f}"
    title = f"{name}: {fit.samples} decisions, {fit.unanswerable} unanswerable, AUROC {area}, threshold {fit.threshold:.3f}, penalty {fit.penalty:g}"
    table = Table(title=title, title_justify="left")
    for column in ("questions", "n", "declined", "of the unanswerable", "of the answerable"):
        table.add_column(column, justify="left" if column == "questions" else "right")
    low = fit.probability < fit.threshold
    for origin in dict.fromkeys(s.origin for s in samples):
        mine = [(bool(d), s.answerable) for d, s in zip(low, samples, strict=True) if s.origin == origin]
        split = [[d for d, answerable in mine if answerable is kind] for kind in (False, True)]
        table.add_row(origin, str(len(mine)), str(sum(d for d, _ in mine)), *(f"{100 * sum(part) / len(part):.1f} %" if part else "–" for part in split))
    heaviest = sorted(fit.weights.items(), key=lambda pair: -abs(pair[1]))[:6]
    table.caption = "heaviest: " + "  ".join(f"{key} {weight:+.2f}" for key, weight in heaviest)
    return table
