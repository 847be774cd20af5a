"""What every script of a rival does: print the first answer at once, then the time of each question that follows."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

Search = Callable[[str], str]  # a question → the best passage


def answer(search: Search) -> None:
    """Questions come as a JSON list in the last argument."""
    first, *others = json.loads(sys.argv[-1])
    print(json.dumps(search(first)), flush=True)
    took = []
    for question in others:
        began = time.perf_counter()
        search(question)
        took.append((time.perf_counter() - began) * 1000)
    print(json.dumps(took), flush=True)
