"""Slips are repaired; words, names and what the report itself writes are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing.english import WordList
from assistant.pipeline import Assistant
from assistant.retrieval.spelling import Speller, slip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("goverment", "government"),  # people write it often enough that a list of written words holds it
        ("recieve", "receive"),
        ("comunity recovry", "community recovery"),
        ("erdingtn", "erdington"),
        ("homlessness taskfroce", "homelessness taskforce"),
        ("thereport", "the report"),
        ("wot did teh report say", "what did the report say"),
    ],
)
def test_slips_are_repaired(assistant: Assistant, typed: str, meant: str) -> None:
    assert assistant.speller.repair(typed) == meant


@pytest.mark.parametrize("text", ["Liverpool and Leeds", "Fareshare", "TAWS and BVSC", "Nuneaton", "upskilling funders", "bitcoin", "the offside rule"])
def test_words_and_names_are_left_alone(assistant: Assistant, text: str) -> None:
    assert assistant.speller.repair(text) == text


def test_a_report_s_own_words_are_never_repaired(assistant: Assistant) -> None:
    text = assistant.report.text[: assistant.report.text.index("\n", 4000)]
    assert assistant.speller.repair(text) == text


def test_likelier_slips_cost_less() -> None:
    swapped, doubled, vowel, consonant = slip("taht", "that", 1), slip("adress", "address", 1), slip("seperate", "separate", 1), slip("bat", "rat", 1)
    assert max(swapped, doubled, vowel) < consonant


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_repairing_twice_changes_nothing_more(word: str) -> None:
    speller = Speller({"depot": 3, "lanterns": 1}, WordList(WordList.written(["the", "night", "lamp", "lamps"], ["teh"])))
    once = speller.repair(word)
    assert speller.repair(once) == once
