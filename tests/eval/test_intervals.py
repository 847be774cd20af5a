"""Intervals and p values: known cases, and the same every time."""

from __future__ import annotations

import pytest

from eval.intervals import FLIPS, change, figure, percentile, randomisation_p


def test_a_mean_lies_in_its_interval_and_narrows_with_n() -> None:
    few, many = figure([0, 1] * 10), figure([0, 1] * 200)
    assert few
    assert many
    assert few.value == many.value == 0.5
    assert few.low < 0.5 < few.high
    assert few.high - few.low == pytest.approx(2 * 1.96 * (0.25 / 20) ** 0.5, abs=0.06)  # the normal approximation
    assert many.high - many.low < (few.high - few.low) / 3


def test_without_spread_or_values_there_is_no_interval() -> None:
    same = figure([0.4] * 7)
    assert same
    assert (same.low, same.high, same.n) == (pytest.approx(0.4), pytest.approx(0.4), 7)
    assert figure([]) is None


def test_percentiles() -> None:
    found = figure([1.0, 2.0, 3.0, 4.0, 5.0], percentile(50))
    assert found
    assert found.value == 3.0


def test_randomisation_p_of_five_like_differences() -> None:
    # both all-plus and all-minus reach the sum: 2 of 32 sign patterns
    assert randomisation_p([1, 1, 1, 1, 1, 0, 0]) == pytest.approx(2 / 32, abs=0.01)


def test_randomisation_p_at_its_ends() -> None:
    assert randomisation_p([0.0] * 9) == 1.0
    assert randomisation_p([1, -1]) == 1.0
    assert randomisation_p([1.0] * 40) == pytest.approx(1 / (FLIPS + 1))


def test_a_change_is_that_of_the_statistic_not_of_the_middle() -> None:
    before, after = [1.0, 2.0, 3.0, 4.0, 100.0], [1.0, 2.0, 3.0, 4.0, 10.0]
    slowest, usual, average = change(before, after, percentile(100)), change(before, after, percentile(50)), change(before, after)
    assert slowest
    assert usual
    assert average
    assert (slowest.value, usual.value, average.value) == (-90.0, 0.0, pytest.approx(-90 / 5))
    assert change([], []) is None


def test_the_same_input_gives_the_same_output() -> None:
    values = [0.1, 0.9, 0.3, 1.0, 0.0, 0.2]
    assert figure(values) == figure(values)
    assert randomisation_p([v - 0.3 for v in values]) == randomisation_p([v - 0.3 for v in values])
