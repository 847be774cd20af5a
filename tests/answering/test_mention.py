"""Questions after a word are answered by looking it up: every passage that has it, in the report's order."""

from __future__ import annotations

import re

import pytest

from assistant.answering.draft import Draft
from assistant.answering.mention import answer_mention, places_of
from assistant.answering.mentioned import Mention, mentioned
from assistant.datatypes import Hit, Passage
from assistant.indexing.words import stem, words
from assistant.pipeline import Assistant
from tests.answering.asked import quoted


def holding(assistant: Assistant, pattern: str) -> list[Passage]:
    return [p for p in assistant.report.passages if re.search(pattern, p.span.of(assistant.report.text), re.IGNORECASE)]


@pytest.mark.parametrize(
    ("question", "what", "kind"),
    [
        ("Does the report mention vaccines?", "vaccines", ""),
        ("where does the Mayor come up", "Mayor", ""),
        ("Is Aston Villa mentioned anywhere?", "Aston Villa", ""),
        ("Which recommendations mention GDPR?", "GDPR", "recommendation"),
        ("Any reference to the Young Foundation?", "Young Foundation", ""),
        ("Does it mention what the councils ought to do about the housing of people from abroad?", "", ""),
        ("What did Aston Villa do?", "", ""),
        ("IN WHICH THEMES DOES GDPR CROP UP?", "GDPR", ""),
        ("is THE Mayor mentioned at all?", "Mayor", ""),
        ('Show me any recommendations containing the word "lobbying".', "lobbying", "recommendation"),
        ("Quote each recommendation with the term 'trust' in it", "trust", "recommendation"),
        ("Which case studies make any mention of gardens, even once?", "gardens", "example"),
        ("Suggestions where GDPR comes up", "GDPR", "recommendation"),
        ("In how many proposals does the word ‘voices’ appear?", "voices", "recommendation"),
        ("Which stories are about gardens or parks?", "", ""),
        ("Which recommendations refer to the homelessness study?", "", ""),
        ("Which actions name the Mayor?", "Mayor", "action"),
    ],
)
def test_what_a_question_looks_for(question: str, what: str, kind: str) -> None:
    assert (mentioned(question).what, mentioned(question).kind) == (what, kind)


@pytest.mark.parametrize("word", ["vaccine", "Mayor", "bureaucracy", "GDPR", "trauma"])
def test_every_sentence_with_the_word_is_quoted(assistant: Assistant, word: str) -> None:
    answer = assistant.ask(f"Where is {word} mentioned?")
    inside = holding(assistant, rf"\b{word}")
    assert len(inside) > 0
    quoted = [(c.start, c.end) for c in answer.citations]
    assert all(any(start < p.span.end and p.span.start < end for start, end in quoted) for p in inside)
    assert all(word.casefold() in c.quote.casefold() for c in answer.citations)
    assert [c.start for c in answer.citations] == sorted(c.start for c in answer.citations)


def test_within_a_kind_only_that_kind_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("Which recommendations mention the Mayor?")
    spans = [item.span for item in assistant.report.of_kind("recommendation")]
    assert answer.citations
    assert all(any(s.start <= c.start < s.end for s in spans) for c in answer.citations)


def test_none_is_said_where_no_recommendation_has_the_word(assistant: Assistant) -> None:
    answer = assistant.ask("How many of the recommendations mention vaccines?")
    assert answer.blocks[0].text.startswith("None (0)")


def test_a_phrase_is_looked_for_side_by_side(assistant: Assistant) -> None:
    """A passage with "public" at one end of a sentence and "sector" at the other does not mention the public sector."""
    beside = holding(assistant, r"\bpublic sectors?\b")
    apart = holding(assistant, r"\bpublic\b[^.]*\bsector") + holding(assistant, r"\bsectors?\b[^.]*\bpublic\b")
    assert {p.id for p in apart} > {p.id for p in beside}
    answer = assistant.ask("Is the public sector brought up anywhere?")
    assert answer.blocks[0].text.startswith(f"{len(beside)} passages mention “public sector”")
    assert [(c.start, c.end) for c in answer.citations] == [tuple(p.span) for p in beside]


