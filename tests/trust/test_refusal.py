"""Refusal and citation at their edges, where one wrong comparison would go unseen in whole answers."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from assistant.answering import refusal
from assistant.answering.citations import Verifier, len_of
from assistant.answering.refusal import BASIC, FIGURES, Decision, Figures, decide, figures_of
from assistant.datatypes import Span
from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Ranking, Retriever

FIGURED = Figures(0.7, 0.2, 0.9, 1.5, 0.6, 0.8, 0.1, 0.5, -1.0, 0.05)


def test_the_row_is_each_figure_and_each_product() -> None:
    row = dict(zip(FIGURES, FIGURED.row(), strict=True))
    assert len(row) == len(BASIC) + len(BASIC) * (len(BASIC) + 1) // 2
    for one in BASIC:
        assert row[one] == getattr(FIGURED, one)
        assert row[f"{one}*{one}"] == pytest.approx(getattr(FIGURED, one) ** 2)
    assert row["asked*said"] == pytest.approx(0.7 * 1.5)


@pytest.mark.parametrize(("answerable", "declined"), [(0.49, True), (0.5, False), (0.51, False)])
def test_the_threshold_itself_is_answered(answerable: float, declined: bool) -> None:
    assert Decision(answerable, 0.5, FIGURED).declined == declined


def test_a_decision_is_the_logistic_of_the_weighted_figures(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    model = {"weights": {"asked": 2.0, "asked*said": -1.0}, "intercept": 0.25, "threshold": 0.4}
    for curated, asked in (("curated", 0.7), ("plain", 0.0)):
        figures = Figures(asked, *FIGURED.row()[1:10])
        monkeypatch.setattr(refusal, "figures_of", lambda *_, figures=figures: figures)
        monkeypatch.setattr(refusal, "_calibration", lambda curated=curated: {curated: model})
        decision = decide(assistant.index, None, "x")  # type: ignore[arg-type]
        assert decision.answerable == pytest.approx(1 / (1 + math.exp(-(0.25 + 2 * asked - asked * 1.5))))
        assert decision.threshold == 0.4


@pytest.mark.parametrize("weight", [1e9, -1e9])
def test_absurd_weights_do_not_overflow(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, weight: float) -> None:
    monkeypatch.setattr(refusal, "figures_of", lambda *_: FIGURED)
    monkeypatch.setattr(refusal, "_calibration", lambda: {"curated": {"weights": {"asked": weight}, "intercept": 0.0, "threshold": 0.4}})
    assert decide(assistant.index, None, "x").answerable == pytest.approx(float(weight > 0))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "held"),
    [({}, True), ({"typed": 0.0}, False), ({"covered": 0.85}, False), ({"asked": 0.7}, False), ({"not_said": 0.84}, False)],
)
def test_what_is_plainly_held_is_answered(changed: dict[str, float], held: bool) -> None:
    figures = replace(Figures(0.86, 0.8, 0.44, -3.1, 0.67, 1.0, 0.0, 0.0, 1.0, 2.9), **changed)
    assert refusal.plainly_held(figures) == held


def test_the_calibration_that_ships_has_known_figures_only() -> None:
    content = json.loads(refusal.CALIBRATION.read_text("utf-8"))
    for name in ("curated", "plain"):
        assert set(content[name]["weights"]) <= set(FIGURES)
        assert 0 < content[name]["threshold"] < 1


@pytest.mark.parametrize(
    ("question", "status"),
    [("What does the report recommend about data sharing?", "answered"), ("What is the capital of Mongolia?", "declined"),
     ("How do I bake bread in Lisbon?", "declined"),
     ("How was the homelessness research carried out?", "answered")],
)  # fmt: skip
def test_plain_cases_are_decided_rightly(assistant: Assistant, question: str, status: str) -> None:
    assert assistant.ask(question).status == status


def test_foreign_names_are_counted_after_the_first_word(assistant: Assistant) -> None:
    foreign = refusal._foreign
    assert foreign(assistant.index, "What did Liverpoolish and Partygateish do in Birmingham?") == 2
    assert foreign(assistant.index, "Partygateish did what?") == 0
    assert foreign(assistant.index, "what of partygateish?") == 0


def test_figures_lie_in_their_ranges(assistant: Assistant) -> None:
    for question in ("data sharing", "What is the capital of Mongolia?", "the of and", "Zzqx Yyqx Xxqx Wwqx"):
        ranking = _ranking(assistant, question)
        figures = figures_of(assistant.index, ranking, question)
        assert 0 <= figures.covered <= 1
        assert 0 <= figures.unknown <= 1
        assert figures.foreign in {0, 0.5, 1}
        assert figures.margin >= 0
    known, unknown = (figures_of(assistant.index, _ranking(assistant, q), q) for q in ("data sharing", "zzqx yyqx"))
    assert (known.unknown, unknown.unknown) == (0, 1)
    assert known.covered > 0.9
    assert unknown.covered == 0


def _ranking(assistant: Assistant, question: str) -> Ranking:
    return Retriever(assistant.index).rank(question)


def test_a_citation_says_what_its_place_is(assistant: Assistant) -> None:
    report = assistant.report
    verifier = Verifier(report)
    for item in report.of_kind("recommendation"):
        citation = verifier.cite(item.words)
        assert citation is not None
        assert citation.kind == "recommendation"
        assert citation.source == (report.source(item.source).short if item.source else None)
        assert citation.label == item.label
        assert citation.section == (report.theme(item.theme).title if item.theme else report.section(item.section).title)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 10**9), (-3, -1)])
def test_what_is_no_place_is_not_cited(assistant: Assistant, start: int, end: int) -> None:
    assert Verifier(assistant.report).cite(Span(start, end)) is None


def test_the_first_and_the_last_character_can_be_cited(assistant: Assistant) -> None:
    text = assistant.report.text
    visible = [n for n, c in enumerate(text) if not c.isspace()]
    assert Verifier(assistant.report).cite(Span(0, visible[0] + 1)) is not None
    assert Verifier(assistant.report).cite(Span(visible[-1], len(text))) is not None
    assert len_of(Span(3, 10)) == 7
