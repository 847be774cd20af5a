"""An answer as a Word file: real headings, quotes in the quote style, a list of sources."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor

from assistant.datatypes import Block, Citation
from assistant.render import provenance, quote_lines
from assistant.web.export.record import Record, printable


def to_word(record: Record) -> bytes:
    document = Document()
    document.core_properties.title = printable(record.answer.question)[:250]
    document.core_properties.author = "Report assistant"
    document.core_properties.language = "en-GB"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(printable(record.answer.question), level=1)
    cited = {c.number: c for c in record.answer.citations}
    for block in record.answer.blocks:
        _add(document, block, cited)
    if cited:
        document.add_heading("Sources", level=2)
        for citation in cited.values():
            where = f"{provenance(citation)} (characters {citation.start} to {citation.end} of the report’s text)"
            document.add_paragraph(f"[{citation.number}] {printable(where)}")
    note = document.add_paragraph().add_run(printable(record.provenance))
    note.italic = True
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: WordDocument, block: Block, cited: dict[int, Citation]) -> None:
    if block.kind == "quote":
        citation = cited[block.citation or 0]
        _quote(document, quote_lines(citation.quote), block.mark, f"[{citation.number}] {provenance(citation)}")
    elif block.kind == "near":
        _quote(document, quote_lines(block.text), "", "Not an answer: a passage that comes near.")
    elif block.kind == "heading":
        document.add_heading(printable(block.text), level=2)
    elif block.kind == "table":
        _table(document, block.rows)
    else:
        _marked(document, block.text, block.mark, "Normal", italic=block.kind == "note")


def _quote(document: WordDocument, lines: list[str], mark: str, source: str) -> None:
    for line in lines:
        _marked(document, line, mark, "Quote")
    under = document.add_paragraph()
    run = under.add_run(printable(source))
    run.font.size = Pt(9)
    run.font.color.rgb = RGBColor(0x4A, 0x55, 0x63)


def _marked(document: WordDocument, text: str, mark: str, style: str, *, italic: bool = False) -> None:
    paragraph = document.add_paragraph(style=style)
    before, found, after = text.partition(mark) if mark else (text, "", "")
    for part in filter(None, (before, found, after)):
        run = paragraph.add_run(printable(part))
        run.bold = part is found or None
        run.italic = italic or None


def _table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Light Grid Accent 1"
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(words)
    document.add_paragraph()
