"""What the words of a question rule out or make likelier: counts, yes-no questions, presumed numbers, places."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.datatypes import Facets
from assistant.indexing import patterns as say
from assistant.indexing.words import stem
from assistant.retrieval.intents import ABOUT, ASKS_FIRST, YES_NO, Said, counts_items
from assistant.retrieval.naming import PLACED
from assistant.retrieval.tokens import tokens

NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}


def likelier(said: Said, *, titled: bool) -> dict[str, float]:
    """What the words rule out (0) or make likelier, on top of what the form alone suggests."""
    plain, masked, kinds, facets, rest, topical, aspects = said.plain, said.masked, said.kinds, said.facets, said.rest, said.topical, said.aspects
    overview, can_list = said.overview, said.can_list
    items = counts_items(masked) or ("recommendation" in kinds and not rest)  # "of its recommendations, how many trace back to …?"
    counts = bool(say.COUNTS.search(plain) or say.EACH.search(plain)) and items
    one_thing = bool(ASKS_FIRST.match(plain)) and bool(rest) and (not kinds or (len(rest) > 1 and WHO_DID.match(plain)))  # "why does it call for …?"
    several = max(len(facets.theme), len(facets.source)) > 1
    compares = bool(say.COMPARES.search(CONTRAST.sub(" ", plain))) or several
    recommends = "recommendation" in kinds or bool(say.RECOMMENDS.search(plain)) or bool(say.ONES.search(plain) and not aspects)
    if not rest:
        unexplained = 0.15
    elif facets.closed() and (topical or spoken_on(plain, rest)):
        unexplained = 4.0 if (topical > 1 or spoken_on(plain, rest)) and ABOUT.search(plain) and not said.action else 1.5
    else:
        unexplained = 6.0 if topical or (len(rest) >= MANY and not facets.closed()) else 0.5
    placed_only = bool(facets.place) and not (facets.theme or facets.source or facets.label or kinds or recommends) and len(rest) > 1
    sided = several and bool(say.COMPARES.search(plain))
    asked_for = (
        bool(kinds)
        or recommends
        or sided
        or titled
        or bool(say.LOOSELY.search(plain) or PLACED.search(plain) or facets.label or facets.place or facets.example)
    )
    of_research = bool(facets.source or kinds[:1] == ("source",)) and not recommends and not topical and not facets.theme
    can_list = can_list and asked_for and (sided or not (YES_NO.search(plain) and not kinds and not recommends and not counts))
    on_topic = topical or len(rest) >= MANY or (rest and ABOUT.search(plain) and not overview)
    return {
        "open": unexplained,
        "list": 0.0
        if one_thing or placed_only  # "what's the recipe for the meals at Heath Town?"
        else (0.3 if counts or sided else 1.0)
        if can_list and (counts or not say.COUNTS.search(plain)) and not (on_topic and not facets.closed())
        else 0.0,
        "count": 3.0 if can_list and counts and not (topical and not facets.closed()) else 0.0,
        "compare": (4.0 if sided else 2.0 if say.COMPARES.search(plain) else 0.5)
        if can_list and compares and not (topical or (rest and facets.topic and sided and not kinds))
        else 0.0,
        "overview": _overview(plain, facets, overview=overview, recommends=recommends, topical=topical, rest=rest),
        "source": 3.0 if aspects and of_research and not counts and not facets.label else 1.0 if of_research else 0.0,
    }


def _overview(plain: str, facets: Facets, *, overview: bool, recommends: bool, topical: int, rest: tuple[str, ...]) -> float:
    if topical or (rest and ABOUT.search(plain)):
        return 0.0  # "in brief, what does it say about red tape?" asks about that
    if overview:
        return 3.0
    if not facets.theme or recommends:
        return 0.0
    return 3.0 if not rest and say.SAYS.search(plain) else 0.3


WHO_DID = re.compile(r"\W*(?:and |so )?who (?!(?:recommend|suggest|propos|advis|said|says|wants?|ask))\w+ed\b")  # "who tested the recommendations?"
def spoken_on(plain: str, rest: tuple[str, ...]) -> bool:
    """Whether it ends on what it is about: "everything the universities recommended on leadership"."""
    match = re.search(r"\b(?:about|on|regarding|concerning) (?:the |their |its |our )?(\w+)(?: \w+)?\W*$", plain)
    return bool(match and stem(match[1]) in rest)


CONTRAST = re.compile(r"\b(?:by|in) contrast\b")  # sets two things side by side, but ranks none
MANY = 3  # words that nothing explains: the question is about something, whatever kind of thing it names


def unknown_place(plain: str, rest: tuple[str, ...], topical: Callable[[str], bool]) -> bool:
    match = re.search(r"\b(?:in|from|near|around)\s+(?:the\s+)?([a-z]{4,})\W*$", plain)
    return bool(match and stem(match[1]) in rest and not topical(stem(match[1])))


THAT = re.compile(r"\b(?:that|it) for\b")  # "They made a register. What was that for?" asks of the register
UNLABELLED = re.compile(
    r"\bunlabell?ed\b|\bnot labell?ed\b(?=\W*$|[.,;?])"
    r"|\bno (?:labels?|tags?)\b(?! (?:saying|called|of|other))"
    r"|\b(?:without|no|lack(?:s|ing)?|missing|don't (?:have|carry|bear)|have no|not have|carry no) (?:an? |any )?(?:(?:bold|lead[- ]in"
    r"|introductory|kind of|sort of|or|visible)\W+)*"
    r"(?:labels?|headings?|tags?|lead[- ]ins?|(?:words?|phrases?|captions?|titles?) (?:before|in front|ahead|at the (?:start|front)))\b"
    r"(?: (?:of )?(?:an?|the|any|its|their) colon)?"
)


LABELLED = re.compile(
    r"\b(?:do |does )?(?:have|has|carry|carries|bear|bears|with) an? (?:label|tag)\b(?! (?:of|about|on|that|which|to do|called|saying|for))|\bare labell?ed\W*$"
)
_PLACES = r"(?:places?|locations?|localit(?:y|ies)|whereabouts)"
UNPLACED = re.compile(
    r"\b(?:without|no|lack(?:s|ing)?|missing|omit(?:s|ting)?"
    r"|(?:don't|doesn't|do not|does not|not|never|didn't) (?:have|name|state|give|say|mention|specify|bear|carry|show|tell)(?: (?:us|me|you))?"
    r"(?: in (?:their|its|the) \w+)?)"
    r" (?:(?:\w+ )?(?:indication|mention|sign|statement|note) of )?(?:(?:an?|any|stated|named|their|its|the|particular|specific) )*"
    rf"(?:{_PLACES}|towns?|areas?|boroughs?|where)\b"
    rf"|\b{_PLACES} (?:is|are|was|were)(?:(?:n't| not) (?:given|stated|named|mentioned)| (?:unstated|missing|unnamed|omitted|absent|unknown))\b"
)


def asking(plain: str) -> frozenset[str]:
    """Stems of the sentences that name a kind of thing; small talk around them says nothing of a topic."""
    sentences = re.split(r"(?<=[.!?;])\s+", plain)
    kept = [
        s for s in sentences if any(p.search(s) for p in [*say.KINDS.values(), say.RECOMMENDS]) or (say.OVERVIEW.search(s) and not THAT.search(s))
    ] or sentences
    return frozenset(token.stem for s in kept for token in tokens(s))


def presumed_number(masked: str) -> tuple[int | None, str | None]:
    """A count that the question presumes, and of what ("the 12 themes"): the kind that stands nearest to a number."""
    found: list[tuple[int, int, str]] = []
    for kind, pattern in say.KINDS.items():
        match = re.search(r"\b(\d{1,4}|" + "|".join(NUMBERS) + r")\s+(?:\w+\s+){0,2}?(?=" + pattern.pattern + ")", masked)
        if match and match[1] != "one":
            found.append((len(match[0]), int(match[1]) if match[1].isdigit() else NUMBERS[match[1]], kind))
    return min(found)[1:] if found else (None, None)
