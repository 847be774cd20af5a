"""Read a question: what is asked for, and which restrictions (facets) it carries. No model, no report's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache

from assistant.datatypes import Intent, Question
from assistant.indexing import patterns as say
from assistant.indexing.embedder import Vectors
from assistant.indexing.forms import DEEDS
from assistant.indexing.negation import ABSENT, COMPLETELY, IDLE, NEGATORS
from assistant.indexing.scaffold import SCAFFOLD
from assistant.indexing.words import STOPWORDS, normalise, stem, words
from assistant.retrieval.asking import LABELLED, UNLABELLED, UNPLACED, asking, likelier, presumed_number, unknown_place
from assistant.retrieval.intents import Said, settled
from assistant.retrieval.kinds import kind_of, kinds_in
from assistant.retrieval.lexicon import CUES, Lexicon, Match
from assistant.retrieval.marks import ORDER, Judged, marks
from assistant.retrieval.masking import masked_words, unnamed, unrepeated
from assistant.retrieval.naming import PLACED, STUDIED, NameOf, Namer, covered
from assistant.retrieval.phrases import ELSEWHERE, NOTHING_BUT, aspect_stems, only_from, phrased, ruling_out, said_at
from assistant.retrieval.signs import facets_of
from assistant.retrieval.tokens import Token, tokens

WHICH = re.compile(r"\b(?:which|what|any|every|only|how many)\b")
SURELY = 0.6  # so much likelier than what the rules say must be what is learned
WHOLLY = re.compile(COMPLETELY.pattern, re.IGNORECASE)  # "with no exceptions" is nothing to look for
UNLEARNED = frozenset({"contact", "define"})  # too few to learn from
SURELY_DEEDS, BESIDE_ADVICE = 0.5, 0.8  # probability from which what has been done is asked for
FEWEST_WORDS = 2  # of its own, beside what it names
SPOKEN_UNDER = frozenset("about on for under in within around regarding with".split())  # before a theme that deeds are asked for
SPOKEN_ON = frozenset("about on regarding concerning".split())  # before a topic, whatever else it is a word of
SPOKEN_OF = frozenset("about with on for of".split())  # before a doing, which is then what is spoken of
NAMING = frozenset({"theme", "source", "label", "example", "place"})
IntentOf = Callable[[str], Mapping[str, float]]  # form → probability of each intent
Decide = Callable[[str, Vectors], Mapping[str, float]]  # form, marks → probability of each intent; empty where nothing was learned


@lru_cache(maxsize=4)
def _scaffold_stems(extra: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in SCAFFOLD | extra)


class QuestionReader:
    """Reads questions against one report's lexicon.

    `own_words` are the publisher's and title's words, `publisher` short names of it, `name_of` and `intent_of` look up by meaning what no phrase
    or pattern settles, `decide` has the last word on the intent, `topical` tells whether a stem is one of the report's own content words.
    """

    def __init__(
        self, lexicon: Lexicon, own_words: frozenset[str], publisher: frozenset[str],
        name_of: NameOf, intent_of: IntentOf, decide: Decide, topical: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self.lexicon = lexicon
        self.scaffold, self.publisher = _scaffold_stems(own_words), publisher
        self.name_of, self.intent_of, self.decide, self.topical = name_of, intent_of, decide, topical
        self.namer = Namer(lexicon, name_of, self.scaffold)

    def deciding_by(self, decide: Decide) -> QuestionReader:
        """A like reader in which `decide` has the last word on the intent."""
        other = copy(self)
        other.decide = decide
        return other

    def read(self, text: str) -> Question:
        """`text` has been repaired; the caller keeps what was typed."""
        plain = IDLE.sub(" ", COMPLETELY.sub("", NOTHING_BUT.sub("only", say.TAGS.sub("", normalise(text)))))
        signed = ruling_out(plain)
        parts = tokens(plain)
        setlike = _setlike(plain)
        matches = self.namer.find(plain, parts, setlike=setlike)
        matches = unrepeated(matches, parts)
        facets = facets_of(matches, parts, signed)
        if len(facets.source) == 1 and not facets.no_source and ELSEWHERE.search(plain):  # "I have those of …; which came from somewhere else?"
            facets = replace(facets, source=(), no_source=facets.source)
        if kinds_in(plain)[:1] == ("theme",) and len(facets.source) == 1 and not facets.no_source and only_from(said_at(matches, parts, "source"), plain):
            others = tuple(source for source in self.lexicon.order.get("source", []) if source not in facets.source)
            facets = replace(facets, no_source=others)  # "which themes draw on nothing but the … study?"
        masked = masked_words(plain, parts, [m for m in matches if m.facet in NAMING - {"place"}])
        kinds = kinds_in(masked)
        asked = say.HOW_COMPARED.sub(" ", masked)
        aspects = tuple(name for name, pattern in say.ASPECTS.items() if pattern.search(asked))
        lacking = phrased(plain)
        rest = self._rest(parts, matches, lacking)
        if max(len(facets.theme), len(facets.source), len(facets.label)) > 1:  # what sets them side by side is no topic
            rest = tuple(s for s in rest if s not in {stem(word) for match in say.COMPARES.finditer(plain) for word in words(match.group())})
        if facets.source or kinds[:1] == ("source",):  # "what jumped out" asks for the finding, not for a topic
            rest = tuple(s for s in rest if s not in aspect_stems(asked))
        form = self._form(plain, parts, matches, rest)
        odds = self.intent_of(form)
        action = _asks_deeds(plain, form, odds.get(DEEDS, 0.0)) and not (facets.source and aspects and odds.get(DEEDS, 0.0) < SURELY_DEEDS)
        if action and 0 < len(rest) <= 2 and not facets.closed():
            placed = {n for n, t in enumerate(parts) if set(t.led[-2:]) & SPOKEN_UNDER} - covered(matches)
            more = self.lexicon.uncued(parts, "theme", placed)
        else:
            more = []
        if more:  # "what has been done on funding?" asks for that theme's actions
            matches += more
            facets, rest = facets_of(matches, parts, signed), self._rest(parts, matches, lacking)
        said = Said(plain, masked, kinds, facets, rest, action=action, aspects=bool(aspects))
        intent = self._intent(odds, said, asking(plain), form, titled=self._titled(parts, matches))
        kind = "action" if action and intent == "list" else kind_of(kinds, facets, intent, plain)
        if kind == "theme" and facets.source and not facets.no_source and not ABSENT.isdisjoint(signed.rstrip("?.! ").rpartition(". ")[2].split()):
            facets = replace(facets, source=(), no_source=facets.source)  # "which themes lack …": absence is asked for
        if kind == "action" and (facets.place or facets.example):
            intent, kind = "open", None  # what was done in a place is told by its examples
        if kind == "action" and intent in {"list", "count"}:
            facets = replace(facets, label=(), source=(), no_label=(), no_source=())  # told by theme alone
        if kind == "example" and intent in {"list", "count"}:
            facets = replace(facets, example=self._sharing(facets.example, parts, matches))
        if UNLABELLED.search(plain):
            facets = replace(facets, label=("",))
        elif LABELLED.search(plain) and kind == "recommendation" and not (facets.label or facets.no_label):
            facets = replace(facets, no_label=("",))
        if kind == "example" and UNPLACED.search(plain):
            facets = replace(facets, place=("",))
        grouped = "recommendation" in kinds and not facets.closed() and bool(say.GROUPED.search(plain))
        if grouped:
            intent, kind = "list", "theme"
        sourced = self._sourced(plain) if kinds[:1] == ("theme",) and not facets.source else None
        if sourced:
            intent, kind = "count" if say.COUNTS.search(plain) else "list", "theme"
        number, numbered = (None, None) if sourced else presumed_number(masked)
        supposed = None
        if number is not None and intent == "compare" and kinds[:1] == (numbered,) and numbered in self.lexicon.order:
            everything = tuple(self.lexicon.order[numbered])
            if numbered == "source" and number == len(everything) and not facets.source:
                facets = replace(facets, source=everything)  # "the difference between the three studies"
            supposed, number = (number if number != len(everything) else None), None
        if number is not None and kinds[:1] in {("theme",), ("source",), ("label",)} and numbered == "recommendation" and WHICH.search(masked):
            intent, kind, numbered = "compare", kinds[0], kinds[0]  # "which theme has four recommendations?"
        if numbered and numbered != kind and intent != "compare" and not facets.closed() and intent in {"list", "count", "open"} and not rest:
            intent, kind = "count", numbered
        return Question(
            text=text, query=WHOLLY.sub("", text) or text, intent=intent, kind=kind, facets=facets, rest=rest, aspects=aspects,
            each=bool(say.EACH.search(plain)), exhaustive=bool(say.EXHAUSTIVE.search(plain) or COMPLETELY.search(normalise(text))), action=action,
            number=number if numbered == kind else None, kinds=kinds, form=form, sourced=sourced, supposed=supposed,
            grouped=grouped, part=said.part, unnamed=unnamed(plain, parts, [m for m in matches if m.facet in {"source", "theme"}]),
            elsewhere=kind == "example" and not facets.place and bool(unknown_place(plain, rest, self.topical)),
        )  # fmt: skip

    def names_in(self, text: str) -> list[tuple[str, int, int]]:
        """What a text names, in order: facet, number of the first word, number of the last."""
        plain = normalise(text)
        parts = tokens(plain)
        matches = sorted(self.namer.find(plain, parts, setlike=_setlike(plain)), key=lambda m: m.start)
        return [(m.facet, parts[m.start].at, parts[m.end - 1].at) for m in matches]

    def sharing(self, question: Question) -> Question:
        """A question for a set of examples widened to all that speak of what it names."""
        parts = tokens(say.TAGS.sub("", normalise(question.text)))
        shared = self._sharing(question.facets.example, parts, self.lexicon.match(parts))
        return replace(question, facets=replace(question.facets, example=shared)) if question.facets.example else question

    def _sharing(self, examples: tuple[str, ...], parts: Sequence[Token], matches: Sequence[Match]) -> tuple[str, ...]:
        """Of a set of examples with a name in them, all that speak of it."""
        named = [tuple(t.stem for t in parts[m.start : m.end]) for m in matches if m.facet == "example"]
        return tuple(dict.fromkeys([*examples, *(other for phrase in named for other in self.lexicon.shared.get(phrase, ()))]))

    def _sourced(self, plain: str) -> int | None:
        match = say.SOURCED.search(plain)
        return None if not match else len(self.lexicon.order["source"]) if match["all"] else 1 if match["one"] else 2

    def _titled(self, parts: Sequence[Token], matches: Sequence[Match]) -> bool:
        """Whether a theme is named by its title, or a part of it."""
        themes = [parts[m.start : m.end] for m in matches if m.facet == "theme"]
        by_stem, by_word = self.lexicon.strong, self.lexicon.proper
        return any(tuple(t.stem for t in run) in by_stem or tuple(t.word for t in run) in by_word for run in themes)

    def _rest(self, parts: Sequence[Token], matches: Sequence[Match], explained_away: set[int]) -> tuple[str, ...]:
        """Stems that neither a name nor scaffolding explains, nor a phrase over the words `explained_away`."""
        inside = covered(matches) | {n for n, t in enumerate(parts) if t.at in explained_away}
        spoken_of = {
            n for n, t in enumerate(parts) if set(t.led[-1:]) & SPOKEN_OF and t.word.endswith("ing") and t.word not in SCAFFOLD
        }  # "to do with feeding people"
        explained = frozenset(s for m in matches if m.facet in {"theme", "source"} for s in self.lexicon.explains(m.facet, m.value))
        return tuple(
            t.stem for n, t in enumerate(parts)
            if n not in inside and (t.stem not in self.scaffold or n in spoken_of) and t.word not in NEGATORS and not (t.word.isdigit() and len(t.word) < 3)
            and (set(t.led[-1:]) & SPOKEN_ON or not any(_akin(t.stem, other) for other in explained))
        )  # fmt: skip

    def _form(self, plain: str, parts: Sequence[Token], matches: Sequence[Match], rest: tuple[str, ...]) -> str:
        """The question with what it names left blank; runs of the report's own words become {topic}."""
        blanks: dict[int, str] = {}
        for match in matches:
            if match.facet in NAMING:
                for n in range(match.start, match.end):
                    if parts[n].stem not in CUES.get(match.facet, frozenset()):
                        blanks[parts[n].at] = match.facet
        for token in parts:
            if token.at not in blanks and token.stem in rest and self.topical(token.stem):
                blanks[token.at] = "topic"
        found: list[str] = []
        for at, word in enumerate(words(plain)):
            shown = f"{{{blanks[at]}}}" if at in blanks else "authority" if word in self.publisher else word
            if not (at in blanks and found and found[-1] == shown):
                found.append(shown)
        return re.sub(r"(\{\w+\})(?: (?:and|of|the|in|to|for|on|a) \1)+", r"\1", " ".join(found))

    def _intent(self, odds: Mapping[str, float], said: Said, asking: frozenset[str], form: str, *, titled: bool) -> Intent:
        said = replace(said, topical=sum(1 for s in said.rest if self.topical(s) and s in asking))
        judged = Judged(settled(said), odds, likelier(said, titled=titled))
        shared = judged.settled in {"list", "count"} and bool(said.facets.example)  # all the examples that speak of one thing
        if shared or judged.settled in UNLEARNED or (judged.settled == "overview" and said.part):
            return judged.likeliest
        decided = self.decide(form, marks(said, form, judged, titled=titled))
        likeliest = judged.likeliest
        best = max(ORDER, key=lambda name: decided.get(name, 0.0))
        surely = judged.factors[best] > 0 and decided.get(best, 0.0) - decided.get(likeliest, 0.0) > SURELY
        return best if surely else likeliest


