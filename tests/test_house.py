"""What the house promises in pyproject.toml, the README and the Makefile, held against what is there."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable

import pytest

from assistant.settings import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")
IMPORTED_AS = {  # package → what is imported, where the two differ
    "pystemmer": "stemmer", "python-docx": "docx", "faiss-cpu": "faiss", "scikit-learn": "sklearn", "pyyaml": "yaml",
}  # fmt: skip
WITH = {"gradio": {"fastapi", "starlette", "uvicorn", "gradio_client"}, "sentence-transformers": {"transformers"}}  # parts of a declared package
READ_ONLY = {"symspellpy"}  # a list of words is read from it, nothing is imported


def names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[\[=<>~! ;]", line)[0].casefold() for line in requirements} - {PROJECT["name"]}


def modules(packages: set[str]) -> set[str]:
    found = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in packages}
    return found.union(*(parts for name, parts in WITH.items() if name in packages))


def imported(*folders: str) -> set[str]:
    found: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    roots = {name.split(".")[0].casefold() for name in found}
    return roots - {name.casefold() for name in sys.stdlib_module_names} - {"assistant", "bench", "eval", "tests", "app"}


NEEDED = names(PROJECT["dependencies"])
EXTRA = {name: names(lines) for name, lines in PROJECT["optional-dependencies"].items()}


def test_what_the_product_imports_is_declared() -> None:
    assert imported("assistant") <= modules(NEEDED)


def test_what_is_declared_is_imported() -> None:
    assert modules(NEEDED) - set().union(READ_ONLY, *WITH.values()) <= imported("assistant")
    assert all(f'files("{name}")' in "".join(path.read_text("utf-8") for path in (ROOT / "assistant").rglob("*.py")) for name in READ_ONLY)


def test_what_the_workbench_and_the_tests_import_is_declared() -> None:
    assert imported("eval") <= modules(NEEDED | EXTRA["eval"])
    assert imported("tests") <= modules(NEEDED | EXTRA["eval"] | EXTRA["dev"])


def test_the_readme_names_every_direct_dependency_with_its_licence() -> None:
    table = README.split("## What it is built with")[1].split("\n## ")[0].casefold()
    assert {name for name in NEEDED.union(*EXTRA.values()) if not re.search(rf"[| ,]{re.escape(name)}[ ,|]", table)} == set()


def test_the_file_tree_names_what_is_there() -> None:
    tree = README.split("## What lies where")[1].split("```")[1]
    folders: list[str] = []
    listed = set()
    for line in tree.strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0]
        folders = [*folders[:depth], name]
        listed.add("".join(folders))
    built_later = {"index/"}
    assert {name for name in listed - built_later if not (ROOT / name).exists()} == set()
    core = {path.relative_to(ROOT).as_posix() + "/" * path.is_dir() for path in (ROOT / "assistant").iterdir() if not path.name.startswith("_")}
    assert core <= listed


def test_the_readme_links_and_pictures_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


@pytest.mark.parametrize("target", ["run", "test", "lint", "index", "ask", "help"])
def test_the_makefile_has_the_commands_with_a_word_on_each(target: str) -> None:
    assert re.search(rf"^{target}:.*## \S", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_ci_runs_the_readmes_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in README
    assert script.read_text("utf-8").rstrip().endswith("make test")
    assert script.stat().st_mode & 0o111


@pytest.mark.parametrize("path", ["Makefile", "README.md", ".ci/run", "pyproject.toml", "CHANGELOG.md"])
def test_nothing_of_one_machine_is_written_down(path: str) -> None:
    assert not re.search(r"/(?:work|home|root|opt|Users)/", (ROOT / path).read_text("utf-8"))


def test_python_is_the_one_that_is_promised() -> None:
    assert PROJECT["requires-python"] == ">=3.11"
    assert sys.version_info >= (3, 11)
