"""What a message points at in the conversation: the list just shown, one item of it, those that speak of something, an earlier turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import Facets, Item, Question, Report, Span, Turn
from assistant.indexing import patterns as say
from assistant.indexing.words import stem, terms, words
from assistant.retrieval.asking import NUMBERS
from assistant.retrieval.merging import set_words
from assistant.retrieval.message import Message
from assistant.retrieval.select import select
from assistant.retrieval.shown import at_place, how_many, in_place, listed

NUMBER_ALONE = re.compile(
    rf"^\W*(?:(?:and|or|so|what about|how about|with|which (?:one )?(?:has|have))\W+)*(\d{{1,2}}|{'|'.join(NUMBERS)})\W*(?:recommendations?|of them|then)?\W*$"
)
THEM = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|please|now|then|yes|can you|could you|would you|just)\W+)*"
    r"(?:(?:what|which|who) (?:are|were|is|was) (?:they|those|these|it)|(?:list|name|show|give|read|tell|spell|set|write|print|see|enumerate|let me (?:see|have))\b(?: me| us| out)* (?:them|those|these|it|they|each)(?: all| out| please)*|which (?:ones?|themes?)|such as|like what|namely)\W*(?:all|please|then|exactly|called)*\W*$"
)
SPEAKING = re.compile(
    r"\b(?:which|(?:is|are) any|any|what|how many|are there any|do any|does any)\b.{0,30}\b(?:ones?|of (?:them|those|these)|them)?\b.{0,12}\b(?:mentions?|about|covers?|concerns?|relates?|involves?|deals?|refers?|touch(?:es)?|includes?|talks?|speaks?|bring up|to do with|on|(?:cited|mentioned|named|referred to|covered|included|found|said|set|given)(?: anywhere)? in)\b"
)
ONE_OF_THEM = re.compile(
    r"\b(?:which|what) (?:one|of (?:them|those|these))\b|\b(?:just|only) the (?:one|bit|part|item|point)\b|^\W*(?:and |so )?the (?:one|bit|part) (?:about|on|that|where|with)\b"
)
THE_ONE = re.compile(r"^\W*(?:and |so )?the (?:one|bit|part) (?:about|on|that|where|with)\b")
PLURAL_VERB = re.compile(
    r"\b(?:which|what) of (?:them|those|these) (?:are|were|have|do|mention|talk|speak|deal|concern|cover|involve|refer|relate|touch|include|bear|apply)\b"
)
OF_THEM = re.compile(r"\b(?:ones?|(?:of|in|among) (?:them|those|these)|them|those|these)\b")
BACK = re.compile(
    r"\b(?:(?:go(?:ing)?|come|coming|get(?:ting)?|return(?:ing)?|back) (?:back )?to (?:the|your|what|my)|back to|earlier|before that|you (?:mentioned|said|listed|gave)|(?:my|the) first question)\b"
)


def earlier(plain: str, history: Sequence[Turn]) -> Sequence[Turn] | None:
    """The turns up to that which "going back to the … ones" means: the one that shares most words with the message."""
    said = set(terms(plain))
    if len(history) < 2 or not BACK.search(plain):
        return None
    shared = [len(said & set(terms(" ".join([turn.question.query, *turn.question.facets.label, *turn.question.facets.topic])))) for turn in history[:-1]]
    best = max(range(len(shared)), key=lambda n: (shared[n], n))
    return history[: best + 1] if shared[best] else None


def pointed(message: Message) -> Question | None:
    """The message standing alone, where it points at the last answer's list or an item of it."""
    plain, alone, last, report = message.plain, message.alone, message.last, message.report
    if message.corrected:
        return None
    if THEM.match(plain) and not alone.rest:
        return _them(alone, last, report)
    if found := in_place(message) or at_place(message) or how_many(message):
        return found
    before = last.question
    if before.intent == "compare" and before.number is not None and (match := NUMBER_ALONE.match(plain)):
        number = int(match[1]) if match[1].isdigit() else NUMBERS[match[1]]
        return replace(before, text=alone.text, query=alone.query, number=number, read_as=f"{set_words(before, report)} – {number}")
    if before.intent == "open" and before.rest and (kind := _only_a_kind(plain, alone)):
        topic = [word for word in words(before.query) if stem(word) in before.rest]
        named = _topic_named(message) if ADVICE_ALONE.match(plain) else []
        query = " ".join(dict.fromkeys([f"{kind}s", *topic, *named]))
        return replace(before, text=alone.text, query=query, kind=kind, kinds=(kind,), exhaustive=True, read_as=query)
    shown = [item for item in listed(last, report) if item.kind in {"recommendation", "example"}]
    if len(shown) < 2 and before.facets.item:  # one of a list was chosen; now another of the same list
        shown = [item for item in report.items if item.id in before.facets.item]
    return _among(plain, alone, before, shown, report) if len(shown) > 1 else None


