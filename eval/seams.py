"""The assistant with one part exchanged, so that what a part brings can be measured through the very same path."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.answering.finder import Finder
from assistant.answering.refusal import Decision, decide, figures_of
from assistant.datatypes import Answer, Hit, Question, Turn
from assistant.indexing.index import Index
from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Ranking, Retriever, Weights

Decide = Callable[[Index, Ranking, str], Decision]


class Asks(Protocol):
    """What is evaluated: anything that answers a message given the turns before it."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer: ...


Wrap = Callable[[Asks], Asks]


def direct(asks: Asks) -> Asks:
    return asks


class _Unboosted(Finder):
    """A finder that ranks by words and meaning alone."""

    def boosts(self, question: Question, near: frozenset[str] = frozenset()) -> dict[int, float]:
        return {}


class _Unspelled:
    """A speller that leaves every message as it is."""

    def repair(self, text: str) -> str:
        return text


def variant(assistant: Assistant, *, decide: Decide | None = None, weights: Weights | None = None, boosts: bool = True, spelling: bool = True) -> Assistant:
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

    asks: Asks

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return self.asks.ask(question)


@dataclass(slots=True)
class Recorder:
    """Stands in for the decision: remembers what was decided. `always` answers whatever the figures say."""

    always: bool = False
    inner: Decide = decide
    seen: list[Decision] = field(default_factory=list)

    def __call__(self, index: Index, ranking: Ranking, query: str) -> Decision:
        decision = Decision(1.0, 0.0, figures_of(index, ranking, query)) if self.always else self.inner(index, ranking, query)
        self.seen.append(decision)
        return decision


class Deep(Retriever):
    """Keeps the ranking that an answer's hits are taken from, so that it can be read deeper than an answer goes."""

    last: Ranking | None = None

    def hits(self, ranking: Ranking, count: int, *, among: Sequence[int] | None = None) -> tuple[Hit, ...]:
        if among is None:
            self.last = ranking
        return super().hits(ranking, count, among=among)


@dataclass(slots=True)
class Watched:
    """The assistant with its last message's decisions and ranking kept."""

    assistant: Assistant
    recorder: Recorder
    retriever: Deep

    @classmethod
    def of(cls, assistant: Assistant, *, always: bool = False) -> Watched:
        recorder = Recorder(always, assistant.finder.decide)
        retriever = Deep(assistant.index, assistant.finder.retriever.weights)
        other = variant(assistant, decide=recorder)
        other.finder = replace(other.finder, retriever=retriever)
        return cls(other, recorder, retriever)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.recorder.seen.clear()
        self.retriever.last = None
        return self.assistant.ask(question, history)

    @property
    def decisions(self) -> list[Decision]:
        return list(self.recorder.seen)

    def ranking(self, answer: Answer) -> Ranking:
        """What the answer's passages were taken from, or would have been where it was not ranked."""
        question = answer.reading
        return self.retriever.last or self.retriever.rank(question.query, boosts=self.assistant.finder.boosts(question))
