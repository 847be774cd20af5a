"""An Answer as text for a terminal or a pipe. Colours on a terminal only; the words are the same in both."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.datatypes import Answer, Block, Citation
from assistant.render import provenance, quote_lines

WIDTH = 88  # columns of text at most: longer lines are hard to read
PIPE_WIDTH = 80  # where nobody's window says how wide
# Control characters could move the cursor or recolour the terminal, bidirectional ones reorder what is read.
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
STYLES = {"lead": "bold", "heading": "bold cyan", "quote": "", "place": "dim", "note": "italic", "near": "dim", "table": "", "choice": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of output. `first` stands before its first line, spaces of the same width before the others."""

    style: str
    text: str
    first: str = ""
    wrapped: bool = True


def plain(text: str) -> str:
    """Text that can only be read: nothing in it steers the terminal."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def show(answer: Answer) -> None:
    lines = list(lines_of(answer))
    if not sys.stdout.isatty():
        print("\n".join(laid_out(line, PIPE_WIDTH) for line in lines))
        return
    import shutil

    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    width = min(WIDTH, shutil.get_terminal_size().columns - 1)
    for line in lines:
        console.print(Text(laid_out(line, width), style=STYLES[line.style]), soft_wrap=True)


def laid_out(line: Line, width: int) -> str:
    if not line.wrapped:
        return line.first + line.text
    return "\n".join(
        textwrap.wrap(plain(line.text), max(width, 20), initial_indent=line.first, subsequent_indent=" " * len(line.first), break_on_hyphens=False)
    )


def lines_of(answer: Answer) -> Iterator[Line]:
    by_number = {c.number: c for c in answer.citations}
    if answer.reading.read_as:
        yield Line("note", f"Read as: {answer.reading.read_as}")
        yield Line("note", "")
    for block in answer.blocks:
        yield from _block(block, by_number)
        yield Line("note", "")
    offered = (*answer.choices, *answer.follow_ups)
    if offered:
        yield Line("note", "Which one?" if answer.choices else "You could ask next:")
        for number, choice in enumerate(offered, 1):
            yield Line("choice", choice, f"  {number}. ")
        yield Line("note", "")
    yield Line("place", _footing(answer))


def _block(block: Block, citations: dict[int, Citation]) -> Iterator[Line]:
    if block.kind == "quote":
        citation = citations[block.citation or 0]
        first = f"  [{citation.number}] "
        for number, line in enumerate(quote_lines(citation.quote)):
            yield Line("quote", line, first if number == 0 else " " * len(first))
        yield Line("place", f"— {provenance(citation)}", " " * len(first))
    elif block.kind == "near":
        for line in quote_lines(block.text):
            yield Line("near", line, "  | ")
    elif block.kind == "table":
        widths = [max(len(cell) for cell in column) for column in zip(*block.rows, strict=True)]
        for row in block.rows:
            cells = [_aligned(cell, width) for cell, width in zip(row, widths, strict=True)]
            yield Line("table", plain("  ".join(cells).rstrip()), "  ", wrapped=False)
    else:
        yield Line(block.kind, block.text)


def _aligned(cell: str, width: int) -> str:
    return cell.rjust(width) if re.fullmatch(r"[\d,.%–-]+", cell) else cell.ljust(width)


def _footing(answer: Answer) -> str:
    sources = len(answer.citations)
    cited = f"{sources} quote{'s' if sources != 1 else ''}, each checked against the report's text · " if sources else ""
    return f"{answer.status} · {cited}{answer.elapsed_ms:.0f} ms"
