"""Ask a collection's queries and measure: ranking against its qrels, declining against `answerable`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields

import numpy as np
from ir_measures import RR, R, Success, nDCG
from rich.table import Table

from assistant.answering.refusal import Figures
from assistant.datatypes import Answer, Turn
from assistant.errors import QuestionError
from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Ranking, Retriever, Weights
from eval.beir import Collection, Query
from eval.intervals import SEED, Figure, figure
from eval.logistic import auroc
from eval.ranking import Ranked, measure
from eval.runs import Progress
from eval.score import Json
from eval.seams import Watched

DEPTH = 100
MEASURES = {"ndcg@10": nDCG @ 10, "recall@10": R @ 10, "recall@100": R @ 100, "mrr@10": RR @ 10, "hit@1": Success @ 1}
OURS, BM25, DENSE = "the assistant", "BM25 alone, last message", "passage vectors alone, last message"


@dataclass(slots=True)
class Played:
    """What the queries led to. `figures` are those of the last message's decisions."""

    rankings: dict[str, dict[str, Ranked]] = field(default_factory=lambda: {OURS: {}, BM25: {}, DENSE: {}})
    answerable: dict[str, float] = field(default_factory=dict)  # estimated probability
    declined: dict[str, bool] = field(default_factory=dict)
    figures: dict[str, list[Figures]] = field(default_factory=dict)


def play(assistant: Assistant, collection: Collection, progress: Progress = lambda done, of: None, *, baselines: bool = True, always: bool = False) -> Played:
    """Ask every query after its history. `always`: decline nothing, to collect the figures that decisions rest on."""
    index = assistant.index
    watched = Watched.of(assistant, always=always)
    none = dict.fromkeys((f.name for f in fields(Weights)), 0.0)
    alone = {BM25: Retriever(index, Weights(**{**none, "words": 1.0})), DENSE: Retriever(index, Weights(**{**none, "passage": 1.0}))}
    played = Played()
    for done, query in enumerate(collection.queries, 1):
        progress(done, len(collection.queries))
        answer = _ask(watched, query)
        if answer is None:
            played.answerable[query.id], played.declined[query.id], played.figures[query.id] = 0.0, True, []
            continue
        if collection.qrels.get(query.id):
            played.rankings[OURS][query.id] = _top(watched.ranking(answer), collection)
            for name, retriever in alone.items() if baselines else ():
                played.rankings[name][query.id] = _top(retriever.rank(query.text), collection)
        played.answerable[query.id] = max((d.answerable for d in watched.decisions), default=1.0)
        played.declined[query.id] = answer.status == "declined"
        played.figures[query.id] = [d.figures for d in watched.decisions]
    return played


def _ask(watched: Watched, query: Query) -> Answer | None:
    """The last message's answer; None where it has no words."""
    history: list[Turn] = []
    answer = None
    for message in (*query.before, query.text):
        try:
            answer = watched.ask(message, history)
            history.append(Turn(answer.reading, answer))
        except QuestionError:
            answer = None
    return answer


def _top(ranking: Ranking, collection: Collection) -> Ranked:
    """The first hundred documents, with scores that keep the order where the retriever's are equal."""
    return [(collection.documents[int(n)], float(DEPTH - place)) for place, n in enumerate(ranking.order()[:DEPTH])]


def figures_of(collection: Collection, played: Played) -> Json:
    """System → measure → figure, and "declining" → figure where the set says what is answerable."""
    judged = {q.id: collection.qrels[q.id] for q in collection.queries if any(s > 0 for s in collection.qrels.get(q.id, {}).values())}
    found: Json = {}
    for system, rankings in played.rankings.items():
        if rankings:
            values = measure(judged, rankings, MEASURES)
            found[system] = {name: asdict(made) for name, by_query in values.items() if (made := figure([by_query[q] for q in judged]))}
    known = [q for q in collection.queries if q.answerable is not None]
    if len({q.answerable for q in known}) == 2:
        found["declining"] = {name: asdict(made) for name, made in _declining(known, played).items() if made}
    return found


def _declining(known: Sequence[Query], played: Played) -> Mapping[str, Figure | None]:
    labels = np.array([bool(q.answerable) for q in known], dtype=np.float64)
    scores = np.array([played.answerable[q.id] for q in known])
    return {
        "AUROC": _auroc(labels, scores),
        "declined, of the unanswerable": figure([float(played.declined[q.id]) for q in known if not q.answerable]),
        "declined, of the answerable": figure([float(played.declined[q.id]) for q in known if q.answerable]),
    }


def _auroc(labels: np.ndarray, scores: np.ndarray) -> Figure | None:
    """With a bootstrap interval over queries; 400 resamples, as each ranks them all anew."""
    value = auroc(labels, scores)
    if value is None:
        return None
    chance = np.random.default_rng([SEED, len(labels)])
    draws = (chance.integers(0, len(labels), len(labels)) for _ in range(400))
    spread = [again for d in draws if (again := auroc(labels[d], scores[d])) is not None]
    low, high = np.percentile(spread, [2.5, 97.5])
    return Figure(value, float(low), float(high), len(labels))


def table_of(collection: Collection, figures: Json) -> Table:
    table = Table(title=f"{collection.name}: {len(collection.documents)} passages, {len(collection.queries)} queries", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in MEASURES:
        table.add_column(name, no_wrap=True)
    for system, row in figures.items():
        if system != "declining":
            table.add_row(system, *(_cell(row[name]) for name in MEASURES))
    for name, found in figures.get("declining", {}).items():
        table.add_section()
        table.add_row(name, _cell(found))
    return table


def _cell(found: Json) -> str:
    return f"[bold]{found['value']:.3f}[/bold] [dim]{found['low']:.3f}–{found['high']:.3f} /{found['n']}[/dim]"
