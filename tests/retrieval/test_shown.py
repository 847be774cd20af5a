"""What was shown is counted, and a place in it found again; a new name takes the old one's place."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer, Turn
from assistant.pipeline import Assistant

HOMELESS, SYSTEM, SOCIAL = "homelessness", "system-level", "social-economy"


def last_of(assistant: Assistant, *messages: str) -> Answer:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    return history[-1].answer


@pytest.mark.parametrize(
    ("messages", "facet", "value"),
    [
        (("What are the themes?", "what's the third?", "and the one after it?"), "theme", "learning"),
        (("Which themes are there?", "the last one, what does it recommend?", "and the one before that?"), "theme", "memory"),
        (("What does the third theme cover?", "and the fourth"), "theme", "learning"),
        (("Give me the three studies", "who wrote the last one", "and the first?"), "source", SOCIAL),
        (("Which examples come from Birmingham?", "tell me about the first", "and the next one"), "example", "ex-everyone-in"),
        (("How many recommendations come from the homelessness study?", "and from the whole report?", "how many from the system one?"), "source", SYSTEM),
        (("Does Space for Learning have anything from the system-level research?", "and which themes do?"), "source", SYSTEM),
        (("What does the system-level study say about trust?", "and what are all its recommendations?"), "source", SYSTEM),
        (("Who did the social economy research?", "when did it come out?", "how many interviews did they do?"), "source", SOCIAL),
        (("How did the social economy research gather its data?", "and the system one?"), "source", SYSTEM),
    ],
)
def test_what_a_message_goes_on_to(assistant: Assistant, messages: tuple[str, ...], facet: str, value: str) -> None:
    answer = last_of(assistant, *messages)
    assert getattr(answer.reading.facets, facet) == (value,)
    assert answer.status == "answered"


@pytest.mark.parametrize("message", ["how many is that?", "so how many's that then", "how many in all", "right, how many are there?"])
def test_what_was_listed_is_counted(assistant: Assistant, message: str) -> None:
    answer = last_of(assistant, "List the recommendations under Space for Learning", message)
    assert (answer.reading.intent, answer.reading.facets.theme) == ("count", ("learning",))


def test_what_was_found_is_counted(assistant: Assistant) -> None:
    first = assistant.ask("Which examples are about food?")
    answer = assistant.ask("so how many are there?", [Turn(first.reading, first)])
    assert (answer.blocks[0].text or "").startswith(f"{len(first.citations)} examples")


def test_which_themes_do_drops_the_theme_that_was_asked_about(assistant: Assistant) -> None:
    reading = last_of(assistant, "Does Funding and Investment have anything from the homelessness research?", "which ones have then?").reading
    assert (reading.kind, reading.facets.theme, reading.facets.source) == ("theme", (), (HOMELESS,))


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("What did the homelessness study recommend?", "ok and Faithful Friends, what did they do?"), "Faithful Friends"),
        (("Tell me about the Social Economy Taskforce", "no, the stabilisation fund. who is that meant for"), "Regional Stabilisation Fund"),
        (("How many asks of government were there?", "and shared ambitions?", "and examples of good practice?"), "41 examples"),
        (("Does the report mention Dudley?", "what about Walsall?", "and Coventry?"), "Coventry"),
        (("Tell me about Boost My Happy", "who gave the cash?"), "Land Aid"),
    ],
)
def test_a_subject_of_its_own_or_a_part_of_what_was_told(assistant: Assistant, messages: tuple[str, ...], told: str) -> None:
    answer = last_of(assistant, *messages)
    assert any(told in citation.quote for citation in answer.citations[:2])


def test_the_second_wave_is_no_place_in_a_list(assistant: Assistant) -> None:
    answer = last_of(assistant, "List the examples", "what does it say about the second wave?")
    assert "second wave" in answer.citations[0].quote
