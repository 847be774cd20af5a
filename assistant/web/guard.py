"""What comes before everything else: known hosts, listed routes, small bodies, safe headers."""

from __future__ import annotations

import logging
import re
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
BODY_LIMIT = 64 * 1024  # bytes; the longest question with its envelope is below 20 KB
HEADERS = {
    "content-security-policy": (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
UNREADABLE = b'{"status": "error", "message": "The request could not be read."}'  # a framework's own words repeat what was sent
GRADIO_ROUTES = (
    r"/(?:assets|static)/[\w./-]+", r"/theme\.css", r"/favicon\.ico", r"/config/?", r"/login/?", r"/logout/?", r"/login_check/?",
    r"/gradio_api/(?:info|startup-events|app_id|user|token|login_check)/?", r"/gradio_api/(?:run|api)/predict/?",
    r"/gradio_api/queue/(?:join|data)", r"/gradio_api/call/ask(?:/[\w-]+)?", r"/gradio_api/(?:reset|cancel)/?",
    r"/gradio_api/heartbeat/[\w-]+",
)  # fmt: skip


class TooLarge(Exception):
    """The body that arrives is longer than the limit, whatever its header said."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`user_header`: the header in which a reverse proxy names the user who signed in; without it nobody gets in."""

    hosts: frozenset[str] = LOOPBACK
    routes: tuple[str, ...] = ()
    user_header: str | None = None
    body_limit: int = BODY_LIMIT
    known: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", re.compile("|".join((*GRADIO_ROUTES, *self.routes))))


class Guard:
    """ASGI middleware; the outermost, so that nothing answers without it."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}

        unreadable = False

        async def guarded(message: Message) -> None:
            nonlocal unreadable
            if message["type"] == "http.response.start":
                unreadable = message["status"] == 422
                if unreadable:
                    message["headers"] = [(b"content-type", b"application/json"), (b"content-length", str(len(UNREADABLE)).encode())]
                message["headers"] = _safe(message.get("headers", []))
            elif unreadable:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": UNREADABLE}
            await send(message)

        if refused := self._refusal(scope, headers):
            return await refused(scope, receive, guarded)
        return await self._pass_on(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> Response | None:
        rules = self.rules
        named = [headers.get("host", ""), *filter(None, [headers.get("x-forwarded-host")])]
        if not all(host_of(part) in rules.hosts for name in named for part in name.split(",")):
            return PlainTextResponse("This server is not known by that name. Start it with --allow-host to add one.", 421)
        origin = headers.get("origin")
        if scope["method"] not in {"GET", "HEAD"} and origin and host_of(origin.partition("://")[2]) not in rules.hosts:
            return PlainTextResponse("Requests from other sites are not accepted.", 403)
        if not rules.known.fullmatch(scope["path"]) or ".." in scope["path"]:
            return PlainTextResponse("There is no such page.", 404)
        if rules.user_header and scope["path"] != "/healthz" and not headers.get(rules.user_header.casefold(), "").strip():
            return PlainTextResponse("Please sign in first.", 401)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > rules.body_limit:
            return too_large()
        return None

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0
        begun = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b"")) if message["type"] == "http.request" else 0
            if taken > self.rules.body_limit:
                raise TooLarge
            return message

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counted, noticed)
        except TooLarge:
            if not begun:
                await too_large()(scope, receive, send)
        except Exception as error:  # not its message, which may carry the question: questions are not logged
            places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[::-1][:4])
            log.error("%s at %s", type(error).__name__, places)
            if not begun:
                await JSONResponse({"status": "error", "message": "Something went wrong on the server."}, 500)(scope, receive, send)


def too_large() -> Response:
    return JSONResponse({"status": "error", "message": "The request is too large. A question may have 2,000 characters."}, 413)


def host_of(name: str) -> str:
    """The host of a Host header, without port and brackets; empty where it is none."""
    try:
        return (urlsplit(f"//{name.strip()}").hostname or "") if re.fullmatch(r"[\w.:\[\]-]+", name.strip()) else ""
    except ValueError:  # a bracket without its pair
        return ""


def _safe(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in headers if name.decode("latin-1").casefold() not in {*HEADERS, "server"}]
    return [*kept, *((name.encode(), value.encode()) for name, value in HEADERS.items())]
