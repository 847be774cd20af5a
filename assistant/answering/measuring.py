"""What is measured: which values are set in order, by how many of what, and which place in the order is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.datatypes import Question
from assistant.indexing import patterns as say
from assistant.retrieval.asking import NUMBERS

MOST = r"(?:(?<!at )most|largest|biggest|highest|longest|heaviest|greatest|fullest|widest|broadest|busiest|commonest|bulk|majority|lion's share)"
FEWEST = r"(?:fewest|(?<!at )least|smallest|lowest|shortest|lightest|thinnest|scarcest|narrowest|rarest)"
MORE = r"(?:more|fewer|less|larger|bigger|higher|greater|smaller|lower|wider|broader|further)"
EXTREME = re.compile(rf"\b{MOST}\b")
ORDINALS = {word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_NUMBER = rf"(?P<number>{'|'.join(list(NUMBERS)[2:])}|\d{{1,2}})"
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,2}}(?:nd|rd|th))"
PLACED = re.compile(
    rf"\b{_ORDINAL}[- ](?:{MOST}|{FEWEST})"
    rf"|\b(?:comes?|came|ranks?|ranked|stands?|in|takes?|(?:which|what|who) is) (?:the )?"
    rf"{_ORDINAL.replace('ordinal', 'placed')}(?: place| position)?(?=\W*(?:$|[?.,;]| in | by | for | after ))"
)
RUNNER_UP = re.compile(r"\brunners?[- ]up\b")
PASSED_OVER = re.compile(
    r"\b(?:after|leaving (?:out|aside)|leave (?:out|aside)|setting aside|apart from|aside from|besides|other than|excluding|except(?: for)?|not counting"
    r"|ignoring|without|behind|next to|following|below) "
    rf"the (?:{_NUMBER} )?(?:very )?(?:{MOST}|{FEWEST}|top|leading)(?: {_NUMBER.replace('number', 'after')})?"
)
TAKEN = re.compile(
    rf"\b(?:{_NUMBER}[- ](?:of the )?(?:{MOST}|{FEWEST})|(?:top|leading|bottom|first|which|what) {_NUMBER.replace('number', 'after')})\b"
)
_DISTINCT = r"(?:\W+(?:of|the|different|distinct|separate|unique|individual|various))*"
_OF = {  # "the most labels", "the wider range of themes"; "the largest theme" counts no themes
    kind: re.compile(
        rf"\b(?:(?:most|fewest|least|more|fewer|less)|(?:{MOST}|{FEWEST}|{MORE}) (?:number|range|variety|spread|count|set|mix|array) of)"
        rf"{_DISTINCT}\W+{pattern.pattern}"
    )
    for kind, pattern in say.KINDS.items()
}  # fmt: skip
VALUES = ("theme", "source", "label", "place")
PLACE = re.compile(r"\b(?:places?|towns?|cit(?:y|ies)|locations?|boroughs?|localit(?:y|ies)|where)\b")
HAVING = re.compile(
    r"\b(?:(?P<one>only one|just one|(?:only |just |exactly )?a single|exactly one|no more than one|one only)"
    r"|(?P<several>more than (?:one|a single)|two or more|several|multiple|at least two)"
    r"|(?<!the )(?<!than )(?<!least )(?<!most )(?:exactly |just )?(?P<number>two|three|four|five))"
    r"(?: (?:different|distinct|separate|whole|single|of the))*(?: \w+)? $"
)
SHARED = re.compile(r"\b(?:shared?|in common|both|overlap\w*|the same|also (?:used|occurs?|appears?|found))\b")
# The other half is asked for as well: "… and how many have none?", "with and without a label".
OTHER_HALF = re.compile(
    r"\b(?:and|or|but|versus|vs|against|as opposed to|compared (?:with|to))\W+"
    r"(?:(?:then )?(?:how many|what number|which|what|those|the (?:ones|rest|number)|ones)\W+)?(?:\w+\W+){0,4}?"
    r"(?:not|no|none|nothing|without|lack|lacks|lacking|miss|misses|don't|doesn't|aren't|isn't|haven't|hasn't|didn't|weren't|unlabelled|unlabeled|untagged)"
    r"(?:\W+(?:it|one|any|an?|so|do|does|have|carry|all|at|labels?|tags?|places?|them|reach|touch|cover|feed|there))*\W*$"
    r"|\bwith and (?:\w+ )?without\b|\bunlabell?ed and (?:\w+ )?labell?ed\b"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """`by`: what is set in order; `of`: what is counted for each; `place`: which place in the order (from 1); `take`: how many from the top."""

    by: str
    of: str
    least: bool = False
    both: bool = False
    place: int = 1
    take: int = 0


@dataclass(frozen=True, slots=True)
class Having:
    """Only values with so many of `of` are asked for; `high`: at most, if bounded."""

    of: str
    low: int
    high: int | None


def measured(question: Question) -> Measure:
    plain = question.text.casefold()
    least, most = bool(say.LEAST.search(plain)), bool(EXTREME.search(plain))
    of = counted_of(plain) or "recommendation"
    place, take = _place(plain)
    by = _by(question, of, plain)
    if by == "place":
        of = "example"
    elif of in {by, "example"}:
        of = "recommendation"
    return Measure(by, of, least=least and not most, both=least and most, place=place, take=take)


def counted_of(plain: str) -> str | None:
    """The kind of thing of which more or fewer are asked for; nothing where that is left open."""
    return next((kind for kind, pattern in _OF.items() if pattern.search(plain)), None)


def _by(question: Question, of: str, plain: str) -> str:
    facets, kinds = question.facets, question.kinds
    if question.kind == "example" and PLACE.search(plain):
        return "place"
    if of not in {"recommendation", "example"} and (others := [k for k in kinds if k in VALUES and k != of]):
        return others[0]
    if "label" in kinds and of != "label":
        return "label"
    if kinds[:1] == ("source",) and question.supposed:
        return "source"
    if facets.theme and not facets.source:
        return "source"
    return "source" if "source" in kinds and "theme" not in kinds[:1] and not facets.source else "theme"


def _place(plain: str) -> tuple[int, int]:
    """The place asked for, and how many are: "the third largest", "leaving out the two longest", "the two largest"."""
    if match := PASSED_OVER.search(plain):
        return _figure(match["number"] or match["after"] or "one") + 1, 0
    if match := PLACED.search(plain):
        word = match["ordinal"] or match["placed"]
        return ORDINALS.get(word) or int(word[:-2]), 0
    if RUNNER_UP.search(plain):
        return 2, 0
    if match := TAKEN.search(plain):
        return 1, _figure(match["number"] or match["after"])
    return 1, 0


def _figure(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def having(question: Question, by: str) -> Having | None:
    """ "Labels that occur in more than one theme": how many of another kind each value must have."""
    plain = question.text.casefold()
    for kind in ("theme", "source", "label"):
        if kind == by or getattr(question.facets, kind):
            continue
        for noun in say.KINDS[kind].finditer(plain):
            if match := HAVING.search(plain[: noun.start()]):
                low = 1 if match["one"] else 2 if match["several"] else NUMBERS[match["number"]]
                return Having(kind, low, None if match["several"] else low)
    return None


def halves_asked(question: Question) -> bool:
    """Whether both what has something and what has not are asked for."""
    return bool(OTHER_HALF.search(question.text.casefold()))
