"""`python -m eval`: the commands, their options, and errors with a cure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress as Bar

from assistant.errors import AssistantError, InputError


def console_of(file: object = None) -> Console:
    wide = not sys.stdout.isatty()
    return Console(width=190 if wide else None, highlight=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the assistant on judged questions.")
    parser.set_defaults(command=_run)
    _run_options(parser)
    return parser


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("questions", nargs="*", type=Path, help="YAML or CSV files of questions, or folders of them (default: the built-in gold)")
    parser.add_argument("--half", choices=["tune", "report", "all"], help="show one half, or both taken together (default: side by side)")
    parser.add_argument("--group", action="append", help="only questions of this group (may be repeated)")
    parser.add_argument("--wrong", action="store_true", help="list the questions that were answered wrongly, and why")
    parser.add_argument("--whole", action="store_true", help="with --wrong: show whole answers")
    parser.add_argument("--name", default="gold", help="the saved run's name (default: gold)")


def _run(args: argparse.Namespace, console: Console) -> int:
    from assistant.pipeline import Assistant
    from assistant.settings import Settings
    from eval.gold import half_of, load_gold
    from eval.runs import evaluate, save
    from eval.tables import show_run, show_wrong

    settings = Settings()
    gold = load_gold(args.questions)
    if args.group:
        gold = [q for q in gold if q.group in args.group]
    if args.half in {"tune", "report"}:
        gold = [q for q in gold if half_of(q.id) == args.half]
    if not gold:
        raise InputError("No question is left. Check --group and --half.")
    assistant = Assistant.open(settings)
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=len(gold))
        run = evaluate(assistant, gold, name=args.name, settings=settings, progress=lambda done, of: bar.update(task, completed=done))
    if args.wrong:
        show_wrong(console, run.rows, whole=args.whole)
    show_run(console, run, args.half)
    console.print(f"saved: {save(run)}")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(arguments)
    try:
        return int(args.command(args, console_of()))
    except AssistantError as error:
        print(f"python -m eval: {error}", file=sys.stderr)
        return 2
