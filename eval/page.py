"""A saved run as one HTML page: no outside request, every word escaped, usable without its script."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from eval import plots
from eval.calibrate import risk_coverage
from eval.metrics import BY_KEY, GROUP_OF_ALL, MEASURES
from eval.page_parts import hits_of, option_list, question_row
from eval.runs import Run
from eval.score import Json
from eval.shape import GROUPS
from eval.tables import ANSWERS, HALVES, RANKS, amount

ASSETS = Path(__file__).with_name("assets")


def page(run: Run) -> str:
    """The whole document."""
    style, script = ((ASSETS / f"report.{kind}").read_text("utf-8") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_sha(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    title = f"Evaluation {run.name}-{run.commit}"
    head = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}"><title>{escape(title)}</title><style>{style}</style></head>'
    )
    parts = [head, '<body><a class="skip" href="#questions">Skip to the questions</a><main>', f"<h1>{escape(title)}</h1>", *body(run)]
    return "".join([*parts, f"</main><script>{script}</script></body></html>\n"])


def body(run: Run) -> Iterable[str]:
    """What is inside the page, for a page that brings its own head."""
    yield _about(run)
    yield f"<h2>Summary</h2>{_summary(run)}"
    yield f'<h2>Plots</h2><div class="plots">{"".join(_plots(run))}</div>'
    yield f"<h2>By group</h2>{_by_group(run, ANSWERS, 'Answers')}{_by_group(run, RANKS, 'Retrieval, over the questions with evidence')}"
    yield f"<h2>What the measures mean</h2><dl>{''.join(f'<dt><strong>{escape(m.title)}</strong></dt><dd>{escape(m.meaning)}</dd>' for m in MEASURES)}</dl>"
    yield f'<h2 id="questions" tabindex="-1">Questions</h2>{_filters(run)}'
    text = run.report["text"]
    yield from (question_row(row, text) for row in run.rows)


def write_page(run: Run, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(run), "utf-8")
    return path


def _sha(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _about(run: Run) -> str:
    facts = {
        "Report": run.report["title"], "Questions": f"{len(run.rows)} (digest {run.gold})", "Commit": run.commit, "Made": run.made,
        "Index": f"{run.index['fingerprint']}, {', '.join(f'{n} {name}' for name, n in run.index['counts'].items())}", "Model": str(run.index["model"]),
        "Settings": ", ".join(f"{key} {value}" for key, value in run.settings.items()),
    }  # fmt: skip
    note = "<p>Figures are means over questions, in per cent, with 95 % bootstrap intervals; no model judged anything, so a second run gives the same.</p>"
    return f'<dl class="facts">{"".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts.items())}</dl>{note}'


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """Cells are HTML already; the first of a row is its header."""
    top = "".join(f'<th scope="col"{_numeric(place)}>{escape(name)}</th>' for place, name in enumerate(head))
    lines = "".join(
        f'<tr><th scope="row">{cells[0]}</th>{"".join(f"<td{_numeric(place)}>{cell}</td>" for place, cell in enumerate(cells[1:], 1))}</tr>' for cells in rows
    )
    table = f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">{table}</div>'


def _numeric(place: int) -> str:
    return ' class="n"' if place else ""


def _cell(key: str, figures: Json) -> str:
    found = figures.get(key)
    if not found:
        return "–"
    measure = BY_KEY[key]
    return f"{amount(measure, found['value'])}<small>{amount(measure, found['low'])}–{amount(measure, found['high'])}, n {found['n']}</small>"


def _halves(run: Run) -> list[str]:
    """The halves that hold questions, and both together where there are two."""
    found = [h for h in ("tune", "report") if run.figures[h][GROUP_OF_ALL]]
    return [*found, "all"] if len(found) > 1 else found


def _summary(run: Run) -> str:
    halves = _halves(run)
    rows = [[escape(m.title), *(_cell(m.key, run.figures[h][GROUP_OF_ALL]) for h in halves)] for m in MEASURES]
    return _table(["measure", *(HALVES[h] for h in halves)], rows, "All groups together")


def _groups(run: Run) -> list[str]:
    present = {row["group"] for row in run.rows}
    return [*(g for g in GROUPS if g in present), *sorted(present - set(GROUPS))]


def _by_group(run: Run, keys: Sequence[str], caption: str) -> str:
    rows = []
    for group in [*_groups(run), GROUP_OF_ALL]:
        for half in _halves(run)[:2]:
            figures = run.figures[half].get(group, {})
            if any(key in figures for key in keys):
                rows.append([f"{escape(group)} <small>{HALVES[half]}</small>", *(_cell(key, figures) for key in keys)])
    return _table(["group", *(BY_KEY[k].title for k in keys)], rows, caption)


def _plots(run: Run) -> Iterable[str]:
    halves = _halves(run)[:2]
    shares = [
        (group, {h: (f["value"], f["low"], f["high"]) for h in halves if (f := run.figures[h].get(group, {}).get("right"))})
        for group in [*_groups(run), GROUP_OF_ALL]
    ]
    yield _figure("Right answers by group", plots.bars(shares, "Right answers by group"))
    curves, operating = {}, {}
    for half in halves:
        decided = [row["decision"] for row in run.rows if row["half"] == half and row["decision"] and row["expect"] != "either"]
        curves[half] = risk_coverage([(d["answerable"], d["right_if_answered"]) for d in decided])
        answered = [d["right_if_answered"] for d in decided if d["answerable"] >= d["threshold"]]
        if answered:
            operating[half] = (len(answered) / len(decided), 1 - sum(answered) / len(answered))
    yield _figure("Risk and coverage: what declining saves (the dot is the threshold in use)", plots.risk_coverage_plot(curves, operating))
    yield _figure("Rank of the first evidence", plots.columns(_first_ranks(run), "Rank of the first evidence", "rank among the passages retrieved"))
    yield _figure("Time to answer", plots.columns(_times(run), "Time to answer", "milliseconds"))


def _figure(caption: str, drawing: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawing}</figure>"


def _first_ranks(run: Run) -> list[tuple[str, int]]:
    found: Counter[str] = Counter()
    for row in run.rows:
        if row["expect"] == "answer" and row["spans"]:
            hits = hits_of(row)
            first = next((rank for rank, _, bearing in hits if bearing), None)
            found[str(first) if first and first <= 10 else "beyond" if first else "none"] += 1
    return [(name, found[name]) for name in [*map(str, range(1, 11)), "beyond", "none"]]


def _times(run: Run) -> list[tuple[str, int]]:
    edges = (5, 10, 20, 50, 100, 200, 500)
    times = [row["values"]["ms"] for row in run.rows]
    counts = [sum(low <= t < high for t in times) for low, high in zip((0, *edges), (*edges, float("inf")), strict=True)]
    return list(zip([*(f"< {e}" for e in edges), f"≥ {edges[-1]}"], counts, strict=True))


def _filters(run: Run) -> str:
    status = sorted({row["answer"]["status"] for row in run.rows})
    selects = "".join(
        [
            option_list("group", "Group", [(g, g) for g in _groups(run)]), option_list("half", "Half", [(h, HALVES[h]) for h in ("tune", "report")]),
            option_list("verdict", "Verdict", [("right", "right"), ("wrong", "wrong")]), option_list("status", "Status", [(s, s) for s in status]),
        ]
    )  # fmt: skip
    words = '<div><label for="by-words">Words</label><input id="by-words" name="words" type="search"></div><button type="reset">Show all</button>'
    note = "<p>Run these to add gold questions; edit them first where the answer needs more than one passage.</p>"
    area = '<textarea aria-label="Commands that add gold questions" spellcheck="false"></textarea>'
    picked = f'<div id="picked" hidden><h3>New gold questions</h3>{note}{area}</div>'
    return f'<form class="filters">{selects}{words}</form><p id="told" role="status">{len(run.rows)} questions</p>{picked}'
