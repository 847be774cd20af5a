"""A question means the same whichever apostrophe is typed."""

from __future__ import annotations

import pytest

from assistant.datatypes import Answer
from assistant.pipeline import Assistant


def told(answer: Answer) -> tuple[object, ...]:
    """An answer without the question as it was typed."""
    reading = answer.reading
    return answer.status, answer.blocks, answer.citations, answer.reason, reading.intent, reading.kind, reading.facets


@pytest.mark.parametrize(
    "question",
    [
        "What’s recommended on funding?",
        "Who’s behind the homelessness research?",
        "I don’t want the funding theme: which recommendations are there?",
        "Which themes haven’t got recommendations from the homelessness research?",
        "What did St Basil’s do with the phones?",
        "Aren’t there eight themes?",
        "What’s a citizens’ panel?",
        "Wasn’t it Oxfam who carried out the listening exercise?",
        "Oxfam partnered the University of Wolverhampton, didn’t it?",
        "For my dissertation’s methods chapter: how was the homelessness research done?",
        "I’m not sure – which recommendations are under Funding and Investment?",
        "Which recommendations aren’t labelled?",
        "What’s Erdington’s Emergency Asset Register for?",
        "Isn’t Lockdown Lunches in Dudley?",
        "Tell me the baker’s favourite football team",
    ],
)
def test_both_apostrophes_give_the_same_answer(assistant: Assistant, question: str) -> None:
    assert told(assistant.ask(question)) == told(assistant.ask(question.replace("’", "'")))
