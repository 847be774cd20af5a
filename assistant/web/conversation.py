"""One session's conversation: what was asked and answered, as it is shown. Pages hold it; nothing here is shared."""

from __future__ import annotations

import logging
import secrets
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.datatypes import Report, Turn
from assistant.errors import AssistantError
from assistant.web.reportview import Json
from assistant.web.service import Asked, Service
from assistant.web.view import REASONS, feedback_view, turn_view

LONGEST = 30  # turns kept; what is older leaves the page and the memory
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A turn and the data that shows it. `kept`: the row of the feedback given on it."""

    turn: Turn
    view: Json
    kept: int | None = None


History = tuple[Shown, ...]


def reply(service: Service, turns: History, message: object) -> tuple[Json, History]:
    """Answer a message: the conversation as shown, and the turns to remember."""
    try:
        asked = Asked.of(message)
        answer = service.ask(asked, [shown.turn for shown in turns])
        number = turns[-1].view["number"] + 1 if turns else 1
        earlier = [shown.view["question"] for shown in turns]
        settled = answer.status != "clarify"  # a question back is no answer to follow up or to judge
        follow_ups = service.suggestions.follow_ups(answer, [*earlier, answer.question]) if settled else []
        view = turn_view(answer, number, service.assistant.report, cut=asked.cut, follow_ups=follow_ups)
        view["feedback"] = feedback_view(number, service.kept_days) if settled else None
        turns = (*turns, Shown(Turn(answer.reading, answer), view))[-LONGEST:]
        return conversation_view(turns), turns
    except AssistantError as error:
        return conversation_view(turns, _problem(str(error))), turns
    except Exception as error:  # whatever happens, the page says so in plain words
        return conversation_view(turns, _problem("Something went wrong on the server. The question was not answered.", error)), turns


def conversation_view(turns: History, error: Json | None = None) -> Json:
    """Only the last turn offers follow-ups: earlier ones were passed by. `stamp` makes each reply a new value."""
    views = [shown.view if place == len(turns) else {**shown.view, "follow_ups": [], "choices": []} for place, shown in enumerate(turns, 1)]
    return {"turns": views, "error": error, "stamp": secrets.token_hex(4)}


def give(service: Service, turns: History, said: dict[str, Any]) -> tuple[Json, History]:
    """Keep a reader's verdict on one turn, or more of what was said of it before."""
    place = next((n for n, shown in enumerate(turns) if shown.view["number"] == said.get("turn")), None)
    verdict, note = str(said.get("verdict")), str(said.get("note") or "")
    if place is None or verdict not in {"useful", "not useful", *REASONS}:
        return conversation_view(turns), turns
    shown = turns[place]
    try:
        if shown.kept is None:
            kept = service.give(verdict, note, [s.turn for s in turns[: place + 1]])
        else:
            kept = shown.kept
            service.feedback.refine(kept, verdict, note)
    except Exception as error:
        return conversation_view(turns, _problem("Your feedback could not be kept. The conversation goes on.", error)), turns
    view = {**shown.view, "feedback": feedback_view(shown.view["number"], service.kept_days, verdict, sent=bool(said.get("sent")))}
    turns = (*turns[:place], replace(shown, view=view, kept=kept), *turns[place + 1 :])
    return conversation_view(turns), turns


def _problem(message: str, error: Exception | None = None) -> Json:
    reference = secrets.token_hex(4)
    if error:  # not its message, which may carry the question: questions are not logged
        places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[::-1][:4])
        log.error("reference %s: %s at %s", reference, type(error).__name__, places)
    return {"message": message, "reference": reference}


def opening(service: Service) -> Json:
    """What an empty page says, once the report is open."""
    return {"title": service.assistant.report.title, "examples": service.suggestions.examples()}


def covers(report: Report) -> list[str]:
    """What the report holds, by number."""
    lines = []
    if recommendations := len(report.of_kind("recommendation")):
        under = f", under {len(report.themes)} themes" if report.themes else ""
        lines.append(f"{recommendations} recommendations{under}: what, how many, from which research.")
    if report.sources:
        lines.append(f"{len(report.sources)} pieces of research: who did them, when, how, what they found.")
    if examples := len(report.of_kind("example")):
        lines.append(f"{examples} examples from places and organisations.")
    return [*lines, "Follow-up questions, such as “and how many of those?”"]
