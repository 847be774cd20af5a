"""A start does what the first page needs, and leaves the rest for later or for those who develop with Gradio."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import warnings

import gradio as gr
from gradio.routes import App
from starlette.testclient import TestClient

from assistant.settings import ROOT
from assistant.web.lean import one_application
from assistant.web.start import _settle

LATER = ("assistant.pipeline", "assistant.indexing.index", "faiss", "onnxruntime", "tokenizers", "docx", "eval.plug", "eval.runs", "sklearn", "torch")
START = f"""
import json, sys
sys.path.insert(0, ".")
import app
from assistant.web.server import Options, build_app
from assistant.web.service import Service
from assistant.settings import Settings
import gradio.component_meta
build_app(Options(bench=app.workbench()), Service(Settings()))
stubs = gradio.component_meta.create_or_modify_pyi(None, "", [])  # the real one would ask for the file of None
print(json.dumps([name for name in {LATER!r} if name in sys.modules]))
"""


def test_a_page_is_built_without_index_model_exam_or_stubs() -> None:
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_pages_are_laid_out_in_one_application() -> None:
    make = App.create_app
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with one_application():
            with gr.Blocks() as blocks:
                pass
            first = blocks.app
            with blocks.route("Second", "second"):
                gr.Markdown("there")
            assert blocks.app is first
        assert App.create_app is make
        assert App.create_app(blocks) is not first
        gc.collect()  # Gradio leaves event loops open while an application is made


def test_every_page_is_served(client: TestClient) -> None:
    for path in ("/", "/explore", "/sources", "/examples", "/about"):
        assert "gradio_config" in client.get(path).text


def test_what_a_start_loaded_is_no_longer_looked_through() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(200_000)
        _settle((600, 9, 9))
        assert gc.get_threshold() == (600, 9, 9)
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
