"""The whole application in this process, spoken to without a browser."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web.feedback import Feedback
from assistant.web.server import Options, build_app
from assistant.web.service import Service


@pytest.fixture(scope="session")
def service(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Service:
    service = Service(built, feedback=Feedback(tmp_path_factory.mktemp("feedback"))).start()
    assert service.assistant
    assert service.suggestions.done.wait(60)
    return service


@contextmanager
def speaking(settings: Settings, service: Service) -> Iterator[TestClient]:
    """A client of the whole application."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = build_app(Options(settings), service)
        gc.collect()  # Gradio leaves event loops open while an application is made; they are collected here and not in a test
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def client(service: Service, built: Settings) -> Iterator[TestClient]:
    with speaking(built, service) as client:
        yield client
