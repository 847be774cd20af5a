"""A folder that a server can answer from: program, corpus, index and exported model, and what to install, without torch."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.errors import InputError
from assistant.indexing.freshness import generation_for, report_id
from assistant.indexing.opening import ENCODER
from assistant.indexing.store import CURRENT, GENERATIONS
from assistant.settings import DEFAULT_CORPUS, DEFAULT_MODEL, ROOT, Settings

ANSWERS = ("onnxruntime", "tokenizers", "faiss-cpu", "numpy", "PyStemmer", "rapidfuzz", "rich")
SERVES = ("gradio", "python-docx")
PROGRAM = ("assistant", "app.py", "LICENSE")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
README = """\
# A report assistant, ready to serve

    python -m venv .venv
    .venv/bin/pip install -r requirements.txt       # the command line
    .venv/bin/pip install -r requirements-web.txt   # and the web page
    .venv/bin/python -m assistant.thin              # 170 MB less: what no server reads (optional)
    .venv/bin/python -m assistant{options} ask "What does the report recommend?"
    .venv/bin/python app.py{options}

The index ({fingerprint}) and its model are in `index/`; torch is not needed, and nothing is downloaded to answer.
The index is served as long as `{corpus}` stays as it is. To change the report, change it where this folder was
made, build its index there and write a new bundle.
"""


def write_bundle(settings: Settings, folder: Path) -> int:
    """Write the bundle into `folder`, which must be new or empty; its size in bytes. The index must be whole and fresh."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not an empty folder. Name a new one.")
    generation, manifest = generation_for(settings)
    if not (generation / ENCODER).is_dir():
        raise InputError(f"The model {settings.model!r} could not be exported and needs torch, so there is nothing to bundle. Use {DEFAULT_MODEL}.")
    for name in PROGRAM:
        _copy(ROOT / name, folder / name)
    corpus = Path("corpus") / settings.corpus.resolve().name
    for name in manifest.corpus:
        _copy(settings.corpus / name, folder / corpus / name)
    store = Path("index") / report_id(settings.corpus)
    _copy(generation, folder / store / GENERATIONS / generation.name)
    (folder / store / CURRENT).write_text(generation.name, "utf-8")
    (folder / "requirements.txt").write_text(_pinned(ANSWERS), "utf-8")
    (folder / "requirements-web.txt").write_text(f"-r requirements.txt\n{_pinned(SERVES)}", "utf-8")
    readme = README.format(options=_options(settings, corpus), fingerprint=manifest.fingerprint, corpus=corpus.as_posix())
    (folder / "README.md").write_text(readme, "utf-8")
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=NOT_COPIED)
    elif source.exists():
        shutil.copyfile(source, target)


def _pinned(packages: tuple[str, ...]) -> str:
    """The versions that the index was built and tested with, so that the bundle answers the same."""
    lines = []
    for name in packages:
        try:
            lines.append(f"{name}=={version(name)}\n")
        except PackageNotFoundError:
            raise InputError(f"The package {name} is not installed here, so its version cannot be named. Run `pip install -e .` first.") from None
    return "".join(lines)


def _options(settings: Settings, corpus: Path) -> str:
    """What must be typed where the defaults would name another corpus or model."""
    parts = "" if corpus == DEFAULT_CORPUS else f" --corpus {corpus.as_posix()}"
    return parts if settings.model == DEFAULT_MODEL else f"{parts} --model {settings.model}"
