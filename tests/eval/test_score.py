"""What makes an answer right or wrong, one rule at a time."""

from __future__ import annotations

import pytest

from assistant.datatypes import Span
from eval.score import covered_early, covers, faults, plain
from tests.eval.made import CATS, DOGS, EEL, OWLS, REPORT, TEXT, answer, judged


def wrong(question, given) -> list[str]:
    return faults(question, given, REPORT, TEXT)


@pytest.mark.parametrize(
    ("found", "quote", "same"),
    [
        ((0, 10), (0, 10), True),
        ((5, 100), (0, 10), True),  # 5 of the shorter's 10
        ((6, 100), (0, 10), False),  # 4 of 10
        ((0, 100), (40, 44), True),  # the quote lies inside
        ((0, 3), (0, 100), True),  # a short citation inside a long quote
        ((0, 10), (10, 20), False),
        ((4, 4), (0, 10), False),  # an empty span is no place
    ],
)
def test_a_span_covers_a_quote_from_half_of_the_shorter_on(found, quote, same) -> None:
    assert covers(Span(*found), Span(*quote)) is same
    assert covers(Span(*quote), Span(*found)) is same


def test_every_evidence_entry_must_be_cited() -> None:
    question = judged(evidence=["Ten cats sat.", "Six dogs ran."])
    assert wrong(question, answer([CATS, DOGS])) == []
    assert wrong(question, answer([CATS])) == ["does not cite “Six dogs ran.”"]


def test_a_list_entry_means_any_of_its_quotes() -> None:
    question = judged(evidence=[["Ten cats sat.", "One eel."]])
    assert wrong(question, answer([EEL])) == []
    assert wrong(question, answer([OWLS])) == ["does not cite “Ten cats sat.”"]


def test_only_an_exact_set_minds_further_citations() -> None:
    loose, exact = judged(evidence=["Ten cats sat."]), judged(evidence=["Ten cats sat."], also_ok=["One eel."], exact=True)
    assert wrong(loose, answer([CATS, DOGS])) == []
    assert wrong(exact, answer([CATS, EEL])) == []
    assert wrong(exact, answer([CATS, DOGS])) == ["cites “Six dogs ran.”, which is not in the set"]


def test_patterns_are_read_on_folded_text_without_backslashes() -> None:
    question = judged(evidence=["Ten cats sat."], must=[r"ten cats \(10\)"], must_not=["eleven"])
    assert wrong(question, answer([CATS], said="There are TEN\n  cats \\(10\\).")) == []
    assert wrong(question, answer([CATS], said="cats")) == [r"lacks /ten cats \(10\)/"]
    assert wrong(question, answer([CATS], said="ten cats (10), not Eleven")) == ["says /eleven/, which it must not"]


def test_plain_takes_off_only_escaping_backslashes() -> None:
    assert plain(r"a\*b C:\temp \\") == r"a*b C:\temp " + "\\"


@pytest.mark.parametrize("status", ["declined", "clarify"])
def test_an_answerable_question_must_be_answered(status) -> None:
    assert wrong(judged(evidence=["Ten cats sat."]), answer([CATS], status=status)) == [f"{status}, should answer"]


def test_an_unanswerable_question_must_be_declined() -> None:
    question = judged(expect="decline", must_not=["paris"])
    assert wrong(question, answer(status="declined")) == []
    assert wrong(question, answer(status="clarify")) == ["clarify, should decline"]
    assert wrong(question, answer(status="declined", said="It is Paris")) == ["says /paris/, which it must not"]


def test_either_way_will_do_but_never_a_forbidden_word_or_a_false_quote() -> None:
    question = judged(expect="either", must_not=["paris"])
    for status in ("answered", "declined", "clarify"):
        assert wrong(question, answer([DOGS], status=status)) == []
    assert wrong(question, answer(said="paris")) == ["says /paris/, which it must not"]


@pytest.mark.parametrize(("field", "value"), [("quote", "Ten cats sat!"), ("start", 1), ("end", 12), ("report", "other"), ("quote", "")])
def test_a_quote_that_is_not_there_is_always_wrong(field, value) -> None:
    for expect in ("answer", "either"):
        given = answer([CATS])
        given["citations"][0][field] = value
        question = judged(evidence=["Ten cats sat."], expect=expect)
        assert "citation 1 is not verbatim" in wrong(question, given)


def test_a_crash_is_wrong() -> None:
    assert wrong(judged(expect="either"), {**answer(status="error"), "message": "ValueError: x"}) == ["error: ValueError: x"]


def test_the_hit_that_crosses_the_limit_is_cut_there() -> None:
    question = judged(evidence=["Ten cats sat.", "Six dogs ran."])  # 13 characters each, so 7 are needed
    early = {limit: covered_early(question, [Span(*CATS), Span(*DOGS)], limit) for limit in (0, 6, 7, 13, 19, 20)}
    assert early == {0: [False, False], 6: [False, False], 7: [True, False], 13: [True, False], 19: [True, False], 20: [True, True]}


def test_a_hit_shorter_than_the_quote_counts_by_its_own_length() -> None:
    question = judged(evidence=["Ten cats sat. Six dogs ran."])
    assert covered_early(question, [Span(0, 4)], 4) == [True]
    assert covered_early(question, [Span(0, 4)], 1) == [False]
