"""The decider of intents: what it learns from labelled questions, and that it has the last word only where it is sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.indexing.decider import Decider, Reading, readings
from assistant.indexing.embedder import Vectors
from assistant.indexing.forms import INTENTS
from assistant.pipeline import Assistant
from assistant.retrieval.question import SURELY

LABELLED = [Reading(intent, f"form {n}", tuple(float(n == k) for k in range(len(INTENTS)))) for n, intent in enumerate(INTENTS)] * 4
VECTORS = np.eye(len(INTENTS), dtype=np.float32)[[*range(len(INTENTS))] * 4]


def deciding(assistant: Assistant, intent: str, share: float) -> Assistant:
    """The assistant with a decider that gives one intent so much, and the rest to "open"."""
    weights = np.full((len(INTENTS), assistant.index.decider.weights.shape[1]), 0.0, dtype=np.float32)
    weights[:, -1] = -30.0
    weights[INTENTS.index(intent), -1], weights[INTENTS.index("open"), -1] = np.log(share), np.log(1 - share)
    return Assistant(replace(assistant.index, decider=Decider(weights)))


@pytest.mark.parametrize("row", range(len(INTENTS)))
def test_it_learns_from_vectors_and_marks(row: int) -> None:
    found = Decider.train(LABELLED, VECTORS).decide(VECTORS[row], np.array(LABELLED[row].marks, dtype=np.float32))
    assert max(found, key=lambda name: found[name]) == INTENTS[row]
    assert sum(found.values()) == pytest.approx(1.0, abs=1e-5)


def test_without_labelled_questions_it_says_nothing() -> None:
    nothing: Vectors = np.zeros(3, dtype=np.float32)
    assert Decider.train([], np.zeros((0, 3), dtype=np.float32)).decide(nothing, nothing) == {}


def test_what_ships_is_of_one_shape_and_of_every_intent() -> None:
    shipped = readings()
    assert {len(reading.marks) for reading in shipped} == {len(shipped[0].marks)}
    assert {reading.intent for reading in shipped} == set(INTENTS)
    assert all(0.0 <= mark <= 1.0 for reading in shipped for mark in reading.marks)


@pytest.mark.parametrize(("share", "intent"), [(0.5 + SURELY / 2 + 0.05, "list"), (0.5 + SURELY / 2 - 0.05, "open")])
def test_it_overrules_the_rules_only_where_it_is_much_surer(assistant: Assistant, share: float, intent: str) -> None:
    assert deciding(assistant, "list", share).reader.read("Is competition in commissioning criticised? Which recommendation?").intent == intent


def test_it_never_chooses_what_the_words_rule_out(assistant: Assistant) -> None:
    assert deciding(assistant, "compare", 0.99).reader.read("why does face to face matter?").intent == "open"
