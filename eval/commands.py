"""What each command of `python -m eval` does, from parsed options to an exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from assistant.errors import InputError
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval import runs, tables
from eval.gold import GoldQuestion, half_of, load_gold, locate
from eval.runs import Progress, Run


@contextmanager
def progress_bar(stage: str) -> Iterator[Progress]:
    """A bar on the error stream; nothing where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(stage, total=None)
        yield lambda done, of: bars.update(task, completed=done, total=of)


def chosen(places: Sequence[Path], half: str | None = None, groups: Sequence[str] = ()) -> list[GoldQuestion]:
    gold = [q for q in load_gold(places) if (half in {None, "all", half_of(q.id)}) and (not groups or q.group in groups)]
    if not gold:
        raise InputError("No question is left. Check --group and --half.")
    return gold


def run(args: Namespace, console: Console) -> int:
    settings = Settings()
    gold = chosen(args.questions, args.half, args.group or ())
    assistant = Assistant.open(settings)
    with progress_bar("asking") as progress:
        made = runs.evaluate(assistant, gold, name=args.name, settings=settings, progress=progress)
    if args.wrong:
        tables.show_wrong(console, [r for r in made.rows if args.half or r["half"] == "tune"], whole=args.whole)
    tables.show_run(console, made, args.half)
    console.print(f"saved: {runs.save(made)}", soft_wrap=True)
    return 0


def compare(args: Namespace, console: Console) -> int:
    from eval.compare import show

    show(console, runs.load(args.before), runs.load(args.after), args.half, args.limit)
    return 0


def gate(args: Namespace, console: Console) -> int:
    from eval.gate import broken, losses, read_bound

    bounds = [read_bound(b, upper=False) for b in args.min] + [read_bound(b, upper=True) for b in args.max]
    if not bounds and not args.baseline:
        raise InputError("There is nothing to hold the run to. Give --min, --max or --baseline.")
    made = runs.load(args.run) if args.run else _fresh("gate")
    lines = broken(made, bounds, args.half)
    if args.baseline:
        lines += losses(runs.load(args.baseline), made, args.half)
    for line in lines:
        console.print(f"[red]✗[/red] {line}")
    console.print(f"{len(lines)} failed." if lines else f"✓ {made.name}-{made.commit} keeps all bounds ({len(bounds)}).")
    return 1 if lines else 0


def _fresh(name: str) -> Run:
    settings = Settings()
    assistant = Assistant.open(settings)
    with progress_bar("asking") as progress:
        made = runs.evaluate(assistant, load_gold(), name=name, settings=settings, progress=progress)
    runs.save(made)
    return made


def ablate(args: Namespace, console: Console) -> int:
    from eval.ablate import ablate as results
    from eval.ablate import table_of

    settings = Settings()
    gold = chosen(args.questions, args.half)
    assistant = Assistant.open(settings)
    with console.status("") as status:
        found = list(results(assistant, gold, settings, only=args.only, started=lambda name: status.update(f"without {name}")))
    console.print(table_of(found))
    console.print(f"[dim]Difference in percentage points on the questions of --half {args.half}; * where p < 0.05 (paired randomisation test).[/dim]")
    return 0


def calibrate(args: Namespace, console: Console) -> int:
    from assistant.answering.refusal import CALIBRATION
    from eval.ablate import uncurated
    from eval.calibrate import Fitted, collect, fit_samples, risk_coverage, write_calibration, write_curve

    settings = Settings()
    fitted: dict[str, Fitted] = {}
    for name in args.models:
        assistant = Assistant.open(settings if name == "curated" else uncurated(settings))
        questions = [locate(q, assistant.report.text) for q in chosen((), "tune")]
        with progress_bar(f"{name}: asking") as progress:
            samples = collect(assistant, questions, progress)
        fitted[name] = fit = fit_samples(samples, args.at_least, args.at_most)
        scored = [(float(p), s.right) for p, s in zip(fit.probability, samples, strict=True) if s.origin == "gold"]
        path = runs.RUNS / f"risk-coverage-{name}.csv"
        write_curve(risk_coverage(scored), path)
        console.print(tables.fitted(name, fit, samples))
        console.print(f"saved: {path}", soft_wrap=True)
    if not args.dry_run:
        write_calibration(fitted, CALIBRATION)
        console.print(f"saved: {CALIBRATION}", soft_wrap=True)
    return 0
