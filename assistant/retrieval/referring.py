"""What a message points at in the conversation: the list just shown, one item of it, those that speak of something, an earlier turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import Facets, Item, Question, Report, Span, Turn
from assistant.indexing import patterns as say
from assistant.indexing.words import stem, terms, words
from assistant.retrieval.asking import NUMBERS
from assistant.retrieval.lexicon import ORDINALS
from assistant.retrieval.merging import set_words

_PLACE = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)|last|final|penultimate)"
NTH = re.compile(
    rf"\b(?:the|that|your|its|number|which (?:one|theme|recommendation|example|study)(?:'s| is| comes?| was))\s+({_PLACE})(?:\s+(?:one|theme|study|example|item|recommendation|of (?:them|those|these)|(?:piece )?of research|source))?\b(?!\s+\w+ing\b)"
)
NUMBER_ALONE = re.compile(
    rf"^\W*(?:(?:and|or|so|what about|how about|with|which (?:one )?(?:has|have))\W+)*(\d{{1,2}}|{'|'.join(NUMBERS)})\W*(?:recommendations?|of them|then)?\W*$"
)
FIRST_SAID = re.compile(rf"^\W*(?:(?:and|so|ok|then)\W+)*({_PLACE})\s+(?:one|theme|study|example|item|recommendation)\b")  # "second one – whose is it?"
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


def earlier(plain: str, history: Sequence[Turn]) -> Turn | None:
    """The turn that "going back to the … ones" means: the one that shares most words with the message."""
    said = set(terms(plain))
    if len(history) < 2 or not BACK.search(plain):
        return None
    shared = [len(said & set(terms(" ".join([turn.question.query, *turn.question.facets.label, *turn.question.facets.topic])))) for turn in history[:-1]]
    best = max(range(len(shared)), key=lambda n: (shared[n], n))
    return history[best] if shared[best] else None


def pointed(plain: str, alone: Question, last: Turn, report: Report) -> Question | None:
    """The message standing alone, where it points at the last answer's list or an item of it."""
    if THEM.match(plain) and not alone.rest:
        return _them(alone, last, report)
    if match := NTH.search(plain) or FIRST_SAID.match(plain):
        return _nth(match[1], alone, last, report)
    before = last.question
    if before.intent == "compare" and before.number is not None and (match := NUMBER_ALONE.match(plain)):
        number = int(match[1]) if match[1].isdigit() else NUMBERS[match[1]]
        return replace(before, text=alone.text, query=alone.query, number=number, read_as=f"{set_words(before, report)} – {number}")
    if _only_a_kind(plain, alone) and before.intent == "open" and before.rest:
        topic = " ".join(word for word in words(before.query) if stem(word) in before.rest)
        query = f"{alone.kind}s {topic}"
        return replace(before, text=alone.text, query=query, kind=alone.kind, kinds=(alone.kind or "",), exhaustive=True, read_as=query)
    shown = [item for item in listed(last, report) if item.kind in {"recommendation", "example"}]
    if len(shown) < 2 and before.facets.item:  # one of a list was chosen; now another of the same list
        shown = [item for item in report.items if item.id in before.facets.item]
    return _among(plain, alone, before, shown, report) if len(shown) > 1 else None


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


def _only_a_kind(plain: str, alone: Question) -> bool:
    """ "and in the examples?": nothing but another kind of thing."""
    return (
        alone.kind in {"recommendation", "example"}
        and not alone.rest
        and not alone.facets.closed()
        and len(words(plain)) <= 6
        and bool(KIND_ALONE.match(plain))
    )


KIND_ALONE = re.compile(
    r"^\W*(?:and|so|or|but|what about|how about|any|are there(?: any)?|do (?:any|they)|in|from|among|the|of|on|just|only|also|\s|\W)*(?:recommendations?|examples?|stories|case studies|recs)(?: (?:of|on|about|for) (?:it|that|this))?\W*(?:too|as well|then)?\W*$"
)


