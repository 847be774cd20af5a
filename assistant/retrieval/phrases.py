"""Phrases of a question whose words mean nothing one by one: "no label", "people without a home", "strip out", "case studies"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.indexing import patterns as say
from assistant.indexing.negation import NEGATING_PHRASES, SUFFERED
from assistant.indexing.words import stem, words
from assistant.retrieval.asking import UNLABELLED, UNPLACED
from assistant.retrieval.lexicon import Match
from assistant.retrieval.tokens import Token

# "I have those of …; which came from somewhere else?"
ELSEWHERE = re.compile(
    r"\b(?:from|out of|in|by|through) "
    r"(?:somewhere else|elsewhere|anywhere else|(?:an)?other (?:stud(?:y|ies)|sources?|research|pieces? of \w+|quarters?|places?))\b"
    r"|\b(?:wasn't|weren't|isn't|aren't|not|didn't come) from (?:there|that one|it)\b"
)
STORIES = re.compile(r"\bstor(?:y|ies) of (?:good|success|what worked)(?: (?:work|practice))?\b")
ONLY = re.compile(r"\b(?:only|solely|exclusively|entirely|purely|wholly|just)\b")
NOTHING_BUT = re.compile(r"\bnothing (?:but|except|other than)\b")
ONLY_REACH = 6  # words before a name
EXCLUDING = re.compile(rf"\b(?:{'|'.join(NEGATING_PHRASES)})\b")


def ruling_out(plain: str) -> str:
    """The question with as many words that say nothing where it only seems to rule something out."""
    for idle in (UNLABELLED, UNPLACED, SUFFERED):
        plain = idle.sub(lambda match: " ".join("x" for _ in words(match.group())), plain)
    return plain


def phrased(plain: str) -> set[int]:
    """Numbers of the words that such phrases cover: they are no topic."""
    return {n for pattern in (UNLABELLED, UNPLACED, EXCLUDING, STORIES) for match in pattern.finditer(plain) for n in _positions(plain, match)}


def said_at(matches: Sequence[Match], parts: Sequence[Token], facet: str) -> int:
    """Number of the first word that names something of a facet."""
    return min(parts[m.start].at for m in matches if m.facet == facet)


def only_from(at: int, plain: str) -> bool:
    """Whether "only", "nothing but" or the like stands right before the word `at`."""
    before = " ".join(words(plain)[:at][-ONLY_REACH:])
    match = ONLY.search(before)
    return bool(match and not say.KINDS["theme"].search(before[match.end() :]))


def aspect_stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for pattern in say.ASPECTS.values() for match in pattern.finditer(text) for word in words(match.group()))


def _positions(plain: str, match: re.Match[str]) -> range:
    first = len(words(plain[: match.start()]))
    return range(first, first + len(words(match.group())))
