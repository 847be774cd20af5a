"""Bounds that a run must keep; what breaks them is listed, one line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import InputError
from eval.compare import differences, paired
from eval.metrics import BY_KEY, GROUP_OF_ALL
from eval.runs import Run

BOUND = re.compile(r"(?:(?P<group>[a-z*][a-z-]*):)?(?P<measure>[a-z0-9_@]+)=(?P<value>\d+(?:\.\d+)?)(?P<percent>%?)")
WORSE = 0.05  # p below which a loss against the baseline run counts


@dataclass(frozen=True, slots=True)
class Bound:
    """`group` "all" bounds the figure over all questions, "*" that of every single group."""

    measure: str
    value: float
    group: str = GROUP_OF_ALL
    upper: bool = False


def read_bound(text: str, *, upper: bool) -> Bound:
    """A bound from its words: "right=0.9", "list:right=80%", "*:right=0.8", "p95=250" (milliseconds)."""
    match = BOUND.fullmatch(text)
    if not match or match["measure"] not in BY_KEY:
        raise InputError(f"{text!r} is not a bound. Write MEASURE=VALUE or GROUP:MEASURE=VALUE, GROUP * for every group. Measures: {', '.join(BY_KEY)}.")
    value = float(match["value"]) / (100 if match["percent"] else 1)
    if BY_KEY[match["measure"]].kind == "share" and value > 1:
        raise InputError(f"{text!r}: a share lies between 0 and 1, or write {match['value']}%.")
    return Bound(match["measure"], value, match["group"] or GROUP_OF_ALL, upper)


def broken(run: Run, bounds: Sequence[Bound], half: str) -> list[str]:
    """A line for each bound that the run breaks, or that it has no figure for."""
    lines = []
    for bound in bounds:
        figures = run.figures[half]
        groups = [g for g in figures if g != GROUP_OF_ALL and bound.measure in figures[g]] if bound.group == "*" else [bound.group]
        if not groups:
            lines.append(f"{bound.measure}: no group has this figure")
        for group in groups:
            found = figures.get(group, {}).get(bound.measure)
            if found is None:
                lines.append(f"{group}: {bound.measure}: the run has no such figure")
            elif found["value"] > bound.value + 1e-9 if bound.upper else found["value"] < bound.value - 1e-9:
                side = "at most" if bound.upper else "at least"
                lines.append(f"{group}: {bound.measure} is {found['value']:.4g} (n = {found['n']}), wanted {side} {bound.value:.4g}")
    return lines


def losses(earlier: Run, later: Run, half: str) -> list[str]:
    """A line for each measure that got worse than in an earlier run by more than chance explains."""
    pairs, _ = paired(earlier, later, half)
    return [
        f"{d.measure.key} fell from {d.before:.4g} to {d.after:.4g} against {earlier.name}-{earlier.commit} (p = {d.p:.4f}, n = {d.change.n})"
        if d.measure.better > 0
        else f"{d.measure.key} rose from {d.before:.4g} to {d.after:.4g} against {earlier.name}-{earlier.commit} (p = {d.p:.4f}, n = {d.change.n})"
        for d in differences(pairs)
        if d.p is not None and d.p < WORSE and d.change.value * d.measure.better < 0
    ]
