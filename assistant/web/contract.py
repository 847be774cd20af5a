"""Messages in, the stable machine-readable answer out: what /ask and the named endpoint `ask` share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.datatypes import Turn
from assistant.errors import AssistantError, QuestionError
from assistant.render import to_json
from assistant.web.service import Asked, Service

LONGEST_TURNS = 30  # messages of one conversation that are played


def play(service: Service, messages: Sequence[object]) -> list[Turn]:
    """Put messages to the Assistant as one fresh conversation."""
    if not 1 <= len(messages) <= LONGEST_TURNS:
        raise QuestionError(f"Send between 1 and {LONGEST_TURNS} messages.")
    turns: list[Turn] = []
    for message in messages:
        answer = service.ask(Asked.of(message), turns)
        turns.append(Turn(answer.reading, answer))
    return turns


def answered(service: Service, messages: Sequence[object], identity: str | None = None) -> dict[str, Any]:
    """The last answer by the contract; an error in plain words where the messages cannot be read."""
    try:
        turns = play(service, messages)
        return to_json(turns[-1].answer, report=service.assistant.report.id, identity=identity)
    except AssistantError as error:
        return ({"id": identity} if identity is not None else {}) | {"status": "error", "message": str(error)}
