"""Read a question: what is asked for, and which restrictions (facets) it carries. No model, no report's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.datatypes import Facets, Intent, Question
from assistant.indexing.words import normalise, stem, words
from assistant.retrieval import patterns as say
from assistant.retrieval.lexicon import Lexicon, Match, Token, descriptions, tokens

NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}


@lru_cache(maxsize=4)
def _scaffold_stems(extra: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in say.SCAFFOLD | extra)


class QuestionReader:
    """Reads questions against one report's lexicon. `own_words` are the publisher's and title's words."""

    def __init__(self, lexicon: Lexicon, own_words: frozenset[str], name_of: Callable[[str, str], str | None]) -> None:
        """`name_of(facet, description)`: the theme, source or label that a description means, if any."""
        self.lexicon = lexicon
        self.scaffold = _scaffold_stems(own_words)
        self.name_of = name_of

    def _described(self, text: str, parts: list[Token], matches: list[Match]) -> list[Match]:
        """Things that are described by a cue noun in words that the lexicon does not hold."""
        everything = words(text)
        found: list[Match] = []
        for facet in ("source", "theme", "label"):
            free = set(range(len(everything))) - {parts[n].at for m in [*matches, *found] if m.facet != "topic" for n in range(m.start, m.end)}
            for start, end in descriptions(everything, facet, free):
                value = self.name_of(facet, " ".join(everything[start:end]))
                inside = [n for n, token in enumerate(parts) if start <= token.at < end]
                if value and inside and not any(m.facet == facet and m.value == value for m in matches):
                    found.append(Match(facet, value, inside[0], inside[-1] + 1))
        return found

    def read(self, text: str) -> Question:
        plain = normalise(text)
        parts = tokens(text)
        matches = self.lexicon.match(parts)
        matches += self._described(text, parts, matches)
        facets = _facets(matches, parts, text)
        masked = _mask(text, parts, [m for m in matches if m.facet in {"theme", "source", "label", "example"}])
        kinds = _kinds(masked)
        kind = kinds[0] if kinds else None
        if kind is None and say.RECOMMENDS.search(plain) and (facets.closed()):
            kind = "recommendation"
        covered = {at for m in matches if m.facet != "topic" for at in range(m.start, m.end)}
        rest = tuple(t.stem for n, t in enumerate(parts) if n not in covered and t.stem not in self.scaffold)
        action = bool(say.ACTS.search(plain)) and kind in {None, "theme"}
        aspects = tuple(name for name, pattern in say.ASPECTS.items() if pattern.search(masked))
        intent = self._intent(plain, masked, kind, kinds, facets, rest, aspects, action)
        return Question(
            text=text, query=text, intent=intent, kind=kind, facets=facets, rest=rest, aspects=aspects,
            each=bool(say.EACH.search(plain)), exhaustive=bool(say.EXHAUSTIVE.search(plain)), action=action,
            number=_number_before_kind(masked, kind), kinds=kinds,
        )  # fmt: skip

    def _intent(
        self, plain: str, masked: str, kind: str | None, kinds: tuple[str, ...], facets: Facets,
        rest: tuple[str, ...], aspects: tuple[str, ...], action: bool,
    ) -> Intent:  # fmt: skip
        if say.CONTACT.search(plain) and len(rest) <= 3 and not facets.closed():
            return "contact"
        if say.OVERVIEW.search(plain) and not rest:
            return "overview"
        if kind and say.COUNTS.search(plain) and (not rest or facets.topic):
            return "count"
        if kind and say.COMPARES.search(plain) and not rest:
            return "compare"
        if not rest and len(facets.source) + len(facets.theme) > 1 and say.COMPARES.search(plain):
            return "compare"
        if (facets.source or kind == "source") and not rest and aspects and kind in {None, "source"}:
            return "source"
        if say.DEFINES.search(plain):
            return "define"
        if kind and not rest:
            return "list"
        if action and not rest:
            return "list"
        return "open"


def _facets(matches: list[Match], parts: list[Token], text: str) -> Facets:
    found: dict[str, list[str]] = {}
    everything = words(text)
    for match in sorted(matches, key=lambda m: m.start):
        name = match.facet
        if name != "topic" and _negated(everything, parts[match.start].at):
            name = f"no_{name}"
        values = found.setdefault(name, [])
        if match.value not in values:
            values.append(match.value)
    return Facets(**{name: tuple(values) for name, values in found.items()})


def _negated(everything: list[str], at: int) -> bool:
    before = everything[max(0, at - 5) : at]
    joined = " ".join(before)
    return any(word in say.NEGATORS for word in before) or any(phrase in joined for phrase in say.NEGATING_PHRASES)


def _mask(text: str, parts: list[Token], matches: list[Match]) -> str:
    """The question's words without those that name a theme, source, label or example."""
    everything = words(text)
    hidden = {parts[n].at for m in matches for n in range(m.start, m.end)}
    return " ".join("_" if at in hidden else word for at, word in enumerate(everything))


def _kinds(masked: str) -> tuple[str, ...]:
    """Kinds of things named in the question, first named first: the first is what is asked for."""
    found = []
    for kind, pattern in say.KINDS.items():
        if match := pattern.search(masked):
            found.append((match.start(), kind))
    return tuple(kind for _, kind in sorted(found))


def _number_before_kind(masked: str, kind: str | None) -> int | None:
    """A count that the question presumes ("the 12 themes")."""
    if not kind:
        return None
    match = re.search(r"\b(\d{1,4}|" + "|".join(NUMBERS) + r")\s+(?:\w+\s+){0,2}?(?=" + say.KINDS[kind].pattern + ")", masked)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else NUMBERS[match[1]]
