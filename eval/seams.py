"""The assistant with one part exchanged, so that what a part brings can be measured through the very same path."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.open import Finder
from assistant.answering.refusal import Decision, Figures, decide, figures_of
from assistant.datatypes import Answer, Question, Turn
from assistant.indexing.index import Index
from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Ranking, Retriever, Weights

Decide = Callable[[Index, Ranking, str], Decision]


class _Unboosted(Finder):
    """A finder that ranks by words and meaning alone."""

    def boosts(self, question: Question, near: frozenset[str] = frozenset()) -> dict[int, float]:
        return {}


class _Unspelled:
    """A speller that leaves every message as it is."""

    def repair(self, text: str) -> str:
        return text


def variant(
    assistant: Assistant, *, decide: Decide | None = None, weights: Weights | None = None, boosts: bool = True, spelling: bool = True
) -> Assistant:
    """A copy of the assistant with these parts exchanged or off; the original is untouched."""
    other = copy.copy(assistant)
    finder = assistant.finder
    if weights:
        finder = replace(finder, retriever=Retriever(assistant.index, weights))
    if decide:
        finder = replace(finder, decide=decide)
    if not boosts:
        finder = _Unboosted(finder.index, finder.retriever, finder.tags, finder.decide)
    other.finder = finder
    if not spelling:
        other.speller = _Unspelled()  # type: ignore[assignment]
    return other


@dataclass(frozen=True, slots=True)
class WithoutHistory:
    """Answers every message as if it were the first of its conversation."""

    assistant: Assistant

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return self.assistant.ask(question)


@dataclass(slots=True)
class Recorder:
    """Stands in for the decision: remembers what was decided. `always` answers whatever the figures say."""

    always: bool = False
    seen: list[Decision] = field(default_factory=list)

    def __call__(self, index: Index, ranking: Ranking, query: str) -> Decision:
        decision = _answers(figures_of(index, ranking, query)) if self.always else decide(index, ranking, query)
        self.seen.append(decision)
        return decision


def _answers(figures: Figures) -> Decision:
    return Decision(1.0, 0.0, figures)
