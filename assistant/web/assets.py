"""Templates, styles and scripts, read once. What is served of them is known by name; no path comes from a request."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("assets")
STYLES = ("base.css", "answer.css", "pages.css", "print.css")
STRONGER = b":is(#stronger-than-gradio, body)"  # Gradio resets by class and loads later; an id outranks it
SCRIPTS = ("page.js", "marks.js", "panel.js", "ask.js", "take.js", "explore.js", "text.js", "evaluate.js")


@dataclass(frozen=True, slots=True)
class Served:
    """A file as it is served: joined, compressed, and named by its content so that browsers may keep it."""

    name: str
    media_type: str
    body: bytes
    compressed: bytes

    @classmethod
    def of(cls, stem: str, extension: str, media_type: str, body: bytes) -> Served:
        mark = hashlib.sha256(body).hexdigest()[:12]
        return cls(f"{stem}-{mark}.{extension}", media_type, body, gzip.compress(body, 9, mtime=0))


@cache
def template(name: str) -> str:
    return (FOLDER / "templates" / f"{name}.hbs").read_text("utf-8")


@cache
def shell() -> str:
    return (FOLDER / "shell.html").read_text("utf-8")


@cache
def stylesheet() -> Served:
    frame, *parts = [(FOLDER / "styles" / name).read_bytes() for name in ("frame.css", *STYLES)]
    return Served.of("styles", "css", "text/css", frame + STRONGER + b" {\n" + b"\n".join(parts) + b"}\n")


@cache
def scripts() -> Served:
    return Served.of("scripts", "js", "text/javascript", b"\n".join((FOLDER / "scripts" / name).read_bytes() for name in SCRIPTS))
