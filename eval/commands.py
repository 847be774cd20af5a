"""What each command of `python -m eval` does, from parsed options to an exit code."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from assistant.errors import InputError
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval import plots, runs, tables
from eval.gold import GOLD, TUNING, for_fitting, half_of, load_gold, locate_all
from eval.runs import Progress, Run
from eval.shape import GoldQuestion, as_question

if TYPE_CHECKING:
    from eval.calibrate import Sample


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
    if args.html:
        from eval.page import write_page

        console.print(f"saved: {write_page(made, args.html)}", soft_wrap=True)
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
    from assistant.answering.refusal import CALIBRATION, WEIGHED
    from eval.ablate import uncurated
    from eval.calibrate import Fitted, collect, fit_samples, risk_coverage, write_calibration, write_curve

    settings = Settings()
    fitted: dict[str, Fitted] = {}
    for name in args.models:
        assistant = Assistant.open(settings if name == "curated" else uncurated(settings))
        questions = locate_all(for_fitting(), assistant.report.text)
        with progress_bar(f"{name}: asking") as progress:
            samples = collect(assistant, questions, progress)
        for folder in args.folders if name == "plain" else ():
            samples += _samples_of(folder, settings)
        fitted[name] = fit = fit_samples(samples, args.at_least, args.at_most, WEIGHED[name])
        scored = [(float(p), s.right) for p, s in zip(fit.probability, samples, strict=True) if s.origin == "gold"]
        points = risk_coverage(scored)
        path = runs.RUNS / f"risk-coverage-{name}.csv"
        write_curve(points, path)
        answered = [right for p, right in scored if p >= fit.threshold]
        at_threshold = {"tune": (len(answered) / len(scored), 1 - sum(answered) / len(answered))} if answered else {}
        path.with_suffix(".svg").write_text(plots.risk_coverage_plot({"tune": points}, at_threshold), "utf-8")
        console.print(tables.fitted(name, fit, samples))
        console.print(f"saved: {path} and .svg", soft_wrap=True)
    if not args.dry_run:
        write_calibration(fitted, CALIBRATION)
        console.print(f"saved: {CALIBRATION}", soft_wrap=True)
    return 0


def _samples_of(folder: Path, settings: Settings) -> list[Sample]:
    """The decisions on a collection's queries, those with `answerable`."""
    from eval import yardstick
    from eval.beir import open_collection, read_collection
    from eval.calibrate import Sample

    collection = read_collection(folder)
    known = {q.id: bool(q.answerable) for q in collection.queries if q.answerable is not None}
    if len(set(known.values())) < 2:
        raise InputError(f"{folder}: its queries do not tell answerable from unanswerable ones. Leave it out of --folders.")
    with progress_bar(f"{collection.name}: indexing") as progress:
        assistant = open_collection(collection, settings, lambda stage, done, of: progress(done, of) if stage == "vectors" else None)
    with progress_bar(f"{collection.name}: asking") as progress:
        played = yardstick.play(assistant, collection, progress, baselines=False, always=True)
    return [Sample.of(i, collection.name, f, known[i], known[i]) for i in known for f in played.figures[i]]


def readings(args: Namespace, console: Console) -> int:
    from eval.readings import curated, labelled, learned, read_all, save

    assistant = Assistant.open(Settings())
    found = read_all(assistant, [*labelled(), *curated(Settings())])
    console.print("\n".join(learned(assistant, found)))
    if not args.dry_run:
        save(found)
        console.print("Written. Build the index anew: python -m assistant index")
    return 0


def robustness(args: Namespace, console: Console) -> int:
    from eval.robustness import losses, table_of

    settings = Settings()
    gold = chosen(args.questions, args.half)
    assistant = Assistant.open(settings)
    with console.status("") as status:
        found = list(losses(assistant, gold, settings, started=lambda name: status.update(name)))
    for loss in found if args.wrong else ():
        console.print(f"[bold]{loss.name}[/bold]")
        tables.show_wrong(console, [after for before, after in loss.pairs if not before["faults"]])
    console.print(table_of(found))
    console.print("[dim]Only questions whose words a change alters; every message of a conversation is changed. Differences in percentage points.[/dim]")
    return 0


def beir(args: Namespace, console: Console) -> int:
    from eval import yardstick
    from eval.beir import open_collection, read_collection

    settings = Settings()
    for folder in args.folders:
        collection = read_collection(folder)
        with progress_bar(f"{collection.name}: indexing") as progress:
            assistant = open_collection(collection, settings, lambda stage, done, of: progress(done, of) if stage == "vectors" else None)
        with progress_bar(f"{collection.name}: asking") as progress:
            played = yardstick.play(assistant, collection, progress, baselines=not args.no_baselines)
        figures = yardstick.figures_of(collection, played)
        console.print(yardstick.table_of(collection, figures))
        path = runs.RUNS / f"beir-{collection.name}-{runs.commit()}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {"collection": collection.name, "corpus": collection.digest, "commit": runs.commit(), "model": settings.model, "figures": figures}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
        console.print(f"saved: {path}", soft_wrap=True)
    return 0


def lab(args: Namespace, console: Console) -> int:
    from eval.lab import look, show

    show(console, look(Assistant.open(Settings()), args.question, args.earlier, args.top))
    return 0


def html(args: Namespace, console: Console) -> int:
    from eval.page import write_page

    path = runs.find(args.run)
    to = args.to or path.with_suffix(".html")
    write_page(runs.load(str(path)), to)
    console.print(f"saved: {to}", soft_wrap=True)
    return 0


def validate(args: Namespace, console: Console) -> int:
    from assistant.reading.corpus import read_text
    from eval.validate import summary
    from eval.validate import validate as check

    checked = check(args.questions or (GOLD, TUNING), read_text(Settings().corpus))
    console.print(summary(checked.questions))
    for note in checked.notes:
        console.print(f"[dim]note: {escape(note)}[/dim]")
    for fault in checked.faults:
        console.print(f"[red]✗[/red] {escape(fault)}")
    console.print(f"{len(checked.faults)} faults." if checked.faults else f"✓ {len(checked.questions)} questions, no fault.")
    return 1 if checked.faults else 0


def add(args: Namespace, console: Console) -> int:
    from assistant.reading.corpus import read_text
    from eval.add import ADDED, NEW, quote_at
    from eval.add import add as append

    text = read_text(Settings().corpus)
    evidence = [*args.quote, *(quote_at(text, place) for place in args.at)]
    content = {
        "id": args.id or NEW, "group": args.group, "turns": [*args.earlier, args.question], "expect": args.expect,
        "evidence": evidence, "exact": args.exact, "must": args.must, "must_not": args.must_not,
    }  # fmt: skip
    to = args.to or ADDED
    added = append(as_question(content), text, to)
    console.print(f"added {added.id} to {to} ({tables.HALVES[half_of(added.id)]} half)", soft_wrap=True)
    return 0
