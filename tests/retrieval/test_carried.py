"""What a message carries on from the conversation, and which words of it mean what it says itself."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer, Turn
from assistant.pipeline import Assistant
from assistant.retrieval.carried import stands

HOMELESS, SYSTEM, SOCIAL = "homelessness", "system-level", "social-economy"


def last_of(assistant: Assistant, *messages: str) -> Answer:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    return history[-1].answer


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("I also read of a digital strategy – what is happening with that?", True),
        ("The stabilisation fund for charities: is it running?", True),
        ("The citizens held a panel, what did they start?", True),
        ("What is happening with that?", False),
        ("It reached the asylum seekers of Coventry – what did they do next?", False),  # the first part leans itself
        ("Marvellous – what is it for?", False),  # too little is named
        ("The stabilisation fund for charities: how large?", False),  # nothing in it leans
    ],
)
def test_a_pronoun_means_what_the_message_itself_names(text: str, own: bool) -> None:
    assert stands(text) is own


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("I also read of a digital strategy – what is happening with that?", "digital inclusion strategy"),
        ("The Regional Stabilisation Fund for charities: is it running?", "Regional Stabilisation Fund"),
    ],
)
def test_a_message_with_a_subject_of_its_own_takes_none_along(assistant: Assistant, message: str, told: str) -> None:
    answer = last_of(assistant, "What was the Food Justice Network?", message)
    assert "Food Justice" not in answer.reading.query
    assert told in answer.citations[0].quote


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        (("List the recommendations of the homelessness study", "and from the social economy one?", "and the other?"), SYSTEM),
        (("Who carried out the homelessness research?", "And the system-level one?", "and the remaining one?"), SOCIAL),
        (("What did the homelessness research find?", "and the social economy research?", "what about the other study?"), SYSTEM),
    ],
)
def test_the_other_of_three_is_the_one_not_yet_asked_about(assistant: Assistant, messages: tuple[str, ...], left: str) -> None:
    reading = last_of(assistant, *messages).reading
    assert reading.facets.source == (left,)
    assert [source.id for source in assistant.report.sources if source.short in (reading.read_as or "")] == [left]


def test_after_one_of_three_the_others_are_two(assistant: Assistant) -> None:
    reading = last_of(assistant, "List the recommendations of the homelessness study", "and the others?").reading
    assert set(reading.facets.source) == {SYSTEM, SOCIAL}


def test_all_three_studies_widen_what_one_of_them_narrowed(assistant: Assistant) -> None:
    narrow = last_of(assistant, "How many recommendations under Funding and Investment come from the homelessness research?")
    assert narrow.reading.facets.source == (HOMELESS,)
    wide = last_of(assistant, "How many recommendations under Funding and Investment come from the homelessness research?", "and from all three studies?")
    assert (wide.reading.facets.theme, wide.reading.facets.source) == (("funding",), ())
    assert len(wide.citations) == sum(1 for item in assistant.report.of_kind("recommendation") if item.theme == "funding")


def test_who_it_was_is_no_pronoun(assistant: Assistant) -> None:
    first = assistant.ask("What does the foreword say about vaccines?")
    history = [Turn(first.reading, first)]
    answer = assistant.ask("Was it Bill Gates who said leadership is about no longer being a victim of circumstance?", history)
    assert answer.reading.read_as is None
    assert "Peter Senge" in answer.citations[0].quote
    leaning = assistant.ask("Was it the system-level study that said it?", history)
    assert "vaccines" in (leaning.reading.read_as or "")
