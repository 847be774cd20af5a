"""The frame around Gradio's document: language, title, header with the pages, our styles and scripts.

Gradio serves an almost empty document and draws the page in the browser. The header is put in on the server, so
that it is there at once; its links work behind any root path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from string import Template

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import assets
from assistant.web.escape import escape

LANGUAGE = re.compile(r'(<html\s+lang=)"en"')
FOREIGN = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>|\s*<link rel="manifest"[^>]*>')
SKIP = {"": ("question", "Skip to the question box")}


@dataclass(frozen=True, slots=True)
class Page:
    """A route: `path` is its last part ("" is the start page)."""

    path: str
    name: str
    title: str


class Shell:
    """ASGI middleware that dresses the pages' documents and leaves all else alone.

    `about` gives the report's title and version; both are empty until the report is open.
    """

    def __init__(self, app: ASGIApp, pages: list[Page], about: Callable[[], tuple[str, str]], root_path: str = "") -> None:
        self.app, self.about, self.root_path = app, about, root_path.rstrip("/")
        self.pages = {f"/{page.path}": page for page in pages}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = self.pages.get(scope.get("path", "")) if scope["type"] == "http" else None
        if page is None:
            return await self.app(scope, receive, send)
        start: list[Message] = []
        body = bytearray()

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return None
            if message["type"] != "http.response.body":
                return await send(message)
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return None
            document = bytes(body)
            headers = MutableHeaders(scope=start[0])
            if headers.get("content-type", "").startswith("text/html") and document:
                document = self.dress(document.decode(), page).encode()
                headers["content-length"] = str(len(document))
            await send(start[0])
            return await send({"type": "http.response.body", "body": document})

        await self.app(scope, receive, dressed)
        return None

    def dress(self, document: str, page: Page) -> str:
        title = f"{page.title} – Report assistant"
        own = f"{self.root_path}/own"
        head = (
            f"<title>{escape(title)}</title>"
            f'<link rel="stylesheet" href="{own}/{assets.stylesheet().name}">'
            f"<script>window.gradio_config.title = {json.dumps(title)};</script>"
            f'<script defer src="{own}/{assets.scripts().name}"></script>'
        )
        if self.root_path:  # relative links then hold with and without a slash at the end of the address
            document = document.replace('<base href="./"', f'<base href="{escape(self.root_path)}/"', 1)
        document = FOREIGN.sub("", LANGUAGE.sub(r'\1"en-GB"', document, count=1))
        document = document.replace("</head>", f"{head}</head>", 1)
        return document.replace("<gradio-app", f"{self._frame(page)}<gradio-app", 1)

    def _frame(self, page: Page) -> str:
        links = "".join(
            f'<li><a href="{self.root_path}/{p.path}"{" aria-current=page" if p is page else ""}>{escape(p.name)}</a></li>' for p in self.pages.values()
        )
        title, version = self.about()
        skip, skip_words = SKIP.get(page.path, ("content", "Skip to the content"))
        return Template(assets.shell()).substitute(
            path=f"{self.root_path}/{page.path}", home=f"{self.root_path}/", links=links,
            skip=skip, skip_words=skip_words, report=escape(title), version=escape(version),
        )  # fmt: skip
