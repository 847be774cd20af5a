"""The rivals' environment, which only the bench installs: .bench-venv, ignored by git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from assistant.indexing.embedder import model_place
from assistant.settings import DEFAULT_MODEL, ROOT
from bench.processes import Program

PLACE = ROOT / ".bench-venv"
# torch alone and first, so that a CPU build is taken where one is offered; the others then find it installed.
FIRST = ("torch==2.13.0",)
OTHERS = (
    "sentence-transformers==6.2.0", "faiss-cpu==1.15.1", "langchain-community==0.4.2", "langchain-huggingface==1.2.3",
    "llama-index-core==0.14.25", "llama-index-embeddings-huggingface==0.8.0", "txtai==9.14.0",
)  # fmt: skip
RIVALS = {"LangChain + FAISS": "langchain_faiss", "LlamaIndex": "llamaindex", "txtai": "txtai_embeddings"}


def python() -> str:
    """The environment's interpreter; installs what is missing."""
    found = PLACE / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    stamp = PLACE / "installed"
    if not stamp.exists():
        print("Setting up the rivals' environment (2 GB, some minutes, once) …", file=sys.stderr, flush=True)
        venv.create(PLACE, with_pip=True)
        for packages in (FIRST, OTHERS):
            subprocess.run([found, "-m", "pip", "install", "--quiet", *packages], check=True)
        stamp.touch()
    return str(found)


def rivals(passages: list[str], questions: list[str]) -> list[Program]:
    """Each rival with an index of the passages already saved."""
    interpreter, model = python(), model_place(DEFAULT_MODEL)
    offline = {**os.environ, "HF_HUB_OFFLINE": "1"}
    programs = []
    for name, script in RIVALS.items():
        folder = tempfile.mkdtemp(prefix="bench-")
        where = str(Path("bench", "rivals", f"{script}.py"))
        subprocess.run([interpreter, where, "build", folder, model, json.dumps(passages)], cwd=ROOT, check=True, capture_output=True, env=offline)
        programs.append(Program(name, [interpreter, where, "ask", folder, model, json.dumps(questions)]))
    return programs
