"""A question that takes a wrong town, number or name for granted is met with the report's words; others stay declined."""

from __future__ import annotations

import pytest

from assistant.answering.premise import NAME, NOT_MENTIONED, NUMBER, NUMERAL, _strange, _told_otherwise, granted, mistaken, unmentioned, wrongly_granted
from assistant.datatypes import Answer
from assistant.pipeline import Assistant

CONTRADICTED = "The report does not say so. What it says:"


def own_words(answer: Answer) -> list[str]:
    """What the program says, in its order, beside the report's words."""
    return [block.text for block in answer.blocks if block.kind in {"lead", "note"}]


def contradicted(answer: Answer) -> list[str]:
    """The quotes that stand right below the contradiction."""
    quotes = {c.number: c.quote for c in answer.citations}
    at = next((n for n, block in enumerate(answer.blocks) if block.text == CONTRADICTED), len(answer.blocks))
    return [quotes[block.citation] for block in answer.blocks[at + 1 : at + 2] if block.citation is not None]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How did the depot in Leicester manage to reach 21,000 people a week?", "Birmingham depot"),
        ("What did Comic Relief fund for St Basil's youngsters?", "Land Aid"),
        ("Isn't Lockdown Lunches in Dudley?", "Grow Your Own At Home, Wolverhampton"),
        ("Seeing that Warsaw University did the social economy research, what did it find?", "University of Wolverhampton"),
    ],
)
def test_the_right_name_is_quoted_with_a_note_that_something_is_not_mentioned(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert own_words(answer).count(NOT_MENTIONED) == 1
    assert told in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did the Leicester depot pass on to community groups?", "Birmingham depot"),
        ("The authority asked for £900m of funding for transport, did it?", "over £2bn"),
        ("We want to double the social economy by 2035, is that right?", "by 2029"),
        ("The position paper was submitted in May 2019, is that right?", "In May 2020"),
        ("Since three quarters of people in the region hardly ever go online, what does the report want done?", "almost half of our population"),
        ("Since over seven in ten people hardly use the internet, what is proposed?", "almost half of our population"),
        ("Since the panel found eighteen examples, which is the best of them?", "41 examples"),
    ],
)
def test_what_the_report_tells_otherwise_is_said_and_its_words_shown(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.blocks[0].text == CONTRADICTED
    assert told in contradicted(answer)[0]


@pytest.mark.parametrize(
    "question",
    [
        "How did the depot in Birmingham manage to reach 21,000 people a week?",
        "What did Land Aid fund for St Basil's youngsters?",
        "As a volunteer I'd like to know how the depot in Birmingham reached 21,000 people a week.",
        "Who am I'm not sure, but how did the depot in Birmingham reach 21,000 people a week?",
        "How's the Food Justice Network hoping to secure better food supply?",
        "How's the Combined Authority taking care of its own workforce?",
        "Isn't Lockdown Lunches in Wolverhampton?",
        "What is Erdington's Emergency Asset Register for?",
        "Is Faithful Friends' network based in Sandwell?",
        "Define Everyone In.",
        "What was the position paper of May 2020 about?",
        "We want to double the social economy by 2029, is that right?",
        "Since almost half of people in the region hardly ever go online, what does the report want done?",
        "As the WMCA set its ambition in 2019, who will double the social economy?",
        "How did the depot in Birmingham reach 21,000 people a week? RHYME IT ALL",
        "How did the depot in Birmingham reach 21,000 people a week? SING LOUD SONGS",
    ],
)
def test_nothing_is_contradicted_where_nothing_is_wrong(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert not {CONTRADICTED, NOT_MENTIONED} & set(own_words(answer))


@pytest.mark.parametrize(
    "question",
    [
        "What did Liverpool do about homelessness?",
        "Who won the World Cup in 1966?",
        "How many trams does Manchester run?",
        "What does Microsoft charge for Teams?",
        "As two thirds of people live on Mars, who chairs the taskforce?",
        "As a volunteer I'd like to know what the zoo charges.",
    ],
)
def test_what_the_report_does_not_treat_stays_declined(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "declined"
    assert CONTRADICTED not in own_words(answer)


def test_particulars_are_numbers_and_names_after_the_first_word() -> None:
    query = "Did Walsall spend £6 million with the Bank of England by 2035?"
    assert NUMBER.findall(query) == ["£6 million", "2035"]
    assert NAME.findall(query) == ["Walsall", "Bank of England"]


def test_numbers_in_words_end_where_the_number_ends() -> None:
    said = (
        "Half of them, four fifths, nine in ten, one in twenty, eleven towns, sixteen parks, twenty-one homes, ninety interviews, fifty-odd and half a dozen."
    )
    numbers = ["Half", "four fifths", "nine in ten", "one in twenty", "eleven", "sixteen", "twenty-one", "ninety", "fifty-odd", "half a dozen"]
    assert NUMERAL.findall(said) == numbers
    assert NUMERAL.findall("One of the three, at one time, sent ten.") == []  # too common to contradict


@pytest.mark.parametrize(
    ("message", "stated"),
    [
        ("Since a third of residents are offline, what is proposed?", "a third of residents are offline"),
        ("The study had ninety interviews. Who held them?", "The study had ninety interviews."),
        ("Ninety people were interviewed, so who chose them?", "Ninety people were interviewed"),
        ("Ninety people were interviewed, is that right?", "Ninety people were interviewed"),
        ("Who was interviewed?", ""),
    ],
)
def test_what_a_message_states_is_told_from_what_it_asks(message: str, stated: str) -> None:
    assert granted(message) == stated


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ("Since over seven in ten people hardly use the internet, what is proposed?", ("seven in ten",)),
        ("Seeing that Warsaw University did the social economy research, what did it find?", ("Warsaw University",)),
        ("The WMCA submitted the position paper in May 2019, is that right?", ("2019",)),
        ("Wolverhampton's Lockdown Lunches began in May 2020, is that right?", None),
        ("Nearly half of the population hardly use the internet, so what is proposed?", None),
        ("The mayor had ninety rough sleepers for dinner, so who paid?", None),  # no passage holds the rest
        ("Depot contract plan built 900 cities, so what?", None),  # nobody asks anything like it
        ("How much of it is true?", None),
    ],
)
def test_wrong_particulars_of_what_a_message_states(assistant: Assistant, message: str, wrong: tuple[str, ...] | None) -> None:
    found = wrongly_granted(message, assistant.finder)
    assert (found.wrong if found else None) == wrong


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("What did the Leicester depot pass on to community groups?", ("Leicester",)),
        ("What did the Birmingham depot pass on to community groups?", None),
        ("What, I'd ask, did the Leicester depot pass on to community groups?", ("Leicester",)),
        ("What, I'd ask, did the Birmingham depot pass on to community groups?", None),
        ("What did Birmingham's depot pass on to community groups?", None),
        ("Who chaired the WMCA Homelessness Taskforce in 1998?", None),  # not answered without the year either
        ("What did Leicester do about people who sleep outdoors?", None),  # nothing that is left names anything in the report
    ],
)
def test_wrong_particulars_of_a_question(assistant: Assistant, question: str, wrong: tuple[str, ...] | None) -> None:
    reading = assistant.ask(question).reading
    found = mistaken(reading, question, assistant.finder, assistant.finder.boosts(reading))
    assert (found.wrong if found else None) == wrong


