"""An Answer as Markdown or as the stable JSON object. All escaping of Markdown lives here."""

from __future__ import annotations

import re
from typing import Any

from assistant.datatypes import Answer, Block, Citation

MARKUP = re.compile(r"\*\*")
BULLET = re.compile(r"^[ \t]*[-•–][ \t]+")
SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
Json = dict[str, Any]


def quote_lines(quote: str) -> list[str]:
    """A quote as it is shown: its paragraphs and bullets without the marks of the layout. Words are unchanged."""
    pieces = re.split(r"\n\s*\n|\n(?=[ \t]*[-•–][ \t])", quote)
    lines = [" ".join(BULLET.sub("", MARKUP.sub("", piece)).split()) for piece in pieces]
    return [line for line in lines if line]


def escape(text: str) -> str:
    """Plain text for Markdown: nothing in it can become markup or HTML."""
    return SPECIAL.sub(r"\\\1", text)


def provenance(citation: Citation) -> str:
    """Section, label and source of a citation, in one line."""
    parts = [citation.section, citation.label or "", citation.source or ""]
    return " · ".join(part for part in parts if part)


def to_markdown(answer: Answer) -> str:
    by_number = {c.number: c for c in answer.citations}
    blocks = [f"*Read as: {escape(answer.reading.read_as)}*"] if answer.reading.read_as and answer.status != "declined" else []
    blocks += [_block(block, by_number) for block in answer.blocks]
    return "\n\n".join(block for block in blocks if block)


def _block(block: Block, citations: dict[int, Citation]) -> str:
    if block.kind == "quote":
        citation = citations[block.citation or 0]
        lines = [_marked(line, block.mark) for line in quote_lines(citation.quote)]
        return "\n>\n".join(f"> {line}" for line in lines) + f" [{citation.number}]\n>\n> — {escape(provenance(citation))}"
    if block.kind == "near":
        return "\n>\n".join(f"> {escape_quote(line)}" for line in quote_lines(block.text))
    if block.kind == "heading":
        return f"### {escape(block.text)}"
    if block.kind == "table":
        head, *rows = [[escape(cell) for cell in row] for row in block.rows]
        return "\n".join([f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)])
    if block.kind == "note":
        return f"*{escape(block.text)}*"
    return _marked(block.text, block.mark, escape)


def escape_quote(line: str) -> str:
    """Only what would become markup at once is escaped, so that a quote stays readable as text."""
    return re.sub(r"([\\`<>\[\]|]|(?<!\w)[*_]|[*_](?!\w)|\A#)", r"\\\1", line)


def _marked(line: str, mark: str, escaped: Any = escape_quote) -> str:
    if mark and mark in line:
        before, _, after = line.partition(mark)
        return f"{escaped(before)}**{escaped(mark)}**{escaped(after)}"
    return str(escaped(line))


def to_json(answer: Answer, *, report: str, identity: str | None = None) -> Json:
    """The stable contract: one object an answer."""
    found: Json = {"id": identity} if identity is not None else {}
    return found | {
        "question": answer.question,
        "status": answer.status,
        "answer": to_markdown(answer),
        "citations": [
            {
                "number": c.number, "report": c.report, "start": c.start, "end": c.end, "quote": c.quote,
                "kind": c.kind, "section": c.section, "source": c.source, "label": c.label,
            }
            for c in answer.citations
        ],
        "retrieved": [
            {"rank": h.rank, "report": report, "start": h.passage.span.start, "end": h.passage.span.end, "score": round(h.score, 6)}
            for h in answer.retrieved
        ],
        "elapsed_ms": round(answer.elapsed_ms, 3),
    }  # fmt: skip
