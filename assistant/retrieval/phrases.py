"""Phrases of a question whose words mean nothing one by one: "no label", "people without a home", "strip out", "case studies"."""

from __future__ import annotations

import re

from assistant.indexing import patterns as say
from assistant.indexing.negation import NEGATING_PHRASES, SUFFERED
from assistant.indexing.words import stem, words
from assistant.retrieval.asking import UNLABELLED, UNPLACED

# "I have those of …; which came from somewhere else?"
ELSEWHERE = re.compile(
    r"\b(?:from|out of|in|by|through) "
    r"(?:somewhere else|elsewhere|anywhere else|(?:an)?other (?:stud(?:y|ies)|sources?|research|pieces? of \w+|quarters?|places?))\b"
    r"|\b(?:wasn't|weren't|isn't|aren't|not|didn't come) from (?:there|that one|it)\b"
)
STORIES = re.compile(r"\bstor(?:y|ies) of (?:good|success|what worked)(?: (?:work|practice))?\b")
EXCLUDING = re.compile(rf"\b(?:{'|'.join(NEGATING_PHRASES)})\b")


def ruling_out(plain: str) -> str:
    """The question with as many words that say nothing where it only seems to rule something out."""
    for idle in (UNLABELLED, UNPLACED, SUFFERED):
        plain = idle.sub(lambda match: " ".join("x" for _ in words(match.group())), plain)
    return plain


def phrased(plain: str) -> set[int]:
    """Numbers of the words that such phrases cover: they are no topic."""
    return {n for pattern in (UNLABELLED, UNPLACED, EXCLUDING, STORIES) for match in pattern.finditer(plain) for n in _positions(plain, match)}


def aspect_stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for pattern in say.ASPECTS.values() for match in pattern.finditer(text) for word in words(match.group()))


def _positions(plain: str, match: re.Match[str]) -> range:
    first = len(words(plain[: match.start()]))
    return range(first, first + len(words(match.group())))
