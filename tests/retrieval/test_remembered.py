"""What is remembered from one look to the next changes no answer."""

from __future__ import annotations

import numpy as np

from assistant.indexing.embedder import BULK
from assistant.pipeline import Assistant

QUERY = "What does the report recommend about data sharing?"


def test_boosts_for_one_question_leave_nothing_for_the_next(assistant: Assistant) -> None:
    retriever = assistant.finder.retriever
    first = retriever.rank(QUERY)
    plain = first.total.copy()
    boosted = retriever.rank(QUERY, boosts={3: 5.0})
    boosted.total[:] += 1.0
    assert int(boosted.order()[0]) == 3
    assert boosted.boosts == {3: 5.0}
    again = retriever.rank(QUERY)
    assert np.array_equal(again.total, plain)
    assert not again.boosts


def test_a_vector_is_the_same_alone_among_others_and_in_bulk(assistant: Assistant) -> None:
    encode = assistant.index.encoder.encode
    alone = encode([QUERY])
    alone[:] *= 2.0  # what a caller does with its vectors is its own affair
    others = [f"{number} {QUERY}" for number in range(BULK)]
    assert np.array_equal(encode([others[0], QUERY])[1] * 2.0, alone[0])
    assert np.array_equal(encode([QUERY, *others])[0] * 2.0, alone[0])
