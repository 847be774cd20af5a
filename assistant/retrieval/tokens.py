"""A question's words that may name something, and where its marks stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.indexing.words import STOPWORDS, stem, words

KEPT = frozenset("report reports one ones first last other".split())  # function words that lexicon phrases need
SENTENCE_ENDS = ".?!;:"


@dataclass(frozen=True, slots=True)
class Token:
    stem: str
    word: str
    at: int  # position among all words of the text, function words included
    led: tuple[str, ...] = ()  # function words between the token before and this one


def tokens(text: str) -> list[Token]:
    """Words that may name something; the end of a sentence stands among the function words before the next one."""
    found: list[Token] = []
    led: list[str] = []
    ends = punctuated(text, SENTENCE_ENDS)
    for at, word in enumerate(words(text)):
        if at - 1 in ends:
            led.append(".")
        if word in STOPWORDS and word not in KEPT:
            led.append(word)
            continue
        found.append(Token(stem(word), word, at, tuple(led)))
        led = []
    return found


def punctuated(plain: str, marks: str) -> set[int]:
    """Numbers of the words that one of the marks follows."""
    found, count = set(), 0
    pattern = f"[{re.escape(marks)}]"
    for piece in re.split(f"({pattern}+)", plain):
        if re.fullmatch(f"{pattern}+", piece):
            found.add(count - 1)
        else:
            count += len(words(piece))
    return found
