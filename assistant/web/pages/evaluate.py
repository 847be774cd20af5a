"""The Evaluate page: run the gold questions, read the figures, compare runs, and the retrieval lab."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

import gradio as gr

from assistant.errors import AssistantError
from assistant.web.escape import escaped
from assistant.web.fragment import fragment
from assistant.web.pages.loading import PRIVATE, load
from assistant.web.reportview import Json
from assistant.web.service import Asked, Service
from assistant.web.shell import Page

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

PAGE = Page("evaluate", "Evaluate", "Evaluate the answers")
EVERY = 0.4  # seconds between two words on how far a run is
log = logging.getLogger(__name__)


class Bench(Protocol):
    """What the page needs of the workbench. Whoever starts the server hands it in: the product does not import its exam."""

    groups: tuple[str, ...]

    def saved(self) -> list[str]: ...
    def run(self, assistant: Assistant, group: str, progress: Callable[[int, int], None]) -> str: ...
    def show(self, name: str, against: str = "") -> Json: ...
    def look(self, assistant: Assistant, question: str) -> Json: ...


def build(service: Service, bench: Bench) -> None:
    controls = fragment("evaluate", {}, 'assistantPage.evaluate(element, watch, (what) => trigger("run", what), (what) => trigger("show", what));')
    progress = fragment("progress", {})
    results = fragment("results", {}, "assistantPage.results(element, watch);")
    lab = fragment("lab", {}, 'assistantPage.lab(element, (question) => trigger("look", { question }));')
    load(controls, service, lambda service: {"groups": list(bench.groups), "runs": bench.saved()})

    def run(event: gr.EventData) -> Iterator[tuple[Any, Any, Any]]:
        for told, shown in run_told(service, bench, _word(event, "group")):
            listed = escaped({"ready": True, "groups": list(bench.groups), "runs": bench.saved()}) if shown else gr.skip()
            yield escaped(told), escaped(shown) if shown else gr.skip(), listed

    def show(event: gr.EventData) -> Any:
        return escaped(told_or_failed(lambda: bench.show(_word(event, "name"), _word(event, "against"))))

    def look(event: gr.EventData) -> Any:
        return escaped(told_or_failed(lambda: bench.look(service.assistant, Asked.of(event._data.get("question")).text)))

    controls.run(run, None, [progress, results, controls], **{**PRIVATE, "queue": True}, concurrency_limit=1, concurrency_id="evaluation")
    controls.show(show, None, [results], **PRIVATE)
    lab.look(look, None, [lab], **PRIVATE)


def _word(event: gr.EventData, name: str) -> str:
    return str(event._data.get(name) or "")[:200]


def told_or_failed(view: Callable[[], Json]) -> Json:
    try:
        return view()
    except AssistantError as error:
        return {"failed": str(error)}
    except Exception as error:
        log.error("the workbench failed: %s", type(error).__name__)
        return {"failed": "The workbench could not do that. The server's log names the error."}


def run_told(service: Service, bench: Bench, group: str) -> Iterator[tuple[Json, Json | None]]:
    """How far the run is, again and again, and at its end what came of it."""
    at: list[int] = [0, 0]
    found: list[Json] = []

    def note(done: int, of: int) -> None:
        at[:] = done, of

    def work() -> None:
        found.append(told_or_failed(lambda: bench.show(bench.run(service.assistant, group, note))))

    worker = threading.Thread(target=work, name="evaluation", daemon=True)
    worker.start()
    while worker.is_alive():
        yield {"running": {"done": at[0], "of": at[1] or 1}}, None
        worker.join(EVERY)
    yield {"done": "" if "failed" in found[0] else f"Finished: {found[0]['count']} questions"}, found[0]
