"""The report as an index keeps it: its parts as JSON, its text byte for byte beside them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from assistant.datatypes import Item, Passage, Report, Section, Source, Span, Theme

REPORT, TEXT = "report.json", "report.txt"


def save_report(report: Report, folder: Path) -> None:
    (folder / REPORT).write_text(json.dumps({**asdict(report), "text": ""}, ensure_ascii=False), "utf-8")
    (folder / TEXT).write_bytes(report.text.encode())


def load_report(generation: Path) -> Report:
    raw = json.loads((generation / REPORT).read_text("utf-8"))

    def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(*pair) for pair in pairs)

    return Report(
        id=raw["id"], title=raw["title"], publisher=raw["publisher"], about=raw["about"],
        text=(generation / TEXT).read_bytes().decode(),
        sections=tuple(Section(**{**s, "spans": spans(s["spans"])}) for s in raw["sections"]),
        items=tuple(
            Item(**{**i, "span": Span(*i["span"]), "words": Span(*i["words"]), "parts": tuple((n, Span(*s)) for n, s in i["parts"])})
            for i in raw["items"]
        ),
        passages=tuple(Passage(**{**p, "span": Span(*p["span"]), "sentences": spans(p["sentences"])}) for p in raw["passages"]),
        themes=tuple(Theme(**t) for t in raw["themes"]),
        sources=tuple(Source(**s) for s in raw["sources"]),
    )  # fmt: skip


def counts_of(report: Report, vectors: int) -> dict[str, int]:
    parts = {"themes": report.themes, "sources": report.sources, "sections": report.sections, "passages": report.passages}
    parts |= {f"{kind}s": report.of_kind(kind) for kind in ("recommendation", "example")}
    return {**{name: len(part) for name, part in parts.items()}, "vectors": vectors}
