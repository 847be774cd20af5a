"""The figures of a run: what each means, its formula and where it comes from.

Ranking measures come from ir-measures (ranking.py). Every other measure is a number a question, or None where it does
not apply; its figure is the mean over the questions where it applies (latency: a percentile).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.gold import Judged
from eval.intervals import Figure, figure, percentile
from eval.ranking import rank_measures
from eval.score import Json, bears, cited, covered_early, entries_covered, faults, retrieved, verbatim

FIRST = 2000  # characters of retrieved text that count as "at the top", whatever the passage size
Values = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    key: str
    title: str
    meaning: str
    better: int = 1  # 1: higher is better, -1: lower is better, 0: neither
    kind: str = "share"  # share or milliseconds


ALCE = "ALCE, Gao et al. 2023, EMNLP, with span overlap in the place of an entailment model"
IR = "ir-measures; the evidence entries are the documents, see eval/ranking.py"
MEASURES = (
    Measure("right", "right", "answers without a fault (eval/score.py lists the faults) / questions"),
    Measure("precision", "cit. precision", f"citations that cover an evidence or also_ok quote / citations, mean over questions ({ALCE})"),
    Measure("recall", "cit. recall", f"evidence entries covered by a citation / entries, mean over questions; 0 where nothing is cited ({ALCE})"),
    Measure("exact", "exact set", "questions with a closed set whose citations are all of it and nothing else / such questions"),
    Measure("verbatim", "verbatim", "citations with text[start:end] == quote / citations, mean over answers that cite"),
    Measure("declined", "declined", "declined / questions that the report does not answer"),
    Measure("wrongly_declined", "wrongly decl.", "declined / questions that the report answers", -1),
    Measure("first2000", "in 2,000 ch.", "evidence entries covered by the first 2,000 characters of what was retrieved / entries, mean over questions"),
    Measure("hit@1", "hit@1", f"an entry found at rank 1 ({IR})"),
    Measure("hit@3", "hit@3", f"an entry found by rank 3 ({IR})"),
    Measure("hit@10", "hit@10", f"an entry found by rank 10 ({IR})"),
    Measure("mrr@10", "MRR@10", f"1 / rank of the first entry found, 0 beyond rank 10 ({IR})"),
    Measure("ndcg@10", "nDCG@10", f"discounted gain of the ranking / that of the best possible one (Järvelin & Kekäläinen 2002; {IR})"),
    Measure("recall@10", "recall@10", f"entries found by rank 10 / entries ({IR})"),
    Measure("p50", "p50 ms", "median time of the last message's answer, in milliseconds", -1, "milliseconds"),
    Measure("p95", "p95 ms", "95th percentile of that time", -1, "milliseconds"),
)
BY_KEY = {m.key: m for m in MEASURES}
LATENCY = {"p50": 50.0, "p95": 95.0}
GROUP_OF_ALL = "all"


def values_of(questions: Sequence[Judged], answers: Mapping[str, Json], report: str, text: str) -> dict[str, Values]:
    """Question id → measure → value."""
    found: dict[str, Values] = {q.gold.id: one(q, answers[q.gold.id], report, text) for q in questions}
    for key, by_question in rank_measures(questions, answers).items():
        for identity, value in by_question.items():
            found[identity][key] = value
    return found


def one(question: Judged, answer: Json, report: str, text: str) -> Values:
    """All measures of one answer that do not need a ranking library."""
    gold, spans, status = question.gold, cited(answer), answer["status"]
    wrong = faults(question, answer, report, text)
    covered = entries_covered(question, spans)
    same = verbatim(answer, report, text)
    answerable = gold.expect == "answer"
    judged = bool(question.evidence) and answerable
    early = covered_early(question, retrieved(answer), FIRST)
    return {
        "right": float(not wrong),
        "precision": _share([bears(question, s) for s in spans]) if judged else None,
        "recall": _share(covered) if judged else None,
        "exact": float(status == "answered" and all(covered) and all(bears(question, s) for s in spans)) if judged and gold.exact else None,
        "verbatim": _share(same),
        "declined": float(status == "declined") if gold.expect == "decline" else None,
        "wrongly_declined": float(status == "declined") if answerable else None,
        "first2000": _share(early) if judged else None,
        "ms": float(answer.get("elapsed_ms", 0.0)),
    }


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def figures_of(rows: Sequence[Values]) -> dict[str, Figure]:
    """Measure → figure over some questions' values; a measure that applies to none of them is absent."""
    found: dict[str, Figure] = {}
    for measure in MEASURES:
        if measure.key in LATENCY:
            made = figure(_known(rows, "ms"), percentile(LATENCY[measure.key]))
        else:
            made = figure(_known(rows, measure.key))
        if made:
            found[measure.key] = made
    return found


def _known(rows: Sequence[Values], key: str) -> list[float]:
    return [value for row in rows if (value := row.get(key)) is not None]


def all_figures(questions: Sequence[Judged], values: Mapping[str, Values]) -> Json:
    """Half → group → measure → figure, as plain JSON. Both halves and their union; "all" is every group together."""
    found: Json = {}
    for half in ("tune", "report", "all"):
        chosen = [q for q in questions if half in {"all", q.half}]
        groups: dict[str, Callable[[Judged], bool]] = {GROUP_OF_ALL: lambda q: True}
        for name in dict.fromkeys(q.gold.group for q in chosen):
            groups[name] = lambda q, name=name: q.gold.group == name  # type: ignore[misc]
        found[half] = {
            name: {key: asdict(f) for key, f in figures_of([values[q.gold.id] for q in chosen if belongs(q)]).items()} for name, belongs in groups.items()
        }
    return found