def _asks_deeds(plain: str, form: str, odds: float) -> bool:
    """Whether a question asks what has been done, by its words or by the learned reader; where advice is named, by both."""
    told = say.OWN_DOING.sub(" ", say.NOT_ADVISED.sub(" ", plain))
    advice = any(pattern.search(told) for pattern in (say.RECOMMENDS, say.KINDS["recommendation"], say.KINDS["example"]))
    acts = bool(say.ACTS.search(told))
    said = {word for word in words(re.sub(r"\{\w+\}", " ", form)) if word not in STOPWORDS}
    learned = odds > SURELY_DEEDS and len(said) >= FEWEST_WORDS  # "by when?" and the like lean on what was said before
    return (learned and (acts or odds > BESIDE_ADVICE)) if advice else (learned or acts)


def _setlike(plain: str) -> bool:
    """Whether the question may ask for a set, an overview or a piece of research; if not, it is open."""
    return bool(
        any(pattern.search(plain) for pattern in say.KINDS.values()) or say.RECOMMENDS.search(plain) or say.ONES.search(plain)
        or say.COUNTS.search(plain) or say.COMPARES.search(plain) or say.OVERVIEW.search(plain) or PLACED.search(plain)
        or STUDIED.search(plain) or say.LOOSELY.search(plain)
    )  # fmt: skip


def _akin(one: str, other: str) -> bool:
    """Whether two stems are of one family ("respond", "respons")."""
    return one == other or (len(one) >= 5 and len(other) >= 5 and one[:5] == other[:5])
