"""Fitting when to decline: exact small cases, and the seam to the real assistant."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from assistant.answering import refusal
from assistant.answering.refusal import CALIBRATION, FIGURES, Figures
from assistant.pipeline import Assistant
from eval.calibrate import Point, Sample, choose_threshold, collect, fit_samples, risk_coverage, write_calibration, write_curve
from eval.gold import load_gold, locate_all
from eval.logistic import auroc, fit

ONE = np.ones(6)


def test_the_fit_is_where_the_penalised_likelihood_is_flat() -> None:
    chance = np.random.default_rng(7)
    rows = chance.normal(size=(200, 3)) * [1.0, 5.0, 0.2] + [0.0, 10.0, -3.0]
    labels = (rows @ [1.0, 0.3, -2.0] + chance.normal(size=200) > 9).astype(float)
    model = fit(rows, labels, penalty=2.0)
    scale = rows.std(axis=0)
    errors = labels - model.probability(rows)
    assert errors.sum() == pytest.approx(0, abs=1e-6)  # the intercept is not penalised
    assert ((rows - rows.mean(axis=0)) / scale).T @ errors == pytest.approx(2.0 * model.weights * scale, abs=1e-5)


def test_a_column_that_never_changes_gets_no_weight() -> None:
    rows = np.column_stack([[0.0, 0.1, 0.4, 0.6, 0.9, 1.0], np.full(6, 0.3)])
    model = fit(rows, np.array([0, 0, 1, 0, 1, 1.0]), penalty=1.0)
    assert model.weights[0] > 0
    assert model.weights[1] == 0


def test_mass_counts_like_repetition() -> None:
    rows, labels = np.array([[0.1], [0.4], [0.5], [0.9]]), np.array([0.0, 1.0, 0.0, 1.0])
    twice = fit(np.vstack([rows, rows[:1]]), np.r_[labels, labels[:1]], 1.0)
    weighed = fit(rows, labels, 1.0, np.array([2.0, 1.0, 1.0, 1.0]))
    assert weighed.weights == pytest.approx(twice.weights)
    assert weighed.intercept == pytest.approx(twice.intercept)


def test_auroc_counts_pairs() -> None:
    labels, scores = np.array([1, 1, 0, 0.0]), np.array([0.9, 0.4, 0.4, 0.1])
    assert auroc(labels, scores) == (2 + 1 + 0.5) / 4  # 0.9 beats both, 0.4 beats one and ties with one
    assert auroc(np.ones(3), np.ones(3)) is None


def test_the_threshold_is_the_lowest_that_declines_enough() -> None:
    probability = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.9])
    labels = np.array([0, 0, 1, 0, 1, 1.0])
    assert choose_threshold(probability, labels, ONE, at_least=2 / 3) == pytest.approx(0.25)
    assert choose_threshold(probability, labels, ONE, at_least=0.92) == pytest.approx(0.45)  # costs the answerable one at 0.3
    assert choose_threshold(probability, labels, ONE, at_least=0.92, at_most=0.0) == pytest.approx(0.25)  # the cap goes first
    assert choose_threshold(probability, labels, ONE, at_least=0.0) == 0.0


def test_risk_and_coverage() -> None:
    points = risk_coverage([(0.9, True), (0.5, False), (0.5, True), (0.1, False)])
    assert points == [Point(0.9, 1, 1 / 4, 0 / 1), Point(0.5, 3, 3 / 4, 1 / 3), Point(0.1, 4, 4 / 4, 2 / 4)]
    assert risk_coverage([]) == []


def test_the_curve_is_written_as_a_sheet(tmp_path: Path) -> None:
    write_curve(risk_coverage([(0.75, True), (0.25, False)]), tmp_path / "new" / "curve.csv")
    lines = (tmp_path / "new" / "curve.csv").read_text("utf-8").split()
    assert lines == ["threshold,answered,coverage,risk", "0.750000,1,0.500000,0.000000", "0.250000,2,1.000000,0.500000"]


def sample(n: int, origin: str = "gold", *, upside_down: bool = False) -> Sample:
    """Even ones look answerable, and are unless the world is upside down."""
    figures = Figures(**dict.fromkeys((f.name for f in fields(Figures)), 0.0) | {"asked": (0.4 if n % 2 else 0.6) + 0.01 * (n % 7)})
    answerable = (n % 2 == 0) is not upside_down
    return Sample.of(f"{origin}-{n}", origin, figures, answerable, answerable)


def test_origins_weigh_the_same_however_many_samples_they_have() -> None:
    many = [sample(n) for n in range(84)]
    few = [sample(n, "other", upside_down=True) for n in range(14)]
    assert fit_samples(many).weights["asked"] > 1
    assert fit_samples(many).auroc == 1.0
    assert max(map(abs, fit_samples(many + few).weights.values())) < 1e-6


def test_what_is_written_is_what_the_refusal_reads(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps({"plain": {"kept": True}}), "utf-8")
    fitted = fit_samples([sample(n) for n in range(40)])
    write_calibration({"curated": fitted}, path)
    held = json.loads(path.read_text("utf-8"))
    assert held["plain"] == {"kept": True}
    assert held["curated"]["threshold"] == pytest.approx(fitted.threshold, abs=1e-6)
    assert set(held["curated"]["weights"]) == set(FIGURES)
    assert held["curated"]["fitted_on"]["declined"] >= 0.92
    shipped = json.loads(CALIBRATION.read_text("utf-8"))
    assert all(set(shipped[name]["weights"]) == set(refusal.WEIGHED[name]) for name in ("curated", "plain"))


def test_samples_come_from_the_decisions_that_answers_take(assistant: Assistant) -> None:
    questions = locate_all([q for q in load_gold() if q.id in {"fact-001", "unans-001", "list-001", "followup-001"}], assistant.report.text)
    found = {s.id: s for s in collect(assistant, questions)}
    assert "list-001" not in found  # selected, never declined
    assert (found["unans-001"].answerable, found["unans-001"].right) == (False, False)
    assert found["fact-001"].answerable
    asked = assistant.ask("What is the capital of Australia?")
    assert asked.status == "declined"
    assert found["unans-001"].figures[FIGURES.index("asked")] < found["fact-001"].figures[FIGURES.index("asked")]
