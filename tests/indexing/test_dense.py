"""Each way of searching vectors finds what an exact search finds, also after it was saved and opened again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.indexing import dense
from assistant.indexing.dense import DenseIndex

ROWS, WIDTH = 3000, 24
METHODS = {"exact": (ROWS, ROWS), "hnsw": (ROWS - 1, ROWS), "ivf": (1, ROWS - 1)}  # method → the bounds on rows that lead to it


def vectors(rows: int = ROWS, seed: int = 0) -> NDArray[np.float32]:
    """Unit vectors in clusters, as those of a report's lines are."""
    dice = np.random.default_rng(seed)
    centres = dice.normal(size=(40, WIDTH))
    made = centres[dice.integers(0, 40, rows)] + 0.4 * dice.normal(size=(rows, WIDTH))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(params=METHODS)
def built(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DenseIndex:
    exact, graph = METHODS[request.param]
    monkeypatch.setattr(dense, "EXACT_UP_TO", exact)
    monkeypatch.setattr(dense, "GRAPH_UP_TO", graph)
    made = DenseIndex.build(vectors())
    assert made.method == request.param
    made.save(tmp_path)
    return DenseIndex.load(tmp_path, made.method)


def test_the_nearest_ten_are_found_best_first(built: DenseIndex) -> None:
    held, asked = vectors(), vectors(50, seed=1)
    shared = 0
    for vector in asked:
        scores, rows = built.search(vector[None], 10)
        assert list(scores) == sorted(scores, reverse=True)
        np.testing.assert_allclose(scores, held[rows] @ vector, atol=2e-3)
        shared += len(set(rows) & set(np.argsort(-(held @ vector))[:10]))
    assert shared / 500 >= (1.0 if built.method == "exact" else 0.9)


def test_more_than_there_is_gives_what_there_is(built: DenseIndex) -> None:
    scores, rows = built.search(vectors(1, seed=2), 10 * ROWS)
    assert len(scores) == len(rows) <= ROWS
    assert len(set(rows.tolist())) == len(rows)
    assert rows.min() >= 0


def test_vectors_are_given_back_as_they_were_put_in(built: DenseIndex, tmp_path: Path) -> None:
    """A re-index takes them over, so what was taken over once must be taken over unchanged the next time."""
    given = built.vectors()
    np.testing.assert_allclose(given, vectors(), atol=1e-3)
    again = DenseIndex.build(given)
    again.save(tmp_path)
    np.testing.assert_array_equal(DenseIndex.load(tmp_path, again.method).vectors(), given)
