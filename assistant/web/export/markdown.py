"""An answer as a Markdown file."""

from __future__ import annotations

from assistant.render import escape, provenance, to_markdown
from assistant.web.export.record import Record, printable


def to_markdown_file(record: Record) -> str:
    answer = record.answer
    parts = [f"# {escape(' '.join(printable(answer.question).split()))}", printable(to_markdown(answer))]
    if answer.citations:
        parts.append("## Sources")
        parts.append("\n".join(f"{c.number}. {escape(provenance(c))} (characters {c.start} to {c.end} of the report’s text)" for c in answer.citations))
    parts.append(f"*{escape(record.provenance)}*")
    return "\n\n".join(parts) + "\n"
