"""A part of a page: a Handlebars template of our own in a gr.HTML, without Gradio's looks."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.web import assets
from assistant.web.escape import escaped


def fragment(name: str, data: Any, on_load: str = "") -> gr.HTML:
    """`data` fills the template `name`; later values must come from `escaped` as well."""
    return gr.HTML(
        escaped(data), html_template=assets.template(name), js_on_load=on_load, apply_default_css=False, elem_id=f"part-{name}",
    )  # fmt: skip
