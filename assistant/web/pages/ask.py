"""The Ask page: question box, conversation, sources panel."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.datatypes import Report, Turn
from assistant.errors import AssistantError
from assistant.web.escape import escaped
from assistant.web.fragment import fragment
from assistant.web.service import Asked, Service
from assistant.web.shell import Page
from assistant.web.view import Json, cited_sections, turn_view

PAGE = Page("", "Ask", "Ask the report")
LONGEST_CONVERSATION = 30  # turns kept; what is older leaves the page and the memory
log = logging.getLogger(__name__)
History = tuple[tuple[Json, Turn], ...]  # each turn as shown and as answered


def build(service: Service) -> None:
    """Lay the page out and connect it; called inside a Blocks."""
    history = gr.State(())
    with gr.Row(elem_id="ask-layout"):
        with gr.Column(elem_id="ask-main"):
            intro = fragment("intro", {"title": "", "examples": []})
            conversation = fragment("conversation", {"turns": []}, "assistantPage.conversation(element, props, watch);")
            question = fragment("question", {}, 'assistantPage.form(element, (question) => trigger("ask", { question }));')
        with gr.Column(elem_id="ask-side"):
            panel = fragment("panel", {"sections": []})

    def answer(turns: History, event: gr.EventData) -> tuple[Any, Any, History]:
        return reply(service, turns, event._data.get("question"))

    question.ask(
        answer, [history], [conversation, panel, history],
        queue=False, show_progress="hidden", api_visibility="private", trigger_mode="once",
    )  # fmt: skip
    gr.on(
        [_current().load], lambda: opening(service), None, [intro, conversation],
        queue=False, show_progress="hidden", api_visibility="private",
    )  # fmt: skip


def _current() -> gr.Blocks:
    blocks = gr.context.Context.root_block
    assert blocks is not None, "a page is built inside a Blocks"
    return blocks


def reply(service: Service, turns: History, message: object) -> tuple[Json, Json, History]:
    """Answer a message: the conversation and the panel as shown, and the turns to remember."""
    try:
        asked = Asked.of(message)
        history = [turn for _, turn in turns]
        answer = service.ask(asked, history)
        report = service.assistant.report
        number = turns[-1][0]["number"] + 1 if turns else 1
        earlier = [view["question"] for view, _ in turns]
        follow_ups = service.suggestions.follow_ups(answer, [*earlier, answer.question])
        view = turn_view(answer, number, report, cut=asked.cut, follow_ups=follow_ups)
        turns = (*turns, (view, Turn(answer.reading, answer)))[-LONGEST_CONVERSATION:]
        return shown(turns), _panel(turns, report), turns
    except AssistantError as error:
        return shown(turns, _problem(str(error))), gr.skip(), turns
    except Exception as error:  # whatever happens, the page says so in plain words
        return shown(turns, _problem("Something went wrong on the server. The question was not answered.", error)), gr.skip(), turns


def shown(turns: History, error: Json | None = None) -> Json:
    """Only the last turn offers follow-ups: earlier ones were passed by."""
    views = [view if place == len(turns) else {**view, "follow_ups": [], "choices": []} for place, (view, _) in enumerate(turns, 1)]
    return escaped({"turns": views, "error": error})  # type: ignore[no-any-return]


def _panel(turns: History, report: Report) -> Json:
    return escaped({"sections": cited_sections([view for view, _ in turns], report)})  # type: ignore[no-any-return]


def _problem(message: str, error: Exception | None = None) -> Json:
    reference = secrets.token_hex(4)
    if error:  # not its message, which may carry the question: questions are not logged
        places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[::-1][:4])
        log.error("reference %s: %s at %s", reference, type(error).__name__, places)
    return {"message": message, "reference": reference}


def opening(service: Service) -> tuple[Json, Json]:
    """What an empty page says, once the report is open."""
    try:
        report = service.assistant.report
    except Exception as error:
        message = str(error) if isinstance(error, AssistantError) else "The report could not be opened."
        return escaped({"title": "", "examples": []}), escaped({"turns": [], "error": _problem(message, error)})
    return (
        escaped({"title": report.title, "examples": service.suggestions.examples()}),
        escaped({"turns": [], "covers": covers(report)}),
    )


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
