"""How a page gets its data: once it is open in the browser, and the report is open on the server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.errors import AssistantError
from assistant.web.escape import escaped
from assistant.web.reportview import Json
from assistant.web.service import Service

log = logging.getLogger(__name__)
PRIVATE: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}  # for every event of the pages


def load(part: gr.HTML, service: Service, view: Callable[[Service], Json]) -> None:
    """When the page now being built is opened, fill a part of it with what `view` gives."""
    blocks = Context.root_block
    assert blocks is not None, "a page is built inside a Blocks"

    def filled() -> Any:
        try:
            return escaped({"ready": True, **view(service)})
        except AssistantError as error:
            return escaped({"ready": True, "failed": str(error)})
        except Exception as error:  # the log says where; its message may hold anything
            log.error("a page could not be filled: %s", type(error).__name__)
            return escaped({"ready": True, "failed": "This page could not be filled. Please tell the operator of this server."})

    blocks.load(filled, None, [part], **PRIVATE)