def _topic_named(message: Message) -> list[str]:
    """Words of the first topic of the last question that is more than its frame ("what does the report say about …")."""
    topics = (words(topic) for topic in message.before.facets.topic)
    return next((said for said in topics if any(stem(word) not in message.reader.scaffold for word in said)), [])


def _among(plain: str, alone: Question, before: Question, shown: Sequence[Item], report: Report) -> Question | None:
    """A choice among the items just shown: those of one study or theme, those that speak of something, the one that does."""
    kind = before.kind if before.kind in {"recommendation", "example"} else shown[0].kind
    facets = Facets(item=tuple(item.id for item in shown), topic=alone.facets.topic)
    before_set = before.intent in {"list", "count", "compare"}
    if alone.facets.closed() and not before_set and not alone.rest and OF_THEM.search(plain) and not THE_ONE.search(plain):
        chosen = replace(alone, intent="list", kind=kind, facets=replace(alone.facets, item=facets.item))
        return replace(chosen, read_as=f"{set_words(chosen, report)} – of those just shown")
    if (alone.facets.closed() and not THE_ONE.search(plain)) or alone.facets.example or not (alone.rest or THE_ONE.search(plain)):
        return None
    if ONE_OF_THEM.search(plain) and not PLURAL_VERB.search(plain):
        return replace(alone, intent="open", kind=kind, kinds=(kind,), facets=facets, read_as=f"{alone.text.strip()} – of those just shown")
    if alone.intent in {"open", "list", "count"} and OF_THEM.search(plain) and SPEAKING.search(plain) and before_set and not before.facets.label:
        left = words(SPEAKING.sub(" ", plain))
        topic = " ".join(left if set(alone.rest) & {stem(word) for word in left} else [word for word in words(plain) if stem(word) in alone.rest])
        query = f"{kind}s {topic}"
        return replace(alone, intent="open", kind=kind, kinds=(kind,), facets=facets, query=query, exhaustive=True, read_as=f"{query} – of those just listed")
    return None


def _only_a_kind(plain: str, alone: Question) -> str:
    """The kind of thing, where a message asks for nothing but that: "and in the examples?", "so what do they recommend?"."""
    if alone.facets.closed():
        return ""
    if ADVICE_ALONE.match(plain):
        return "recommendation"
    return alone.kind or "" if alone.kind in {"recommendation", "example"} and not alone.rest and len(words(plain)) <= 6 and KIND_ALONE.match(plain) else ""


KIND_ALONE = re.compile(
    r"^\W*(?:and|so|or|but|what about|how about|any|are there(?: any)?|do (?:any|they)|in|from|among|the|of|on|just|only|also|\W)*(?:recommendations?|examples?|stories|case studies|recs)(?: (?:of|on|about|for) (?:it|that|this))?\W*(?:too|as well|then)?\W*$"
)
ADVICE_ALONE = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|right|well|then|but)\W+)*what(?:'s| is| are| do| does| did| should| can| ought)? ?(?:to )?(?:they|it|we|people|the report|the authors|the researchers)?(?:'s)? ?"
    r"(?:being )?(?:(?<=should )be done|(?<=should we )do|(?<=should they )do|(?<=should people )do|recommend(?:ed|s)?|suggest(?:ed|s)?|propos(?:e|ed|es)|advis(?:e|ed|es)|the recommendations?|the advice)(?: (?:doing|to do))?(?: (?:about|on|for) (?:it|that|this|them|those))?(?: then| instead)?\W*$"
)


def _them(alone: Question, last: Turn, report: Report) -> Question | None:
    """ "What are they?": the set that was counted or compared, listed."""
    before = last.question
    if before.intent in {"list", "count"} and before.kind:
        question = replace(before, text=alone.text, query=alone.query, intent="list", number=None)
    elif before.intent == "compare":
        facets = _told_apart(before.facets, listed(last, report), report)
        if facets is None:
            return None
        question = replace(before, text=alone.text, query=alone.query, intent="list", kind="recommendation", facets=facets)
    else:
        return None
    return replace(question, read_as=set_words(question, report))


