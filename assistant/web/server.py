"""The web application: Gradio's pages and our plain routes, behind the guard."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from gradio.components.navbar import Navbar
from gradio.events import api as endpoint
from gradio.routes import App as GradioApp
from starlette.routing import Mount

from assistant.settings import Settings
from assistant.web import routes
from assistant.web.contract import answered
from assistant.web.guard import LOOPBACK, Guard, Rules
from assistant.web.lean import one_application
from assistant.web.pages import about, ask, evaluate, examples, explore, sources
from assistant.web.service import Service
from assistant.web.shell import Page, Shell

FIRST: tuple[ModuleType, ...] = (explore, sources, examples)  # the pages beside Ask, in their order


@dataclass(frozen=True, slots=True)
class Options:
    """How the pages are served. `auth`: names and passwords; `user_header`: where a proxy names the user."""

    settings: Settings = field(default_factory=Settings)
    hosts: frozenset[str] = frozenset()  # names beside loopback that the server answers to
    root_path: str = ""
    auth: tuple[tuple[str, str], ...] = ()
    user_header: str | None = None
    bench: evaluate.Bench | None = None  # the Evaluate page is there when a workbench is plugged in

    @property
    def pages(self) -> list[Page]:
        return [ask.PAGE, *(module.PAGE for module in FIRST), *([evaluate.PAGE] if self.bench else []), about.PAGE]


def build_app(options: Options, service: Service) -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(routes.own_routes(service, lambda request: _signed_in(app, options, request)))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "SSR mode is not supported")  # said of every app with several pages; it is off
        gr.mount_gradio_app(
            app, build_blocks(service, options.bench), "/", footer_links=[], run_history=False, enable_monitoring=False, show_error=False,
            ssr_mode=False, mcp_server=False, pwa=False, theme=theme(), root_path=options.root_path or None,
            auth=list(options.auth) or None, auth_message="Please sign in to ask the report.", max_file_size=1,
        )  # fmt: skip
    app.add_middleware(Shell, pages=options.pages, about=service.about, root_path=options.root_path)
    paths = (*routes.PATHS, *(f"/{page.path}" for page in options.pages))
    app.add_middleware(Guard, rules=Rules(LOOPBACK | options.hosts, paths, options.user_header))
    return app


def build_blocks(service: Service, bench: evaluate.Bench | None) -> gr.Blocks:
    blocks: gr.Blocks
    with one_application():
        with gr.Blocks(title="Report assistant", analytics_enabled=False, fill_width=True) as blocks:
            Navbar(visible=False)  # the shell has the links
            ask.build(service)
            endpoint(_ask(service), api_name="ask", concurrency_limit=routes.WORKERS)
        for module in FIRST:
            with blocks.route(module.PAGE.name, module.PAGE.path):
                module.build(service)
        if bench:
            with blocks.route(evaluate.PAGE.name, evaluate.PAGE.path):
                evaluate.build(service, bench)
        with blocks.route(about.PAGE.name, about.PAGE.path):
            about.build(service)
    return blocks


def theme() -> gr.themes.Base:
    """System fonts: a web font would be fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"])


def _ask(service: Service) -> Any:
    def ask(question: str, turns: list[str] | None = None) -> dict[str, Any]:
        """Answer a question. `turns` are earlier messages of the same conversation, oldest first."""
        return answered(service, [*(turns or []), question])

    return ask


def _signed_in(app: FastAPI, options: Options, request: Request) -> bool:
    """Gradio knows who signed in; our own routes ask it. (A proxy's header is checked by the guard.)"""
    if not options.auth:
        return True
    gradio_app = next(route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, GradioApp))
    cookies = (f"access-token-{gradio_app.cookie_id}", f"access-token-unsecure-{gradio_app.cookie_id}")
    return any(request.cookies.get(name) in gradio_app.tokens for name in cookies)