def _them(alone: Question, last: Turn, report: Report) -> Question | None:
    """ "What are they?": the set that was counted or compared, listed."""
    before = last.question
    if before.intent in {"list", "count"} and before.kind:
        question = replace(before, text=alone.text, query=alone.query, intent="list", number=None)
    elif before.intent == "compare":
        themes = tuple(dict.fromkeys(item.theme for item in listed(last, report) if item.theme))
        if not 0 < len(themes) < 4:
            return None
        question = replace(before, text=alone.text, query=alone.query, intent="list", kind="recommendation", facets=replace(before.facets, theme=themes))
    else:
        return None
    return replace(question, read_as=set_words(question, report))


def listed(last: Turn, report: Report) -> list[Item]:
    """The items that the last answer cited, in its order."""
    found: list[Item] = []
    kind = last.question.kind
    for citation in last.answer.citations:
        span = Span(citation.start, citation.end)
        items = [item for item in report.items if item.words.overlap(span) * 2 >= len(citation.quote)]
        item = next((i for i in items if i.kind == kind), items[0] if items else None)
        if item and item not in found:
            found.append(item)
    return found


def _nth(place: str, alone: Question, last: Turn, report: Report) -> Question | None:
    """ "The fourth one" of the list just shown."""
    items = listed(last, report)
    if last.question.kind == "theme":  # themes may have been shown with their recommendations
        themes = {item.theme: item for item in report.of_kind("theme")}
        items = [themes[theme] for theme in dict.fromkeys(item.theme for item in items) if theme in themes]
    number = ORDINALS.get(stem(place)) or ORDINALS.get(place) or 0
    if len(items) < 2 or not number or abs(number) > len(items):
        return None
    item = items[number - 1 if number > 0 else number]
    if item.kind in {"theme", "source"}:
        named = {"theme": (item.theme or "",)} if item.kind == "theme" else {"source": (item.source or "",)}
        facets = replace(alone.facets, **named)
        recommends = bool(say.RECOMMENDS.search(alone.text.casefold()))
        asks_set = recommends or (alone.intent in {"list", "count"} and alone.kind in {"recommendation", "action"})
        intent = alone.intent if alone.intent in {"list", "count"} else "list" if recommends else "source" if item.kind == "source" else "overview"
        question = replace(alone, intent=intent, kind=(alone.kind or "recommendation") if asks_set else item.kind, facets=facets, rest=(), number=None)
        return replace(question, read_as=set_words(question, report))
    name = item.name or item.words.of(report.text)[:200]
    facets = Facets(example=(item.id,)) if item.kind == "example" else Facets()
    return replace(alone, intent="open", kind=None, facets=facets, rest=(), query=f"{name}: {alone.text}" if item.kind == "example" else name, read_as=name)


OWNS = re.compile(r"\bdoes it (?:have|make|give|hold|contain)\b|\bit (?:has|makes|gives)\b")  # "it" may be the theme just shown


def owned(plain: str, alone: Question, last: Turn, report: Report) -> Question | None:
    """ "list its recommendations", "how many are in that theme?": the theme or source of the last answer is meant."""
    if alone.intent not in {"list", "count"} or alone.kind != "recommendation" or alone.facets.closed():
        return None
    if not re.search(
        r"\b(?:does it (?:have|make|give|hold|contain)|it (?:has|makes|gives)|its|their|there|that (?:theme|one|section|chapter|study|research)|this (?:theme|one|section|chapter)|under it|in it|from it|of it|out of it|from that|of that|the theme)\b",
        plain,
    ):
        return None
    told_study = re.search(r"\b(?:that|this|the same|its|their) (?:study|research|paper|source|piece of research)\b", plain)
    if told_study and len(last.question.facets.source) == 1:
        return _within(alone, Facets(source=last.question.facets.source), report)
    if not last.answer.citations:
        return None
    first = last.answer.citations[0]
    item = max(
        (i for i in report.items if i.span.overlap(Span(first.start, first.end))), key=lambda i: i.words.overlap(Span(first.start, first.end)), default=None
    )
    by_source = item and item.source and (item.kind == "source" or last.question.kind == "source" or told_study)
    facets = Facets(source=(item.source,)) if item and item.source and by_source else Facets(theme=(item.theme,)) if item and item.theme else None
    return _within(alone, facets, report) if facets else None


def _within(alone: Question, facets: Facets, report: Report) -> Question:
    question = replace(alone, facets=facets, rest=())
    return replace(question, read_as=set_words(question, report))
