"""Other ways to read a question that is declined as it stands: without the conversation, the names, or what it states first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answering.finder import Finder
from assistant.answering.premise import GIVEN, SO
from assistant.answering.refusal import Decision
from assistant.datatypes import Question, Report
from assistant.indexing import patterns as say
from assistant.indexing.words import terms
from assistant.retrieval.leaning import PRONOUN
from assistant.retrieval.retriever import Ranking

GOING_ON = 3  # places from the top within which what was just told is taken to be still meant
CLEAR_OF_OTHERS = 1.3  # by which its score then leads


def reread(question: Question, finder: Finder, decision: Decision, near: frozenset[str]) -> tuple[Decision, str]:
    """The first reading that the report answers, and its query; the decision as it was and nothing where there is none."""
    for query in _readings(question, decision, near, finder.index.report):
        found = finder.decide(finder.index, finder.retriever.rank(query), query)
        if not found.declined:
            return found, query
    return decision, ""


def going_on(question: Question, ranking: Ranking, finder: Finder) -> Ranking:
    """ "Where did the cash come from?" after an example told of: its passage first, where it is among the nearest anyway."""
    passages = finder.index.report.passages
    nearest = finder.retriever.rank(question.text).order()[:GOING_ON]
    told = next((int(n) for n in nearest if any(passages[int(n)].span.overlap(span) for span in question.told)), None)
    if told is None:
        return ranking
    total = ranking.total.copy()
    total[told] = max(float(total.max()), 0.0) * CLEAR_OF_OTHERS
    return replace(ranking, total=total)


def _readings(question: Question, decision: Decision, near: frozenset[str], report: Report) -> Iterator[str]:
    tagged = not near and say.TAGS.search(question.text)
    if tagged or (near and not PRONOUN.search(question.text) and len(terms(question.text)) > 1):
        yield question.text  # what was said before only blurs the message; "is that right?" may belong to it
    for name in (item.name for item in report.items if item.id in question.facets.example and question.read_as):
        if name and name in question.query and len(terms(question.query.replace(name, " "))) > 1:
            yield " ".join(question.query.replace(name, " ").split())  # "and nationally?" is told apart from the example
    named = question.facets.theme or say.RECOMMENDS.search(question.unnamed)
    if question.unnamed and named and not decision.figures.foreign:
        yield question.unnamed  # that it is asked of one theme or study must not make it less likely
    for pattern in (GIVEN, SO):
        if match := pattern.match(question.text):
            apart = question.text[match.end("stated") :].strip(" ,;")
            if len(set(terms(apart))) > 1:
                yield apart
