"""The nouns. Everything here is frozen: a stage makes new values, it never edits old ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Status = Literal["answered", "declined", "clarify"]
Intent = Literal["open", "list", "count", "compare", "overview", "contact", "source", "define"]


class Span(NamedTuple):
    """Half-open range of Unicode code points in a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. An interrupted section has several spans, in text order."""

    id: str
    kind: str
    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something the report lists: a recommendation, example, source, action, introduction, ...

    `span` is the item with its bullet and attribution, `words` what is quoted of it: the
    text without attribution (and without a label that the report sets in bold).
    """

    id: str
    kind: str
    section: str
    span: Span
    words: Span
    theme: str | None = None
    source: str | None = None
    label: str | None = None
    name: str | None = None
    place: str | None = None
    parts: tuple[tuple[str, Span], ...] = ()

    def part(self, name: str) -> tuple[Span, ...]:
        return tuple(span for key, span in self.parts if key == name)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is ranked: a span of one item or section, its sentences, and its context in words."""

    id: int
    span: Span
    section: str
    kind: str
    sentences: tuple[Span, ...]
    item: str | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of evidence that the report rests on."""

    id: str
    title: str
    short: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    id: str
    title: str
    publisher: str
    text: str
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    passages: tuple[Passage, ...]
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]
    about: dict[str, str] = field(default_factory=dict)

    def section(self, section_id: str) -> Section:
        return next(s for s in self.sections if s.id == section_id)

    def item(self, item_id: str) -> Item:
        return next(i for i in self.items if i.id == item_id)

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.kind == kind)

    def theme(self, theme_id: str) -> Theme:
        return next(t for t in self.themes if t.id == theme_id)

    def source(self, source_id: str) -> Source:
        return next(s for s in self.sources if s.id == source_id)


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage. `rank` counts from 1; higher `score` is better."""

    passage: Passage
    score: float
    rank: int
    dense: float = 0.0
    sparse: float = 0.0
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that was found, character for character, at its place. Made only by the verifier."""

    number: int
    report: str
    start: int
    end: int
    quote: str
    kind: str
    section: str
    source: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Restrictions read from a question. `no_*` are excluded values."""

    theme: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    no_theme: tuple[str, ...] = ()
    no_source: tuple[str, ...] = ()
    no_label: tuple[str, ...] = ()
    no_place: tuple[str, ...] = ()
    no_example: tuple[str, ...] = ()
    item: tuple[str, ...] = ()  # ids of what the conversation has just shown, where a message chooses among them

    def closed(self) -> bool:
        return bool(self.theme or self.source or self.label or self.place or self.no_theme or self.no_source or self.no_label)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood. `query` goes to the indexes; `rest` are stems that no facet explains."""

    text: str
    query: str
    intent: Intent
    kind: str | None
    facets: Facets
    rest: tuple[str, ...]
    aspects: tuple[str, ...] = ()
    each: bool = False
    exhaustive: bool = False
    action: bool = False
    number: int | None = None
    supposed: int | None = None  # how many of the compared things the question takes for granted ("of the twelve themes")
    sourced: int | None = None  # themes are asked for whose recommendations come from just so many sources
    kinds: tuple[str, ...] = ()
    elsewhere: bool = False  # examples are asked for in a place that none of them has
    part: str | None = None  # kind of front matter that is asked about: foreword, background, …
    grouped: bool = False  # how the recommendations are arranged is asked for
    form: str = ""  # the question with what it names left blank
    spans: tuple[Span, ...] = ()  # what the conversation has quoted, where a message asks whose it is
    told: tuple[Span, ...] = ()  # what the conversation has just quoted, where a message may go on about it
    unnamed: str = ""  # the question's words with "the report" in place of the research it names; empty where it names none
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, how it was read and what was answered, as later messages of the conversation need it."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class Answer:
    """`question` is the message as typed; `reading` how it was understood."""

    question: str
    reading: Question
    status: Status
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    retrieved: tuple[Hit, ...]
    reason: str | None = None
    choices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    elapsed_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer, in order: the program's words, a heading, a quote, or a table."""

    kind: Literal["lead", "heading", "quote", "table", "note", "near"]
    text: str = ""
    citation: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    mark: str = ""
