"""A question's words without the things it names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.indexing.words import words
from assistant.retrieval.lexicon import Match
from assistant.retrieval.tokens import Token


def masked_words(plain: str, parts: Sequence[Token], matches: Sequence[Match]) -> str:
    """The question's words without those that name something; cue nouns stay hidden with what they belong to."""
    hidden = {parts[n].at for m in matches for n in range(m.start, m.end)}
    return " ".join("_" if at in hidden else word for at, word in enumerate(words(plain)))


def unnamed(plain: str, parts: Sequence[Token], studies: Sequence[Match]) -> str:
    """The question's words with "the report" where it names a piece of research; empty where it names none."""
    inside = {at for m in studies for at in range(parts[m.start].at, parts[m.end - 1].at + 1)}
    said = ["report" if at in inside else word for at, word in enumerate(words(plain)) if at not in inside or at - 1 not in inside]
    return " ".join(said) if inside else ""


def unrepeated(matches: Sequence[Match], parts: Sequence[Token]) -> list[Match]:
    """ "Which universities took part in the social economy research?": what is asked for is no second name of the study."""
    named = [(m.facet, m.value) for m in matches]
    return [
        m for m in matches
        if not (named.count((m.facet, m.value)) > 1 and set(parts[m.start].led[-1:]) & {"which", "what", "whose", "many"})
    ]  # fmt: skip
