"""The retrieval lab: one message taken apart. How it was read, how every passage scored, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.answering.refusal import Decision, decide
from assistant.datatypes import Answer, Question, Span, Turn
from assistant.pipeline import Assistant
from eval.score import Json
from eval.seams import Watched


@dataclass(frozen=True, slots=True)
class Row:
    """A passage: ranks from 1, scores as the retriever adds them up. `boost` is what the question's facets add."""

    rank: int
    passage: int
    span: Span
    section: str
    words: str
    fused: float
    dense: float
    dense_rank: int
    sparse: float
    sparse_rank: int
    boost: float


@dataclass(frozen=True, slots=True)
class Look:
    question: str
    read_as: str | None
    intent: str
    kind: str | None
    facets: dict[str, tuple[str, ...]]  # restrictions that were read, empty ones left out
    rest: tuple[str, ...]  # stems that no facet explains
    way: str  # "ranked" or "selected": an answer from the parsed structure is never declined
    decision: Decision
    status: str
    answer: Answer
    rows: tuple[Row, ...]

    def as_json(self) -> Json:
        """For a page: plain values only."""
        kept = {name: getattr(self, name) for name in ("question", "read_as", "intent", "kind", "facets", "rest", "way", "status")}
        decided = {"answerable": self.decision.answerable, "threshold": self.decision.threshold, "figures": asdict(self.decision.figures)}
        return {**kept, "decision": decided, "rows": [asdict(row) for row in self.rows]}


def look(assistant: Assistant, message: str, earlier: Sequence[str] = (), top: int = 15) -> Look:
    """Ask, and show what the answer rests on; for a selected set, how its question would have been ranked."""
    history: list[Turn] = []
    for before in earlier:
        answer = assistant.ask(before, history)
        history.append(Turn(answer.reading, answer))
    watched = Watched.of(assistant)
    answer = watched.ask(message, history)
    reading, ranking, decisions = answer.reading, watched.ranking(answer), watched.decisions
    decision = decisions[-1] if decisions else decide(assistant.index, ranking, reading.query)
    places = [_ranks(scores) for scores in (ranking.dense, ranking.sparse)]
    rows = []
    for rank, n in enumerate((int(n) for n in ranking.order()[:top]), 1):
        passage = assistant.report.passages[n]
        rows.append(
            Row(
                rank, passage.id, passage.span, assistant.report.section(passage.section).title, passage.span.of(assistant.report.text),
                float(ranking.total[n]), float(ranking.dense[n]), int(places[0][n]), float(ranking.sparse[n]), int(places[1][n]),
                float(ranking.boosts.get(n, 0.0)),
            )
        )  # fmt: skip
    return Look(
        message, reading.read_as, reading.intent, reading.kind, _read(reading), reading.rest, "ranked" if decisions else "selected",
        decision, answer.status, answer, tuple(rows),
    )  # fmt: skip


def _ranks(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    found = np.empty(len(scores), dtype=np.int64)
    found[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return found


def _read(question: Question) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in asdict(question.facets).items() if values}


def show(console: Console, seen: Look) -> None:
    facets = "; ".join(f"{name}: {', '.join(values)}" for name, values in seen.facets.items()) or "none"
    console.print(f"read as  {escape(seen.read_as or seen.question)}")
    console.print(f"intent   {seen.intent}{f' of {seen.kind}s' if seen.kind else ''}; facets {escape(facets)}; rest {escape(' '.join(seen.rest) or 'none')}")
    verdict = "below" if seen.decision.declined else "at or above"
    console.print(f"decision {seen.status}, {seen.way}; answerable {seen.decision.answerable:.3f}, {verdict} the threshold {seen.decision.threshold:.3f}")
    console.print("figures  " + "  ".join(f"{name} {value:.2f}" for name, value in asdict(seen.decision.figures).items()))
    table = Table()
    for name in ("rank", "fused", "dense", "(rank)", "sparse", "(rank)", "boost", "place", "passage"):
        table.add_column(name, justify="left" if name == "passage" else "right")
    for row in seen.rows:
        words = " ".join(row.words.split())
        table.add_row(
            str(row.rank), f"{row.fused:.3f}", f"{row.dense:.3f}", str(row.dense_rank), f"{row.sparse:.3f}", str(row.sparse_rank), f"{row.boost:.2f}",
            f"{row.span.start}:{row.span.end}", f"[dim]{escape(row.section)}[/dim] {escape(words if len(words) < 160 else words[:159] + '…')}",
        )  # fmt: skip
    console.print(table)
