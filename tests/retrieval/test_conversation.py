"""Set questions that follow one another: each message keeps, narrows, widens or replaces what was asked before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.datatypes import Facets, Question, Turn
from assistant.pipeline import Assistant
from assistant.reading import read_report
from assistant.retrieval.merging import all_values, merged_facets, merged_intent
from tests.conftest import CORPUS

REPORT = read_report(CORPUS)
HOMELESS, SYSTEM, SOCIAL = "homelessness", "system-level", "social-economy"
COUNT_HOMELESS = "How many recommendations come from the homelessness research?"
FUNDING = "List the recommendations under Funding and Investment"


@pytest.mark.parametrize(
    ("messages", "intent", "kind", "facets"),
    [
        ([COUNT_HOMELESS, "and the others?"], "count", "recommendation", {"source": {SOCIAL, SYSTEM}}),
        ([COUNT_HOMELESS, "and the other studies?"], None, "recommendation", {"source": {SOCIAL, SYSTEM}}),
        ([COUNT_HOMELESS, "actually, the social economy one"], "count", "recommendation", {"source": {SOCIAL}}),
        ([FUNDING, "and which of those are from the homelessness research?"], "list", "recommendation", {"theme": {"funding"}, "source": {HOMELESS}}),
        ([FUNDING, "ok, back to all the recommendations from the homelessness research"], "list", "recommendation", {"source": {HOMELESS}}),
        (["List all recommendations", "without the system-level ones"], "list", "recommendation", {"no_source": {SYSTEM}}),
        (
            ["List all recommendations", "without the system-level ones", "and only under Funding and Investment"],
            "list", "recommendation", {"no_source": {SYSTEM}, "theme": {"funding"}},
        ),
        (["Which labels are used?", "and under Nurturing Relationships?"], "list", "label", {"theme": {"relationships"}}),
        (["Which examples are in Birmingham?", "and what recommendations are there?"], "list", "recommendation", {}),
        (["Which examples are in Birmingham?", "and in Coventry?"], "list", "example", {"place": {"Coventry"}}),
        (["Which pieces of research are there?", "only under Funding and Investment"], "list", "recommendation", {"theme": {"funding"}}),
        (["Which themes have recommendations from the homelessness research?", "and which don't?"], "list", "theme", {"no_source": {HOMELESS}}),
        (["Which theme has the most recommendations?", "and the fewest?"], "compare", "theme", {}),
        (
            ["Compare Funding and Investment with Nurturing Relationships", "and versus Space for Learning"],
            "compare", "recommendation", {"theme": {"funding", "relationships", "learning"}},
        ),
        (["What does the report recommend about data sharing?", "What has been done about it?"], "list", "action", {"theme": {"policy"}}),
        (["What does the report say about digital skills?", "list the recommendations in that section"], "list", "recommendation", {"theme": {"inclusive"}}),
        (["What does the report recommend about data sharing?", "How many recommendations are there?"], "count", "recommendation", {}),
    ],
)  # fmt: skip
def test_a_set_question_takes_up_the_one_before(assistant: Assistant, messages: list[str], intent: str | None, kind: str, facets: dict[str, set[str]]) -> None:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
    reading = history[-1].question
    assert reading.intent == intent or intent is None
    assert reading.kind == kind
    found = {name: set(getattr(reading.facets, name)) for name in Facets.__dataclass_fields__ if name != "topic"}
    assert {name: values for name, values in found.items() if values} == facets
    if len(messages) > 1 and reading.facets.closed():
        assert reading.read_as, "how the message was understood is shown"


def question(intent: str, **given: Any) -> Question:
    return Question(text="", query="", intent=intent, kind="recommendation", facets=given.pop("facets", Facets()), rest=(), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "alone", "plain", "flags", "intent"),
    [
        ("list", "open", "compare them", {"compares": True}, "compare"),
        ("list", "open", "how many", {"counting": True}, "count"),
        ("count", "open", "and which are they", {}, "list"),
        ("compare", "list", "the labels", {}, "list"),
        ("compare", "open", "and funding", {}, "list"),
        ("count", "open", "and funding", {}, "count"),
        ("list", "open", "and funding", {}, "list"),
    ],
)
def test_the_intent_of_a_message_that_leans(before: str, alone: str, plain: str, flags: dict[str, bool], intent: str) -> None:
    asked = {"counting": False, "compares": False, **flags}
    assert merged_intent(question(before), question(alone), plain, **asked) == intent


def test_parts_of_a_study_that_are_asked_for_after_a_count_are_told() -> None:
    alone = question("source", aspects=("who",))
    assert merged_intent(question("count"), alone, "who did it", counting=False, compares=False) == "source"
    assert merged_intent(question("list"), alone, "who did it", counting=False, compares=False) == "list"


NAMES = ("theme", "source", "label", "place", "example")
CHOSEN = {name: st.lists(st.sampled_from(all_values(REPORT, name)), min_size=1, max_size=3, unique=True).map(tuple) for name in NAMES}


@given(
    st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), CHOSEN[name])), st.sampled_from(["and the others", "the rest", "the remaining ones"])
)
def test_the_others_are_all_that_were_not_asked_for(chosen: tuple[str, tuple[str, ...]], plain: str) -> None:
    name, values = chosen
    found, changed = merged_facets(Facets(**{name: values}), Facets(), plain, REPORT, others=True)
    assert changed
    assert set(getattr(found, name)) == set(all_values(REPORT, name)) - set(values)


@given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), CHOSEN[name], CHOSEN[name])))
def test_values_replace_join_or_leave(chosen: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    name, old, new = chosen
    before = Facets(**{name: old})
    replaced, _ = merged_facets(before, Facets(**{name: new}), "and those", REPORT, others=False)
    joined, _ = merged_facets(before, Facets(**{name: new}), "compared with those", REPORT, others=False)
    left, _ = merged_facets(before, Facets(**{f"no_{name}": new}), "not those", REPORT, others=False)
    assert getattr(replaced, name) == new
    assert set(getattr(joined, name)) == {*old, *new}
    assert len(getattr(joined, name)) == len(set(getattr(joined, name)))
    assert set(getattr(left, name)) == set(old) - set(new)
    assert getattr(left, f"no_{name}") == new


def test_a_message_that_names_nothing_changes_nothing() -> None:
    before = Facets(theme=("funding",))
    assert merged_facets(before, Facets(), "and how many", REPORT, others=False) == (before, False)
