"""What can be typed after `python -m assistant`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.listing import LISTED
from assistant.settings import DEFAULT_MODEL, Settings

ABOUT = "Answers questions about a report. Every quote is checked character for character against the report's text."
EXAMPLES = """\
examples:
  python -m assistant ask "What does the report recommend about data sharing?"
  python -m assistant ask "How many recommendations come from the homelessness research?" --json
  python -m assistant ask --batch questions.jsonl --json > answers.jsonl
  python -m assistant chat
  python -m assistant report --theme funding --csv > funding.csv
  python -m assistant index --corpus my-report

exit codes: 0 answered or declined, 2 bad usage or input"""

ASK = """\
Ask one question and read the answer, or ask a whole file of questions. The index is built first where it is missing.
A question that the report does not answer is declined; that is an answer too, with exit code 0."""
ASK_EXAMPLES = """\
a batch file has one conversation a line; the answer to its last message is printed, one JSON object a line, in order:
  {"id": "q1", "turns": ["Which themes mention funding?", "And only from the October study?"]}

a line that cannot be read gives {"id": …, "status": "error", "message": …} and the batch goes on with exit code 0."""

CHAT = "Hold a conversation: follow-up questions are understood from the questions before them. /help lists the commands."

REPORT = "List what was read from the report: themes, recommendations, research, examples and what has been done."
REPORT_EXAMPLES = """\
examples:
  python -m assistant report                                        an overview with counts
  python -m assistant report --kind recommendation --theme funding  the recommendations of a theme
  python -m assistant report --source homelessness --json           as JSON, with each item's place in the text
  python -m assistant report --kind example --place Birmingham
  python -m assistant report --csv > items.csv                      for a spreadsheet; formulas are made harmless

a filter's value is an id (funding) or words of the name ("inclusive services"); filters narrow together"""

INDEX = """\
Read the corpus folder (report.txt, profile.yaml and, if there, glossary.yaml and asked_as.yaml) and build its index.
The former index serves until the new one is complete, also if the build is interrupted."""

BUNDLE = """\
Write a folder that a server can answer from: the program, the corpus, its index with the exported model, and the
list of what to install, without torch. Its README says how to start it. It answers exactly as this program does."""


class _Version(argparse.Action):
    """Looks the version up only when asked: importlib.metadata costs more than the rest of the parser."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            parser.exit(message=f"report-assistant {version('report-assistant')}\n")
        except PackageNotFoundError:
            parser.exit(message="report-assistant (not installed)\n")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Options of one command, with `settings` made of the global ones and `run(options)` to carry it out."""
    options = _parser().parse_args(arguments)
    given = {name: getattr(options, name) for name in ("corpus", "index", "model") if hasattr(options, name)}
    options.settings = replace(Settings(), **given)
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", nargs=0, action=_Version, help="print the version and leave")
    _take(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_ask(_command(commands, "ask", "answer one question, or a file of them", ASK, ASK_EXAMPLES, "asking.ask"))
    _command(commands, "chat", "hold a conversation in the terminal", CHAT, "", "chatting.chat")
    _add_report(_command(commands, "report", "list what was read from the report", REPORT, REPORT_EXAMPLES, "listed.report"))
    building = _command(commands, "index", "build the index", INDEX, "", "building.index")
    building.set_defaults(builds=True)
    building.add_argument("--if-needed", action="store_true", help="build only where the index is missing, damaged or out of date")
    bundling = _command(commands, "bundle", "write what a server needs into a folder", BUNDLE, "", "bundling.bundle")
    bundling.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    return parser


def _take(parser: argparse.ArgumentParser) -> None:
    """The global options, before the command or after it; what is not given leaves no trace, so neither hides the other."""
    group = parser.add_argument_group("global options")
    model = f"sentence-transformers name or folder (default: {DEFAULT_MODEL}, which needs no network, or $ASSISTANT_MODEL)"
    for name, described in {
        "--corpus": {"type": Path, "metavar": "FOLDER", "help": "folder of the report (default: corpus/covid-keeps, or $ASSISTANT_CORPUS)"},
        "--index": {"type": Path, "metavar": "FOLDER", "help": "folder of the indexes (default: index, or $ASSISTANT_INDEX)"},
        "--model": {"metavar": "NAME", "help": model},
    }.items():
        group.add_argument(name, default=argparse.SUPPRESS, **described)  # type: ignore[arg-type]


def _command(commands: Any, name: str, brief: str, about: str, examples: str, runs: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=brief, description=about, epilog=examples or None, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module, function = runs.split(".")
    _take(parser)
    parser.set_defaults(builds=False, opens=name in {"ask", "chat"})
    parser.set_defaults(run=lambda options: getattr(import_module(f"assistant.cli.{module}"), function)(options))
    return parser


def _add_ask(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="the question, in quotation marks")
    what.add_argument("--batch", metavar="FILE", help="ask every line of a JSON Lines file, - for standard input; prints JSON")
    parser.add_argument("--json", action="store_true", help="print the machine-readable answer, one object a line")


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=LISTED, help="only this kind of item")
    parser.add_argument("--theme", metavar="THEME", help="only of this theme")
    parser.add_argument("--source", metavar="SOURCE", help="only from this piece of research")
    parser.add_argument("--label", metavar="LABEL", help="only with this label (the words before a recommendation's colon)")
    parser.add_argument("--place", metavar="PLACE", help="only examples from this place")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print a JSON list")
    form.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
