"""The Ask page: question box, conversation, sources panel."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.web.conversation import conversation_view, covers, give, opening, reply
from assistant.web.escape import escaped
from assistant.web.fragment import fragment
from assistant.web.pages.loading import PRIVATE, load
from assistant.web.reportview import cited_sections
from assistant.web.service import Service
from assistant.web.shelf import Shelf, Talk
from assistant.web.shell import Page

PAGE = Page("", "Ask", "Ask the report")
ON_LOAD = 'assistantPage.conversation(element, props, watch, (said) => trigger("feedback", said), (token) => trigger("resume", { token }));'


def build(service: Service) -> None:
    """Lay the page out and connect it; called inside a Blocks."""
    shelf, state = Shelf(), gr.State(Talk())
    with gr.Row(elem_id="ask-layout"):
        with gr.Column(elem_id="ask-main"):
            intro = fragment("intro", {})
            conversation = fragment("conversation", {"turns": []}, ON_LOAD)
            question = fragment("question", {}, 'assistantPage.form(element, (question) => trigger("ask", { question }), () => trigger("clear"));')
            scope = fragment("covers", {})
        with gr.Column(elem_id="ask-side"):
            panel = fragment("panel", {"sections": []}, "assistantPage.panel(watch);")

    def answer(talk: Talk, event: gr.EventData) -> tuple[Any, Any, Talk]:
        shown, turns = reply(service, talk.turns, event._data.get("question"))
        talk = talk if shown["error"] else shelf.keep(talk, turns)
        return escaped({**shown, "token": talk.token}), gr.skip() if shown["error"] else _panel(service, talk), talk

    def feedback(talk: Talk, event: gr.EventData) -> tuple[Any, Talk]:
        shown, turns = give(service, talk.turns, event._data)
        talk = shelf.keep(talk, turns)
        return escaped({**shown, "token": talk.token}), talk

    def resume(event: gr.EventData) -> tuple[Any, Any, Talk]:
        talk = shelf.find(event._data.get("token"))
        shown = conversation_view(talk.turns)
        return escaped({**shown, "token": talk.token, "resumed": True}), _panel(service, talk) if talk.turns else gr.skip(), talk

    def clear(talk: Talk) -> tuple[Any, Any, Talk]:
        shelf.drop(talk)
        return escaped(conversation_view(())), escaped({"sections": []}), Talk()

    question.ask(answer, [state], [conversation, panel, state], trigger_mode="multiple", **PRIVATE)
    question.clear(clear, [state], [conversation, panel, state], trigger_mode="multiple", **PRIVATE)
    conversation.feedback(feedback, [state], [conversation, state], trigger_mode="multiple", **PRIVATE)
    conversation.resume(resume, None, [conversation, panel, state], trigger_mode="multiple", **PRIVATE)
    load(intro, service, opening)
    load(scope, service, lambda service: {"covers": covers(service.assistant.report)})


def _panel(service: Service, talk: Talk) -> Any:
    return escaped({"sections": cited_sections([shown.view for shown in talk.turns], service.assistant.report)})
