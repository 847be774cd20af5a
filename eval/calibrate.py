"""Fit when to decline: a logistic model over the ranking's figures, and the threshold that declines enough.

Only questions that come to the decision count (closed sets, counts, contact and the like never do). Everything is
fitted on the gold's tuning half and on tuning/, which is for fitting only; the threshold is read off out-of-fold
probabilities, so that the model is not judged on what it was fitted to.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.refusal import FIGURES, Figures
from assistant.pipeline import Assistant
from eval.gold import Judged
from eval.logistic import Numbers, auroc, best_penalty, fit, out_of_fold
from eval.runs import Progress, play
from eval.score import Json, faults
from eval.seams import Watched

DECLINED = 0.93  # of the unanswerable: three points above what is to be reached, as strangers' questions are declined less often


@dataclass(frozen=True, slots=True)
class Sample:
    """One decision: the figures it rests on, whether the report answers, and whether an answer would be right."""

    id: str
    origin: str
    figures: tuple[float, ...]
    answerable: bool
    right: bool

    @classmethod
    def of(cls, identity: str, origin: str, figures: Figures, answerable: bool, right: bool) -> Sample:
        return cls(identity, origin, tuple(figures.row()), answerable, right)


@dataclass(frozen=True, slots=True)
class Fitted:
    weights: dict[str, float]
    intercept: float
    threshold: float
    penalty: float
    samples: int
    unanswerable: int
    declined: float  # share of the unanswerable, out of fold
    wrongly: float  # share of the answerable, out of fold
    auroc: float | None
    probability: NDArray[np.float64]  # out of fold, one a sample

    def as_json(self) -> Json:
        """What is stored: six digits are far below what the samples can tell apart."""
        return {
            "weights": {name: round(w, 6) for name, w in self.weights.items()},
            "intercept": round(self.intercept, 6),
            "threshold": round(self.threshold, 6),
            "fitted_on": {
                "samples": self.samples, "unanswerable": self.unanswerable, "penalty": self.penalty,
                "declined": round(self.declined, 4), "wrongly_declined": round(self.wrongly, 4),
                "auroc": None if self.auroc is None else round(self.auroc, 4),
            },
        }  # fmt: skip


def collect(assistant: Assistant, questions: Sequence[Judged], progress: Progress = lambda done, of: None) -> list[Sample]:
    """The decisions that the gold questions lead to. While they are collected nothing is declined.

    A message of several parts is decided part by part: an unanswerable one gives a sample a part; an answerable one
    gives none, as the gold does not say which part is answered where.
    """
    report, found = assistant.report, []
    for done, question in enumerate(questions, 1):
        progress(done, len(questions))
        if question.gold.expect == "either":
            continue
        watched = Watched.of(assistant, always=True)
        answer, _ = play(watched, question.gold.turns, report.id, question.gold.id)
        answerable = question.gold.expect == "answer"
        if answerable and len(watched.decisions) > 1:
            continue
        right = answerable and not faults(question, answer, report.id, report.text)
        found += [Sample.of(question.gold.id, "gold", d.figures, answerable, right) for d in watched.decisions]
    return found


def fit_samples(samples: Sequence[Sample], at_least: float = DECLINED, at_most: float = 1.0, names: Sequence[str] = FIGURES) -> Fitted:
    """Fit the model over the named figures and choose its threshold. Every origin (the gold, each folder) weighs the same in all."""
    columns = [FIGURES.index(name) for name in names]
    rows = np.array([s.figures for s in samples], dtype=np.float64)[:, columns]
    labels = np.array([s.answerable for s in samples], dtype=np.float64)
    mass = _mass(samples)
    penalty = best_penalty(rows, labels, mass)
    probability = out_of_fold(rows, labels, penalty, mass)
    model = fit(rows, labels, penalty, mass)
    threshold = choose_threshold(probability, labels, mass, at_least, at_most)
    low = probability < threshold
    return Fitted(
        weights=dict(zip(names, (float(w) for w in model.weights), strict=True)), intercept=model.intercept, threshold=threshold,
        penalty=penalty, samples=len(samples), unanswerable=int((labels == 0).sum()),
        declined=_part(low, labels == 0, mass), wrongly=_part(low, labels == 1, mass), auroc=auroc(labels, probability), probability=probability,
    )  # fmt: skip


def _mass(samples: Sequence[Sample]) -> Numbers:
    origins = [s.origin for s in samples]
    return np.array([len(samples) / len(set(origins)) / origins.count(o) for o in origins], dtype=np.float64)


def choose_threshold(probability: Numbers, labels: Numbers, mass: Numbers, at_least: float, at_most: float = 1.0) -> float:
    """The lowest threshold that declines at least `at_least` of the unanswerable: a lower one cannot decline more of the
    answerable. Where that would wrongly decline more than `at_most`, the highest threshold that does not.

    A question is declined below the threshold; thresholds lie midway between neighbouring probabilities.
    """
    levels = np.unique(probability)
    between = [0.0, *((levels[:-1] + levels[1:]) / 2), 1.0]
    enough = [t for t in between if _part(probability < t, labels == 0, mass) >= at_least - 1e-12]
    threshold = float(enough[0]) if enough else 1.0
    if _part(probability < threshold, labels == 1, mass) <= at_most + 1e-12:
        return threshold
    return float(max(t for t in between if _part(probability < t, labels == 1, mass) <= at_most + 1e-12))


def _part(flags: NDArray[np.bool_], among: NDArray[np.bool_], mass: Numbers) -> float:
    total = float(mass[among].sum())
    return float(mass[flags & among].sum()) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """Answering the `answered` surest questions: coverage, and the share of those answers that is wrong."""

    threshold: float
    answered: int
    coverage: float
    risk: float


def risk_coverage(scored: Sequence[tuple[float, bool]]) -> list[Point]:
    """Risk–coverage curve (El-Yaniv & Wiener 2010) from (probability, right if answered); equal scores move together."""
    ordered = sorted(scored, key=lambda pair: -pair[0])
    points, wrong = [], 0
    for n, (score, right) in enumerate(ordered, 1):
        wrong += not right
        if n == len(ordered) or ordered[n][0] < score:
            points.append(Point(score, n, n / len(ordered), wrong / n))
    return points


def write_curve(points: Sequence[Point], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["threshold", "answered", "coverage", "risk"])
        writer.writerows([f"{p.threshold:.6f}", p.answered, f"{p.coverage:.6f}", f"{p.risk:.6f}"] for p in points)


def write_calibration(models: dict[str, Fitted], path: Path) -> None:
    """Replace the named models in the file; one that was not fitted now stays as it is."""
    held = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    held |= {name: fitted.as_json() for name, fitted in models.items()}
    path.write_text(json.dumps(held, indent=1) + "\n", "utf-8")
