"""What the conversation has shown: the lists, the place of a thing in them, and how many things they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import Facets, Item, Question, Report, Span, Turn
from assistant.indexing import patterns as say
from assistant.indexing.words import normalise, stem, words
from assistant.retrieval.leaning import WHOLE
from assistant.retrieval.merging import set_words
from assistant.retrieval.message import Message
from assistant.retrieval.ordinals import ORDINALS

_PLACE = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)|last|final|penultimate)"
_THING = r"(?:one|theme|study|example|item|recommendation|source|paper|label|piece of research|bit of research|of (?:them|those|these))"
_CLAUSE = (
    r"(?:is|was|are|were|say|says|does|do|did|has|have|had|about|recommends?|comes?|came|found|of|in|from|on|by|which|who|what|where|please|then|again|too)"
)
NTH = re.compile(
    rf"\b(?:the|that|your|its|number|which (?:one|theme|recommendation|example|study)(?:'s| is| comes?| was))\s+({_PLACE})"
    rf"(?:(?:\s+research)?\s+{_THING}\b|\s+research\b|(?=\W*$)|(?=\s*[,;:?.–—-])|(?=\s+{_CLAUSE}\b))"
)  # "the second wave" is no place in a list
FIRST_SAID = re.compile(rf"^\W*(?:(?:and|so|ok|then)\W+)*({_PLACE})\s+{_THING}\b")  # "second one – whose is it?"
NEIGHBOUR = re.compile(
    rf"\bthe {_THING} (?:just |right |immediately |directly |straight )?(?P<way>before|after)\b(?: (?:it|that|this|them))?(?=\W*$|\W*[,;:–—]|\s+{_CLAUSE}\b)"
    rf"|\b(?:the )?(?P<step>next|previous|following|preceding)(?:\s+{_THING}\b|(?=\W*$))"
)
SHOWN = re.compile(r"\b(?:that|those|them|these|they)\b")  # "how many is that altogether?" counts what was shown
HOW_MANY = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|right|well|then|but)\W+)*(?:how many|what(?:'s| is) the (?:total|count|number)|count (?:them|those|these))(?:'s|'re)?"
    r"(?:\W+(?:is|are|was|were|of|that|those|these|them|they|it|there|does|do|did|makes?|come|comes|altogether|in|all|total|to|then|now|together|exactly"
    r"|named|listed|shown|mentioned|given|here|please|(?P<kind>recommendations?|examples?|themes?|labels?|studies|sources)))*\W*$"
)
THE_OTHER = re.compile(r"\bthe (?:other|second|next)(?: one| sort| kind)?\W*$")
THE_ONE_IN = re.compile(
    r"^\W*(?:(?:and|so|ok|then|what about|how about)\W+)*(?:the|that) (?:one|project|scheme|story|example|case study) (?:in|from|at|near|over in) "
)
BRIEF = 5  # words of a message that asks nothing itself
FAR = 4  # turns that a list is looked back for


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


def in_place(message: Message) -> Question | None:
    """ "The one in Wolverhampton – who ran it?": the example of that place."""
    found = [item for item in message.report.of_kind("example") if item.place and message.alone.facets.place == (item.place,)]
    match = THE_ONE_IN.match(message.plain)
    return _of(found[0], message, match.group()) if match and len(found) == 1 else None


def at_place(message: Message) -> Question | None:
    """ "The fourth one", "and the one before it": an item of the list that the conversation last counted in."""
    plain, report = message.plain, message.report
    found = _things(message.history, report)
    if len(words(plain)) < BRIEF + 2 * bool(NEIGHBOUR.search(plain)) and (kind := _picked_kind(message.history)):
        found = list(report.of_kind(kind))  # "what does the third theme cover?", "and the fourth?"
    if not found and THE_OTHER.search(plain) and NTH.search(normalise(message.before.text)):
        return replace(message.before, read_as=message.before.query)  # of two that one sentence tells: "the first?", "and the other?"
    if match := NTH.search(plain) or FIRST_SAID.match(plain):
        number = ORDINALS.get(stem(match[1])) or ORDINALS.get(match[1]) or 0
        if len(found) < 2 or not number or abs(number) > len(found):
            return None
        return _of(found[number - 1 if number > 0 else number], message, match.group())
    if match := NEIGHBOUR.search(plain):
        spoken = _spoken_of(message.last, report)
        if kind := next((kind for kind in ("theme", "source") if say.KINDS[kind].search(match.group())), ""):
            found = list(report.of_kind(kind))  # "and for the theme just before it?"
        now = next((item for item in spoken if item in found), None)
        if now is None and (now := next((item for item in spoken if item.kind in {"theme", "source"}), None)):
            found = list(report.of_kind(now.kind))  # one was asked for by its place in the report
        step = 1 if (match["way"] or match["step"]) in {"after", "next", "following"} else -1
        at = found.index(now) + step if now else -1
        return _of(found[at], message, match.group()) if now and 0 <= at < len(found) else None
    return None


def _picks(turn: Turn) -> bool:
    said = normalise(turn.question.text)
    return bool(NTH.search(said) or FIRST_SAID.match(said) or NEIGHBOUR.search(said))


def _picked_kind(history: Sequence[Turn]) -> str:
    """The kind, where the last message picked a theme or a study by its place among those listed before it or in the report; else nothing."""
    last = history[-1].question
    place = NTH.search(normalise(last.text))
    single = next((kind for kind in ("theme", "source") if len(getattr(last.facets, kind)) == 1), "")
    if not place and not _picks(history[-1]):
        return ""
    of_report = bool(place and say.KINDS["theme" if single == "theme" else "source"].search(place.group()))
    return single if of_report or any(turn.question.kind == single for turn in history[:-1]) else ""


def _things(history: Sequence[Turn], report: Report) -> list[Item]:
    """The list that a place counts in: the last one shown, but for what a place in it was then told."""
    for turn in history[: -FAR - 1 : -1]:
        items = listed(turn, report)
        if turn.question.kind == "theme":  # themes may have been shown with their recommendations
            themes = {item.theme: item for item in report.of_kind("theme")}
            items = [themes[theme] for theme in dict.fromkeys(item.theme for item in items) if theme in themes]
        told = _picks(turn) and turn.question.intent not in {"list", "count"} and turn is not history[0]
        if len(items) > 1 and not told:
            return items
        if turn.question.intent in {"list", "count"}:
            return []  # that list is what was last spoken of
    return []


def _spoken_of(turn: Turn, report: Report) -> list[Item]:
    """What a turn was about: what its question names, else what its answer quotes."""
    facets = turn.question.facets
    named = [i for i in report.of_kind("theme") if facets.theme == (i.theme,)] + [i for i in report.of_kind("source") if facets.source == (i.source,)]
    items = listed(turn, report)
    if place := NTH.search(normalise(turn.question.text)):  # "what's the last of the eight themes?" may show them all
        number = ORDINALS.get(stem(place[1])) or ORDINALS.get(place[1]) or 0
        items = [items[number - 1 if number > 0 else number]] if 0 < abs(number) <= len(items) and len(items) > 1 else items
    return [*named, *(i for i in report.of_kind("example") if facets.example == (i.id,)), *items]


def _of(item: Item, message: Message, pointing: str) -> Question:
    """The message, asked of one item; what was asked of another before it, where it asks nothing itself."""
    alone, before, report = message.alone, message.before, message.report
    bare = not alone.rest and not alone.aspects and not alone.kinds and len(message.plain.replace(pointing, "").split()) < 3
    if item.kind in {"theme", "source"}:
        named = {"theme": (item.theme or "",)} if item.kind == "theme" else {"source": (item.source or "",)}
        if bare and len(getattr(before.facets, item.kind)) == 1 and before.intent in {"list", "count", "source", "overview"}:
            question = replace(before, text=alone.text, query=alone.query, facets=replace(before.facets, **named))
            return replace(question, read_as=set_words(question, report))
        recommends = bool(say.RECOMMENDS.search(alone.text.casefold()))
        asks_set = recommends or (alone.intent in {"list", "count"} and alone.kind in {"recommendation", "action"})
        intent = alone.intent if alone.intent in {"list", "count"} else "list" if recommends else "source" if item.kind == "source" else "overview"
        kind = (alone.kind or "recommendation") if asks_set else item.kind
        question = replace(alone, intent=intent, kind=kind, facets=replace(alone.facets, **named), rest=(), number=None)
        return replace(question, read_as=set_words(question, report))
    name = item.name or item.words.of(report.text)[:200]
    facets = Facets(example=(item.id,)) if item.kind == "example" else Facets()
    return replace(alone, intent="open", kind=None, facets=facets, rest=(), query=f"{name}: {alone.text}" if item.kind == "example" else name, read_as=name)


def how_many(message: Message) -> Question | None:
    """ "How many's that then?": what was just listed, counted."""
    match = HOW_MANY.match(message.plain)
    before, report = message.before, message.report
    if not match or message.alone.facets.closed():
        return None
    if WHOLE.search(message.plain) and not SHOWN.search(message.plain) and (before.intent != "list" or match["kind"]):
        return None  # "and how many in all?" after a count of some of them
    if before.intent == "list" and before.kind and not match["kind"]:
        question = replace(before, text=message.text, query=message.alone.query, intent="count", number=None)
        return replace(question, read_as=set_words(question, report))
    shown = [item for item in listed(message.last, report) if item.kind in {"recommendation", "example"}]
    if before.intent == "open" and len(shown) > 1 and (not match["kind"] or match["kind"].startswith(shown[0].kind)):
        kind = shown[0].kind
        facets = Facets(item=tuple(item.id for item in shown if item.kind == kind))
        return replace(message.alone, intent="count", kind=kind, kinds=(kind,), facets=facets, rest=(), read_as=f"how many – {kind}s – of those just shown")
    if before.intent == "open" and SHOWN.search(message.plain) and not match["kind"]:
        return replace(before, read_as=before.query)  # what was quoted holds what is to be counted
    return None
