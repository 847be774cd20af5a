"""Whole runs over the real assistant: the same every time, and a planted regression does not pass."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.datatypes import Turn
from assistant.errors import InputError
from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Weights
from assistant.settings import Settings
from eval.ablate import ablate
from eval.compare import changed, differences, paired, show
from eval.gate import Bound, broken, losses, read_bound
from eval.gold import load_gold
from eval.runs import Run, commit, evaluate, find, load, save
from eval.seams import WithoutHistory, variant
from eval.shape import GoldQuestion

GROUPS = {"fact", "list", "followup", "unanswerable", "typo"}


@pytest.fixture(scope="module")
def gold() -> list[GoldQuestion]:
    """Half of some groups: enough to tell a good retriever from a bad one."""
    return [q for q in load_gold() if q.group in GROUPS][::2]


@pytest.fixture(scope="module")
def run_now(assistant: Assistant, built: Settings, gold: list[GoldQuestion]) -> Run:
    return evaluate(assistant, gold, settings=built)


@pytest.fixture(scope="module")
def worse(assistant: Assistant, built: Settings, gold: list[GoldQuestion]) -> Run:
    """The planted regression: ranking by nothing but a feeble word match that counts against a passage."""
    feeble = Weights(**{**dict.fromkeys(Weights.__slots__, 0.0), "words": -0.2})
    return evaluate(variant(assistant, weights=feeble), gold, name="planted", settings=built)


def without_time(run: Run) -> object:
    rows = [{**r, "answer": {**r["answer"], "elapsed_ms": 0}, "values": {**r["values"], "ms": 0}} for r in run.rows]
    figures = {h: {g: {k: f for k, f in fs.items() if k not in {"p50", "p95"}} for g, fs in groups.items()} for h, groups in run.figures.items()}
    return rows, figures, run.gold, run.index, run.settings


def test_two_runs_give_identical_figures(assistant: Assistant, built: Settings, gold: list[GoldQuestion], run_now: Run) -> None:
    again = evaluate(assistant, gold, settings=built)
    assert without_time(again) == without_time(run_now)


def test_a_run_counts_every_question_once(run_now: Run, gold: list[GoldQuestion]) -> None:
    assert [row["id"] for row in run_now.rows] == [q.id for q in gold]
    assert run_now.figures["all"]["all"]["right"]["n"] == len(gold)
    assert run_now.figures["all"]["all"]["right"]["value"] == pytest.approx(sum(not r["faults"] for r in run_now.rows) / len(gold))
    assert run_now.figures["all"]["all"]["verbatim"]["value"] == 1.0


def test_what_is_scored_is_what_the_batch_contract_gives(assistant: Assistant, run_now: Run, gold: list[GoldQuestion]) -> None:
    from assistant.render import to_json

    for question in [q for q in gold if len(q.turns) > 1][:3]:
        history: list[Turn] = []
        for message in question.turns:
            last = assistant.ask(message, history)
            history.append(Turn(last.reading, last))
        expected = to_json(last, report=assistant.report.id, identity=question.id)
        found = run_now.row(question.id)["answer"]
        assert {**found, "elapsed_ms": 0} == {**expected, "elapsed_ms": 0}


def test_a_saved_run_is_read_back_as_it_was(run_now: Run, tmp_path: Path) -> None:
    path = save(run_now, tmp_path)
    assert path.name == f"gold-{commit()}.json"
    assert load(str(path)) == load("gold", tmp_path) == run_now
    with pytest.raises(InputError, match=r"There is no run 'other'\. Runs in .*: gold-"):
        find("other", tmp_path)
    path.write_text(json.dumps({"name": "x"}), "utf-8")
    with pytest.raises(InputError, match="is not a saved run"):
        load(str(path))


def test_a_run_against_itself_has_no_difference(run_now: Run) -> None:
    pairs, left_out = paired(run_now, run_now)
    assert left_out == []
    assert changed(pairs) == []
    assert all(d.change.value == 0 and d.p in {1.0, None} for d in differences(pairs))
    assert losses(run_now, run_now, "all") == []


def test_compare_catches_the_planted_regression(run_now: Run, worse: Run) -> None:
    by_key = {d.measure.key: d for d in differences(paired(run_now, worse)[0])}
    for key in ("right", "hit@1", "ndcg@10", "first2000"):
        assert by_key[key].p is not None
        assert by_key[key].p < 0.01, key
        assert by_key[key].change.high < 0, key
    console = Console(record=True, width=160, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115
    show(console, run_now, worse, "all", limit=1)
    told = console.export_text()
    console.file.close()
    assert "became wrong" in told
    assert "more (--limit)" in told


def test_gate_catches_the_planted_regression(run_now: Run, worse: Run) -> None:
    kept = run_now.figures["all"]["all"]["hit@1"]["value"]
    bounds = [Bound("hit@1", kept - 0.02)]
    assert broken(run_now, bounds, "all") == []
    (line,) = broken(worse, bounds, "all")
    assert line.startswith("all: hit@1 is ")
    assert any(line.startswith("hit@1 fell from") for line in losses(run_now, worse, "all"))


def test_bounds_are_read_and_kept(run_now: Run) -> None:
    assert read_bound("list:exact=98%", upper=False) == Bound("exact", 0.98, "list")
    assert read_bound("p95=250", upper=True) == Bound("p95", 250.0, upper=True)
    for nonsense in ("right", "right=1.5", "wrong=0.5", "right=-1", "right=0.5.5"):
        with pytest.raises(InputError):
            read_bound(nonsense, upper=False)
    assert len(broken(run_now, [Bound("right", 1.01, "*")], "all")) == len(GROUPS)
    assert broken(run_now, [Bound("exact", 0.5, "typo")], "all") == ["typo: exact: the run has no such figure"]
    assert "wanted at most 0" in broken(run_now, [Bound("p95", 0.0, upper=True)], "all")[0]


def test_questions_that_are_judged_otherwise_are_not_compared(run_now: Run) -> None:
    rows = [{**run_now.rows[0], "must": ["x"]}, *run_now.rows[1:-1]]
    other = replace(run_now, rows=rows)
    pairs, left_out = paired(run_now, other)
    assert left_out == sorted([run_now.rows[0]["id"], run_now.rows[-1]["id"]])
    assert len(pairs) == len(run_now.rows) - 2


def test_a_crash_is_a_wrong_answer_and_the_run_goes_on(assistant: Assistant, built: Settings, gold: list[GoldQuestion]) -> None:
    class Crashing:
        def ask(self, question, history=()):
            raise ZeroDivisionError("planted")

    made = evaluate(assistant, gold[:3], settings=built, wrap=lambda asks: Crashing())
    assert [row["faults"] for row in made.rows] == [["error: ZeroDivisionError: planted"]] * 3


def test_switching_follow_ups_off_costs_follow_ups_only(assistant: Assistant, built: Settings, gold: list[GoldQuestion], run_now: Run) -> None:
    made = evaluate(assistant, gold, settings=built, wrap=WithoutHistory)
    moved = changed(paired(run_now, made)[0])
    assert moved
    assert all(len(row["turns"]) > 1 for row, _ in moved)


def test_ablation_names_every_weight_and_leaves_the_assistant_whole(assistant: Assistant, built: Settings, gold: list[GoldQuestion]) -> None:
    few = [q for q in gold if q.group == "fact"][:12]
    finder = assistant.finder
    found = list(ablate(assistant, few, built, only="weight"))
    assert [name for name, _, _ in found] == ["nothing", *(f"weight: {name}" for name in Weights.__slots__)]
    assert assistant.finder is finder
    assert finder.retriever.weights == Weights()
