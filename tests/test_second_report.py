"""A report that the program has never seen, from its folder to a cited answer."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer, Turn
from assistant.pipeline import Assistant
from assistant.settings import Settings


@pytest.fixture(scope="module")
def buses(second: Settings) -> Assistant:
    return Assistant.open(second)


def quotes(answer: Answer) -> str:
    return " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How often should the bus run at night?", "every hour between 22:00 and 02:00"),
        ("How many stops should get new lamps?", "eleven stops"),
        ("What would the night line cost each year?", "212,000 crowns a year"),
        ("Who designed the diary survey?", "Dr Imogen Saltmarsh"),
        ("What did the bakers share?", "Two bakers share a taxi"),
        ("Whom can I contact?", "petra@lateshift.example"),
    ],
)
def test_a_fact_is_quoted_at_its_place(buses: Assistant, question: str, quoted: str) -> None:
    answer = buses.ask(question)
    assert answer.status == "answered"
    assert quoted in quotes(answer)
    for citation in answer.citations:
        assert buses.report.text[citation.start : citation.end] == citation.quote
        assert citation.report == "night-buses"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many recommendations are there?", 12),
        ("List all recommendations under Safety at the Stop.", 5),
        ("How many recommendations come from the depot conversations?", 5),
        ("Which recommendations come from the diary study?", 7),
        ("List the recommendations on Money from the depot conversations.", 2),
    ],
)
def test_sets_are_complete(buses: Assistant, question: str, count: int) -> None:
    assert len(buses.ask(question).citations) == count


def test_a_follow_up_is_understood(buses: Assistant) -> None:
    first = buses.ask("How many recommendations are in Routes and Times?")
    answer = buses.ask("And in Money?", [Turn(first.reading, first)])
    assert (len(first.citations), len(answer.citations)) == (4, 3)


@pytest.mark.parametrize("question", ["What is the population of Lisbon?", "What does WMCA recommend about homelessness?", "Who won the 1998 World Cup?"])
def test_what_it_does_not_hold_is_declined(buses: Assistant, question: str) -> None:
    answer = buses.ask(question)
    assert answer.status == "declined"
    assert answer.citations == ()


def test_no_answer_speaks_of_the_other_report(buses: Assistant) -> None:
    from assistant.render import to_markdown

    for question in ("What is this report about?", "How many themes are there?", "Who published this report?", "Compare the sources."):
        shown = to_markdown(buses.ask(question))
        assert "WMCA" not in shown
        assert "Covid" not in shown
