"""An answer in the making: blocks in order. Quotes enter only as spans, through the verifier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.citations import Verifier
from assistant.datatypes import Block, Hit, Item, Passage, Report, Span, Status
from assistant.retrieval.retriever import Ranking


class Draft:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.verifier = Verifier(report)
        self.blocks: list[Block] = []
        self.retrieved: tuple[Hit, ...] = ()
        self.status: Status = "answered"
        self.reason: str | None = None
        self.choices: tuple[str, ...] = ()

    def lead(self, text: str, *, mark: str = "") -> None:
        self.blocks.append(Block("lead", text, mark=mark))

    def heading(self, text: str) -> None:
        self.blocks.append(Block("heading", text))

    def note(self, text: str) -> None:
        self.blocks.append(Block("note", text))

    def table(self, rows: Iterable[tuple[str, ...]]) -> None:
        self.blocks.append(Block("table", rows=tuple(rows)))

    def quote(self, span: Span, *, mark: str = "", words: str = "") -> None:
        """Cite `span`; what does not verify is left out, never shown. `mark` is set off inside the quote."""
        citation = self.verifier.cite(span)
        if citation:
            self.blocks.append(Block("quote", words, citation=citation.number, mark=mark))

    def near(self, span: Span) -> None:
        """A passage that is shown as *not* an answer: verified like a quote, but not among the citations."""
        self.blocks.append(Block("near", span.of(self.report.text)))

    def items(self, items: Iterable[Item]) -> None:
        for item in items:
            self.quote(item.words)

    def put_first(self, found: Iterable[Passage], ranking: Ranking) -> None:
        """Passages that were chosen by a rule stand before what ranking found, the best of them first."""
        chosen = sorted(found, key=lambda passage: -float(ranking.total[passage.id]))
        taken = {passage.id for passage in chosen}
        hits = [Hit(passage, float(ranking.total[passage.id]), 0) for passage in chosen]
        hits += [hit for hit in self.retrieved if hit.passage.id not in taken]
        self.retrieved = tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1))


def item_hits(report: Report, items: Iterable[Item]) -> tuple[Hit, ...]:
    """Selected items as ranked evidence: each item's first passage (or its words) in the report's order."""
    found = []
    for rank, item in enumerate(items, 1):
        passage = next((p for p in report.passages if p.item == item.id and item.words.overlap(p.span)), None)
        if passage is None or item.kind not in {"recommendation"}:
            passage = Passage(-1, item.words, item.section, item.kind, (item.words,), item.id)
        found.append(Hit(passage, 1.0, rank))
    return tuple(found)
