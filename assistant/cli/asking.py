"""`ask`: one question, or a batch of conversations by the contract of the machine-readable answer."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.cli.building import announced
from assistant.datatypes import Answer, Turn
from assistant.errors import AssistantError, InputError, QuestionError
from assistant.pipeline import Assistant
from assistant.render import to_json

MAX_LINE = 1_000_000  # bytes of a batch line: far above any conversation, far below what would hurt
MAX_TURNS = 200
LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # those that JSON lets stand in a string


def ask(options: argparse.Namespace) -> int:
    assistant = Assistant.open(options.settings, announced())
    if options.batch is not None:
        return _batch(assistant, options.batch)
    answer = assistant.ask(_readable(options.question))
    if options.json:
        print(_line({"id": None} | to_json(answer, report=assistant.report.id)))
    else:
        from assistant.cli.shown import show

        show(answer)
    return 0


def _batch(assistant: Assistant, name: str) -> int:
    """Print one object a line. Whatever a library prints goes to standard error: a reader parses every line of ours."""
    out = sys.stdout
    bad = 0
    with _lines(name) as lines, contextlib.redirect_stdout(sys.stderr):
        for raw in lines:
            if not raw.strip():
                continue
            answered = _answered(assistant, raw)
            bad += answered["status"] == "error"
            print(_line(answered), file=out, flush=True)
    if bad:
        print(f"assistant: {bad} line{'s' if bad > 1 else ''} of {name} could not be answered; see status “error”.", file=sys.stderr)
    return 0


@contextlib.contextmanager
def _lines(name: str) -> Iterator[Iterable[bytes]]:
    """A file's lines undecoded, so that one line that is not UTF-8 does not take the others with it."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(name, "rb") as file:
            yield file
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror}). Name a JSON Lines file, or - for standard input.") from None


def _answered(assistant: Assistant, raw: bytes) -> dict[str, Any]:
    identity: object = None
    try:
        identity, turns = read_line(raw)
        return {"id": identity} | to_json(play(assistant, turns), report=assistant.report.id)
    except BadLine as error:
        identity, message = error.identity, str(error)
    except AssistantError as error:
        message = str(error)
    except Exception as error:  # a fault of ours in one line must not cost the other lines their answers
        traceback.print_exc()
        message = f"internal error ({type(error).__name__}: {error})"
    return {"id": identity, "status": "error", "message": message}


class BadLine(QuestionError):
    """A batch line that cannot be played, with its id where that much could be read."""

    def __init__(self, message: str, identity: object = None) -> None:
        super().__init__(message)
        self.identity = identity


def read_line(raw: bytes) -> tuple[object, list[str]]:
    """The id (any JSON scalar; null where there is none) and the messages of a batch line."""
    if len(raw) > MAX_LINE:
        raise BadLine(f"The line is longer than {MAX_LINE:,} bytes. Split the conversation.")
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadLine("The line is not UTF-8. Save the file as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(f"The line is not JSON ({error}). Write one JSON object a line.") from None
    if not isinstance(given, dict):
        raise BadLine('The line is not a JSON object. Write {"id": …, "turns": ["…"]}.')
    identity = given.get("id")
    if isinstance(identity, dict | list) or (isinstance(identity, float) and not math.isfinite(identity)):
        raise BadLine("The id is not a JSON scalar. Give a string or a number.")
    turns = given.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise BadLine('"turns" must be a list of one message or more, each a string.', identity)
    if len(turns) > MAX_TURNS:
        raise BadLine(f"A conversation has at most {MAX_TURNS} messages.", identity)
    return identity, turns


def play(assistant: Assistant, turns: list[str]) -> Answer:
    """Ask the messages in order as one fresh conversation; the answer to the last."""
    history: list[Turn] = []
    for message in turns:
        answer = assistant.ask(_readable(message), history)
        history.append(Turn(answer.reading, answer))
    return answer


def _readable(message: str) -> str:
    """JSON escapes and byte arguments can carry half a character, which no model can read."""
    try:
        message.encode()
    except UnicodeEncodeError:
        raise QuestionError("The question holds a broken character. Type it again, or save the file as UTF-8.") from None
    return message


def _line(found: dict[str, Any]) -> str:
    """JSON that is one line to every reader, in plain UTF-8. Escaped are only the separators that some readers take for
    the end of a line, or everything where an echoed value holds half a character, which UTF-8 cannot carry."""
    line = json.dumps(found, ensure_ascii=False, allow_nan=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(found, allow_nan=False)
    return LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", line)
