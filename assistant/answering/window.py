"""How much of a passage is quoted, and the figure in it that a question asks for."""

from __future__ import annotations

import re

from assistant.datatypes import Passage, Span

WHOLE_UP_TO = 560  # code points: a passage up to this long is quoted whole, of a longer one the best sentences
AMOUNT = re.compile(r"(?:over |almost |about |more than |nearly )?(?:£\d[\d,.]*(?:bn|m|k)?|\d[\d,]*(?:\.\d+)?%?)")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"(?:(?:early|late|mid|spring of|summer of) )?(?:(?:{MONTHS})(?: \d{{4}})?|\b(?:19|20)\d\d\b)")


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


def figure(quote: str, query: str) -> str:
    """The one figure or date that a how-many or when question asks for, if the quote holds just one."""
    plain = query.casefold()
    if re.search(r"\bhow (?:many|much)\b|\bwhat (?:number|amount|sum|figure|percentage|share)\b|\bcost\b|\bworth\b", plain):
        pattern = AMOUNT
    elif re.search(r"\bwhen\b|\bwhat (?:year|month|date)\b|\bwhich (?:year|month)\b", plain):
        pattern = DATE
    else:
        return ""
    found = list(dict.fromkeys(m.group().strip(" ,.") for m in pattern.finditer(quote)))
    return found[0] if len(found) == 1 else ""
