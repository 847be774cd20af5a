"""From a question as it was read to an answer's blocks: one writer for each way of asking."""

from __future__ import annotations

from assistant.answering.draft import Draft
from assistant.answering.open import Finder, answer_open
from assistant.answering.sets import answer_compare, answer_count, answer_list
from assistant.answering.structure import answer_contact, answer_define, answer_overview, answer_source
from assistant.datatypes import Question, Report, Span
from assistant.retrieval.select import LISTED

PURPOSE = "What is the purpose of this report?"


def compose(question: Question, finder: Finder, near: frozenset[str]) -> Draft:
    draft = Draft(finder.index.report)
    if not _structured(draft, question, finder):
        answer_open(draft, question, finder, near)
    return draft


def _structured(draft: Draft, question: Question, finder: Finder) -> bool:
    """Answer from the parsed structure, if the question asks for that and the report has it."""
    report = draft.report
    kind = question.kind or ("action" if question.action else "recommendation")
    if question.intent in {"list", "count"} and (kind == "label" or (kind in LISTED and report.of_kind(kind))):
        (answer_list if question.intent == "list" else answer_count)(draft, question, kind)
    elif question.intent == "compare" and report.of_kind("recommendation"):
        answer_compare(draft, question)
    elif question.intent == "overview":
        answer_overview(draft, question, _purpose(report, finder))
    elif question.intent == "source" and report.of_kind("source"):
        answer_source(draft, question)
    elif question.intent == "contact":
        return answer_contact(draft, question)
    elif question.intent == "define":
        return answer_define(draft, question, finder.index.glossary.get("acronyms", {}))
    else:
        return False
    return bool(draft.blocks)


def _purpose(report: Report, finder: Finder) -> Span | None:
    """The sentence of the front matter that says what the report is for."""
    front = [p.id for p in report.passages if p.kind in {"foreword", "background", "summary", "abstract", "introduction"} and not p.item or p.kind in {"foreword", "background"}]
    ranking = finder.retriever.rank(PURPOSE)
    hits = finder.retriever.hits(ranking, 1, among=front or None)
    if not hits:
        return None
    passage, sentence = hits[0].passage, hits[0].sentence
    return passage.sentences[sentence] if sentence is not None and 0 <= sentence < len(passage.sentences) else passage.span
