"""How a page gets its data: once it is open in the browser, and the report is open on the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.errors import AssistantError
from assistant.web.escape import escaped
from assistant.web.reportview import Json
from assistant.web.service import Service

PRIVATE: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}  # for every event of the pages


def on_load(fill: Callable[[], Any], parts: list[gr.HTML]) -> None:
    """Run `fill` when the page now being built is opened."""
    blocks = Context.root_block
    assert blocks is not None, "a page is built inside a Blocks"
    blocks.load(fill, None, parts, **PRIVATE)


def load(part: gr.HTML, service: Service, view: Callable[[Service], Json]) -> None:
    """Fill a part of the page now being built with what `view` gives."""

    def filled() -> Any:
        try:
            return escaped({"ready": True, **view(service)})
        except AssistantError as error:
            return escaped({"ready": True, "failed": str(error)})

    on_load(filled, [part])
