"""What a message points at: the list just shown, one item of it, those that speak of something, an earlier turn."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer, Turn
from assistant.pipeline import Assistant


def last_of(assistant: Assistant, *messages: str) -> Answer:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    return history[-1].answer


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ("How many recommendations are there on funding and investment?", "What are they?"),
        ("How many recommendations are there on funding and investment?", "list them please"),
        ("How many recommendations are under Funding and Investment?", "ok, name them all"),
    ],
)
def test_what_was_counted_is_listed(assistant: Assistant, first: str, message: str) -> None:
    answer = last_of(assistant, first, message)
    themes = {item.id: item.theme for item in assistant.report.items}
    wanted = [item.words for item in assistant.report.of_kind("recommendation") if themes[item.id] == "funding"]
    assert [(c.start, c.end) for c in answer.citations] == [(w.start, w.end) for w in wanted]
    assert answer.reading.read_as


def test_the_fourth_of_the_themes_just_listed(assistant: Assistant) -> None:
    answer = last_of(assistant, "List the themes", "What recommendations are in the fourth one?")
    assert answer.reading.facets.theme == (assistant.report.themes[3].id,)
    assert len(answer.citations) == sum(1 for item in assistant.report.of_kind("recommendation") if item.theme == assistant.report.themes[3].id)


def test_the_second_study_just_listed(assistant: Assistant) -> None:
    answer = last_of(assistant, "What are the three studies?", "Tell me more about the second")
    assert answer.reading.facets.source == (assistant.report.sources[1].id,)


def test_a_place_in_no_list_is_not_counted(assistant: Assistant) -> None:
    answer = last_of(assistant, "What was the Food Justice Network?", "Tell me about the second anniversary of lockdown")
    assert "second anniversary" in " ".join(c.quote for c in answer.citations)


def test_those_that_speak_of_something(assistant: Assistant) -> None:
    answer = last_of(assistant, "List the recommendations of the homelessness study", "which ones mention data?")
    sources = {(i.words.start, i.words.end): i.source for i in assistant.report.of_kind("recommendation")}
    assert answer.citations
    assert {sources.get((c.start, c.end)) for c in answer.citations} == {"homelessness"}
    assert len(answer.citations) < 4


def test_an_earlier_turn_is_gone_back_to(assistant: Assistant) -> None:
    answer = last_of(
        assistant,
        "What's recommended on staff wellbeing?",
        "How many people did the Fareshare food reach?",
        "Going back to the wellbeing ones, which mentions an online tool?",
    )
    assert answer.reading.facets.label == ("Staff wellbeing and resilience",)


def test_another_example_takes_the_first_one_s_place(assistant: Assistant) -> None:
    answer = last_of(assistant, "What was the Food Justice Network?", "and the Faithful Friends one?")
    assert "Faithful Friends" in answer.citations[0].quote
    assert "Food Justice" not in (answer.reading.read_as or "")


@pytest.mark.parametrize(
    ("messages", "facet", "value"),
    [
        (("Tell me about the Space for Learning theme", "how many recommendations does it have?"), "theme", "learning"),
        (("Who did the system-level research?", "list its recommendations"), "source", "system-level"),
        (("what does the second to last theme recommend?",), "theme", "memory"),
    ],
)
def test_whose_recommendations_are_meant(assistant: Assistant, messages: tuple[str, ...], facet: str, value: str) -> None:
    answer = last_of(assistant, *messages)
    wanted = [i.words for i in assistant.report.of_kind("recommendation") if getattr(i, facet) == value]
    assert [(c.start, c.end) for c in answer.citations] == [(w.start, w.end) for w in wanted]


def test_what_leads_is_listed(assistant: Assistant) -> None:
    answer = last_of(assistant, "Which theme has the most recommendations?", "list them")
    recommendations = assistant.report.of_kind("recommendation")
    counts = {t.id: sum(1 for i in recommendations if i.theme == t.id) for t in assistant.report.themes}
    most = {theme for theme, number in counts.items() if number == max(counts.values())}
    assert set(answer.reading.facets.theme) == most
    assert len(answer.citations) == sum(counts[theme] for theme in most)


def test_an_example_by_its_place_in_the_list(assistant: Assistant) -> None:
    answer = last_of(assistant, "What are the examples?", "tell me more about the third one")
    third = assistant.report.of_kind("example")[2]
    assert answer.reading.facets.example == (third.id,)
    assert third.words.start <= answer.citations[0].start < third.words.end


def test_a_recommendation_by_its_place_in_the_list(assistant: Assistant) -> None:
    answer = last_of(assistant, "List the recommendations on funding and investment", "explain the second one")
    second = [i for i in assistant.report.of_kind("recommendation") if i.theme == "funding"][1]
    assert (answer.citations[0].start, answer.citations[0].end) == (second.words.start, second.words.end)


def test_a_place_beyond_the_list_points_at_nothing(assistant: Assistant) -> None:
    answer = last_of(assistant, "What are the three studies?", "tell me about the ninth one")
    assert answer.reading.facets.source == ()


def test_nothing_is_listed_after_an_open_answer(assistant: Assistant) -> None:
    answer = last_of(assistant, "What was the Food Justice Network?", "what are they?")
    assert answer.reading.intent == "open"