def _told_apart(before: Facets, shown: Sequence[Item], report: Report) -> Facets | None:
    """What the things just compared have in common and nothing else has: the themes, studies or labels that they are all of."""
    for name in ("theme", "source", "label"):
        values = tuple(dict.fromkeys(value for item in shown if (value := getattr(item, name))))
        facets = replace(before, **{name: values})
        if 0 < len(values) < 4 and len(select(report, "recommendation", facets)) == len(shown):
            return facets
    return None


OWNS = re.compile(
    r"\b(?:does|do|has|have) (?:it|they) (?:have|make|give|hold|contain|got)\b|\b(?:it|they) (?:has|have|makes?|gives?)\b"
)  # "it" may be the theme just shown
ITS = re.compile(
    r"\b(?:does it (?:have|make|give|hold|contain)|it (?:has|makes|gives)|has it got|its|their|there|that (?:theme|one|section|chapter|study|research)|this (?:theme|one|section|chapter)|under it|in it|from it|of it|out of it|from that|of that|the theme)\b"
)
ADVISES = re.compile(
    r"\b(?:it|they|(?:that|this|the) (?:one|study|research|paper|theme|section))(?: (?:also|actually|itself|all))? (?:recommend|suggest|propos|call|ask|want|advis)\w*"
)
STUDY_SAID = re.compile(r"\b(?:that|this|the same|its|their) (?:study|research|paper|source|piece of research)\b")
THEME_SAID = re.compile(r"\b(?:theme|section|chapter|heading)\b")


def owned(message: Message) -> Question | None:
    """ "list its recommendations", "give me everything it recommends": of the study or theme that was spoken of."""
    plain, alone, last, report = message.plain, message.alone, message.last, message.report
    if alone.facets.closed() or alone.facets.example or alone.facets.topic:
        return None
    counts = bool(say.COUNTS.search(plain))
    asks_set = alone.intent in {"list", "count"} and alone.kind == "recommendation"
    advises = ADVISES.search(plain) or (alone.kind == "recommendation" and not alone.rest and ITS.search(plain))
    elided = counts and alone.kind in {None, "theme"} and not alone.rest and (OWNS.search(plain) or (ITS.search(plain) and THEME_SAID.search(plain)))
    if not (asks_set and ITS.search(plain)) and not elided and not (advises and set(alone.rest) <= {"now", "then"}):
        return None
    alone = replace(alone, intent="count" if counts else "list", kind="recommendation", kinds=("recommendation",))
    before = last.question.facets
    if len(before.source) == 1 and not THEME_SAID.search(plain) and (STUDY_SAID.search(plain) or not before.theme):
        return _within(alone, Facets(source=before.source), report)
    if len(before.theme) == 1:
        return _within(alone, Facets(theme=before.theme), report)
    if last.question.intent == "compare" and last.question.kind == "theme":
        themes = tuple(dict.fromkeys(item.theme for item in listed(last, report) if item.theme))
        return _within(alone, Facets(theme=themes), report) if 0 < len(themes) < 4 else None
    if not last.answer.citations or not (asks_set or elided or THEME_SAID.search(plain) or STUDY_SAID.search(plain)):
        return None
    return _owner_quoted(alone, last, report, told_study=bool(STUDY_SAID.search(plain)))


def _owner_quoted(alone: Question, last: Turn, report: Report, *, told_study: bool) -> Question | None:
    """What the first quote of the last answer belongs to: its study, where one was told of, else its theme."""
    first = Span(last.answer.citations[0].start, last.answer.citations[0].end)
    item = max((i for i in report.items if i.span.overlap(first)), key=lambda i: i.words.overlap(first), default=None)
    if item and item.source and (item.kind == "source" or last.question.kind == "source" or told_study):
        return _within(alone, Facets(source=(item.source,)), report)
    return _within(alone, Facets(theme=(item.theme,)), report) if item and item.theme else None


def _within(alone: Question, facets: Facets, report: Report) -> Question:
    question = replace(alone, facets=facets, rest=())
    return replace(question, read_as=set_words(question, report))
