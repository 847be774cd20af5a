"""What Gradio does at a start for those who develop with it, left out: it was more than half of the time to the first page.

Each part is skipped where Gradio's names are what they are in the version that pyproject.toml pins; under other names
nothing is skipped and everything works, only later.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

STUBS, WRITER = "gradio.component_meta", "create_or_modify_pyi"


class _WithoutStubs:
    """Finds one module of Gradio and, once it is loaded, takes from it the writing of type stubs (.pyi) beside its sources.

    At each import Gradio parses the source of its eighty components to keep those files, which its wheel brings already.
    """

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != STUBS:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path)
        if spec and spec.loader:
            spec.loader.exec_module = _executing(spec.loader)  # type: ignore[method-assign]
        return spec


def _executing(loader: Loader) -> Any:
    execute = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        execute(module)
        if WRITER in vars(module):
            vars(module)[WRITER] = lambda *_: None

    return exec_module


def without_stubs() -> None:
    """To be called before gradio is imported; later it does nothing."""
    if STUBS not in sys.modules and not any(isinstance(finder, _WithoutStubs) for finder in sys.meta_path):
        sys.meta_path.insert(0, _WithoutStubs())


@contextmanager
def one_application() -> Iterator[None]:
    """While pages are laid out: Gradio would make a web application of a hundred routes at the end of each, for a notebook to show.

    The one that is mounted later is the one that serves.
    """
    from gradio import routes

    applications: Any = routes.App
    make, made = applications.create_app, list[Any]()

    def once(*given: Any, **options: Any) -> Any:
        made.extend([make(*given, **options)] if not made else [])
        return made[0]

    applications.create_app = staticmethod(once)
    try:
        yield
    finally:
        applications.create_app = staticmethod(make)
