"""Cut items and prose into passages. Structure is truth, passage size is tuning."""

from __future__ import annotations

import re

from assistant.datatypes import Item, Passage, Section, Source, Span, Theme
from assistant.reading.parser import trim

MAX_PASSAGE = 560  # code points: prose is split at sentence borders above this
MIN_PARAGRAPH = 60  # a shorter paragraph without closing punctuation is a stray heading or number

ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|cf|e\.g|i\.e|approx|Ltd|Inc|al)|\b[A-Z])\.$")
BORDER = re.compile(r"[.!?][”’\"')\]*]*(\s+)(?=[“‘\"'(\[*]*[A-Z0-9£$#])")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Sentence spans, in order, trimmed, covering all that is not white space."""
    words = span.of(text)
    found, start = [], 0
    for border in BORDER.finditer(words):
        if ABBREVIATION.search(words[: border.start() + 1]):
            continue
        found.append(Span(span.start + start, span.start + border.start(1)))
        start = border.end()
    found.append(Span(span.start + start, span.end))
    return tuple(s for s in (trim(text, f) for f in found) if s.start < s.end)


def paragraphs(text: str, span: Span) -> list[Span]:
    """Paragraphs, with stray numbers joined to what they head and sentences that a page break cut rejoined."""
    found: list[Span] = []
    for match in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", span.of(text)):
        part = trim(text, Span(span.start + match.start(), span.start + match.end()))
        if part.start == part.end:
            continue
        if found:
            before = found[-1].of(text)
            open_end = not re.search(r"[.!?][”’\"')*]*\Z", before)
            if open_end and (len(before) < MIN_PARAGRAPH or part.of(text)[0].islower()):
                found[-1] = Span(found[-1].start, part.end)
                continue
        found.append(part)
    return found


def windows(text: str, span: Span) -> list[Span]:
    """The span itself, or runs of its sentences of about MAX_PASSAGE code points each, evenly filled."""
    if span.end - span.start <= MAX_PASSAGE:
        return [span]
    parts = -(-(span.end - span.start) // MAX_PASSAGE)
    wanted = (span.end - span.start) / parts
    runs: list[Span] = []
    for sentence in sentences(text, span):
        if runs and sentence.end - runs[-1].start <= max(wanted * 1.15, 1):
            runs[-1] = Span(runs[-1].start, sentence.end)
        else:
            runs.append(sentence)
    return runs


def cut_passages(
    text: str, sections: tuple[Section, ...], items: tuple[Item, ...], themes: tuple[Theme, ...], sources: tuple[Source, ...]
) -> tuple[Passage, ...]:
    titles = {t.id: t.title for t in themes}
    shorts = {s.id: s.short for s in sources}
    by_section: dict[str, list[Item]] = {}
    for item in items:
        by_section.setdefault(item.section, []).append(item)
    found: list[tuple[Span, Section, Item | None]] = []
    for section in sections:
        listed = [i for i in by_section.get(section.id, []) if i.kind in {"recommendation", "action", "introduction", "example"}]
        if section.kind in {"theme", "example"}:
            for item in listed:
                if item.kind == "recommendation":
                    found.append((item.words, section, item))
                else:
                    found += [(w, section, item) for w in windows(text, item.words)]
        else:
            owner = next((i for i in by_section.get(section.id, []) if i.kind == section.kind), None)
            for part in section.spans:
                blocks = [part] if section.kind in {"contents", "contact", "quotation"} else paragraphs(text, part)
                found += [(w, section, owner) for block in blocks for w in windows(text, block)]
    found.sort(key=lambda entry: entry[0])
    return tuple(
        Passage(
            id=number,
            span=span,
            section=section.id,
            kind=item.kind if item else section.kind,
            sentences=sentences(text, span),
            item=item.id if item else None,
            context=_context(section, item, titles, shorts),
        )
        for number, (span, section, item) in enumerate(found)
    )


def _context(section: Section, item: Item | None, titles: dict[str, str], shorts: dict[str, str]) -> str:
    """What a reader of the page would see around the passage: theme, kind, label, source."""
    parts = [titles.get(item.theme or "", "") if item else "", section.title, item.kind if item else section.kind]
    if item:
        parts += [item.label or "", item.name or "", shorts.get(item.source or "", "")]
    kept: list[str] = []
    for part in parts:
        if part and part not in kept:
            kept.append(part)
    return ". ".join(kept)
