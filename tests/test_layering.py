"""Imports go down only, so that each layer can be read, tested and replaced without those above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from assistant.settings import ROOT

LAYERS = [  # low to high; what stands in one row does not import one another
    ("assistant.datatypes", "assistant.errors"),
    ("assistant.settings",),
    ("assistant.reading",),
    ("assistant.indexing",),
    ("assistant.retrieval",),
    ("assistant.answering",),
    ("assistant.pipeline", "assistant.render", "assistant.listing", "assistant.bundle", "assistant.thin"),
    ("assistant.web", "assistant.cli"),
    ("assistant.__main__", "app", "eval"),
]
LEVEL = {name: level for level, row in enumerate(LAYERS) for name in row}
MOST_LINES = 250  # of a module: what does not fit one reading is two things


def modules() -> Iterator[tuple[str, Path]]:
    for path in [*sorted((ROOT / "assistant").rglob("*.py")), *sorted((ROOT / "eval").rglob("*.py")), *ROOT.glob("app.py")]:
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name != "assistant":
            yield name, path


def layer(module: str) -> str:
    """The part of the house that a module belongs to."""
    found = [name for name in LEVEL if module == name or module.startswith(f"{name}.")]
    assert found, f"{module} has no layer: give it one here and in the README"
    return max(found, key=len)


def imported(path: Path) -> set[str]:
    """Modules of this repository that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the layer they come from"
            base = node.module or ""
            for alias in node.names:  # `from assistant.web import view` imports a module, `from assistant.reading import read_report` a name
                inner = ROOT.joinpath(*base.split("."), alias.name)
                found.add(f"{base}.{alias.name}" if inner.with_suffix(".py").exists() or (inner / "__init__.py").exists() else base)
    return {name for name in found if name.split(".")[0] in {"assistant", "eval", "app", "tests"}}


def test_imports_go_down_only() -> None:
    wrong = []
    for name, path in modules():
        here = layer(name)
        for other in imported(path):
            there = layer(other)
            if there != here and LEVEL[there] >= LEVEL[here]:
                wrong.append(f"{name} imports {other}")
    assert not wrong


def test_the_product_never_imports_its_exam_or_its_tests() -> None:
    wrong = [f"{name}: {other}" for name, path in modules() if not name.startswith("eval") for other in imported(path) if other.startswith(("eval", "tests"))]
    assert not wrong


def test_no_circle_within_a_layer() -> None:
    graph = {name: {other for other in imported(path) if layer(other) == layer(name)} - {name} for name, path in modules()}
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join([*above, name])
        if name not in done:
            for other in graph.get(name, ()):
                walk(other, (*above, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_modules_are_short_enough_to_read() -> None:
    assert {name: lines for name, path in modules() if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES} == {}


def test_words_that_name_nothing_are_not_used_as_names() -> None:
    vague = {"utils", "helpers", "helper", "manager", "handler", "misc", "common", "data"}
    assert not [name for name, _ in modules() if vague & set(name.split("."))]
