"""The web application: Gradio's pages and a JSON route, behind the guard."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from gradio.components.navbar import Navbar
from gradio.events import api as endpoint

from assistant.datatypes import Turn
from assistant.errors import AssistantError, QuestionError
from assistant.render import to_json
from assistant.settings import Settings
from assistant.web import assets
from assistant.web.guard import Guard, Rules
from assistant.web.pages import ask as ask_page
from assistant.web.service import Asked, Service
from assistant.web.shell import Shell

OWN_ROUTES = (r"/", r"/healthz", r"/ask", r"/own/[\w.-]+")
WORKERS = 4  # threads that answer for /ask; the model itself uses the cores
WAITING = 100  # questions to /ask in hand at once; one more is told to come back, so that none waits for long
LONGEST_TURNS = 30


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served."""

    settings: Settings = field(default_factory=Settings)
    hosts: frozenset[str] = frozenset()  # names beside loopback that the server answers to
    root_path: str = ""
    auth: tuple[tuple[str, str], ...] = ()
    user_header: str | None = None


def build_app(options: Options, service: Service) -> FastAPI:
    pages = [ask_page.PAGE]
    rules = Rules(routes=(*OWN_ROUTES, *(f"/{page.path}" for page in pages)), user_header=options.user_header)
    rules = Rules(rules.hosts | options.hosts, rules.routes, options.user_header)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    _add_routes(app, service)
    gr.mount_gradio_app(
        app, build_blocks(service), "/", footer_links=[], run_history=False, enable_monitoring=False, show_error=False,
        ssr_mode=False, mcp_server=False, pwa=False, theme=theme(), root_path=options.root_path or None,
        auth=list(options.auth) or None, max_file_size=1,
    )  # fmt: skip
    app.add_middleware(Shell, pages=pages, report_title=lambda: service.assistant.report.title if service.ready else "", root_path=options.root_path)
    app.add_middleware(Guard, rules=rules)
    return app


def build_blocks(service: Service) -> gr.Blocks:
    blocks: gr.Blocks
    with gr.Blocks(title="Report assistant", analytics_enabled=False, fill_width=True) as blocks:
        Navbar(visible=False)  # the shell has the links
        ask_page.build(service)
        endpoint(api(service), api_name="ask", concurrency_limit=WORKERS)
    return blocks


def theme() -> gr.themes.Base:
    """System fonts: a web font would be fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"])


def api(service: Service) -> Any:
    def ask(question: str, turns: list[str] | None = None) -> dict[str, Any]:
        """Answer a question. `turns` are earlier messages of the same conversation, oldest first."""
        return contract(service, [*(turns or []), question])

    return ask


def contract(service: Service, turns: list[Any], identity: str | None = None) -> dict[str, Any]:
    """Play messages as one fresh conversation and give the last answer by the stable contract."""
    try:
        if not turns or len(turns) > LONGEST_TURNS:
            raise QuestionError(f"`turns` needs between 1 and {LONGEST_TURNS} messages.")
        history: list[Turn] = []
        for turn in turns:
            answer = service.ask(Asked.of(turn), history)
            history.append(Turn(answer.reading, answer))
        return to_json(answer, report=service.assistant.report.id, identity=identity)
    except AssistantError as error:
        return ({"id": identity} if identity is not None else {}) | {"status": "error", "message": str(error)}


def _add_routes(app: FastAPI, service: Service) -> None:
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="ask")
    in_hand = 0

    @app.get("/healthz")
    def health() -> JSONResponse:
        state = "ready" if service.ready else "failed" if service.failed else "opening"
        return JSONResponse({"status": state}, 200 if service.ready else 503)

    @app.get("/own/{name}")
    def own(name: str, request: Request) -> Response:
        for served in (assets.stylesheet(), assets.scripts()):
            if served.name == name:
                zipped = "gzip" in request.headers.get("accept-encoding", "")
                headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
                headers |= {"content-encoding": "gzip"} if zipped else {}
                return Response(served.compressed if zipped else served.body, media_type=served.media_type, headers=headers)
        return Response("There is no such file.", 404, media_type="text/plain")

    @app.post("/ask")
    async def ask(request: Request) -> JSONResponse:
        nonlocal in_hand
        body: Any = None
        with suppress(ValueError, RecursionError):
            body = await request.json()
        if not isinstance(body, dict) or not isinstance(body.get("turns", []), list):
            return JSONResponse({"status": "error", "message": 'Send {"question": "…"} or {"id": "…", "turns": ["…"]} as JSON.'}, 400)
        turns = body.get("turns") or [body.get("question")]
        identity = body["id"] if isinstance(body.get("id"), str) else None
        if in_hand >= WAITING:
            return JSONResponse({"status": "error", "message": "Too many questions at once. Try again in a second."}, 503, {"retry-after": "1"})
        in_hand += 1
        try:
            found = await asyncio.get_running_loop().run_in_executor(pool, contract, service, turns, identity)
        finally:
            in_hand -= 1
        return JSONResponse(found, 400 if found["status"] == "error" else 200)
