"""How sure a figure is: seeded bootstrap intervals and a paired randomisation test. Same input, same output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000  # the ends of a 95 % interval then move by well under its width from seed to seed
FLIPS = 10_000  # smallest p that can be shown: 1 / 10,001
SEED = 20_230_607
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean (or percentile) over `n` questions with its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@lru_cache(maxsize=64)
def _resamples(n: int) -> NDArray[np.int64]:
    return np.random.default_rng([SEED, n]).integers(0, n, size=(RESAMPLES, n))


def mean(values: Numbers) -> Numbers:
    return np.asarray(values.mean(axis=-1))


def percentile(share: float) -> Callable[[Numbers], Numbers]:
    return lambda values: np.asarray(np.percentile(values, share, axis=-1))


def figure(values: Sequence[float], statistic: Callable[[Numbers], Numbers] = mean) -> Figure | None:
    """Percentile bootstrap over questions (Efron & Tibshirani 1993, ch. 13)."""
    if not values:
        return None
    array = np.asarray(values, dtype=np.float64)
    low, high = np.percentile(statistic(array[_resamples(len(array))]), [2.5, 97.5])
    return Figure(float(statistic(array)), float(low), float(high), len(array))


def change(before: Sequence[float], after: Sequence[float], statistic: Callable[[Numbers], Numbers] = mean) -> Figure | None:
    """How a statistic changed between paired values, after less before, resampling the pairs."""
    if not before:
        return None
    early, late = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    draws = _resamples(len(early))
    low, high = np.percentile(statistic(late[draws]) - statistic(early[draws]), [2.5, 97.5])
    return Figure(float(statistic(late) - statistic(early)), float(low), float(high), len(early))


def randomisation_p(differences: Sequence[float]) -> float:
    """Two-sided p of a paired randomisation test: how often random signs give a sum at least as far from 0.

    Fisher 1935; for retrieval see Smucker, Allan & Carterette 2007.
    """
    array = np.asarray([d for d in differences if d != 0], dtype=np.float64)
    if not len(array):
        return 1.0
    seen = abs(array.sum())
    signs = np.random.default_rng([SEED, len(array)]).integers(0, 2, size=(FLIPS, len(array))) * 2 - 1
    return float((np.sum(np.abs(signs @ array) >= seen - 1e-12) + 1) / (FLIPS + 1))
