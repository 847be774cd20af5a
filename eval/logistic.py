"""Logistic regression with an L2 penalty, in the scale of its inputs; small enough to read, exact enough to repeat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)  # tried by cross-validation, weakest first
FOLDS = 10
STEPS = 60  # Newton's method needs about ten


@dataclass(frozen=True, slots=True)
class Logistic:
    weights: Numbers  # shape (columns,)
    intercept: float

    def probability(self, rows: Numbers) -> Numbers:
        return _sigmoid(rows @ self.weights + self.intercept)


def fit(rows: Numbers, labels: Numbers, penalty: float, mass: Numbers | None = None) -> Logistic:
    """Maximum a posteriori by Newton's method; columns are standardised first, so that the penalty treats them alike.

    rows has shape (samples, columns), labels are 0 or 1, mass weighs the samples (default 1 each).
    """
    mass = np.ones(len(rows)) if mass is None else mass
    centre = np.average(rows, axis=0, weights=mass)
    spread = np.sqrt(np.average((rows - centre) ** 2, axis=0, weights=mass))
    spread[spread < 1e-9] = 1.0  # a constant column then keeps weight 0
    design = np.column_stack([np.ones(len(rows)), (rows - centre) / spread])
    ridge = np.diag([0.0, *[penalty] * rows.shape[1]])
    beta = np.zeros(design.shape[1])
    for _ in range(STEPS):
        p = _sigmoid(design @ beta)
        gradient = design.T @ (mass * (labels - p)) - ridge @ beta
        curvature = (design * (mass * np.maximum(p * (1 - p), 1e-9))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    weights = beta[1:] / spread
    return Logistic(weights, float(beta[0] - centre @ weights))


def out_of_fold(rows: Numbers, labels: Numbers, penalty: float, mass: Numbers) -> Numbers:
    """Each sample's probability by a model that never saw its fold; folds deal out the samples of each label in turn."""
    fold = np.zeros(len(rows), dtype=np.int64)
    for label in (0.0, 1.0):
        chosen = np.flatnonzero(labels == label)
        fold[chosen] = np.arange(len(chosen)) % FOLDS
    found = np.zeros(len(rows))
    for held in range(FOLDS):
        out = fold == held
        if out.any():
            found[out] = fit(rows[~out], labels[~out], penalty, mass[~out]).probability(rows[out])
    return found


def best_penalty(rows: Numbers, labels: Numbers, mass: Numbers) -> float:
    """The penalty with the least cross-validated log loss."""
    return min(PENALTIES, key=lambda penalty: log_loss(labels, out_of_fold(rows, labels, penalty, mass), mass))


def log_loss(labels: Numbers, probability: Numbers, mass: Numbers) -> float:
    p = np.clip(probability, 1e-12, 1 - 1e-12)
    return float(np.average(-(labels * np.log(p) + (1 - labels) * np.log(1 - p)), weights=mass))


def auroc(labels: Numbers, scores: Numbers) -> float | None:
    """Chance that an answerable question scores above an unanswerable one, ties counting half (Mann & Whitney 1947)."""
    positive = labels > 0.5
    n, m = int(positive.sum()), int((~positive).sum())
    if not n or not m:
        return None
    _, place, tied = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(tied) - (tied - 1) / 2)[place]  # tied scores share the mean of their ranks
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def _sigmoid(x: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -35.0, 35.0))))
