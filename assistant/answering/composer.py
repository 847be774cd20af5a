"""From a question as it was read to an answer's blocks: one writer for each way of asking."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.comparing import answer_compare
from assistant.answering.defining import sense_of
from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.groups import answer_acted
from assistant.answering.measuring import PLACE
from assistant.answering.mention import answer_mention, look_up
from assistant.answering.mentioned import mentioned
from assistant.answering.open import answer_open
from assistant.answering.planning import planned
from assistant.answering.premise import NOT_MENTIONED, unmentioned
from assistant.answering.research import answer_source
from assistant.answering.sets import answer_count, answer_list, own_count
from assistant.answering.sides import halves
from assistant.answering.structure import answer_contact, answer_define, answer_overview, answer_part
from assistant.answering.wanted import NAMES_ASKED
from assistant.answering.window import window
from assistant.answering.wording import joined
from assistant.datatypes import Question, Report, Span
from assistant.indexing import patterns as say
from assistant.retrieval.select import LISTED

WHAT_IS = re.compile(r"^\W*(?:what|who)(?:'s|’s| is| are) (?:the |an? )?[\w#]+\W*$")
PURPOSE = "What is the aim of this report?"
PARTICULAR = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
FRONT = frozenset({"foreword", "background", "summary", "abstract", "preface"})


def compose(question: Question, finder: Finder, near: frozenset[str]) -> Draft:
    draft = Draft(finder.index.report)
    if not (_looked_up(draft, question, finder) or _structured(draft, question, finder)):
        answer_open(draft, question, finder, near)
    return draft


def refuse(report: Report) -> Draft:
    """What is asked is not a question to the report at all."""
    draft = Draft(report)
    draft.status, draft.reason = "declined", "out of scope"
    draft.lead("The report does not say.")
    draft.note(f"This assistant only finds and quotes what stands in “{report.title}”. It does not write, guess or give opinions.")
    return draft


def invite(report: Report) -> Draft:
    """A greeting or a call for help is met with what can be asked."""
    draft = Draft(report)
    draft.status = "clarify"
    draft.lead(f"Ask about “{report.title}”: what it recommends, on what research, with which examples, and what has been done.")
    draft.choices = ("What is this report about?", "What are the themes?", "Which examples does it give?", "Who did the research?")
    return draft


def _looked_up(draft: Draft, question: Question, finder: Finder) -> bool:
    """Items of one kind that mention a word are found by that word, whatever else it may name."""
    mention = mentioned(question.text)
    if not mention.kind or (question.facets.example and not say.COUNTS.search(question.text.casefold())) or not (found := look_up(mention, question, finder)):
        return False
    answer_mention(draft, mention, question, found, finder, finder.retriever.rank(question.query))
    return True


def _structured(draft: Draft, question: Question, finder: Finder) -> bool:
    """Answer from the parsed structure, if the question asks for that and the report has it."""
    report = draft.report
    if _halved(question):
        if not question.facets.theme:
            return False
        question = replace(question, intent="overview")  # "for that theme, what was advised and what has been done?"
    question = planned(question, report)
    kind = question.kind or ("action" if question.action else "recommendation")
    if kind == "action" and question.each and question.intent in {"list", "count"}:
        answer_acted(draft, question)
    elif question.intent == "list" and kind == "source" and "who" not in question.aspects and set(question.aspects) & {"method", "finding", "aim"}:
        answer_source(draft, question)  # "how did the three studies go about it?"
    elif question.intent in {"list", "count"} and (kind == "label" or (kind in LISTED and report.of_kind(kind))):
        (answer_list if question.intent == "list" else answer_count)(draft, question, kind)
        mistaken = question.number is not None and kind in {"theme", "source"} and question.number != len(report.of_kind(kind))
        if not question.facets.closed() and (question.intent == "count" or mistaken or question.grouped):
            own_count(draft, kind)
    elif question.intent == "compare" and report.of_kind("recommendation") and not question.facets.example and _comparable(question):
        answer_compare(draft, question)
        if question.supposed:
            own_count(draft, question.kinds[0])
    elif question.intent == "overview" and question.part and (told := [s for s in report.sections if s.kind == question.part]):
        answer_part(draft, told[0])
    elif question.intent == "overview":
        answer_overview(draft, question, _purpose(report, finder))
    elif question.intent == "source" and report.of_kind("source") and not (NAMES_ASKED.search(question.text.casefold()) and _declined(question, finder)):
        _just_quoted(draft, question)
        answer_source(draft, question)
        if draft.status == "answered" and not question.facets.source:
            own_count(draft, "source")
        elif draft.status == "answered" and (question.rest or "when" in question.aspects or PARTICULAR.search(question.text)):
            _nearest(draft, question, finder)
        if draft.status == "answered" and unmentioned(question.query, finder):
            draft.note(NOT_MENTIONED)
    elif question.intent == "contact":
        return answer_contact(draft, question)
    elif question.intent == "define" or WHAT_IS.match(question.text.casefold()):
        return answer_define(draft, question, finder.index.glossary.get("acronyms", {}))
    elif (term := sense_of(question.text)) in finder.index.glossary.get("acronyms", {}):
        return answer_define(draft, replace(question, text=f"{term} stands for"), finder.index.glossary["acronyms"])
    else:
        return False
    return bool(draft.blocks)


def _just_quoted(draft: Draft, question: Question) -> None:
    if question.spans:
        draft.lead(f"What was just quoted comes from {joined([f'“{draft.report.source(s).title}”' for s in question.facets.source])}:")
        for span in question.spans:
            draft.quote(span)


def _halved(question: Question) -> bool:
    """Whether advice and deeds are both asked for, of a subject or of a theme as a whole."""
    told = halves(question.form if question.facets.theme else question.text)
    return told and (question.kind == "action" or bool(question.facets.theme and not question.rest))


def _comparable(question: Question) -> bool:
    """Examples are compared by the places that are named or asked for, all else by theme, source or label."""
    return question.kinds[:1] != ("example",) or len(question.facets.place) > 1 or bool(PLACE.search(question.text.casefold()))


def _nearest(draft: Draft, question: Question, finder: Finder) -> None:
    """What of the named research comes nearest to the question's own words, where the parts asked for do not hold it."""
    report = draft.report
    inside = {i.id for i in report.of_kind("source") if i.source in question.facets.source}
    ranking = finder.retriever.rank(question.query)
    best = next((int(n) for n in ranking.order() if report.passages[int(n)].item in inside), None)
    if best is not None:
        span = window(report.passages[best], int(ranking.sentence[best]))
        if not any(span.overlap(Span(c.start, c.end)) for c in draft.verifier.citations()):
            draft.quote(span)


def _declined(question: Question, finder: Finder) -> bool:
    return finder.decide(finder.index, finder.retriever.rank(question.query), question.query).declined


def _purpose(report: Report, finder: Finder) -> Span | None:
    """The passage outside the themes that says what the report is for; not one that only leads up to a list."""
    front = [p.id for p in report.passages if p.kind in FRONT and not p.span.of(report.text).rstrip().endswith(":")]
    hits = finder.retriever.hits(finder.retriever.rank(PURPOSE), 1, among=front or None)
    return hits[0].passage.span if hits else None
