"""Which themes, sources, labels, examples and places a question names: by phrase first, then by meaning.

Strong phrases name anywhere, weak ones beside a cue noun. Where the question asks for a set of things
("which suggestions came from …"), that is cue enough for weak phrases, and what no phrase explains is looked
up by meaning among all the ways to name a theme or a source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.indexing import patterns as say
from assistant.indexing.negation import NEGATORS
from assistant.indexing.words import STOPWORDS, words
from assistant.retrieval.describing import BOUNDARY, PLURAL, descriptions
from assistant.retrieval.lexicon import ARTICLES, Lexicon, Match
from assistant.retrieval.ordinals import NUMBERS
from assistant.retrieval.telling import advised, senses
from assistant.retrieval.tokens import Token, punctuated, tokens

SURELY = "surely"  # among the facets of a look-up: only what is beyond doubt
NameOf = Callable[[tuple[str, ...], str], tuple[str, str] | None]  # (facets, description) → (facet, value)

PLACED = re.compile(
    r"\b(?:themes?|chapters?|sections?|part|bit|headings?|categor(?:y|ies)|pillars?|strands?|buckets?|side|blocks?|under|beneath|filed|topics?)\b"
)
STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|research(?:ers)?|papers?|interviews?|academics?|authors?|reviews?|surveys?|work|evidence|sources?|findings|reports?)\b"
)
QUOTED = re.compile(r"[\"“‘']([^\"”’']{6,120})[\"”’']")
CONCLUDES = re.compile(
    r"\b(?:conclude[ds]?|conclusions?|found|find|discover(?:ed)?|interview(?:ed|s)?|fieldwork|legwork)\b"
)  # what its authors did, a study did
EXAMPLES_FROM = re.compile(rf"(?:{say.KINDS['example'].pattern})(?:\W+\w+){{0,2}}?\W+(?:in|from|around|near)\b")
FROM = re.compile(r"\b(?:from|by) (?:the )?\w")
LABELLED = re.compile(
    r"\b(?:labels?|labelled|tags?|tagged|heading|headed|banner|badged?|marked|titled|introduced by|begin(?:s|ning)? with|start(?:s|ing)? with|remark)\b"
)
SEPARATORS = BOUNDARY | frozenset(
    """about on under by from into regarding versus vs than against or those ones where with per beneath behind skip drop without except
    excluding compare compared contrast include covering concerning between made led n""".split()
)
PREPOSITIONS = frozenset("under in within on for from about of to".split())
LISTING = ",+&/"  # what sets things side by side
MARKS = ',.;:?!–—/()"“”+&'  # what parts segments
CUE_WORDS = frozenset("chapter section theme part heading category area".split())
MADE = re.compile(r"\bwho (?:did|does|made|wrote|ran|carried out|conducted|produced|led|was behind)\b|\bwhen (?:was|were|did)\b")  # what is asked of research
FEWEST_OF_A_LABEL = 3  # content words, told without a cue noun
FEWEST_TOLD = 2  # words with content that tell a label's sense
MAX_SEGMENTS = 5  # looked up by meaning, at about a millisecond each
MAX_SEGMENT_WORDS = 9


class Namer:
    def __init__(self, lexicon: Lexicon, name_of: NameOf, scaffold: frozenset[str]) -> None:
        self.lexicon, self.name_of, self.scaffold = lexicon, name_of, scaffold

    def find(self, plain: str, parts: Sequence[Token], *, setlike: bool) -> list[Match]:
        everywhere = set(range(len(parts)))
        examples = EXAMPLES_FROM.search(plain) or (say.KINDS["example"].search(plain) and not STUDIED.search(say.KINDS["example"].sub(" ", plain)))
        matches = self.lexicon.places(parts, everywhere) if examples else []  # "the example from Coventry", not the study
        proper = setlike or CONCLUDES.search(plain)
        matches += self.lexicon.named(parts, everywhere - covered(matches)) if proper else []
        prefer = "label" if "headed" in plain else "source" if STUDIED.search(plain) and not PLACED.search(plain) else ""
        matches += self._quoted(plain, parts, matches)
        matches += self._headed(plain, parts, matches)
        matches += self._said_whole(plain, parts, self.lexicon.match(parts, frozenset(covered(matches)), prefer=prefer))
        matches += self._beside(plain, parts, matches)
        matches += self._described(plain, parts, matches)
        matches += self._advised(plain, parts, matches)
        if setlike:
            matches += self._said_whole(plain, parts, self._uncued(plain, parts, matches))
            matches += self._by_meaning(plain, parts, matches)
        matches += self._beside(plain, parts, matches)
        return matches + self.lexicon.places(parts, self._free(parts, matches))

    def _said_whole(self, plain: str, parts: Sequence[Token], matches: Sequence[Match]) -> list[Match]:
        """Without names of which only one plain word is said: "an economy for everyone" is not Everyone In."""
        said = f" {' '.join(words(plain))} "
        lone = [m for m in matches if m.end == m.start + 1 and parts[m.start].stem in self.scaffold]
        whole = {m: self.lexicon.literal.get((parts[m.start].stem,), []) for m in lone}
        return [m for m in matches if not whole.get(m) or any(f" {name} " in said for name in whole[m])]

    def _beside(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        """What "and", "or" or a comma sets beside a named theme, study or label, without a cue of its own: "leadership, policy and funding themes"."""
        listed = punctuated(plain, LISTING)
        found: list[Match] = []
        for match in (m for m in sorted(matches, key=lambda m: m.start) if m.facet in {"theme", "source", "label"}):
            for step in (-1, 1):
                edge = match
                while next_to := self.lexicon.beside(parts, edge, step, covered([*matches, *found]), listed):
                    found.append(next_to)
                    edge = next_to
        return found

    @staticmethod
    def _free(parts: Sequence[Token], matches: list[Match]) -> set[int]:
        return set(range(len(parts))) - covered(matches)

    def _quoted(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        """A label that the question quotes in part."""
        found: list[Match] = []
        for quoted in QUOTED.findall(plain):
            said = [t.stem for t in tokens(quoted)]
            for label in self.lexicon.labels:
                inside = " ".join(words(quoted)) in " ".join(words(label)) if len(words(quoted)) > 1 else words(quoted) == words(label)
                at = next((n for n in range(len(parts)) if said and [t.stem for t in parts[n : n + len(said)]] == said), None)
                if inside and at is not None and not any(m.facet == "label" for m in [*matches, *found]):
                    found.append(Match("label", label, at, at + len(said)))
        return found

    def _headed(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        """A label whose sense is told, or what something is filed under."""
        if any(m.facet == "label" for m in matches):
            return []
        for told in senses(plain):
            inside = [n for n, token in enumerate(parts) if told.first <= token.at < told.last]
            if len(inside) < FEWEST_TOLD or (len(told.facets) > 1 and covered(matches) & set(inside)):
                continue
            if named := self.name_of(told.facets, told.words):
                return [Match(*named, inside[0], inside[-1] + 1)]
        return []

    def _advised(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        """ "What is recommended about living with our untidy borders?": a label told so closely that all under it is meant."""
        told = advised(plain)
        if told is None or any(m.facet != "topic" for m in matches):
            return []
        inside = [n for n, token in enumerate(parts) if told.first <= token.at]
        if sum(1 for n in inside if parts[n].stem not in self.scaffold) < FEWEST_OF_A_LABEL:
            return []
        named = self.name_of((*told.facets, SURELY), told.words)
        return [Match(*named, inside[0], inside[-1] + 1)] if named else []

    def _described(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        """Things that a cue noun describes in words that the lexicon does not hold."""
        everything = words(plain)
        found: list[Match] = []
        for facet in ("source", "theme", "label"):
            free = set(range(len(everything))) - {parts[n].at for n in covered([*matches, *found])}
            for start, end in descriptions(everything, facet, free, ones=facet == "source" and bool(MADE.search(plain))):
                inside = [n for n, token in enumerate(parts) if start <= token.at < end]
                told = end - start > FEWEST_TOLD + 2 and everything[start] in CUE_WORDS  # "the chapter about looking after our links with others"
                if not told and all(parts[n].stem in self.scaffold or parts[n].word.endswith("est") for n in inside):
                    continue  # "the eight themes", "the skimpiest theme" describes none of them
                named = self.name_of((facet,), " ".join(everything[start:end]))
                if named and inside and not any((m.facet, m.value) == named for m in matches):
                    found.append(Match(*named, inside[0], inside[-1] + 1))
        return found

    def _uncued(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        found: list[Match] = []
        listed = punctuated(plain, LISTING)
        for facet, cue in (("label", say.KINDS["label"]), ("source", STUDIED), ("theme", PLACED)):
            free = set(range(len(parts))) - covered([*matches, *found])
            if facet == "source" and not cue.search(plain) and any(m.facet == "example" for m in matches):
                continue  # "which public bodies stood beside …?" asks of the example
            has_cue = bool(cue.search(plain)) or (facet == "theme" and _set_against(plain, matches))
            wanted = bool(say.KINDS["recommendation"].search(plain))
            has_cue = has_cue or (facet == "source" and wanted and bool(FROM.search(plain)))
            if facet == "label" and not (has_cue or wanted or any(m.facet in {"theme", "source"} for m in [*matches, *found])):
                continue
            measured = say.COUNTS.search(plain) or say.COMPARES.search(plain)
            for match in self.lexicon.uncued(parts, facet, free):
                placed = _placed(parts[match.start])
                if facet != "label" and not placed and all(t.stem in self.scaffold for t in parts[match.start : match.end]):
                    continue  # "into which headings has the learning been sorted?", but "under learning" names a theme
                if facet == "label" and not has_cue and not self._whole_label(parts, match, found + matches):
                    continue
                paired = measured and any(self.lexicon.beside(parts, match, step, set(), listed) for step in (-1, 1))  # "policy and partnership"
                bare = placed and not set(parts[match.start].led[-1:]) & ARTICLES  # "in response to the learning" names no theme
                lone = match.end - match.start == 1 and not (wanted and bare) and not paired  # one word: too little to go by
                if has_cue or facet == "label" or not (lone or (not paired and self._is_topic(parts, match.start, match.end))):
                    found.append(match)
        return found

    def _whole_label(self, parts: Sequence[Token], match: Match, others: list[Match]) -> bool:
        """Without a cue only the label itself counts: its first words, or its one word beside a theme."""
        said = [t.stem for t in parts[match.start : match.end]]
        own = [t.stem for t in tokens(match.value)][: len(said)]
        return said == own and (len(said) > 1 or any(m.facet == "theme" for m in others))

    def _is_topic(self, parts: Sequence[Token], start: int, end: int) -> bool:
        """Whether the words are a topic of the report as well: then they restrict only where a cue says so."""
        return any(facet == "topic" for facet, _ in self.lexicon.strong.get(tuple(t.stem for t in parts[start:end]), ()))

    def _by_meaning(self, plain: str, parts: Sequence[Token], matches: list[Match]) -> list[Match]:
        found: list[Match] = []
        taken = covered(matches)
        placed, studied = bool(PLACED.search(say.EACH.sub(" ", plain))) or _set_against(plain, matches), bool(STUDIED.search(plain))
        among = ("theme" if placed else "title", *(("source",) if studied else ()), *(("label",) if LABELLED.search(plain) else ()))
        for inside in list(self._segments(plain, parts, taken))[:MAX_SEGMENTS]:
            if not placed and self._is_topic(parts, inside[0], inside[-1] + 1):
                continue
            if any(parts[n].word.endswith("iest") for n in inside):
                continue  # "the skimpiest theme"
            if len(inside) == 1 and not _placed(parts[inside[0]]):
                continue  # "its partners": one word, and not under, in or on it
            explained = frozenset(s for m in [*matches, *found] for s in self.lexicon.explains(m.facet, m.value))
            if all(parts[n].stem in explained or parts[n].stem in self.scaffold for n in inside):
                continue
            everything = words(plain)
            segment = everything[parts[inside[0]].at : parts[inside[-1]].at + 1]
            if any((word in NUMBERS or word.isdigit()) and PLURAL & set(segment[n : n + 4]) for n, word in enumerate(segment)):
                continue  # "the three pieces of research" names none of them
            lone_label = ("label",) if len(inside) == 1 else ()  # one word tells no label
            named = self.name_of((*(f for f in among if f not in lone_label), ""), " ".join(segment))  # no cue noun: the nearest name, not the likeliest
            if named and not any((m.facet, m.value) == named for m in [*matches, *found]):
                found.append(Match(*named, inside[0], inside[-1] + 1))
        return found

    def _segments(self, plain: str, parts: Sequence[Token], taken: set[int]) -> Iterable[list[int]]:
        """Runs of tokens between separators that hold something no phrase and no scaffolding explains."""
        everything = words(plain)
        ends = punctuated(plain, MARKS)
        run: list[int] = []
        by_place = {token.at: n for n, token in enumerate(parts)}
        for at, word in enumerate([*everything, "about"]):
            n = by_place.get(at)
            if word in SEPARATORS or (n is not None and n in taken) or at - 1 in ends or at == len(everything):
                if 0 < len(run) <= MAX_SEGMENT_WORDS and any(parts[k].stem not in self.scaffold and parts[k].word not in NEGATORS for k in run):
                    yield run
                run = []
                if word in SEPARATORS or (n is not None and n in taken):
                    continue
            if n is not None and (run or parts[n].stem not in self.scaffold or word not in STOPWORDS):
                run.append(n)


def _placed(token: Token) -> bool:
    """Whether a preposition stands before a word, or before its article."""
    led = token.led[:-1] if token.led[-1:] and token.led[-1] in ARTICLES else token.led
    return led[-1:] != () and led[-1] in PREPOSITIONS


def _set_against(plain: str, matches: Sequence[Match]) -> bool:
    """Whether something is compared with a theme already named: then the other side is a theme too."""
    return bool(say.COMPARES.search(plain)) and any(m.facet == "theme" for m in matches)


def covered(matches: Iterable[Match]) -> set[int]:
    return {at for m in matches if m.facet != "topic" for at in range(m.start, m.end)}
