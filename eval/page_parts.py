"""The report page's pieces: a question with its answer, its citations and its passages, evidence highlighted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from assistant.datatypes import Span
from eval.metrics import BY_KEY
from eval.score import Json, covers
from eval.tables import HALVES, amount

SHOWN_HITS = 6  # passages shown for a question; the run's file holds all


def marked(text: str, span: Span, evidence: Sequence[Span]) -> str:
    """The text of a span, escaped, with the parts that are evidence in <mark>."""
    parts, at = [], span.start
    for found in sorted(evidence):
        start, end = max(found.start, at), min(found.end, span.end)
        if start < end:
            parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
    return "".join([*parts, escape(text[at : span.end])])


def hits_of(row: Json) -> list[tuple[int, Span, bool]]:
    """(rank, span, whether it covers an evidence quote) for what was retrieved."""
    evidence = evidence_of(row)
    hits = [(h["rank"], Span(h["start"], h["end"])) for h in row["answer"]["retrieved"]]
    return [(rank, span, any(covers(span, quote) for quote in evidence)) for rank, span in hits]


def evidence_of(row: Json) -> list[Span]:
    return [Span(*quote) for entry in row["spans"] for quote in entry]


def option_list(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    found = "".join(f'<option value="{escape(value)}">{escape(shown)}</option>' for value, shown in options)
    return f'<div><label for="by-{name}">{label}</label><select id="by-{name}" name="{name}"><option value="">all</option>{found}</select></div>'


def question_row(row: Json, text: str) -> str:
    answer, verdict = row["answer"], "wrong" if row["faults"] else "right"
    turns = json.dumps(row["turns"], ensure_ascii=False)
    attributes = {"group": row["group"], "half": row["half"], "verdict": verdict, "status": answer["status"], "turns": turns}
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in attributes.items())
    shown = "✗ wrong" if row["faults"] else "✓ right"
    origin = f'<span class="id">{escape(row["id"])} · {HALVES[row["half"]]}</span>'
    head = f'<summary><span class="verdict">{shown}</span>{origin}{escape(row["turns"][-1])}</summary>'
    return f'<details class="q {verdict}" {data}>{head}<div>{"".join(_inside(row, text))}</div></details>'


def _inside(row: Json, text: str) -> list[str]:
    answer, evidence = row["answer"], evidence_of(row)
    found = []
    if len(row["turns"]) > 1:
        found.append(f"<p>Earlier: {' → '.join(escape(turn) for turn in row['turns'][:-1])}</p>")
    if row["read_as"]:
        found.append(f"<p>Read as: {escape(row['read_as'])}</p>")
    if row["faults"]:
        found.append(f'<ul class="faults">{"".join(f"<li>{escape(fault)}</li>" for fault in row["faults"])}</ul>')
    found.append(f"<h3>Answer ({escape(answer['status'])}, {answer['elapsed_ms']:.1f} ms)</h3><pre>{escape(answer['answer']) or 'nothing'}</pre>")
    found.append(_expected(row, text))
    if decision := row["decision"]:
        side = "below" if decision["answerable"] < decision["threshold"] else "not below"
        found.append(f"<p>Answerable {decision['answerable']:.3f}, {side} the threshold {decision['threshold']:.3f}.</p>")
    if answer["citations"]:
        also = [*evidence, *(Span(*s) for s in row["also_spans"])]
        lines = [f"<li>{_bearing(_span(c), also)}<blockquote>{marked(text, _span(c), evidence)}</blockquote></li>" for c in answer["citations"]]
        found.append(f"<h3>Cited</h3><ol>{''.join(lines)}</ol>")
    found.append(_retrieved(row, text, evidence))
    figures = [f"{BY_KEY[key].title} {amount(BY_KEY[key], value)}" for key, value in row["values"].items() if key in BY_KEY and value is not None]
    return [*found, f'<p class="soft">{escape(" · ".join(figures))}</p>']


def _expected(row: Json, text: str) -> str:
    if not row["spans"]:
        wanted = {"decline": "To be declined.", "either": "May be answered, declined or clarified."}.get(row["expect"], "To be answered.")
    else:
        wanted = "Evidence" + (" (the complete set)" if row["exact"] else "")
    entries = [" or ".join(f"“{escape(text[start:end])}”" for start, end in entry) for entry in row["spans"]]
    patterns = [f"must match <code>{escape(p)}</code>" for p in row["must"]] + [f"must not match <code>{escape(p)}</code>" for p in row["must_not"]]
    return f"<h3>Expected</h3><p>{wanted}</p><ul>{''.join(f'<li>{line}</li>' for line in [*entries, *patterns])}</ul>"


def _retrieved(row: Json, text: str, evidence: Sequence[Span]) -> str:
    hits = hits_of(row)
    if not hits:
        return ""
    lines = []
    for rank, span, bearing in hits[:SHOWN_HITS]:
        place = f"{span.start}:{span.end}"
        button = f'<button type="button" data-at="{place}" aria-label="Mark characters {place} as evidence">Mark as evidence</button>'
        known = "<strong>evidence</strong> · " if bearing else ""
        lines.append(f'<li value="{rank}">{known}{place} {button}<blockquote>{marked(text, span, evidence)}</blockquote></li>')
    more = f"<p>{len(hits) - SHOWN_HITS} more are in the run's file.</p>" if len(hits) > SHOWN_HITS else ""
    return f'<h3>Retrieved</h3><ol class="hits">{"".join(lines)}</ol>{more}'


def _span(citation: Json) -> Span:
    return Span(citation["start"], citation["end"])


def _bearing(span: Span, wanted: Sequence[Span]) -> str:
    return "" if any(covers(span, quote) for quote in wanted) else '<span class="soft">not among the evidence</span>'
