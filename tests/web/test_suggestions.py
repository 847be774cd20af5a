"""Every question that is offered is answered."""

from __future__ import annotations

from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.web.service import Service
from assistant.web.suggestions import Suggestions


def test_offered_questions_are_answered(service: Service, assistant: Assistant) -> None:
    tour = [entry["words"] for entries in service.suggestions.for_tour().values() for entry in entries]
    examples = service.suggestions.examples()
    assert len(examples) == 4
    assert len(tour) >= 6
    for question in [*examples, *tour]:
        answer = assistant.ask(question)
        assert answer.status == "answered", question
        assert answer.citations, question


def test_follow_ups_are_answered_and_new(service: Service, assistant: Assistant) -> None:
    for asked in ("What does the report recommend about data sharing?", "How many recommendations are there?", "Who led the system-level research?"):
        offered = service.suggestions.follow_ups(assistant.ask(asked), [asked])
        assert 2 <= len(offered) <= 3
        assert asked not in offered
        assert all(assistant.ask(question).status == "answered" for question in offered)


def test_what_is_not_answered_is_not_offered(assistant: Assistant) -> None:
    """A report without the parts that questions are made of offers fewer, never wrong ones."""
    suggestions = Suggestions()
    assert suggestions.follow_ups(assistant.ask("data sharing?"), []) == []
    suggestions.check(assistant)
    assert len({s.question for s in suggestions.checked}) == len(suggestions.checked)


def test_another_report_offers_its_own(second: Settings) -> None:
    other = Assistant.open(second)
    suggestions = Suggestions()
    suggestions.check(other)
    for question in suggestions.examples():
        assert "WMCA" not in question
        assert other.ask(question).status == "answered"