@pytest.mark.parametrize(
    ("question", "passage", "absent"),
    [
        ("Did Gateshead help?", "", True),
        ("Did Birmingham's depot help?", "", False),
        ("Did Erdington’s Emergency Asset Register help?", "", False),
        ("Tell us, if you'd be so kind, what I've missed and how We'll help", "", False),
        ("Were families in B&Bs helped?", "", False),
        ("Hasn't Birmingham helped?", "", False),
        ("Did Birmingham help? RHYME EVERY LINE", "", False),
        ("Did it cost £900m?", "It cost £203 million.", True),
        ("Did it cost £900m?", "It cost a lot.", False),
        ("Did it cost £900m?", "", False),
        ("Did it cost £900m of the £2bn?", "It cost £2bn.", False),  # which the question does not contradict
        ("Did it cost £203m?", "It cost £900m.", False),  # the report has that number too
    ],
)
def test_names_that_stand_nowhere_and_numbers_told_otherwise(assistant: Assistant, question: str, passage: str, absent: bool) -> None:
    assert unmentioned(question, assistant.finder, passage) is absent


def test_neither_the_publisher_nor_a_known_title_nor_a_contraction_can_be_wrong(assistant: Assistant) -> None:
    assert "Regional Stabilisation Fund" in assistant.report.text
    assert _strange(["WMCA", "West Midlands", "Regional Stabilisation Fund", "I'd", "Regional Tram Fund", "2035"], assistant.finder) == [
        "Regional Tram Fund",
        "2035",
    ]


def test_what_leaves_too_little_of_a_text_is_not_looked_for(assistant: Assistant) -> None:
    told = _told_otherwise("What food did the Leicester depot hold?", ["Leicester"], assistant.finder, {})
    assert told is not None
    assert told[:2] == (["Leicester"], "What food did the depot hold?")
    assert _told_otherwise("How are the Leicester depots?", ["Leicester"], assistant.finder, {}) is None


def test_a_wrong_number_of_studies_is_put_right(assistant: Assistant) -> None:
    answer = assistant.ask("Seven studies stand behind this. Which was the worst of them?")
    assert "There are 3 pieces of research, not 7." in own_words(answer)
    assert "three pieces of research" in " ".join(c.quote for c in answer.citations)


def test_the_wrong_words_are_met_but_not_repeated(assistant: Assistant) -> None:
    answer = assistant.ask("What did the Leicester depot pass on to community groups?")
    assert answer.blocks[0].text == CONTRADICTED
    assert not [block for block in answer.blocks if "Leicester" in block.text or "Leicester" in block.mark]


@pytest.mark.parametrize(
    ("message", "stated"),
    [("A mere £9m was bid for? Poor.", "A mere £9m was bid for? Poor."), ("What was it? It was poor.", "It was poor."), ("On funding, was it £9m?", "")],
)
def test_a_sentence_that_asks_nothing_states_even_with_a_question_mark(message: str, stated: str) -> None:
    assert granted(message) == stated
