"""Phrases of a question that name something in the report: themes, sources, labels, examples, places, topics.

A phrase is a run of word stems without function words. A *strong* phrase names its thing anywhere; a *weak*
one ("red tape", "homelessness") only beside a cue noun ("the red tape theme", "the study on homelessness").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.indexing.words import stem, words
from assistant.retrieval.ordinals import placed
from assistant.retrieval.tokens import Token, tokens

Stems = tuple[str, ...]


def _stems(listing: str) -> frozenset[str]:
    return frozenset(stem(word) for word in listing.split())


# Nouns that turn a weak phrase into a name, by what they name.
CUES = {
    "theme": _stems("theme themes chapter section heading category categories part strand pillar area block bucket topic bit side"),
    "source": _stems("research study studies paper review source survey piece work evidence findings report reports inquiry enquiry publication"),
    "label": _stems("label labels labelled tag tagged heading headed banner title titled marked bullet"),
}
_ADVICE = _stems("recommendation recommendations recs proposals suggestions asks advice points contributions ideas demands")
PARTY = _stems("lot crew gang camp bunch outfit")  # "the university lot": those who made a study
STOOD_IN = _stems("chapter section")
PEOPLE = _stems("people folk folks team side")
AFTER = {"theme": _ADVICE, "source": _ADVICE | PARTY}  # "the policy recommendations"
ONES = _stems("one ones")  # "just the homelessness ones": a cue for whatever the phrase names
WIDEST = 4  # function words between two words of one name
COORDINATORS = frozenset("and or nor n than versus vs v against plus minus".split())


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a question: tokens [start, end) of the question's token list."""

    facet: str
    value: str
    start: int
    end: int


@dataclass(slots=True)
class Lexicon:
    strong: dict[Stems, list[tuple[str, str]]] = field(default_factory=dict)
    weak: dict[Stems, list[tuple[str, str]]] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)  # theme and source ids in the report's order
    labels: tuple[str, ...] = ()
    cued_anywhere: frozenset[str] = frozenset({"label"})  # facets whose cue noun may stand anywhere in the question
    proper: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)  # words of names (in small letters) → facet, value
    narrow: set[tuple[str, Stems]] = field(default_factory=set)  # facet and phrase: a lone word that names only beside its cue noun
    shared: dict[Stems, tuple[str, ...]] = field(default_factory=dict)  # a name of an example that others speak of too → all of them
    literal: dict[Stems, list[str]] = field(default_factory=dict)  # one stem of a longer name ("Everyone In") → the whole names
    _explained: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def add(self, phrase: str, facet: str, value: str, *, strong: bool) -> None:
        key = tuple(token.stem for token in tokens(phrase))
        if len(key) == 1 < len(words(phrase)):
            self.literal.setdefault(key, []).append(" ".join(words(phrase)))
        if key:
            held = (self.strong if strong else self.weak).setdefault(key, [])
            if (facet, value) not in held:
                held.append((facet, value))
            if facet != "topic":
                self._explained[facet, value] = self.explains(facet, value) | set(key)

    def explains(self, facet: str, value: str) -> frozenset[str]:
        """Stems of every way to name a thing: said beside its name, they add nothing."""
        return self._explained.get((facet, value), frozenset())

    def match(self, question: Sequence[Token], already: frozenset[int] = frozenset(), *, prefer: str = "") -> list[Match]:
        """Longest phrases first; a token belongs to one match of a facet, topics may overlap the others."""
        found: list[Match] = []
        taken = set(already)
        longer = self._longer(question)
        for strength in ("strong", "weak", "topic"):
            table = self.weak if strength == "weak" else self.strong
            for start, end in _runs(len(question), longest=12):
                if any("." in token.led or len(token.led) > WIDEST for token in question[start + 1 : end]):
                    continue  # "the label Leadership? I want them from all the themes" names no theme
                key = tuple(token.stem for token in question[start:end])
                beside = {facet for facet, _ in table.get(key, ()) if _cue(question, start, end, facet, frozenset())}  # a cue noun stands next to it
                for facet, value in sorted(table.get(key, ()), key=lambda named: (named[0] not in beside, named[0] != prefer)):
                    if facet == "place" or (facet == "topic") != (strength == "topic"):
                        continue
                    if facet == "theme" and prefer == "source" and ONES & set(key):
                        continue  # "which research came first, the one on …" speaks of research
                    if facet != "topic" and taken & set(range(start, end)):
                        continue
                    if strength == "weak" and end - start == 1 and longer.get(start, {(facet, value)}).isdisjoint({(facet, value)}):
                        continue
                    only = facet == "source" and all(f != "theme" for f, _ in table[key])  # "the homelessness chapter": no theme is called so
                    cue = _cue(question, start, end, facet, self.cued_anywhere, STOOD_IN if only else frozenset()) if strength == "weak" else (start, end)
                    if cue:
                        found.append(Match(facet, value, *cue))
                        if facet != "topic":
                            taken.update(range(*cue))
                            break
        for facet in ("theme", "source"):
            names = self.order.get(facet, [])
            nouns = CUES[facet] - _stems("area group work evidence findings part report reports topic bit side")
            found += [Match(facet, names[place], start, end) for place, start, end in placed(question, len(names), nouns, taken)]
        return found

    def _longer(self, question: Sequence[Token]) -> dict[int, set[tuple[str, str]]]:
        """What the longer phrases over each token name: in "the social economy side", "economy" alone names no theme."""
        found: dict[int, set[tuple[str, str]]] = {}
        for start, end in _runs(len(question), longest=6):
            key = tuple(token.stem for token in question[start:end])
            named = {(f, v) for f, v in (*self.strong.get(key, ()), *self.weak.get(key, ())) if f not in {"topic", "place"}} if end - start > 1 else set()
            for at in range(start, end) if named else ():
                found.setdefault(at, set()).update(named)
        return found

    def places(self, question: Sequence[Token], free: set[int]) -> list[Match]:
        """Place names among tokens that nothing else has taken."""
        found: list[Match] = []
        for start, end in _runs(len(question), longest=4):
            for facet, value in self.strong.get(tuple(t.stem for t in question[start:end]), ()):
                if facet == "place" and set(range(start, end)) <= free:
                    found.append(Match(facet, value, start, end))
        return found

    def uncued(self, question: Sequence[Token], facet: str, free: set[int]) -> list[Match]:
        """Weak phrases of a facet among `free` tokens, where the rest of the question is cue enough."""
        found: list[Match] = []
        longer = self._longer(question)
        for start, end in _runs(len(question), longest=8):
            run = set(range(start, end))
            key = tuple(t.stem for t in question[start:end])
            if run <= free and (facet, key) not in self.narrow and (value := next((v for f, v in self.weak.get(key, ()) if f == facet), None)):
                if len(run) == 1 and (facet, value) not in longer.get(start, {(facet, value)}):
                    continue
                found.append(Match(facet, value, start, end))
                free = free - run
        return found

    def named(self, question: Sequence[Token], free: set[int]) -> list[Match]:
        """Proper names of sources and parts of themes' titles among `free` tokens: they name wherever a set is asked for."""
        found: list[Match] = []
        for start, end in _runs(len(question), longest=8):
            run = set(range(start, end))
            if run <= free and (name := self.proper.get(tuple(t.word.removesuffix("'s") for t in question[start:end]))):
                found.append(Match(*name, start, end))
                free = free - run
        return found

    def beside(self, question: Sequence[Token], match: Match, step: int, taken: set[int], listed: set[int]) -> Match | None:
        """A phrase of the same facet that a coordinator joins to `match`, before it (`step` -1) or after it (1)."""
        at = match.end if step > 0 else match.start - 1
        if 0 <= at < len(question) and question[at].word in COORDINATORS:
            at += step
        for length in range(8, 0, -1):
            start, end = (at, at + length) if step > 0 else (at - length + 1, at + 1)
            if start < 0 or end > len(question) or set(range(start, end)) & taken:
                continue
            left, right = (match.end - 1, start) if step > 0 else (end - 1, match.start)
            joined = {*question[right].led, *(t.word for t in question[left + 1 : right])} & COORDINATORS or question[left].at in listed
            if not joined or question[right].at - question[left].at > 4:
                continue
            key = tuple(t.stem for t in question[start:end])
            value = next((v for f, v in [*self.strong.get(key, ()), *self.weak.get(key, ())] if f == match.facet), None)
            if value and value != match.value:
                return Match(match.facet, value, start, end)
        return None


