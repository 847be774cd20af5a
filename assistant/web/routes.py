"""The plain routes beside Gradio's pages: health, our styles and scripts, answers as JSON, files to take away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.errors import AssistantError
from assistant.listing import LISTED, filtered
from assistant.web import assets
from assistant.web.contract import answered, play
from assistant.web.export.markdown import to_markdown_file
from assistant.web.export.record import Record
from assistant.web.export.table import citations_csv, items_csv
from assistant.web.pages.explore import NO_SOURCE
from assistant.web.service import Service

PATHS = (r"/healthz", r"/ask", r"/own/[\w.-]+", r"/export/(?:markdown|word|csv)", r"/lists/[a-z]+\.csv")
WORKERS = 4  # threads that answer; the model itself uses the cores
WAITING = 40  # questions in hand at once; one more is told to come back. Forty take a busy machine of two cores about a second
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WRITERS: dict[str, tuple[str, str, Callable[[Record], str | bytes]]] = {
    "markdown": ("md", "text/markdown; charset=utf-8", to_markdown_file),
    "word": ("docx", WORD, lambda record: _word(record)),
    "csv": ("csv", "text/csv; charset=utf-8", lambda record: citations_csv(record.answer)),
}
SignedIn = Callable[[Request], bool]


def own_routes(service: Service, signed_in: SignedIn) -> APIRouter:
    router = APIRouter()
    desk = Desk(signed_in)

    @router.get("/healthz")
    def health() -> JSONResponse:
        state = "ready" if service.ready else "failed" if service.failed else "opening"
        return JSONResponse({"status": state}, 200 if service.ready else 503)

    @router.get("/own/{name}")
    def own(name: str, request: Request) -> Response:
        return _served(name, "gzip" in request.headers.get("accept-encoding", ""))

    @router.post("/ask")
    async def ask(request: Request) -> Response:
        body = await _body(request)
        messages = body.get("turns") or [body.get("question")]
        identity = body["id"] if isinstance(body.get("id"), str) else None
        return await desk.take(request, lambda: _reply(answered(service, messages, identity)))

    @router.post("/export/{kind}")
    async def export(kind: str, request: Request) -> Response:
        messages = (await _body(request)).get("turns") or []
        return await desk.take(request, lambda: _exported(service, kind, messages))

    @router.get("/lists/{kind}.csv")
    async def listed(kind: str, request: Request) -> Response:
        return await desk.take(request, lambda: _list(service, kind, dict(request.query_params)))

    return router


class Desk:
    """Work off the event loop, so much and no more at once."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in
        self.pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="ask")
        self.in_hand = 0

    async def take(self, request: Request, work: Callable[[], Response]) -> Response:
        if not self.signed_in(request):
            return refusal("Please sign in first.", 401)
        if self.in_hand >= WAITING:
            response = refusal("Too many questions at once. Try again in a second.", 503)
            response.headers["retry-after"] = "1"
            return response
        self.in_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, work)
        except AssistantError as error:
            return refusal(str(error), 400)
        finally:
            self.in_hand -= 1


def refusal(message: str, code: int) -> JSONResponse:
    return JSONResponse({"status": "error", "message": message}, code)


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent; an empty one where it is something else."""
    body: Any = None
    with suppress(ValueError, RecursionError):
        body = await request.json()
    return body if isinstance(body, dict) and isinstance(body.get("turns", []), list) else {}


def _reply(found: dict[str, Any]) -> Response:
    return JSONResponse(found, 400 if found["status"] == "error" else 200)


def _served(name: str, zipped: bool) -> Response:
    for served in (assets.stylesheet(), assets.scripts()):
        if served.name == name:
            headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
            headers |= {"content-encoding": "gzip"} if zipped else {}
            return Response(served.compressed if zipped else served.body, media_type=served.media_type, headers=headers)
    return PlainTextResponse("There is no such file.", 404)


def _exported(service: Service, kind: str, messages: list[Any]) -> Response:
    """The answer is made again from its questions: nothing of a conversation is kept on the server for this."""
    answer = play(service, messages)[-1].answer
    index = service.assistant.index
    ending, media_type, write = WRITERS[kind]
    written = write(Record.of(answer, index.report, index.manifest.fingerprint))
    return _file(written, f"answer-{datetime.now(UTC):%Y-%m-%d}.{ending}", media_type)


def _word(record: Record) -> bytes:
    from assistant.web.export.word import to_word  # here: python-docx would hold up every start

    return to_word(record)


def _list(service: Service, kind: str, wanted: dict[str, str]) -> Response:
    report = service.assistant.report
    singular = kind.removesuffix("s")
    if singular not in LISTED:
        return refusal(f"There is no list of that name. There are: {', '.join(f'{name}s' for name in LISTED)}.", 404)
    chosen = {name: wanted[name] for name in ("theme", "source", "label", "place") if wanted.get(name)}
    unnamed = chosen.get("source") == NO_SOURCE
    if unnamed:
        del chosen["source"]
    items = filtered(report, kind=singular, **chosen)
    return _file(items_csv(report, (i for i in items if not (unnamed and i.source))), f"{report.id}-{kind}.csv", "text/csv; charset=utf-8")


def _file(written: str | bytes, name: str, media_type: str) -> Response:
    return Response(written, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"})
