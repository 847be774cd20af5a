"""A term that is asked about as a term is found where it stands, with what explains it."""

from __future__ import annotations

import pytest

from assistant.answering.defining import quoted_in, sense_of
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What does the expression 'strings attached' convey, or stand for?", "strings attached"),
        ("In which sense do the authors use the term “new normal”?", "new normal"),
        ("How is the phrase 'command and control' used?", "command and control"),
        ("What is meant here by an everyday hero?", "everyday hero"),
        ("What is meant by everyday heroes?", "everyday heroes"),
        ("Which bodies make up what the report terms VCS?", "VCS"),
        ("What is a 'right level', as the phrase is used here?", "right level"),
        ("What does the report say about trust?", ""),
        ("Who runs the Citizen's Panel?", ""),
        ("What does the report call for on trust?", ""),
        ("What do they call on councils to do?", ""),
    ],
)
def test_which_term_is_asked_about(question: str, term: str) -> None:
    assert sense_of(question) == term


@pytest.mark.parametrize(
    "question", ["Who wrote 'everyday heroes'?", "How many 'everyday heroes' were there?", "Which recommendations have the label 'Leadership'?"]
)
def test_a_particular_of_a_quoted_term_is_no_question_of_sense(question: str) -> None:
    assert quoted_in(question) == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How is the phrase 'command and control' used?", "command and control"),
        ("In which sense do the authors use the term “new normal”?", "new normal"),
        ("What does the expression 'strings attached' refer to?", "strings"),
        ("What is it that the phrase “covid keeps” denotes?", "The best bits of transformation"),
        ("Which kinds of body does the report abbreviate as VCSFE?", "voluntary, community, faith and social enterprise"),
    ],
)
def test_the_sentence_that_explains_it_is_quoted(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert any(told in " ".join(c.quote.split()) for c in answer.citations)


@pytest.mark.parametrize("question", ["In what sense does the report use the word 'tokenism'?", "What does the phrase 'herd immunity' refer to?"])
def test_a_term_that_the_report_does_not_use_has_no_sense_in_it(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "declined"
