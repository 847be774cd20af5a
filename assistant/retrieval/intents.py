"""What is asked for, where the words of a question settle it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.datatypes import Facets, Intent
from assistant.indexing import patterns as say
from assistant.indexing.words import words


@dataclass(frozen=True, slots=True)
class Said:
    """A question's words, and what was found in them. `masked`: without what it names; `topical`: how many of the rest are the report's own."""

    plain: str
    masked: str
    kinds: tuple[str, ...]
    facets: Facets
    rest: tuple[str, ...]
    topical: int = 0
    action: bool = False
    aspects: bool = False

    @property
    def overview(self) -> bool:
        return bool(say.OVERVIEW.search(self.plain))

    @property
    def part(self) -> str | None:
        """The kind of front matter that is named ("the foreword"), where nothing else is."""
        return None if self.facets.closed() else next((kind for kind, pattern in say.FRONT.items() if pattern.search(self.plain)), None)

    @property
    def can_list(self) -> bool:
        return self.facets.closed() or bool(set(self.kinds) - {"source"}) or ("source" in self.kinds and not self.facets.source)

    def has(self, *patterns: re.Pattern[str]) -> bool:
        return any(pattern.search(self.plain) for pattern in patterns)


def settled(said: Said) -> Intent | None:
    """The intent that the words leave no doubt about."""
    plain, kinds, facets, rest = said.plain, said.kinds, said.facets, said.rest
    if say.CONTACT.search(plain) and len(rest) <= 5 and not facets.closed():
        return "contact"
    if say.DEFINES.search(plain) and not kinds:
        return "define"
    if said.overview and not (kinds or facets.closed() or said.topical or (rest and ABOUT.search(plain))) and len(rest) < 3:
        return "overview"  # "I've two minutes before a meeting. What is this about?"
    if said.part and said.has(say.OVERVIEW, say.SAYS, INSIDE) and not (said.topical and (said.has(ABOUT) or not said.overview)):
        return "overview"  # "what does the foreword say?"
    if said.action and said.topical and not facets.closed():
        return "open"
    if said.action and not said.topical and not facets.example and not facets.source:
        return "open" if said.has(PARTICULAR) or (rest and said.has(YES_NO, ASKS_FIRST)) else "list"
    if facets.example and facets.place and (not kinds or len(rest) > 1):
        return "open"  # "BrowseAloud was the … in …, wasn't it?"
    if kinds[:1] == ("example",) and facets.example and not rest and said.has(ALL_OF_KIND) and not said.has(say.COMPARES):
        return "count" if said.has(say.COUNTS) else "list"  # "which of the projects had the Society behind them?"
    if kinds[:1] == ("example",) and facets.source and "recommendation" not in kinds:
        return "open"  # "how many case studies came out of that research?" is told in its text
    if not (said.can_list or said.overview or facets.source) or (SINGLED.search(plain) and not facets.closed()):
        return "open"
    return _of_several(said) or _of_research(said) or _of_sets(said)


def _of_several(said: Said) -> Intent | None:
    """Two or more themes, studies or labels set against each other, or all of a kind wanted."""
    facets = said.facets
    several = max(len(facets.theme), len(facets.source), len(facets.label)) > 1
    if several and len(said.rest) < 2 and not said.topical and said.has(say.COMPARES, say.LEAST, MORE):
        return "compare"
    if said.kinds and THEM_ALL.search(said.plain) and not facets.closed() and not said.has(ABOUT):
        return "list"
    return None


def _of_research(said: Said) -> Intent | None:
    """A piece of research is named, or pieces of research are asked for."""
    kinds, facets, rest = said.kinds, said.facets, said.rest
    alone = bool(facets.source) and not (facets.theme or facets.label)
    if alone and len(facets.source) > 1 and rest and EITHER.search(said.plain):
        return "open"  # "was that from the … study or the … study?" is asked of what was described
    if alone and said.aspects and not (rest or kinds) and ASKS_FIRST.match(said.plain):
        return "source"  # "who did the interviewing, and how many were there?"
    whole_set = said.has(say.EXHAUSTIVE, say.ONES, say.COUNTS, say.COMPARES)
    described = alone and rest and not set(kinds) & {"recommendation", "theme"}
    if described and not (whole_set or said.overview or said.aspects) and (len(rest) > 1 or not said.has(say.RECOMMENDS, say.LOOSELY)):
        return "open"  # "what does the second study say we should leave in the past?"
    if kinds[:1] == ("source",) and rest and not (facets.closed() or said.aspects or said.overview or said.has(say.COUNTS, say.COMPARES)):
        return "open"  # "which of the three pieces of research warns against …?"
    return None


def _of_sets(said: Said) -> Intent | None:
    """A set is named with nothing left unexplained, or what was done and found is asked of a piece of research."""
    plain, kinds, facets, aspects = said.plain, said.kinds, said.facets, said.aspects
    if said.rest:
        return None
    counts = said.has(say.COUNTS)
    if said.can_list and counts and counts_items(said.masked) and not said.has(say.COMPARES):
        return "count"
    if "recommendation" in kinds and facets.closed() and said.has(YES_NO) and not (counts or said.overview or said.has(say.COMPARES)):
        return "list"  # "does the homelessness study have any recommendations under policy?"
    measured = said.overview or counts or said.has(say.COMPARES, YES_NO)
    if kinds and said.can_list and not measured and not (kinds[0] == "source" and (aspects or facets.source)):
        return "list"
    only_research = bool(facets.source) and set(kinds) <= {"source"} and not (facets.theme or facets.label)
    if only_research and aspects and not (measured or said.has(say.RECOMMENDS, say.ONES, ALL_OF_IT)):
        return "source"  # "what did … conclude?"
    wants = said.has(say.RECOMMENDS, say.EXHAUSTIVE, say.ONES)
    if facets.closed() and wants and not measured and max(len(facets.theme), len(facets.source)) < 3:
        return "list"
    anything = said.has(ANYTHING) and not (counts or said.overview or said.has(say.COMPARES))  # "does anything in … come out of …?"
    if facets.theme and facets.source and (anything or not measured) and kinds[:1] != ("theme",):
        return "list"  # "under policy, what came from the homelessness study?"
    if only_research and len(facets.source) == 1 and not (kinds or aspects or measured) and say.DOES.search(plain) and not said.has(say.RECOMMENDS):
        return "source"  # "what did … contribute?"
    return None


EITHER = re.compile(r"\b(?:out of|from|in|by|of|was it|is it|is that|was that|is this|are these|does this)\b.{3,60}\bor\b", re.IGNORECASE)
SIZED = re.compile(r"\bhow (?:large|big|long)\b(?: \w+){0,2}((?:\W+\w+){1,5})")


def counts_items(plain: str) -> bool:
    """Whether "how many …" counts what a report lists, not people, interviews or pounds."""
    match = say.COUNTED.search(plain)
    if "headcount" in plain:
        return False
    if not match and (sized := SIZED.search(plain)):
        return any(pattern.search(sized[1]) for pattern in [*say.KINDS.values(), say.LOOSELY]) or "_" in sized[1]  # "how large was the group that …?"
    counted = words(match[1]) if match else []
    if not match or not counted or counted[0] in say.COUNTED_FREELY or counted[0].endswith("ed"):
        return True
    verb = re.split(r"[,;:(–]|\b(?:is|are|was|were|does|do|did|has|have|had|can|could|from|in|for|by|under|on|with|at)\b", match[1])[0]
    return bool(say.KINDS["recommendation"].search(match[1])) or any(pattern.search(verb) for pattern in [*say.KINDS.values(), say.LOOSELY])


ALL_OF_KIND = re.compile(
    r"\b(?:which|what|list|all|every|how many)\b.{0,24}\b(?:examples|case studies|cases|stories|projects|schemes|initiatives|illustrations|vignettes)\b"
)
ANYTHING = re.compile(r"\b(?:any(?:thing)?|something|some)\b")
YES_NO = re.compile(
    r"(?:^\W*|[:;–]\s*)(?!(?:is|are|was|were) there any.*\b(?:list|show|which|what)\b)(?:and |so |but )?"
    r"(?:did|does|do|is|are|was|were|has|have|had|should|(?:can|could|would|will)(?! (?:i|you|we|someone|anyone|somebody)\b))\b"
)
MORE = re.compile(
    r"\b(?:has|have|had|is that|with|got|used|gets?|the|takes?|took|draws?|drew|contains?|holds?|gives?|gave|suppl(?:y|ies|ied)|contribute[sd]?|puts?"
    r"|receive[sd]?) more\b"
    r"|\bmore (?:than|often|heavily|recommendations|points|items|on|from|of (?:it|them|those))\b"
)
THEM_ALL = re.compile(r"\b(?:list|name|give|show|see|have|set out)\b(?: me| us)? (?:them|these|those) all\b|\b(?:all|every (?:single )?one) of them\b")
ALL_OF_IT = re.compile(r"(?<!above )(?<!after )(?<!in )\b(?:all(?! the rest)|everything|every|list)\b")
ASKS_FIRST = re.compile(r"\W*(?:(?:and|so|right|ok|okay|quickly|please|sorry|hi|hello)\W+)*(?:who|when|why|how(?! (?:many|much|large|big|long|often)))\b")
SINGLED = re.compile(  # "which recommendation says that …?"
    r"\b(?:which|what) (?:one |single )?(?:recommendation|example|label|suggestion|proposal|story) (?:says?|talks?|speaks?|asks?|calls?|wants?|deals?"
    r"|covers?|warns?|argues?|urges?|suggests?|is about|concerns)\b"
)
INSIDE = re.compile(r"\bwhat(?:'s| is| stands| do we find) in\b|\bwhat does .{2,30} say\W*$")
PARTICULAR = re.compile(r"\b(?:whom?|whose|which (?!actions?|steps?|measures|moves|things|initiatives|projects|schemes)\w+)\b")
ABOUT = re.compile(r"\b(?:about|on|regarding|concerning) (?!(?:to|it|this|that|anyway|exactly|then|the (?:report|document|paper|whole))\b)\w+")
