"""Mutation testing of the modules that trust rests on: citations, refusal, the store and the freshness of an index.

One change at a time (a comparison, a constant, a connective, a return) is put into a module, and the tests that
speak for the module run. A change that no test notices is a survivor; SECURITY.md says of each why it may live.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import ROOT, Settings
from tests.trust.outcome import SEED, Outcome, timed

TARGETS = {  # module → the tests that speak for it
    "assistant/answering/citations.py": ("tests/answering/test_citations.py", "tests/trust/test_refusal.py"),
    "assistant/answering/refusal.py": ("tests/trust/test_refusal.py",),
    "assistant/indexing/store.py": (
        "tests/indexing/test_store.py",
        "tests/trust/test_crashes.py",
        "tests/trust/test_damage.py",
        "tests/indexing/test_freshness.py",
    ),
    "assistant/indexing/freshness.py": ("tests/indexing/test_store.py", "tests/indexing/test_freshness.py"),
}
SLOW = "short_suite test_damage_is_refused forged shipped command_line cures ships pile_up outlives another_report"
LEFT_OUT = " and ".join(f"not {name}" for name in SLOW.split())  # too slow to run for each mutant
LIMIT = 90  # seconds for the tests of one mutant: a mutant that loops is noticed, too
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ADDED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    path: str
    line: int
    what: str
    source: str


def mutants_of(path: str) -> Iterator[Mutant]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    types = {id(part) for node in ast.walk(tree) for kind in _types(node) for part in ast.walk(kind)}  # never evaluated
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in types:
            continue
        for what, change in changes(node):
            changed = copy.deepcopy(tree)
            change(next(n for p, n in enumerate(ast.walk(changed)) if p == place))
            yield Mutant(path, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(changed)))


def _types(node: ast.AST) -> list[ast.expr]:
    found = [getattr(node, name, None) for name in ("annotation", "returns")]
    return [kind for kind in found if isinstance(kind, ast.expr)]


def changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            if other := COMPARED.get(type(operator)):
                yield f"{ast.unparse(node)[:50]}: {type(operator).__name__} → {other.__name__}", lambda n, at=at, other=other: n.ops.__setitem__(at, other())  # type: ignore[attr-defined,misc]
    elif isinstance(node, ast.BoolOp):
        other_type = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{ast.unparse(node)[:50]}: {type(node.op).__name__} → {other_type.__name__}", lambda n: setattr(n, "op", other_type())
    elif isinstance(node, ast.BinOp) and (swapped := ADDED.get(type(node.op))):
        yield f"{ast.unparse(node)[:50]}: {type(node.op).__name__} → {swapped.__name__}", lambda n: setattr(n, "op", swapped())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"{ast.unparse(node)[:50]}: not removed", lambda n: (setattr(n, "op", ast.Not()), setattr(n, "operand", ast.UnaryOp(ast.Not(), n.operand)))[0]  # type: ignore[attr-defined]
    elif isinstance(node, ast.Return) and node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield f"{ast.unparse(node)[:50]}: → None", lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        yield f"{node.value} → {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Raise):
        yield f"{ast.unparse(node)[:50]}: → pass", lambda n: (setattr(n, "exc", None), setattr(n, "__class__", ast.Pass))[0]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield f"{ast.unparse(node)[:50]}: left out", lambda n: setattr(n, "value", ast.Constant(None))


def noticed(mutant: Mutant, folder: Path, indexes: Path) -> bool:
    """Whether the module's tests fail, in a process that imports the mutant in the module's place."""
    source = folder / "mutant.py"
    source.write_text(mutant.source, "utf-8")
    command = [sys.executable, "-m", "tests.trust.mutants", mutant.path, str(source), str(indexes), *TARGETS[mutant.path]]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        return process.wait(LIMIT) != 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def run(second: Settings, folder: Path, count: int, seconds: float) -> Outcome:
    """Up to `count` mutants, drawn over all targets. Survivors are listed; they are no failures."""
    indexes = folder / "indexes"
    shutil.copytree(second.index / "night-buses", indexes / "night-buses")
    shutil.copytree(Settings().index / "covid-keeps", indexes / "covid-keeps")
    drawn = [mutant for path in TARGETS for mutant in mutants_of(path)]
    random.Random(SEED + 6).shuffle(drawn)
    survivors: list[Mutant] = []
    with timed(Outcome("mutants noticed by the tests")) as outcome:
        until = time.monotonic() + seconds
        for path in TARGETS:
            unchanged = Mutant(path, 0, "unchanged", ast.unparse(ast.parse((ROOT / path).read_text("utf-8"))))
            outcome.check(not noticed(unchanged, folder, indexes), f"{path}: its tests fail without any change")
        for mutant in drawn[:count]:
            if time.monotonic() > until or outcome.failures:
                break
            outcome.faults += 1
            if not noticed(mutant, folder, indexes):
                survivors.append(mutant)
        outcome.inputs = outcome.faults
        outcome.notes.append(f"{outcome.faults - len(survivors)} of {outcome.faults} noticed ({len(drawn)} possible)")
        outcome.notes += [f"\n    survivor {m.path}:{m.line} {m.what}" for m in survivors]
    return outcome


def with_mutant(path: str, source: Path, indexes: Path, tests: list[str]) -> int:
    """pytest, with the module replaced before anything imports it, and ready indexes in the place of builds."""
    import importlib.abc
    import importlib.util

    name = path.removesuffix(".py").replace("/", ".")

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, fullname: str, _path: object, target: object = None) -> object:
            if fullname != name:
                return None
            loader = importlib.util.spec_from_file_location(name, ROOT / path)
            assert loader
            assert loader.loader
            loader.loader.get_code = lambda _: compile(source.read_text("utf-8"), str(ROOT / path), "exec")  # type: ignore[attr-defined]
            return loader

    for loaded in [m for m in sys.modules if m.startswith("assistant")]:
        del sys.modules[loaded]
    sys.meta_path.insert(0, Finder())  # type: ignore[arg-type]
    import pytest

    from tests import conftest

    def ready(settings: Settings, *_: object) -> None:
        shutil.copytree(
            indexes / ("night-buses" if settings.corpus == conftest.SECOND else "covid-keeps"),
            settings.index / ("night-buses" if settings.corpus == conftest.SECOND else "covid-keeps"),
            copy_function=os.link,  # tests put files in the place of others, never write into one
        )

    conftest.build_index = ready  # type: ignore[assignment]
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-o", "filterwarnings=ignore", "-k", LEFT_OUT, *tests]))


if __name__ == "__main__":
    sys.exit(with_mutant(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]))
