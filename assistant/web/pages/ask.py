"""The Ask page: question box, conversation, sources panel."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.datatypes import Report
from assistant.web.conversation import History, give, opening, reply
from assistant.web.escape import escaped
from assistant.web.fragment import fragment
from assistant.web.pages.loading import PRIVATE, load
from assistant.web.reportview import Json, cited_sections
from assistant.web.service import Service
from assistant.web.shell import Page

PAGE = Page("", "Ask", "Ask the report")


def build(service: Service) -> None:
    """Lay the page out and connect it; called inside a Blocks."""
    history = gr.State(())
    with gr.Row(elem_id="ask-layout"):
        with gr.Column(elem_id="ask-main"):
            intro = fragment("intro", {})
            conversation = fragment("conversation", {"turns": []}, 'assistantPage.conversation(element, props, watch, (said) => trigger("feedback", said));')
            question = fragment("question", {}, 'assistantPage.form(element, (question) => trigger("ask", { question }));')
        with gr.Column(elem_id="ask-side"):
            panel = fragment("panel", {"sections": []}, "assistantPage.panel(watch);")

    def answer(turns: History, event: gr.EventData) -> tuple[Any, Any, History]:
        shown, turns = reply(service, turns, event._data.get("question"))
        return escaped(shown), gr.skip() if shown["error"] else escaped(panel_view(turns, service.assistant.report)), turns

    def feedback(turns: History, event: gr.EventData) -> tuple[Any, History]:
        shown, turns = give(service, turns, event._data)
        return escaped(shown), turns

    question.ask(answer, [history], [conversation, panel, history], trigger_mode="multiple", **PRIVATE)
    conversation.feedback(feedback, [history], [conversation, history], trigger_mode="multiple", **PRIVATE)
    load(intro, service, opening)


def panel_view(turns: History, report: Report) -> Json:
    return {"sections": cited_sections([turn.view for turn in turns], report)}
