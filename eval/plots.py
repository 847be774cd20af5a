"""Plots as inline SVG: server-made, no script, a title and a description for those who cannot see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import count

from eval.calibrate import Point
from eval.tables import HALVES

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 26, 12, 44
COLOURS = {"tune": "#1d5f8a", "report": "#b3531a", "all": "#1d5f8a"}  # both at least 4.5:1 on white, told apart without hue by lightness and shape
_ids = count(1)


def svg(body: Sequence[str], title: str, description: str, height: int = HEIGHT) -> str:
    number = next(_ids)
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t{number} d{number}" xmlns="http://www.w3.org/2000/svg">'
    return f'{head}<title id="t{number}">{escape(title)}</title><desc id="d{number}">{escape(description)}</desc>{"".join(body)}</svg>'


def risk_coverage_plot(curves: Mapping[str, Sequence[Point]], operating: Mapping[str, tuple[float, float]]) -> str:
    """Risk over coverage a half; the point is where the threshold stands. `operating`: half → (coverage, risk)."""
    body = _axes("coverage: share of questions answered, surest first", "risk: share of answers wrong")
    told = []
    for half, points in curves.items():
        if not points:
            continue
        path = " ".join(f"{_x(p.coverage):.1f},{_y(p.risk):.1f}" for p in points)
        dash = "" if half != "report" else ' stroke-dasharray="6 3"'
        body.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[half]}" stroke-width="2"{dash}/>')
        if half in operating:
            coverage, risk = operating[half]
            body.append(f'<circle cx="{_x(coverage):.1f}" cy="{_y(risk):.1f}" r="5" fill="{COLOURS[half]}"/>')
            told.append(f"{HALVES[half]} half: {100 * coverage:.0f} % answered with {100 * risk:.0f} % of the answers wrong at the threshold")
    body += _legend([h for h in curves if curves[h]], TOP)
    return svg(body, "Risk and coverage of declining", "; ".join(told) or "No question came to a decision.")


def bars(rows: Sequence[tuple[str, dict[str, tuple[float, float, float]]]], title: str) -> str:
    """Horizontal bars: (label, half → (value, low, high) in [0, 1]); whiskers are 95 % intervals."""
    halves = [h for h in ("tune", "report", "all") if any(h in values for _, values in rows)]
    each = 12 * len(halves) + 10
    height = TOP + each * len(rows) + BOTTOM
    left = 116

    def across(share: float) -> float:
        return left + share * (WIDTH - left - RIGHT)

    body = [
        f'<line x1="{across(t):.1f}" x2="{across(t):.1f}" y1="{TOP}" y2="{height - BOTTOM}" stroke="#ccc"/>'
        f'<text x="{across(t):.1f}" y="{height - BOTTOM + 16}" text-anchor="middle">{100 * t:.0f} %</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    ]
    for row, (label, values) in enumerate(rows):
        y = TOP + row * each + 5
        body.append(f'<text x="{left - 8}" y="{y + 6 * len(halves) + 4}" text-anchor="end">{escape(label)}</text>')
        for place, half in enumerate(halves):
            if half not in values:
                continue
            value, low, high = values[half]
            top = y + 12 * place
            body.append(f'<rect x="{left}" y="{top}" width="{max(across(value) - left, 0.5):.1f}" height="10" fill="{COLOURS[half]}"/>')
            body.append(f'<line x1="{across(low):.1f}" x2="{across(high):.1f}" y1="{top + 5}" y2="{top + 5}" stroke="#111" stroke-width="1.5"/>')
    told = "; ".join(f"{label} {', '.join(f'{100 * v[0]:.0f} % ({HALVES[h]})' for h, v in values.items())}" for label, values in rows)
    return svg([*body, *_legend(halves, height - 20)], title, told, height)


def columns(counts: Sequence[tuple[str, int]], title: str, across: str) -> str:
    """Vertical columns of counts."""
    most = max((n for _, n in counts), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(len(counts), 1)
    body = []
    for place, (label, n) in enumerate(counts):
        x, high = LEFT + place * step, (HEIGHT - TOP - BOTTOM - 14) * n / most
        base = HEIGHT - BOTTOM
        body.append(f'<rect x="{x + 2:.1f}" y="{base - high:.1f}" width="{step - 4:.1f}" height="{high:.1f}" fill="{COLOURS["all"]}"/>')
        body.append(f'<text x="{x + step / 2:.1f}" y="{base - high - 4:.1f}" text-anchor="middle">{n}</text>')
        body.append(f'<text x="{x + step / 2:.1f}" y="{base + 16}" text-anchor="middle">{escape(label)}</text>')
    body.append(f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    return svg(body, title, "; ".join(f"{label}: {n}" for label, n in counts))


def _axes(across: str, up: str) -> list[str]:
    body = []
    for t in (0, 0.25, 0.5, 0.75, 1):
        body.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(t):.1f}" y2="{_y(t):.1f}" stroke="#ddd"/>')
        body.append(f'<text x="{LEFT - 6}" y="{_y(t) + 4:.1f}" text-anchor="end">{100 * t:.0f} %</text>')
        body.append(f'<text x="{_x(t):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{100 * t:.0f} %</text>')
    body.append(f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    body.append(f'<text x="{LEFT + 6}" y="{TOP + 12}">{escape(up)}</text>')
    return body


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _legend(halves: Sequence[str], y: int) -> list[str]:
    found, x = [], WIDTH - 210
    for half in halves if len(halves) > 1 else ():
        found.append(f'<rect x="{x}" y="{y}" width="12" height="12" fill="{COLOURS[half]}"/>')
        found.append(f'<text x="{x + 17}" y="{y + 10}">{HALVES[half]}</text>')
        x += 100
    return found
