"""How much of a passage is quoted, and the figure in it that a question asks for."""

from __future__ import annotations

import re

from assistant.datatypes import Passage, Span

WHOLE_UP_TO = 560  # code points: a passage up to this long is quoted whole, of a longer one the best sentences
AMOUNT = re.compile(r"(?:over |almost |about |more than |nearly )?(?:£\d[\d,.]*(?:bn|m|k)?|\d[\d,]*(?:\.\d+)?%?)")
SPELLED = re.compile(r"\b(?:half|thirds?|quarters?|fifths?|dozens?|doubled?|tripled?|twice|hundreds|thousands|millions)\b", re.IGNORECASE)
AMOUNT_ASKED = re.compile(
    r"\bhow (?:many|much)\b|\b(?:number|amount|sum|figure|percentage|proportion|share|value|size|total|headcount) of\b"
    r"|\b(?:got|have|is there|give me|any|put) (?:an?|the|any) (?:exact |rough |total )?(?:figure|number|total|headcount)\b"
    r"|\btotal (?!of\b)\w+ (?:\w+ed|given|made|fed)\b"
    r"|\bwhat (?:number|amount|sum|figure|percentage|share)\b|\bcosts?\b|\bworth\b"
)
DATE_ASKED = re.compile(r"\bwhen\b|\b(?:what|which) (?:year|month|date|day)\b|\bhow long ago\b|\bby what date\b")
MONTHS = "January February March April May June July August September October November December".split()
DATE = re.compile(rf"(?:(?:early|late|mid|spring of|summer of) )?(?:(?:{'|'.join(MONTHS)})(?: \d{{4}})?|\b(?:19|20)\d\d\b)")


def window(passage: Passage, sentence: int | None) -> Span:
    """The passage, or of a long one its best sentence with as many neighbours as fit."""
    if passage.span.end - passage.span.start <= WHOLE_UP_TO or sentence is None or not 0 <= sentence < len(passage.sentences):
        return passage.span
    first = last = sentence
    while True:
        grown = [(first - 1, last), (first, last + 1)]
        fitting = [
            (a, b) for a, b in grown
            if a >= 0 and b < len(passage.sentences) and passage.sentences[b].end - passage.sentences[a].start <= WHOLE_UP_TO
        ]  # fmt: skip
        if not fitting:
            return Span(passage.sentences[first].start, passage.sentences[last].end)
        first, last = fitting[0]


def asks_for(query: str) -> re.Pattern[str] | None:
    """What a question wants to see in its answer: an amount, a date, or nothing of the kind."""
    plain = query.casefold()
    if AMOUNT_ASKED.search(plain):
        return AMOUNT
    return DATE if DATE_ASKED.search(plain) else None


def figure(quote: str, query: str) -> str:
    """The one figure or date that a how-many or when question asks for, if the quote holds just one."""
    wanted = asks_for(query)
    found = list(dict.fromkeys(m.group().strip(" ,.") for m in wanted.finditer(quote))) if wanted else []
    if "how many" in query.casefold():
        found = [amount for amount in found if "£" not in amount]
    elif "how much" in query.casefold():
        found = [amount for amount in found if "£" in amount] or found
    return found[0] if len(found) == 1 else ""
