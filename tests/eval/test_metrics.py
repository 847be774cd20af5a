"""Each measure as arithmetic on a case made by hand."""

from __future__ import annotations

from dataclasses import asdict
from math import log2

import pytest

from assistant.datatypes import Span
from eval import metrics
from eval.metrics import all_figures, figures_of, one, values_of
from eval.ranking import as_documents
from tests.eval.made import CATS, DOGS, EEL, OWLS, REPORT, TEXT, answer, judged


def values(question, given):
    return one(question, given, REPORT, TEXT)


def ranked(question, hits):
    found = values_of([question], {"made-1": answer(hits=hits)}, REPORT, TEXT)["made-1"]
    return {key: found[key] for key in ("hit@1", "hit@3", "hit@10", "mrr@10", "ndcg@10", "recall@10")}


def test_citation_precision_and_recall() -> None:
    question = judged(evidence=["Ten cats sat.", "Six dogs ran."], also_ok=["One eel."])
    found = values(question, answer([CATS, OWLS, EEL]))
    assert found["precision"] == pytest.approx(2 / 3)  # the cats and the eel may be cited, the owls not
    assert found["recall"] == pytest.approx(1 / 2)  # the dogs are missing
    assert found["right"] == 0


def test_without_a_citation_recall_is_zero_and_precision_does_not_apply() -> None:
    found = values(judged(evidence=["Ten cats sat."]), answer())
    assert (found["precision"], found["recall"], found["verbatim"]) == (None, 0.0, None)


def test_exact_set_needs_all_of_it_and_nothing_else() -> None:
    question = judged(evidence=["Ten cats sat.", "Six dogs ran."], exact=True)
    assert [values(question, answer(c))["exact"] for c in ([CATS, DOGS], [CATS], [CATS, DOGS, OWLS])] == [1.0, 0.0, 0.0]
    assert values(judged(evidence=["Ten cats sat."]), answer([CATS]))["exact"] is None


def test_declining_is_counted_where_it_is_right_and_where_it_is_wrong() -> None:
    unanswerable, answerable = judged(expect="decline"), judged(evidence=["One eel."])
    declined = answer(status="declined")
    assert (values(unanswerable, declined)["declined"], values(unanswerable, declined)["wrongly_declined"]) == (1.0, None)
    assert (values(answerable, declined)["declined"], values(answerable, declined)["wrongly_declined"]) == (None, 1.0)
    assert values(unanswerable, answer())["declined"] == 0.0


def test_verbatim_is_the_share_of_true_quotes() -> None:
    given = answer([CATS, DOGS, OWLS])
    given["citations"][1]["quote"] = "Six dogs run."
    assert values(judged(), given)["verbatim"] == pytest.approx(2 / 3)


def test_evidence_counts_only_as_far_as_the_first_characters_reach(monkeypatch) -> None:
    question = judged(evidence=["Ten cats sat.", "Six dogs ran."])
    reached = {}
    for limit in (13, 19, 20):  # the dogs' 13 characters are covered from the 7th on
        monkeypatch.setattr(metrics, "FIRST", limit)
        reached[limit] = values(question, answer(hits=[CATS, DOGS]))["first2000"]
    assert reached == {13: 1 / 2, 19: 1 / 2, 20: 2 / 2}
    monkeypatch.setattr(metrics, "FIRST", 2000)
    assert values(question, answer(hits=[OWLS, EEL]))["first2000"] == 0.0


def test_ranking_of_one_entry_at_rank_two() -> None:
    found = ranked(judged(evidence=["Six dogs ran."]), [CATS, DOGS, OWLS])
    assert found == pytest.approx({"hit@1": 0, "hit@3": 1, "hit@10": 1, "mrr@10": 1 / 2, "ndcg@10": 1 / log2(3), "recall@10": 1})


def test_ranking_of_two_entries_at_ranks_one_and_four() -> None:
    found = ranked(judged(evidence=["Ten cats sat.", "One eel."]), [CATS, DOGS, OWLS, EEL])
    best = 1 / log2(2) + 1 / log2(3)
    assert found["ndcg@10"] == pytest.approx((1 / log2(2) + 1 / log2(5)) / best)
    assert (found["hit@1"], found["mrr@10"], found["recall@10"]) == (1, 1, 1)


def test_ranking_without_the_evidence_is_zero_and_half_of_it_is_half() -> None:
    assert set(ranked(judged(evidence=["One eel."]), [CATS, DOGS]).values()) == {0.0}
    assert set(ranked(judged(evidence=["One eel."]), []).values()) == {0.0}
    assert ranked(judged(evidence=["Ten cats sat.", "One eel."]), [CATS])["recall@10"] == 1 / 2


def test_one_passage_may_hold_two_entries_and_two_passages_one() -> None:
    question = judged(evidence=["Ten cats sat.", "Six dogs ran."])
    wanted, documents = as_documents(question, [Span(28, 41), Span(0, 27), Span(0, 13), Span(42, 50)])
    assert wanted == {"entry-0": 1, "entry-1": 1}
    assert [name for name, _ in documents] == ["other-1", "entry-0", "entry-1", "other-3", "other-4"]
    scores = [score for _, score in documents]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_declining_questions_have_no_ranking() -> None:
    question = judged(expect="decline")
    found = values_of([question], {"made-1": answer(hits=[CATS])}, REPORT, TEXT)["made-1"]
    assert "hit@1" not in found


def test_figures_are_means_with_n_and_percentiles_of_time() -> None:
    rows = [{"right": 1.0, "ms": 10.0}, {"right": 0.0, "ms": 20.0}, {"right": 1.0, "ms": 60.0}, {"right": None, "ms": 30.0}]
    found = figures_of(rows)
    assert found["right"].value == pytest.approx(2 / 3)
    assert found["right"].n == 3
    assert found["p50"].value == pytest.approx((20 + 30) / 2)
    assert found["p95"].value == pytest.approx(30 + 0.85 * (60 - 30))  # 0.95 · 3 = 2.85 steps from the least
    assert "exact" not in found


def test_halves_and_groups_add_up() -> None:
    questions = [judged(id=f"q-{n}", group="fact" if n % 3 else "list", expect="decline") for n in range(12)]
    values = {q.gold.id: {"right": float(n % 2), "ms": 1.0} for n, q in enumerate(questions)}
    found = all_figures(questions, values)
    counts = {half: found[half]["all"]["right"]["n"] for half in ("tune", "report", "all")}
    assert counts["tune"] + counts["report"] == counts["all"] == 12
    assert found["all"]["fact"]["right"]["n"] == 8
    assert found["all"]["list"]["right"]["n"] == 4
    assert found["all"]["all"]["right"]["value"] == 0.5
    assert asdict(figures_of(list(values.values()))["right"]) == found["all"]["all"]["right"]
