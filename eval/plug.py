"""The workbench as the web page's Evaluate page sees it. app.py plugs it in: the product never imports its exam."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.pipeline import Assistant
from eval import compare, lab, runs
from eval.gold import load_gold
from eval.metrics import GROUP_OF_ALL, MEASURES, Measure
from eval.shape import GROUPS
from eval.tables import HALVES, amount

LISTED_RUNS = 50
SHOWN_FAULTS = 3  # of one answer; the run's file holds all
Progress = Callable[[int, int], None]


class Workbench:
    """Saved runs, a run made now, and the retrieval lab, as plain values."""

    groups = tuple(GROUPS)

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or runs.RUNS

    def saved(self) -> list[str]:
        """Names of saved runs over the gold questions, the newest first."""
        found = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        return [path.stem for path in found if not path.stem.startswith("beir-")][:LISTED_RUNS]

    def run(self, assistant: Assistant, group: str, progress: Progress) -> str:
        """Ask the gold questions (of one group, or all) and save the run; returns its name."""
        gold = [q for q in load_gold() if group in {"", q.group}]
        if not gold:
            raise InputError(f"There are no gold questions of the group {group!r}.")
        return runs.save(runs.evaluate(assistant, gold, name=f"page-{group or 'all'}", progress=progress), self.folder).stem

    def show(self, name: str, against: str = "") -> dict[str, Any]:
        """A saved run, and what differs from an earlier one."""
        run = self._load(name)
        shown: dict[str, Any] = {
            "name": name, "made": run.made, "model": run.index["model"], "fingerprint": run.index["fingerprint"], "count": len(run.rows),
            "halves": list(HALVES.values()), "figures": [_figures(run, measure) for measure in MEASURES],
            "groups": sorted({row["group"] for row in run.rows}), "rows": [_row(row) for row in run.rows],
        }  # fmt: skip
        if against and against != name:
            pairs, left_out = compare.paired(self._load(against), run)
            shown["difference"] = {
                "against": against, "count": len(pairs), "left_out": len(left_out),
                "measures": [_difference(d) for d in compare.differences(pairs)],
                "changed": [{**_row(after), "before": _verdict(before)} for before, after in compare.changed(pairs)],
            }  # fmt: skip
        return shown

    def look(self, assistant: Assistant, question: str) -> dict[str, Any]:
        """A question taken apart: how it was read, and every passage's dense, sparse and fused rank."""
        seen = lab.look(assistant, question)
        facets = "; ".join(f"{name}: {', '.join(values)}" for name, values in seen.facets.items())
        return {
            "question": question, "read_as": seen.read_as or question, "intent": seen.intent, "kind": seen.kind or "", "facets": facets or "none",
            "way": seen.way, "status": seen.status, "answerable": f"{seen.decision.answerable:.3f}", "threshold": f"{seen.decision.threshold:.3f}",
            "rows": [
                {
                    "rank": row.rank, "fused": f"{row.fused:.3f}", "dense": f"{row.dense:.3f}", "dense_rank": row.dense_rank,
                    "sparse": f"{row.sparse:.3f}", "sparse_rank": row.sparse_rank, "boost": f"{row.boost:.2f}",
                    "section": row.section, "words": _short(row.words), "start": row.span.start, "end": row.span.end,
                }
                for row in seen.rows
            ],
        }  # fmt: skip

    def _load(self, name: str) -> runs.Run:
        """Only runs that are listed: a name from a page is never taken for a path."""
        if name not in self.saved():
            raise InputError("There is no such run. Choose one of the list.")
        return runs.load(name, self.folder)


def _figures(run: runs.Run, measure: Measure) -> dict[str, Any]:
    cells = []
    for half in HALVES:
        found = run.figures.get(half, {}).get(GROUP_OF_ALL, {}).get(measure.key)
        cells.append(_interval(measure, found) if found else {"value": "–", "interval": "", "n": 0})
    return {"title": measure.title, "meaning": measure.meaning, "cells": cells}


def _interval(measure: Measure, found: dict[str, Any]) -> dict[str, Any]:
    return {"value": amount(measure, found["value"]), "interval": f"{amount(measure, found['low'])}–{amount(measure, found['high'])}", "n": found["n"]}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"], "group": row["group"], "half": HALVES[row["half"]], "question": row["turns"][-1], "earlier": " → ".join(row["turns"][:-1]),
        "expect": row["expect"], "status": row["answer"]["status"], "verdict": _verdict(row), "faults": _first(row["faults"]),
    }  # fmt: skip


def _first(faults: list[str]) -> str:
    more = f"; and {len(faults) - SHOWN_FAULTS} more" if len(faults) > SHOWN_FAULTS else ""
    return "; ".join(faults[:SHOWN_FAULTS]) + more


def _verdict(row: dict[str, Any]) -> str:
    return "wrong" if row["faults"] else "right"


def _difference(d: compare.Difference) -> dict[str, Any]:
    scale = 1 if d.measure.kind == "milliseconds" else 100
    low, high = scale * d.change.low, scale * d.change.high
    return {
        "title": d.measure.title, "before": amount(d.measure, d.before), "after": amount(d.measure, d.after), "change": f"{scale * d.change.value:+.1f}",
        "interval": f"{low:+.1f} to {high:+.1f}", "p": "–" if d.p is None else f"{d.p:.3f}", "n": d.change.n,
    }  # fmt: skip


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) < 160 else f"{folded[:159]}…"