def test_words_that_never_stand_side_by_side_are_looked_for_in_one_sentence(assistant: Assistant) -> None:
    assert not holding(assistant, r"\bcouncils?\W+Birmingham\b")
    answer = assistant.ask("Where is council Birmingham mentioned?")
    assert answer.citations
    for citation in answer.citations:
        assert re.search(r"\bcouncil", citation.quote, re.IGNORECASE)
        assert "Birmingham" in citation.quote


@pytest.mark.parametrize("typed", ["vaccinating", "councils Birmingham"])
def test_a_word_in_a_form_that_the_report_lacks_is_not_repeated(assistant: Assistant, typed: str) -> None:
    assert not set(words(typed)) <= set(words(assistant.report.text))
    answer = assistant.ask(f"Where is {typed} mentioned?")
    assert answer.citations
    assert re.match(r"\d+ passages? mentions? it\b", answer.blocks[0].text)
    assert typed not in " ".join(block.text for block in answer.blocks)


@pytest.mark.parametrize("word", ["depot", "data", "digital"])
def test_of_a_long_passage_the_part_with_the_word_is_quoted(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setattr("assistant.answering.window.WHOLE_UP_TO", 60)  # so that all but the shortest are long ones
    found = places_of(word, "", assistant.finder)
    draft = Draft(assistant.report)
    answer_mention(draft, Mention(word), assistant.reader.read(word), found, assistant.finder, assistant.finder.retriever.rank(word))
    spans = quoted(draft)
    assert len(spans) == len(found) > 0
    assert any(span != passage.span for span, passage in zip(spans, found, strict=True))
    for span, passage in zip(spans, found, strict=True):
        assert passage.span.holds(span)
        assert stem(word.casefold()) in {stem(w) for w in words(span.of(assistant.report.text))}


def test_what_is_quoted_leads_what_was_retrieved(assistant: Assistant) -> None:
    answer = assistant.ask("Is the public sector brought up anywhere?")
    cited = {(c.start, c.end) for c in answer.citations}
    ids = [hit.passage.id for hit in answer.retrieved]
    assert {tuple(hit.passage.span) for hit in answer.retrieved[: len(cited)]} == cited
    assert len(ids) == len(set(ids)) > len(cited)
    assert [hit.rank for hit in answer.retrieved] == list(range(1, len(ids) + 1))
    assert answer.retrieved[0].score > answer.retrieved[1].score
    assert max(hit.score for hit in answer.retrieved[len(cited) :]) > answer.retrieved[1].score, "else the ranking alone would have put them first"


def test_passages_put_first_stand_by_score_before_the_others(assistant: Assistant) -> None:
    ranking = assistant.finder.retriever.rank("data sharing")
    best = [assistant.report.passages[int(n)] for n in ranking.order()[:6]]
    draft = Draft(assistant.report)
    draft.retrieved = tuple(Hit(p, float(ranking.total[p.id]), rank, 0.5, 0.25, 0) for rank, p in enumerate(best[:5], 1))
    draft.put_first([best[5], best[3]], ranking)
    assert [hit.passage for hit in draft.retrieved] == [best[3], best[5], best[0], best[1], best[2], best[4]]
    assert [hit.rank for hit in draft.retrieved] == [1, 2, 3, 4, 5, 6]
    assert {(hit.dense, hit.sparse, hit.sentence) for hit in draft.retrieved[2:]} == {(0.5, 0.25, 0)}


@pytest.mark.parametrize("word", ["Brexit", "trams", "zoos"])
def test_a_word_that_the_report_lacks_is_never_claimed(assistant: Assistant, word: str) -> None:
    answer = assistant.ask(f"Does the report mention {word}?")
    own = " ".join(block.text for block in answer.blocks if block.kind in {"lead", "note"})
    assert answer.status == "declined" or "does not stand in the report" in own
    assert word.casefold() not in own.casefold()
    assert not re.search(r"\bpassages? mentions?\b", own)


@pytest.mark.parametrize(("question", "noted"), [("Is there anything in here on schools?", True), ("Is there anything about trust?", False)])
def test_anything_on_a_word_that_does_not_stand_there_is_noted(assistant: Assistant, question: str, noted: bool) -> None:
    answer = assistant.ask(question)
    assert any((block.text or "").startswith("What the question names does not stand") for block in answer.blocks) is noted


@pytest.mark.parametrize(
    ("question", "pattern", "kind"),
    [
        ("Which recommendations name leaders or leadership?", r"\bleader", "recommendation"),
        ("Quote every recommendation in which the word “trust” turns up", r"\btrust", "recommendation"),
        ("Find the case studies whose wording refers to clothes or bereavement", r"\bcloth(es|ing)|\bbereave", "example"),
        ("How many of the recommendations use the word ‘training’?", r"\btrain(ing|ed|s)?\b", "recommendation"),
    ],
)
def test_a_word_is_found_in_every_item_of_the_kind_and_in_no_other(assistant: Assistant, question: str, pattern: str, kind: str) -> None:
    items = [i for i in assistant.report.of_kind(kind) if re.search(pattern, i.words.of(assistant.report.text), re.IGNORECASE)]
    answer = assistant.ask(question)
    assert len(items) > 1
    assert [c.start for c in answer.citations] == [i.words.start for i in items]
    assert answer.blocks[0].text.startswith(f"{len(items)} {kind}s mention")


@pytest.mark.parametrize(
    ("what", "held", "without"),
    [
        ("volunteers and training", ("learning-2",), ("policy-2", "funding-1")),  # both, in one item
        ("volunteers or training", ("learning-2", "policy-2", "funding-1"), ("leadership-1",)),
        ("faith groups or faith communities", ("partnership-3",), ("policy-2",)),
        ("skills and employment", ("partnership-5",), ("policy-2",)),  # stands just so, side by side
    ],
)
def test_what_is_joined_is_looked_up_together_or_one_by_one(assistant: Assistant, what: str, held: tuple[str, ...], without: tuple[str, ...]) -> None:
    found = {p.item for p in places_of(what, "recommendation", assistant.finder)}
    assert found >= set(held)
    assert not found & set(without)


def test_a_look_up_keeps_to_the_items_that_a_question_narrows_down_to(assistant: Assistant) -> None:
    everywhere = assistant.ask("Which recommendations mention volunteers?")
    under = assistant.ask("Under Funding and Investment, which recommendations mention volunteers?")
    assert {c.start for c in under.citations} < {c.start for c in everywhere.citations}
    assert {c.section for c in under.citations} == {"Funding and Investment"}


@pytest.mark.parametrize(
    "question",
    ["Which recommendations under Funding and Investment do not mention the WMCA?", "From the funding theme those that make no reference to the WMCA"],
)
def test_items_without_a_word_are_the_others(assistant: Assistant, question: str) -> None:
    report = assistant.report
    inside = [i for i in report.of_kind("recommendation") if i.theme == "funding"]
    silent = [i for i in inside if not {"wmca", "combined"} & set(i.words.of(report.text).casefold().split())]
    answer = assistant.ask(question)
    assert [(c.start, c.end) for c in answer.citations] == [(i.words.start, i.words.end) for i in silent]
    assert "not mention" in answer.blocks[0].text


def test_examples_that_name_one_are_counted(assistant: Assistant) -> None:
    answer = assistant.ask("In how many of the examples is TAWS named?")
    held = [i for i in assistant.report.of_kind("example") if "TAWS" in i.words.of(assistant.report.text)]
    assert len(answer.citations) == len(held) == 3
