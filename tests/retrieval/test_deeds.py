"""Whether a question asks for advice or for what has been done: by the reader learned from forms, and by the question's words."""

from __future__ import annotations

import pytest

from assistant.indexing.forms import DEEDS, natural
from assistant.pipeline import Assistant
from assistant.retrieval.question import _asks_deeds


def odds_of_deeds(assistant: Assistant, form: str) -> float:
    return assistant.index.forms.read(form, assistant.index.encoder.encode([natural(form)])[0])[DEEDS]


@pytest.mark.parametrize("form", ["what has the authority itself got on with on {theme}", "which efforts of its own is the authority busy with under {theme}"])
def test_forms_that_ask_for_deeds_are_known(assistant: Assistant, form: str) -> None:
    assert odds_of_deeds(assistant, form) > 0.8


@pytest.mark.parametrize("form", ["which steps does {theme} recommend", "what ought to happen next under {theme}", "who did {source}"])
def test_forms_that_ask_for_anything_else_are_known(assistant: Assistant, form: str) -> None:
    assert odds_of_deeds(assistant, form) < 0.3


@pytest.mark.parametrize(
    ("plain", "odds", "deeds"),
    [
        ("deeds, please, not recommendations", 0.2, True),  # advice is named only to be ruled out
        ("what has been done about it", 0.1, True),
        ("which errands keep the authority busy", 0.6, True),
        ("which errands keep the authority busy", 0.4, False),
        ("and by when", 0.9, False),  # too few words to go by
        ("which recommendations keep the authority busy", 0.6, False),
        ("which recommendations keep the authority busy", 0.9, True),
    ],
)
def test_words_and_reader_decide_together(plain: str, odds: float, deeds: bool) -> None:
    assert _asks_deeds(plain, plain, odds) is deeds


def test_a_question_in_no_known_words_asks_for_deeds(assistant: Assistant) -> None:
    assert assistant.reader.read("What is the authority itself busy with under Space for Learning?").action
    assert not assistant.reader.read("What would Space for Learning have everybody do?").action


def test_deeds_are_told_where_recommendations_are_ruled_out(assistant: Assistant) -> None:
    answer = assistant.ask("For Space for Learning: deeds, please, not recommendations.")
    deeds = [item.words for item in assistant.report.of_kind("action") if item.theme == "learning"]
    assert [(c.start, c.end) for c in answer.citations] == [(w.start, w.end) for w in deeds]