def _runs(count: int, longest: int) -> Iterable[tuple[int, int]]:
    for length in range(min(longest, count), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length


INTO = frozenset(
    """about on of into by with around covering regarding dealing concerned devoted focused focusing
    concerning called named led done headed titled labelled to for from""".split()
)
ARTICLES = frozenset("the a an all our their its".split())
JOINING = frozenset("and or of the".split())  # may stand between a phrase and its cue noun


def _cue(
    question: Sequence[Token], start: int, end: int, facet: str, anywhere: frozenset[str], more: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """The run widened over its cue noun, or nothing where no cue stands beside it."""
    if facet in anywhere and any(token.stem in CUES[facet] for token in _same_sentence(question, start, end)):
        return start, end
    cues = CUES.get(facet, frozenset()) | ONES | more
    if end < len(question) and question[end].stem in cues and set(question[end].led) <= JOINING and not _done(question[end], facet):
        return start, end + 1
    if end < len(question) and question[end].stem in AFTER.get(facet, frozenset()) and question[end].at == question[end - 1].at + 1:
        return start, end
    makers = facet == "source" and end < len(question) and question[end].stem in PEOPLE and question[end].at == question[end - 1].at + 1
    if makers and set(question[start].led[-2:]) & {"from", "by"}:
        return start, end + 1  # "which took more from the homelessness people?"
    before = question[start - 1].stem if start else ""
    led = start and all(word in INTO or word in ARTICLES for word in question[start].led) and not _done(question[start - 1], facet)
    if led and before in cues - _stems("report reports work") - ONES:
        return start - 1, end
    return None


def _same_sentence(question: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    first = max((n for n in range(1, start + 1) if "." in question[n].led), default=0)
    return question[first : next((n for n in range(end, len(question)) if "." in question[n].led), len(question))]


def _done(token: Token, facet: str) -> bool:
    """Whether a cue of a study is a verb: "worked with" is no piece of work."""
    return facet == "source" and token.word.endswith(("ed", "ing"))
