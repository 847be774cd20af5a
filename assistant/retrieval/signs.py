"""What a question includes and what it rules out: the sign of each thing it names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.datatypes import Facets
from assistant.indexing.negation import NEGATED_AFTER, NEGATING_PHRASES, NEGATORS
from assistant.indexing.words import STOPWORDS, words
from assistant.retrieval.lexicon import Match
from assistant.retrieval.tokens import SENTENCE_ENDS, Token, punctuated

JOINING = frozenset("and or nor the about on in from under of by with theme themes section study research plus".split())
REACH = 7  # words before or after a name in which a negator counts
DASHES = "–—"  # end it as the end of a sentence does: "other than Birmingham – Coventry, say"


def facets_of(matches: Sequence[Match], parts: Sequence[Token], plain: str) -> Facets:
    """Matches as facets, each with its sign: what a negator stands before or after is excluded, with all that is joined to it."""
    found: dict[str, list[str]] = {}
    everything = words(plain)
    ends = punctuated(plain, SENTENCE_ENDS)
    stops = ends | punctuated(plain, DASHES)
    commas = punctuated(plain, ",")
    ordered = [m for m in sorted(matches, key=lambda m: m.start) if m.facet != "organisation"]
    named = [m for m in ordered if m.facet != "topic"]
    excluded: set[int] = set()
    for group in _groups(named, parts, everything, stops):
        first, last = parts[group[0].start].at, parts[group[-1].end - 1].at
        before = max((parts[m.end - 1].at for m in named if parts[m.end - 1].at < first), default=-1)
        after = min((parts[m.start].at for m in named if parts[m.start].at > last), default=len(everything))
        own_not = group[0].facet == "label" and "not" in words(group[0].value) and "not" in everything[max(0, first - 3) : first]
        # "not the panacea" is the label itself
        since = max(before, _turned(everything, first, commas))
        if not own_not and (_negated(everything, first, since, stops) or _negated_after(everything, last, after, ends)):
            excluded |= {id(m) for m in group}
    for match in ordered:
        values = found.setdefault(f"no_{match.facet}" if id(match) in excluded else match.facet, [])
        if match.value not in values:
            values.append(match.value)
    for name in ("theme", "source", "label", "place", "example"):  # said once with and once without: without
        found[name] = [v for v in found.get(name, []) if v not in found.get(f"no_{name}", [])]
    return Facets(**{name: tuple(values) for name, values in found.items()})


def _groups(named: Sequence[Match], parts: Sequence[Token], everything: Sequence[str], stops: set[int]) -> list[list[Match]]:
    """Names of one facet that nothing but joining words parts."""
    groups: list[list[Match]] = []
    for match in named:
        last = groups[-1][-1] if groups else None
        end, begin = parts[last.end - 1].at if last else 0, parts[match.start].at
        joined = last and 0 < begin - end <= 4 and set(everything[end + 1 : begin]) <= JOINING and stops.isdisjoint(range(end, begin))
        if last and joined and last.facet == match.facet:
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _negated_after(everything: Sequence[str], at: int, until: int, stops: set[int]) -> bool:
    end = min([at + 1 + REACH, until, *(stop + 1 for stop in stops if stop >= at)])
    return bool(NEGATED_AFTER.search(" ".join(everything[at + 1 : end])))


def _negated(everything: Sequence[str], at: int, since: int, stops: set[int]) -> bool:
    """Whether a negator stands before the word `at`; what stands before the name that ends at `since` belongs to that."""
    begin = max([0, at - REACH, since + 1, *(stop + 1 for stop in stops if stop < at)])
    before = list(everything[begin:at])
    for stop in (n for n, word in reversed(list(enumerate(before))) if word in {"but", "just", "only", "which", "what", "and"}):
        if (before[stop] == "but" and "not" in before[stop:]) or (before[stop] == "what" and stop and _excluding(before[: stop + 1], at_end=True)):
            continue  # "but not …", "except what came from …"
        if before[stop] == "and" and _excluding(before[:stop]):
            continue  # "strip out what the universities and … came up with"
        before = before[stop + 1 :]
        break
    joined = " ".join(before)
    return any(word in NEGATORS for word in before) or any(phrase in joined for phrase in NEGATING_PHRASES)


def _turned(everything: Sequence[str], at: int, commas: set[int]) -> int:
    """The last word before `at` that ends what a negator rules out: "not the summary, | the actual recommendations on …"; else -1."""
    for comma in sorted((c for c in commas if c < at), reverse=True):
        negator = next((n for n in range(comma, max(-1, comma - REACH), -1) if everything[n] in NEGATORS), None)
        if negator is not None and any(word not in STOPWORDS and word not in NEGATORS for word in everything[negator + 1 : comma + 1]):
            return comma
    return -1


def _excluding(before: Sequence[str], *, at_end: bool = False) -> bool:
    """Whether words tell what to leave out; `at_end`: and nothing else but a "what" after it."""
    joined = " ".join(before)
    if at_end:
        return before[-2] in NEGATORS or joined.removesuffix(" what").endswith(NEGATING_PHRASES) or joined.endswith(NEGATING_PHRASES)
    return any(phrase in joined for phrase in NEGATING_PHRASES)
