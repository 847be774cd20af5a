"""Two runs, question by question: differences with intervals and a paired test, and the answers that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.errors import InputError
from eval.intervals import Figure, change, figure, mean, percentile, randomisation_p
from eval.metrics import LATENCY, MEASURES, Measure
from eval.runs import Run
from eval.score import Json

JUDGED = ("turns", "expect", "evidence", "also_ok", "exact", "must", "must_not")  # what decides a question's score


@dataclass(frozen=True, slots=True)
class Difference:
    """Later minus earlier over the questions that both runs judge alike; `p` is None for times, which are noisy."""

    measure: Measure
    before: float
    after: float
    change: Figure
    p: float | None


def paired(a: Run, b: Run, half: str = "all") -> tuple[list[tuple[Json, Json]], list[str]]:
    """Rows of the same questions in both runs, and the ids that only one has or that were judged differently."""
    earlier = {r["id"]: r for r in a.rows if half in {"all", r["half"]}}
    later = {r["id"]: r for r in b.rows if half in {"all", r["half"]}}
    same = [i for i in earlier if i in later and all(earlier[i][k] == later[i][k] for k in JUDGED)]
    if not same:
        raise InputError("The two runs have no question in common. Compare runs over the same gold questions.")
    return [(earlier[i], later[i]) for i in same], sorted((set(earlier) | set(later)) - set(same))


def differences(pairs: Sequence[tuple[Json, Json]]) -> list[Difference]:
    found = []
    for measure in MEASURES:
        key = "ms" if measure.key in LATENCY else measure.key
        both = [(x["values"].get(key), y["values"].get(key)) for x, y in pairs]
        known = [(float(x), float(y)) for x, y in both if x is not None and y is not None]
        if not known:
            continue
        early, late = [x for x, _ in known], [y for _, y in known]
        timed = measure.key in LATENCY
        statistic = percentile(LATENCY[measure.key]) if timed else mean
        before, after, changed_by = figure(early, statistic), figure(late, statistic), change(early, late, statistic)
        p = None if timed else randomisation_p([y - x for x, y in known])
        if before and after and changed_by:
            found.append(Difference(measure, before.value, after.value, changed_by, p))
    return found


def changed(pairs: Sequence[tuple[Json, Json]]) -> list[tuple[Json, Json]]:
    """Pairs whose status, cited places or verdict differ; those that became wrong first, then those that became right."""

    def mark(row: Json) -> object:
        return row["answer"]["status"], [(c["start"], c["end"]) for c in row["answer"]["citations"]], row["values"]["right"]

    found = [(x, y) for x, y in pairs if mark(x) != mark(y)]
    return sorted(found, key=lambda pair: {-1.0: 0, 1.0: 1}.get(pair[1]["values"]["right"] - pair[0]["values"]["right"], 2))


def show(console: Console, a: Run, b: Run, half: str, limit: int) -> None:
    pairs, left_out = paired(a, b, half)
    table = Table(title=f"{_name(a)} → {_name(b)} · {len(pairs)} questions", title_justify="left")
    for name in ("measure", "before", "after", "difference", "95 %", "p", "n"):
        table.add_column(name, justify="left" if name == "measure" else "right", no_wrap=True)
    for d in differences(pairs):
        table.add_row(*_line(d))
    console.print(table)
    console.print("[dim]p: paired randomisation test; bold where p < 0.05. Differences of shares in percentage points.[/dim]")
    if left_out:
        console.print(f"Left out, as only one run has them or their judgement changed: {', '.join(left_out)}")
    moved = changed(pairs)
    worse = sum(y["values"]["right"] < x["values"]["right"] for x, y in moved)
    better = sum(y["values"]["right"] > x["values"]["right"] for x, y in moved)
    console.print(f"\n{len(moved)} answers changed: {worse} became wrong, {better} became right.")
    for x, y in moved[:limit]:
        console.print(_side_by_side(x, y))
    if len(moved) > limit:
        console.print(f"… and {len(moved) - limit} more (--limit).")


def _line(d: Difference) -> list[str]:
    scale, digits = (1, 1) if d.measure.kind == "milliseconds" else (100, 1)
    sure = d.p is not None and d.p < 0.05
    good = d.change.value * d.measure.better > 0
    moved = f"{scale * d.change.value:+.{digits}f}"
    if sure:
        moved = f"[bold {'green' if good else 'red'}]{moved}[/]"
    return [
        d.measure.title, f"{scale * d.before:.{digits}f}", f"{scale * d.after:.{digits}f}", moved,
        f"{scale * d.change.low:+.{digits}f} … {scale * d.change.high:+.{digits}f}", "–" if d.p is None else f"{d.p:.4f}", str(d.change.n),
    ]  # fmt: skip


def _side_by_side(x: Json, y: Json) -> Table:
    verdict = {(1.0, 0.0): "[red]became wrong[/red]", (0.0, 1.0): "[green]became right[/green]"}
    head = verdict.get((x["values"]["right"], y["values"]["right"]), "changed")
    table = Table(title=f"{escape(x['id'])} · {x['group']} · {head}\n{escape(' → '.join(x['turns']))}", title_justify="left", show_header=False, expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(_told(x), _told(y))
    return table


def _told(row: Json) -> str:
    faults = "\n".join(f"[red]✗ {escape(f)}[/red]" for f in row["faults"]) or "[green]✓ right[/green]"
    said = row["answer"]["answer"]
    return f"{row['answer']['status']}\n{faults}\n{escape(said if len(said) <= 700 else said[:699] + '…')}"


def _name(run: Run) -> str:
    return f"{run.name}-{run.commit}"
