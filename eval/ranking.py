"""Ranking measures over spans, computed by ir-measures (MacAvaney et al. 2022)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

from assistant.datatypes import Span
from eval.gold import Judged
from eval.score import covers, retrieved

MEASURES = {
    "hit@1": Success @ 1, "hit@3": Success @ 3, "hit@10": Success @ 10,
    "mrr@10": RR @ 10, "ndcg@10": nDCG @ 10, "recall@10": R @ 10,
}  # fmt: skip
Ranked = list[tuple[str, float]]  # document, score; best first


def as_documents(question: Judged, hits: Sequence[Span]) -> tuple[dict[str, int], Ranked]:
    """One question's judgements and ranking, with the evidence entries as the documents to be found.

    Passages are no fixed documents: another way of cutting gives others. So the documents are the evidence entries,
    each relevant (1). A hit stands for the entries that it covers and no earlier hit covered, one document each, in
    the entries' order; a hit that covers none, or only what was found before, is one document that is not relevant.
    Hence a passage that holds two entries finds both, and twenty shingles around one entry find it once.
    """
    wanted = {f"entry-{n}": 1 for n in range(len(question.evidence))}
    open_entries = dict(enumerate(question.evidence))
    documents: list[str] = []
    for rank, hit in enumerate(hits, 1):
        new = [n for n, entry in open_entries.items() if any(covers(hit, quote) for quote in entry)]
        documents += [f"entry-{n}" for n in new] or [f"other-{rank}"]
        for n in new:
            del open_entries[n]
    return wanted, [(name, float(len(documents) - n)) for n, name in enumerate(documents)]


def measure(
    judgements: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Ranked], measures: Mapping[str, ir_measures.measures.Measure]
) -> dict[str, dict[str, float]]:
    """Measure → query → value, for every query that has judgements; a query without hits scores 0."""
    qrels = [ir_measures.Qrel(q, d, r) for q, found in judgements.items() for d, r in found.items()]
    run = [ir_measures.ScoredDoc(q, d, s) for q in judgements for d, s in rankings.get(q, [])]
    names = {str(m): name for name, m in measures.items()}
    table: dict[str, dict[str, float]] = {name: dict.fromkeys(judgements, 0.0) for name in measures}
    for row in ir_measures.iter_calc(list(measures.values()), qrels, run) if qrels and run else ():
        table[names[str(row.measure)]][row.query_id] = float(row.value)
    return table


def rank_measures(questions: Sequence[Judged], answers: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, float]]:
    """Measure → question id → value, for the questions with evidence that expect an answer."""
    judgements, rankings = {}, {}
    for question in questions:
        if question.evidence and question.gold.expect == "answer":
            identity = question.gold.id
            judgements[identity], rankings[identity] = as_documents(question, retrieved(dict(answers[identity])))
    return measure(judgements, rankings, MEASURES)
