"""The changes: the same every time, and each does what its name says."""

from __future__ import annotations

import random

import pytest

from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.gold import load_gold
from eval.robustness import CHANGES, american, changed, keywords, losses, no_punctuation, typos
from eval.shape import GoldQuestion

TEXT = "Which organisations didn't recommend flexible working, and why? Not the programme's centre!"


def once(change) -> str:
    return change(TEXT, random.Random(1))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_decided_by_the_id(name) -> None:
    question = GoldQuestion(id="q1", turns=[TEXT, TEXT])
    assert changed(question, name) == changed(question, name)
    assert changed(question, name).turns != question.turns
    assert changed(question, name).model_copy(update={"turns": question.turns}) == question


def test_typos_differ_from_question_to_question_and_stay_readable() -> None:
    found = {changed(GoldQuestion(id=f"q{n}", turns=[TEXT]), "typos").turns[0] for n in range(20)}
    assert len(found) > 10
    for text in found:
        pairs = list(zip(TEXT.split(), text.split(), strict=True))
        assert all(a[0] == b[0] and abs(len(a) - len(b)) <= 1 for a, b in pairs)
        assert 1 <= sum(a != b for a, b in pairs) <= 8
        assert all(a == b for a, b in pairs if len(a.strip("!?,")) < 5)
    assert typos("is it so", random.Random(1)) == "is it so"


def test_keywords_keep_what_was_asked() -> None:
    assert once(keywords) == "organisations didn't recommend flexible working Not programme's centre"
    assert keywords("what is it", random.Random(1)) == "what is it"


def test_punctuation_and_spelling() -> None:
    assert once(no_punctuation) == "Which organisations didnt recommend flexible working and why Not the programmes centre"
    assert once(american) == "Which organizations didn't recommend flexible working, and why? Not the program's center!"
    assert american("Analysed advice on exercise, otherwise likewise promised; raised neighbours' labour", random.Random(1)) == (
        "Analyzed advice on exercise, otherwise likewise promised; raised neighbors' labor"
    )


def test_the_loss_is_counted_over_the_questions_that_changed(assistant: Assistant, built: Settings) -> None:
    gold = [q for q in load_gold() if q.group == "fact"][:8]
    found = {loss.name: loss for loss in losses(assistant, gold, built)}
    assert set(found) == set(CHANGES)
    assert len(found["upper case"].pairs) == 8
    assert len(found["American spelling"].pairs) < 8
    for before, after in found["polite padding"].pairs:
        assert before["id"] == after["id"]
        assert before["turns"][-1] in after["turns"][-1]
    right = next(d for d in found["typos"].differences if d.measure.key == "right")
    assert right.change.value == pytest.approx(right.after - right.before)
