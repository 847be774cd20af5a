"""Labels and themes told in other words, and phrases whose words mean nothing one by one."""

from __future__ import annotations

import pytest

from assistant.datatypes import Turn
from assistant.pipeline import Assistant
from assistant.retrieval.focus import coded, focus, forbidden
from assistant.retrieval.spelling import Speller
from assistant.retrieval.telling import advised, senses

DIGITAL = "Digital is important, but it is not the panacea – face to face matters"
RETAIN = "Retain the best of the operational response to COVID"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Give me what stands under the reminder that digital is no cure for everything.", DIGITAL),
        ("List all under that 'keep what worked best in the emergency response' banner", RETAIN),
        ("Keeping the best parts of the emergency response – that label, please, every recommendation", RETAIN),
        ("What is recommended about accepting that the geography of the region is untidy?", "Work with and accept the geographical messiness of the region"),
    ],
)
def test_a_label_told_in_other_words_is_listed_whole(assistant: Assistant, question: str, label: str) -> None:
    answer = assistant.ask(question)
    items = [i for i in assistant.report.of_kind("recommendation") if i.label == label]
    assert answer.reading.facets.label == (label,)
    assert [(c.start, c.end) for c in answer.citations] == [(i.words.start, i.words.end) for i in items]


def test_senses_are_words_of_the_question() -> None:
    (told,) = senses("what is filed under doing things together, please?")
    assert (told.facets, told.words, told.first, told.last) == (("theme", "label"), "doing things together", 4, 7)
    found = advised("what is suggested about living with change in the region?")
    assert found is not None
    assert found.words == "living with change in the region"
    assert advised("who suggested it?") is None


@pytest.mark.parametrize(
    ("question", "theme", "source", "no_source"),
    [
        ("I have all from the social economy study. Which in the partnership theme came from somewhere else?", ("partnership",), (), ("social-economy",)),
        ("Funding theme: strip out what the social economy researchers came up with", ("funding",), (), ("social-economy",)),
        ("How many themes draw on the study of people without a home?", (), ("homelessness",), ()),
        ("Not the summary, the recommendations of the homelessness study", (), ("homelessness",), ()),
    ],
)
def test_what_is_ruled_out(assistant: Assistant, question: str, theme: tuple[str, ...], source: tuple[str, ...], no_source: tuple[str, ...]) -> None:
    facets = assistant.reader.read(question).facets
    assert (facets.theme, facets.source, facets.no_source) == (theme, source, no_source)


@pytest.mark.parametrize("only", ["only on", "on nothing but", "solely on"])
def test_themes_of_one_study_alone(assistant: Assistant, only: str) -> None:
    answer = assistant.ask(f"Which themes draw {only} the social economy study?")
    by_theme: dict[str | None, set[str | None]] = {}
    for item in assistant.report.of_kind("recommendation"):
        by_theme.setdefault(item.theme, set()).add(item.source)
    alone = [theme.title for theme in assistant.report.themes if by_theme.get(theme.id) == {"social-economy"}]
    assert [block.text.rsplit(" (", 1)[0] for block in answer.blocks if block.kind == "heading"] == alone
    assert len(alone) == 2


@pytest.mark.parametrize(
    ("question", "places"),
    [("Three studies, three teams: who did which?", ()), ("Take the themes one by one", ()), ("themes three and five", 2), ("theme 3", 1)],
)
def test_a_number_behind_a_noun_is_a_place_or_a_count(assistant: Assistant, question: str, places: int | tuple[()]) -> None:
    facets = assistant.reader.read(question).facets
    assert len(facets.theme) + len(facets.source) == (places or 0)


def test_the_one_in_a_place_is_the_example_of_that_place(assistant: Assistant) -> None:
    first = assistant.ask("Which examples are about food?")
    answer = assistant.ask("and the one in Sandwell – what is it?", [Turn(first.reading, first)])
    assert answer.reading.facets.example == ("ex-faithful-friends",)


def test_an_open_question_is_narrowed_to_one_study(assistant: Assistant) -> None:
    first = assistant.ask("What is advised about red tape?")
    answer = assistant.ask("only what the system-level research says", [Turn(first.reading, first)])
    assert answer.citations
    assert {c.source for c in answer.citations} == {assistant.report.source("system-level").short}


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("I chair a village hall so I want to see everything on volunteers", "everything on volunteers"),
        ("What was done about the digital divide? (My manager wants it by noon today.)", "What was done about the digital divide?"),
        ("What does MHCLG (the ministry) do?", "What does MHCLG (the ministry) do?"),
    ],
)
def test_what_the_reader_says_of_himself_is_set_aside(message: str, kept: str) -> None:
    assert focus(message) == kept


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("<script>alert('x')</script>", True),
        ("'; DROP TABLE reports; --", True),
        ("{{7*7}} ${x}", True),
        ("<script>alert(1)</script> What are the themes?", False),
        ("Which measures (if any) are for councils?", False),
    ],
)
def test_code_without_a_question_is_told_apart(message: str, code: bool) -> None:
    assert coded(message) is code


@pytest.mark.parametrize("message", ["Tell me the Coventry story.", "Add up the recommendations."])
def test_orders_to_the_report_are_no_orders_to_the_program(message: str) -> None:
    assert not forbidden(message)


def test_a_name_is_no_slip_unless_the_report_has_one_like_it(assistant: Assistant) -> None:
    repair = assistant.speller.repair
    assert repair("when does the tram to Brierley open") == "when does the tram to Brierley open"
    assert repair("what happened in Wolverhamton") == "what happened in wolverhampton"
    nameless = Speller(assistant.index.vocabulary, assistant.index.english)  # of a text that writes no word with a capital
    assert nameless.repair("what happened in Wolverhamton") == "what happened in Wolverhamton"
