"""Other ways to read a question that is declined as it stands: without the conversation, the names, or what it states first."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.finder import Finder
from assistant.answering.premise import GIVEN, SO
from assistant.answering.refusal import Decision
from assistant.datatypes import Question
from assistant.indexing import patterns as say
from assistant.indexing.words import terms
from assistant.retrieval.leaning import PRONOUN


def reread(question: Question, finder: Finder, decision: Decision, near: frozenset[str]) -> tuple[Decision, str]:
    """The first reading that the report answers, and its query; the decision as it was and nothing where there is none."""
    for query in _readings(question, decision, near):
        found = finder.decide(finder.index, finder.retriever.rank(query), query)
        if not found.declined:
            return found, query
    return decision, ""


def _readings(question: Question, decision: Decision, near: frozenset[str]) -> Iterator[str]:
    tagged = not near and say.TAGS.search(question.text)
    if tagged or (near and not PRONOUN.search(question.text) and len(terms(question.text)) > 1):
        yield question.text  # what was said before only blurs the message; "is that right?" may belong to it
    named = question.facets.theme or say.RECOMMENDS.search(question.unnamed)
    if question.unnamed and named and not decision.figures.foreign:
        yield question.unnamed  # that it is asked of one theme or study must not make it less likely
    for pattern in (GIVEN, SO):
        if match := pattern.match(question.text):
            apart = question.text[match.end("stated") :].strip(" ,;")
            if len(set(terms(apart))) > 1:
                yield apart
