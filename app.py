"""Start the web interface: `python app.py`, then open the address it prints."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from assistant.web.start import main


class Plugged:
    """What the Evaluate page shows, imported when the page first asks for it: no reader should wait for the exam."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_workbench(), name)


@cache
def _workbench() -> Any:
    return import_module("eval.plug").Workbench()


def workbench() -> Any:
    """Found by name, as the product does not depend on its exam; None where it is not installed."""
    return Plugged() if find_spec("eval") else None


if __name__ == "__main__":
    raise SystemExit(main(bench=workbench))
