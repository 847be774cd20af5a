"""Read a question: what is asked for, and which restrictions (facets) it carries. No model, no report's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.datatypes import Facets, Intent, Question
from assistant.indexing.words import normalise, stem, words
from assistant.retrieval import patterns as say
from assistant.retrieval.lexicon import Lexicon, Match, Token, descriptions, tokens

NAMING = frozenset({"theme", "source", "label", "example"})
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
        """`text` has been repaired; the caller keeps what was typed."""
        plain = say.TAGS.sub("", normalise(text))
        parts = tokens(plain)
        matches = self.lexicon.match(parts)
        matches += self._described(plain, parts, matches)
        facets = _facets(matches, parts, plain)
        masked = _mask(plain, parts, [m for m in matches if m.facet in NAMING])
        kinds = _kinds(masked)
        rest = self._rest(parts, matches)
        recommends = "recommendation" in kinds or bool(say.RECOMMENDS.search(masked)) or bool(say.ONES.search(plain)) or bool(facets.label)
        compares = bool(say.COMPARES.search(plain))
        if rest and (recommends or compares) and not (kinds and kinds[0] == "example"):
            free = set(range(len(parts))) - _covered(matches)
            more = self.lexicon.uncued(parts, "label", free) if facets.closed() else []
            if not facets.theme and not more:
                more = self.lexicon.uncued(parts, "theme", free) if facets.source or facets.no_source else []
                more = more or self._titled(plain, parts, matches, rest, "theme" if compares else "title")
            if more:
                matches += more
                facets, rest = _facets(matches, parts, plain), self._rest(parts, matches)
        kind = kinds[0] if kinds else None
        if facets.closed() and (kind is None or kind == "label" or (kind == "source" and facets.source)) and recommends:
            kind = "recommendation"
        if kind is None and facets.theme and (facets.source or facets.no_source or facets.label):
            kind = "recommendation"
        action = bool(say.ACTS.search(plain)) and kind in {None, "theme"}
        aspects = tuple(name for name, pattern in say.ASPECTS.items() if pattern.search(masked))
        number, numbered = _presumed_number(masked)
        intent = self._intent(plain, masked, kind, kinds, facets, rest, aspects, action)
        if numbered and not rest and not facets.closed() and intent in {"list", "open"}:
            intent, kind = "count", numbered
        return Question(
            text=text, query=text, intent=intent, kind=kind, facets=facets, rest=rest, aspects=aspects,
            each=bool(say.EACH.search(plain)), exhaustive=bool(say.EXHAUSTIVE.search(plain)), action=action,
            number=number if numbered == kind else None, kinds=kinds,
        )  # fmt: skip

    def _rest(self, parts: list[Token], matches: list[Match]) -> tuple[str, ...]:
        covered = _covered(matches)
        explained = frozenset(s for m in matches if m.facet in {"theme", "source"} for s in self.lexicon.explains(m.facet, m.value))
        return tuple(
            t.stem for n, t in enumerate(parts)
            if n not in covered and t.stem not in self.scaffold and not any(_akin(t.stem, other) for other in explained)
        )  # fmt: skip

    def _titled(self, plain: str, parts: list[Token], matches: list[Match], rest: tuple[str, ...], by: str) -> list[Match]:
        """Themes that the unexplained words come close to naming (by "title" or by any "theme" name), a run of words each."""
        covered = _covered(matches)
        topics = {(m.start, m.end) for m in matches if m.facet == "topic"}
        free = [n for n, t in enumerate(parts) if n not in covered and t.stem in rest]
        runs: list[list[int]] = []
        for n in free:
            if runs and n - runs[-1][-1] <= 2 and not _divided(plain, parts[runs[-1][-1]].at, parts[n].at):
                runs[-1].append(n)
            else:
                runs.append([n])
        found = []
        for run in runs:
            if by == "title" and (run[0], run[-1] + 1) in topics and len(run) < 2:
                continue
            everything = words(plain)
            value = self.name_of(by, " ".join(everything[parts[run[0]].at : parts[run[-1]].at + 1]))
            if value:
                found.append(Match("theme", value, run[0], run[-1] + 1))
        return found

    def _intent(
        self, plain: str, masked: str, kind: str | None, kinds: tuple[str, ...], facets: Facets,
        rest: tuple[str, ...], aspects: tuple[str, ...], action: bool,
    ) -> Intent:  # fmt: skip
        if say.CONTACT.search(plain) and len(rest) <= 3 and not facets.closed():
            return "contact"
        if say.OVERVIEW.search(plain) and not rest:
            return "overview"
        if kind and say.COUNTS.search(plain) and not rest:
            return "count"
        if kind and not rest and say.COMPARES.search(plain) and (kind != "example"):
            return "compare"
        if not rest and len(facets.source) + len(facets.theme) > 1 and say.COMPARES.search(plain):
            return "compare"
        if (facets.source or kind == "source") and not rest and aspects and kind in {None, "source"}:
            return "source"
        if say.DEFINES.search(plain):
            return "define"
        if kind and not rest:
            return "list"
        if action and not rest and not facets.example and not facets.source:
            return "list"
        return "open"


def _covered(matches: list[Match]) -> set[int]:
    return {at for m in matches if m.facet != "topic" for at in range(m.start, m.end)}


def _akin(one: str, other: str) -> bool:
    """Whether two stems are of one family ("respond", "respons")."""
    return one == other or (len(one) >= 5 and len(other) >= 5 and one[:5] == other[:5])


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


def _presumed_number(masked: str) -> tuple[int | None, str | None]:
    """A count that the question presumes, and of what ("the 12 themes")."""
    for kind, pattern in say.KINDS.items():
        match = re.search(r"\b(\d{1,4}|" + "|".join(NUMBERS) + r")\s+(?:\w+\s+){0,2}?(?=" + pattern.pattern + ")", masked)
        if match and match[1] != "one":
            return (int(match[1]) if match[1].isdigit() else NUMBERS[match[1]]), kind
    return None, None


def _divided(plain: str, first: int, second: int) -> bool:
    """Whether a word that sets two things apart stands between two word positions."""
    between = words(plain)[first + 1 : second]
    return any(word in {"versus", "vs", "than", "from", "to", "with", "against", "or"} for word in between)
