"""`chat`: a conversation in the terminal."""

from __future__ import annotations

import argparse
import contextlib
import sys

from assistant.cli.building import announced
from assistant.cli.shown import show
from assistant.datatypes import Turn
from assistant.errors import QuestionError
from assistant.pipeline import Assistant

HELP = """\
/new    start a new conversation: earlier questions are forgotten
/help   this list
/quit   leave (so do Ctrl-C and Ctrl-D)
A number picks one of the choices that an answer offers."""
PROMPT = "\nQuestion: "


def chat(options: argparse.Namespace) -> int:
    assistant = Assistant.open(options.settings, announced())
    interactive = sys.stdin.isatty()
    if interactive:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  (gives input() arrow keys and history where the system has it)
        print(f"{assistant.report.title}\nAsk about the report. /help lists the commands, /quit leaves.")
    history: list[Turn] = []
    while True:
        try:
            message = input(PROMPT if interactive else "").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        except UnicodeDecodeError:
            print("assistant: that line is not UTF-8. Type it again.", file=sys.stderr)
            continue
        if not message:
            continue
        if message == "/quit":
            return 0
        if message == "/new":
            history = []
            print("A new conversation.")
        elif message.startswith("/"):
            print(HELP)
        else:
            _answer(assistant, _picked(message, history), history)


def _picked(message: str, history: list[Turn]) -> str:
    choices = (*history[-1].answer.choices, *history[-1].answer.follow_ups) if history else ()
    if message.isdecimal() and 1 <= int(message) <= len(choices):
        return choices[int(message) - 1]
    return message


def _answer(assistant: Assistant, message: str, history: list[Turn]) -> None:
    try:
        answer = assistant.ask(message, history)
    except QuestionError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return
    except KeyboardInterrupt:  # stops the answer, not the conversation
        print()
        return
    print()
    show(answer)
    history.append(Turn(answer.reading, answer))
