"""Conversation: does a message lean on what was said before, and what does it mean when standing alone?

Dependence is detected first, because dragging old context along costs as much as it brings. Then the readings below are
tried in order: what the message points at, what it adds to or replaces in the last question, and last what that was about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.datatypes import Facets, Question, Report, Span, Turn
from assistant.indexing.words import normalise, terms, words
from assistant.retrieval.carried import COUNTED, OPENER, actions_on, evidence, named_again, narrowed, own_subject, renamed, stands, swapped, with_subject
from assistant.retrieval.continuing import ELIDED, left_over, merged_set, named_like_before, values_asked, was_set
from assistant.retrieval.leaning import ANAPHORA, CORRECTIONS, EVIDENCE, NAME_ALONE, NOW, PRONOUN, SMALL_TALK, SWITCH, leans
from assistant.retrieval.merging import both_of, set_words
from assistant.retrieval.message import Message
from assistant.retrieval.question import QuestionReader
from assistant.retrieval.referring import OWNS, earlier, owned, pointed
from assistant.retrieval.shown import listed


@dataclass(frozen=True, slots=True)
class Resolved:
    """A message standing alone. `near` are sections and items that the conversation is about."""

    question: Question
    near: frozenset[str] = frozenset()


def resolve(text: str, history: Sequence[Turn], reader: QuestionReader, report: Report) -> Resolved:
    history = [turn for turn in history if turn.answer.status != "clarify"]  # greetings and thanks are no context
    if not history:
        return Resolved(reader.read(text))
    text = NOW.sub("", SMALL_TALK.sub("", text))
    switched = SWITCH.match(normalise(text))
    if switched and switched.end() < len(text.strip()):
        return Resolved(reader.read(text[switched.end() :]))
    plain = normalise(text).strip()
    corrected = CORRECTIONS.match(plain)
    if corrected and corrected.end() < len(plain) and len(words(plain)) <= 14:
        text = text.strip()[corrected.end() :]
    else:
        corrected = None
    alone = reader.read(text)
    if not corrected and not leans(plain, alone, history[-1].question) and not _elided(plain, alone, history[-1]):
        return Resolved(replace(alone, told=_told(plain, alone, history[-1], report)))
    history = earlier(plain, history) or history
    message = Message(text, plain, alone, history, history[-1], reader, report, corrected=bool(corrected))
    near = frozenset(c.section for c in message.last.answer.citations[:3])
    return _standing(message, near)


def _told(plain: str, alone: Question, last: Turn, report: Report) -> tuple[Span, ...]:
    """The one thing that was just told, where a message names nothing but "the …", which may be a part of it."""
    facets = alone.facets
    named = facets.closed() or facets.example or alone.kind or any(word[0].isupper() for word in alone.text.split()[1:])
    if alone.intent != "open" or named or not DEFINITE.search(plain) or len(terms(plain)) > FEW or last.question.intent not in {"open", "define"}:
        return ()
    return tuple(Span(c.start, c.end) for c in last.answer.citations[:1]) if last.answer.status == "answered" else ()


DEFINITE = re.compile(r"\bthe (?!report\b|document\b|paper\b|publication\b)\w+")
FEW = 5  # words with content of a message that may go on about what was just told


def _elided(plain: str, alone: Question, last: Turn) -> bool:
    """Whether a message leaves out what the last question named: "how many from the other study?", a name alone."""
    before = last.question
    if OWNS.search(plain) and before.facets.closed():
        return True
    if was_set(before) and ELIDED.search(plain) and not alone.facets.example:
        return True
    return bool(NAME_ALONE.fullmatch(alone.form)) and any(getattr(alone.facets, f) and getattr(before.facets, f) for f in ("theme", "source", "label", "place"))


def _standing(message: Message, near: frozenset[str]) -> Resolved:
    plain, last = message.plain, message.last
    if shown := pointed(message):
        return Resolved(shown, near)
    if own := own_subject(message):
        return Resolved(own)
    message = message if message.corrected else replace(message, alone=named_like_before(message))
    alone = message.alone
    if alone.action and not alone.facets.closed():
        leaning = ANAPHORA.search(OWN.sub(" ", plain))
        if leaning and (done := actions_on(message)):
            return Resolved(done, near)
        if not leaning:
            return Resolved(alone, near)  # "but does it look after its own staff?"
    if last.question.intent in {"source", "overview", "open", "compare"} and (its := owned(message)):
        return Resolved(its, near)
    if placed := _examples_in(message):
        return Resolved(placed, near)
    asks_whose = EVIDENCE.search(plain) and alone.kind == "source" and not alone.facets.closed() and "source" not in {last.question.intent, last.question.kind}
    if asks_whose and (whose := evidence(message)) and len(whose.facets.source) < 3:
        return Resolved(whose, near)
    if both := both_of(plain, message.history, message.report):
        return Resolved(replace(both, text=message.text, query=message.text), near)
    if found := values_asked(message):
        return Resolved(found, near)
    if merged := merged_set(message):
        merged = left_over(message, merged)
        return Resolved(message.reader.sharing(merged) if merged.kind == "example" and alone.facets.example else merged, near)
    return _open(message, near)


def _open(message: Message, near: frozenset[str]) -> Resolved:
    """The message as an open question: with another name in the last question, or with what that was about."""
    plain, alone, last = message.plain, message.alone, message.last
    if its := owned(message):
        return Resolved(its, near)
    if other := renamed(message):
        return Resolved(other)
    if within := narrowed(message):
        return Resolved(within, near)
    counted = COUNTED.match(last.question.query) and COUNTED_NEXT.match(plain) and last.question.intent == "open"
    if counted and (other := swapped(message)):
        return Resolved(other, near)
    if not message.corrected and (
        stands(message.text)
        or (alone.kind in {"recommendation", "example"} and alone.rest and not PRONOUN.search(plain))
        or (last.answer.status == "declined" and len(alone.rest) > 1 and not PRONOUN.search(message.text))
    ):
        return Resolved(message.reader.read(OPENER.sub("", message.text)), near)
    if other := swapped(message):
        return Resolved(other, near if other.intent == "open" and COUNTED.match(last.question.query) else frozenset())
    if not alone.facets.source and (whose := evidence(message)):
        return Resolved(whose, near)
    return Resolved(named_again(message) or with_subject(message), near)


COUNTED_NEXT = re.compile(r"^\W*and (?!(?:who|what|when|where|which|why|how|is|are|did|does|do|was|were|has|have|any)\b)\w")
OWN = re.compile(r"\b(?:its|their|his|her) own\b")


def _examples_in(message: Message) -> Question | None:
    """ "and in Coventry?" after a list with examples in it."""
    alone = message.alone
    if not alone.facets.place or alone.rest or not any(i.kind == "example" for i in listed(message.last, message.report)):
        return None
    placed = replace(alone, intent="list", kind="example", facets=Facets(place=alone.facets.place))
    return replace(placed, read_as=set_words(placed, message.report))
