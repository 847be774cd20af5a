"""The one door from text to the page.

gr.HTML renders in two steps: Handlebars, then JavaScript evaluates the outcome as a template literal. Handlebars'
own `{{field}}` leaves `${…}` and backslashes alone, so a question of `${alert(1)}` would run. Hence every string is
escaped here, for both steps at once, and the templates insert it as it is with `{{{field}}}`.
"""

from __future__ import annotations

import re
from typing import Any

SPECIAL = {ord(character): f"&#{ord(character)};" for character in "&<>\"'`=$\\{}\r"}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escape(text: str) -> str:
    """Text for an element or a quoted attribute. Characters that have no look or reorder others show as �."""
    return CONTROLS.sub("\ufffd", text).translate(SPECIAL)


def escaped(data: Any) -> Any:
    """JSON-like data with every string escaped; keys are the program's own names and stay."""
    if isinstance(data, str):
        return escape(data)
    if isinstance(data, dict):
        return {key: escaped(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [escaped(value) for value in data]
    return data
