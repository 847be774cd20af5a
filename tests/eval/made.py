"""Hand-made judged questions and answers over a text that can be counted on one's fingers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.gold import Judged, locate
from eval.shape import GoldQuestion

#       0         1         2         3         4
#       0123456789012345678901234567890123456789012345678
TEXT = "Ten cats sat. Six dogs ran. Two owls hid. One eel."
CATS, DOGS, OWLS, EEL = (0, 13), (14, 27), (28, 41), (42, 50)
REPORT = "made"


def judged(**fields: Any) -> Judged:
    return locate(GoldQuestion(**{"id": "made-1", "group": "fact", "turns": ["Which?"], **fields}), TEXT)


def answer(
    cited: Sequence[tuple[int, int]] = (), hits: Sequence[tuple[int, int]] = (), said: str = "", status: str = "answered", ms: float = 1.0
) -> dict[str, Any]:
    """An object of the batch contract."""
    citations = [
        {"number": n, "report": REPORT, "start": s, "end": e, "quote": TEXT[s:e], "kind": "", "section": "", "source": None, "label": None}
        for n, (s, e) in enumerate(cited, 1)
    ]
    retrieved = [{"rank": n, "report": REPORT, "start": s, "end": e, "score": 1 / n} for n, (s, e) in enumerate(hits, 1)]
    return {"id": "made-1", "question": "Which?", "status": status, "answer": said, "citations": citations, "retrieved": retrieved, "elapsed_ms": ms}
