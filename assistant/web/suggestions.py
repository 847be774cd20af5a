"""Questions that the page offers. Each is asked once when the server starts; only those answered are offered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.datatypes import Answer, Report

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

EXAMPLES = 4
FOLLOW_UPS = 3
TOUR = {
    "report": ("overview", "contact"), "themes": ("count:theme", "theme"), "evidence": ("source", "finding"),
    "examples": ("example",),
}  # fmt: skip
Cited = frozenset[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question known to be answered. `about`: what it follows up on; `places`: what its answer cites."""

    question: str
    about: str
    places: Cited


@dataclass(slots=True)
class Suggestions:
    checked: tuple[Suggestion, ...] = ()
    done: threading.Event = field(default_factory=threading.Event)

    def check(self, assistant: Assistant) -> None:
        """Ask every candidate; keep what is answered. Runs beside the serving, never on the way of a question."""
        try:
            self.checked = tuple(s for question, about in candidates(assistant) if (s := _checked(assistant, question, about)))
        finally:
            self.done.set()

    def examples(self) -> list[str]:
        """Four questions of different kinds."""
        self.done.wait()
        topics = [s.question for s in self.checked if s.about.startswith("topic:")]
        return [*topics[:1], *self._of_kinds(("count", "source", "example", "theme", "overview"))][:EXAMPLES]

    def for_tour(self) -> dict[str, list[dict[str, str]]]:
        """Questions for each step of the tour, with what makes a link to the answer."""
        self.done.wait()
        return {step: [{"words": q, "link": quote(q)} for q in self._of_kinds(kinds)] for step, kinds in TOUR.items()}

    def _of_kinds(self, kinds: tuple[str, ...]) -> list[str]:
        """The shortest question of each kind: of several alike it reads best."""
        found = [[s.question for s in self.checked if s.about == kind or s.about.startswith(f"{kind}:")] for kind in kinds]
        return [min(questions, key=len) for questions in found if questions]

    def follow_ups(self, answer: Answer, asked: list[str]) -> list[str]:
        """Questions on the places that the answer cites, of which none was asked already."""
        if not self.done.is_set():
            return []
        places = [(c.section, c.source) for c in answer.citations[:6]]
        sections = {section for section, _ in places}
        taken = {question.casefold().strip() for question in asked}
        ranked = sorted(
            (s for s in self.checked if s.question.casefold() not in taken),
            key=lambda s: -(2 * len(s.places & set(places)) + len({section for section, _ in s.places} & sections)) / len(s.places),
        )
        chosen: dict[str, str] = {}
        for suggestion in ranked:
            chosen.setdefault(suggestion.about.partition(":")[0], suggestion.question)
            if len(chosen) == FOLLOW_UPS:
                break
        return list(chosen.values())


def _checked(assistant: Assistant, question: str, about: str) -> Suggestion | None:
    answer = assistant.ask(question)
    if answer.status != "answered" or not answer.citations:
        return None
    return Suggestion(question, about, frozenset((c.section, c.source) for c in answer.citations))


def candidates(assistant: Assistant) -> Iterator[tuple[str, str]]:
    """(question, what it is about) from the report's structure and the curator's topics, most useful first."""
    report = assistant.report
    yield "What is this report about?", "overview"
    for topic in _topics(assistant):
        yield f"What does the report recommend about {topic}?", f"topic:{topic}"
    if report.of_kind("recommendation"):
        yield "How many recommendations are there?", "count"
        yield "Which theme has the most recommendations?", "count:theme"
        for theme in report.themes:
            yield f"What does the report recommend under {theme.title}?", f"theme:{theme.id}"
    yield from _of_items(report)


def _topics(assistant: Assistant) -> list[str]:
    """Topics that a curator attached to recommendations, the most specific (fewest places) first."""
    report, found = assistant.report, dict[str, int]()
    recommended = report.of_kind("recommendation")
    for at, topics in assistant.index.glossary.get("at", {}).items():
        if any(item.span.start <= int(at) < item.span.end for item in recommended):
            for topic in topics:
                found[topic] = found.get(topic, 0) + 1
    acronyms = {acronym.casefold() for acronym in assistant.index.glossary.get("acronyms", {})}
    plain = [t for t in found if t in assistant.index.glossary.get("topics", {}) and not acronyms & set(t.split())]
    return sorted(plain, key=lambda t: (found[t] != 3, found[t]))


def _of_items(report: Report) -> Iterator[tuple[str, str]]:
    for source in report.sources:
        yield f"How was the {source.short} carried out?", f"source:{source.id}"
        yield f"What did the {source.short} find?", f"finding:{source.id}"
        yield f"Which recommendations come from the {source.short}?", f"from:{source.id}"
    for example in report.of_kind("example"):
        if example.name:
            yield f"What does the report say about {example.name}?", f"example:{example.id}"
    for theme in report.themes:
        yield f"What has been done under {theme.title}?", f"action:{theme.id}"
    if report.of_kind("contact"):
        yield "Who can I contact about this report?", "contact"
