"""Every text that gets a vector, and what the vector stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from assistant.datatypes import Passage, Report


class Row(IntEnum):
    """What a vector stands for."""

    PASSAGE = 0  # the passage with its context
    SENTENCE = 1  # one sentence of it
    ASKED = 2  # a question that a curator says it answers
    NOT_SAID = 3  # a question on its subject that a curator says the report does not answer
    FORM = 5  # a form of question; belongs to no passage
    READING = 6  # the form of a labelled question; belongs to no passage
    NAME = 4  # a way to name a theme, source or label; belongs to no passage


@dataclass(frozen=True, slots=True)
class Line:
    kind: Row
    passage: int
    sentence: int
    text: str


def lines_of(report: Report, curated: Sequence[tuple[int, Any]]) -> list[Line]:
    """Every text that gets a vector."""
    lines: list[Line] = []
    for passage in report.passages:
        said = passage.span.of(report.text).replace("**", "")
        lines.append(Line(Row.PASSAGE, passage.id, -1, f"{passage.context}. {said}"))
        for number, sentence in enumerate(passage.sentences):
            lines.append(Line(Row.SENTENCE, passage.id, number, sentence.of(report.text).replace("**", "")))
    for at, entry in curated:
        place, number = _place(report.passages, at)
        lines += [Line(Row.ASKED, place, number, line) for line in entry.asked_as]
        lines += [Line(Row.NOT_SAID, place, number, line) for line in entry.not_said]
    return lines


def names_of(report: Report, glossary: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(facet, value, words) for each way to name a theme, a source or a label."""
    found = [("theme", t.id, way) for t in report.themes for way in [t.title, *glossary["themes"].get(t.id, [])]]
    found += [("source", s.id, way) for s in report.sources for way in [s.title, s.short, *glossary["sources"].get(s.id, [])]]
    labels = sorted({item.label for item in report.items if item.label})
    return found + [("label", name, way) for name in labels for way in [name, *glossary["labels"].get(name, [])]]


def _place(passages: tuple[Passage, ...], at: int) -> tuple[int, int]:
    """The passage and sentence at a code point; where it is between two, the passage that follows."""
    for passage in passages:
        if at < passage.span.end:
            number = next((n for n, s in enumerate(passage.sentences) if at < s.end), len(passage.sentences) - 1)
            return passage.id, number
    return passages[-1].id, len(passages[-1].sentences) - 1
