"""`python -m eval`: the commands and their options. What they do is in commands.py; errors leave with code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from assistant.errors import AssistantError

WIDTH = 200  # columns when the output is no terminal, so that tables in logs and files are not cut
ABOUT = """\
Measure the assistant on judged questions.

  python -m eval                          the built-in gold questions: figures by group, both halves, saved run
  python -m eval my-questions.csv         your own questions (eval/README.md shows the columns)
  python -m eval --half tune --wrong      one half, and what went wrong in it
  python -m eval html gold                the newest run named gold… as one HTML page
  python -m eval compare A B              two saved runs, question by question
"""
COMMANDS = """\
Nothing here asks a model for its opinion: an answer is right when its citations cover the evidence and its words match
the patterns (eval/score.py), so two runs give the same figures. Questions are split by their id into a half to tune on
and a half to report. Exit codes: 0 done, 1 a bound or check failed, 2 the command or a file cannot be used.
`python -m eval COMMAND --help` says more."""


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("questions", nargs="*", type=Path, help="YAML or CSV files of questions, or folders of them (default: the built-in gold)")


def _half(parser: argparse.ArgumentParser, default: str | None, note: str) -> None:
    parser.add_argument("--half", choices=["tune", "report", "all"], default=default, help=note)


def _run(parser: argparse.ArgumentParser) -> None:
    _questions(parser)
    _half(parser, None, "show one half, or both taken together (default: side by side)")
    parser.add_argument("--group", action="append", help="only questions of this group (may be repeated)")
    parser.add_argument("--wrong", action="store_true", help="list wrong answers and why; of the tuning half, unless --half names another")
    parser.add_argument("--whole", action="store_true", help="with --wrong: show whole answers")
    parser.add_argument("--name", default="gold", help="the saved run's name (default: gold)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write the HTML report")


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", help="a saved run: its path, its name, or the start of its name")
    parser.add_argument("after", help="another one")
    _half(parser, "all", "questions compared (default: all)")
    parser.add_argument("--limit", type=int, default=20, help="changed answers shown side by side (default: 20)")


def _gate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", nargs="?", help="a saved run (default: the gold questions are asked now)")
    parser.add_argument("--min", action="append", default=[], metavar="[GROUP:]MEASURE=VALUE", help="e.g. right=0.8, list:exact=98%%, '*:right=0.5'")
    parser.add_argument("--max", action="append", default=[], metavar="[GROUP:]MEASURE=VALUE", help="e.g. wrongly_declined=0.04, p95=250")
    parser.add_argument("--baseline", metavar="RUN", help="also fail where a figure is worse than in this run with p < 0.05")
    _half(parser, "all", "half whose figures are bounded (default: all)")


def _ablate(parser: argparse.ArgumentParser) -> None:
    _questions(parser)
    _half(parser, "tune", "questions asked (default: tune)")
    parser.add_argument("--only", default="", metavar="WORD", help="only parts with this word in their name")


def _calibrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folders", nargs="*", type=Path, default=[], metavar="FOLDER", help="folders in BEIR's layout with `answerable`, for the plain model")
    parser.add_argument("--at-least", type=float, default=0.93, metavar="SHARE", help="share of the unanswerable to decline (default: 0.93)")
    parser.add_argument("--at-most", type=float, default=1.0, metavar="SHARE", help="of the answerable, at most; goes before --at-least (default: 1)")
    parser.add_argument("--models", nargs="+", choices=["curated", "plain"], default=["curated", "plain"], help="which models to fit (default: both)")
    parser.add_argument("--dry-run", action="store_true", help="show the fit, write nothing but the curves")


def _readings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="show how well intents are learned, write nothing")


def _validate(parser: argparse.ArgumentParser) -> None:
    _questions(parser)


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", help="the message")
    parser.add_argument("--earlier", action="append", default=[], metavar="MESSAGE", help="a message before it, first one first (may be repeated)")
    parser.add_argument("--quote", action="append", default=[], metavar="WORDS", help="evidence, copied from the report (may be repeated: all are needed)")
    parser.add_argument("--at", action="append", default=[], metavar="START:END", help="evidence by its place, as citations and the report page state it")
    parser.add_argument("--must", action="append", default=[], metavar="PATTERN", help="regular expression that the answer must match")
    parser.add_argument("--must-not", action="append", default=[], metavar="PATTERN", help="regular expression that it must not match")
    parser.add_argument("--expect", choices=["answer", "decline", "either"], default="answer", help="default: answer")
    parser.add_argument("--exact", action="store_true", help="the evidence is the complete set")
    parser.add_argument("--group", default="fact", help="default: fact")
    parser.add_argument("--id", default="", help="default: the next free one of the group")
    parser.add_argument("--to", type=Path, metavar="FILE", help="YAML file (default: eval/gold/added.yaml)")


def _beir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv)")
    parser.add_argument("--no-baselines", action="store_true", help="do not also rank by BM25 alone and by passage vectors alone")


def _robustness(parser: argparse.ArgumentParser) -> None:
    _questions(parser)
    _half(parser, "all", "questions asked (default: all)")
    parser.add_argument("--wrong", action="store_true", help="list the questions that a change made wrong, and why")


def _lab(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", help="any message")
    parser.add_argument("--earlier", action="append", default=[], metavar="MESSAGE", help="a message before it, first one first (may be repeated)")
    parser.add_argument("--top", type=int, default=15, help="passages shown (default: 15)")


def _html(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", nargs="?", default="gold", help="a saved run: its path, its name, or the start of its name (default: gold)")
    parser.add_argument("--to", type=Path, metavar="FILE", help="default: beside the run, as .html")


COMMAND_OPTIONS = {
    "run": (_run, "ask the questions, print the figures, save the run (this is what `python -m eval` does without a command)"),
    "compare": (_compare, "differences of two runs with intervals and a paired test; changed answers side by side"),
    "gate": (_gate, "fail, with a list, where a run breaks bounds"),
    "ablate": (_ablate, "switch parts off in turn and show what each brings"),
    "calibrate": (_calibrate, "fit when to decline on the tuning half; write thresholds and the risk–coverage curve"),
    "readings": (_readings, "read the labelled questions in readings/ for the reader of intents; build the index afterwards"),
    "robustness": (_robustness, "the questions with typos, in capitals, as keywords …, and what that costs"),
    "beir": (_beir, "run collections in BEIR's layout through the same engine"),
    "lab": (_lab, "one question: how it was read, each passage's ranks and scores, and the decision"),
    "html": (_html, "a saved run as one self-contained HTML page"),
    "validate": (_validate, "check question files: ids, quotes, patterns, contradictions"),
    "add": (_add, "turn a question and quotes into a gold question"),
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m eval", description=ABOUT, epilog=COMMANDS, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for name, (options, note) in COMMAND_OPTIONS.items():
        options(commands.add_parser(name, help=note, description=note[0].upper() + note[1:] + "."))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        from eval import commands
    except ModuleNotFoundError as error:
        print(f'python -m eval: {error.name} is not installed. Run `pip install -e ".[eval]"` in the project folder.', file=sys.stderr)
        return 2

    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in {*COMMAND_OPTIONS, "-h", "--help"}:
        given = ["run", *given]
    args = parser().parse_args(given)
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    try:
        return int(getattr(commands, args.command)(args, console))
    except AssistantError as error:
        print(f"python -m eval {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        return 0
