"""A question that takes something for granted which the report tells otherwise: the wrong town, name, number or year.

Such a question is declined as it stands. Asked again without its wrong particulars it may be one that the report
answers; then the report's own words are shown. What is wrong is met by them, never repeated: the answer says that the
report tells it otherwise, or that something is not mentioned, not what. (The idea of asking a question minimally
changed: contrast sets, Gardner et al. 2020.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.finder import Finder
from assistant.answering.window import DATE
from assistant.datatypes import Facets, Question
from assistant.indexing import patterns as say
from assistant.indexing.english import WordList
from assistant.indexing.scaffold import SCAFFOLD
from assistant.indexing.words import STOPWORDS, normalise, stem, terms, words
from assistant.retrieval.asking import NUMBERS
from assistant.retrieval.focus import ASKS, focus
from assistant.retrieval.retriever import Ranking

NUMBER = re.compile(r"£?\d[\d,.]*\d(?:\s?(?:million|billion|per cent|bn|m|k|%))?|£?\d(?:\s?(?:million|billion|bn|m|%))?")
NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+(?:(?: (?:of|and|for|the))? [A-Z][\w’'-]+)*")
RUN = re.compile(r"(?<![\w&])[A-Z][\w’'-]+(?:(?: (?:of|for|the))? [A-Z][\w’'-]+)*")
CLEFT = re.compile(r"^\W*(?:was|is|were|wasn't|isn't) (?:it|that) .{2,60}? (?:who|that|which|whose)\b", re.IGNORECASE)
LEFT = 3  # content words that must be left of a question, for it to be about one thing only
NOT_MENTIONED = "The question names what the report does not mention."  # met, not repeated
COVERED = 0.6  # share of them that the best passage and its questions hold
ALIKE = 0.55  # cosine with a curator's question that what a message states must reach
SMALL = "|".join(word for word, number in NUMBERS.items() if 0 < number <= 10)
TEENS = "|".join([*(word for word, number in NUMBERS.items() if number > 10), *"thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()])
TENS = "|".join("twenty thirty forty fifty sixty seventy eighty ninety".split())
NUMERAL = re.compile(
    rf"\b(?:(?:half a )?dozens?|half|(?:a|{SMALL}) (?:thirds?|quarters?|fifths?)|(?:{TENS})(?:[- ](?:{SMALL}|odd))?"
    rf"|(?:{SMALL}) in (?:{SMALL}|{TENS})|(?:doubl|trebl|tripl|quadrupl|halv)(?:e[sd]?|ing)|{TEENS}|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
QUESTION = re.compile(
    r"^(?:who|what|when|where|which|why|how|is|are|was|were|did|does|do|has|have|can|could|list|show|tell|give|name|explain)\b", re.IGNORECASE
)
# What makes a sentence with a question mark a question: without it, it states ("Only £5m was asked for?").
INVERTED = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|any)\b"
    r"|(?:^|[,;:–—-])\W*(?:and |so |but |or )?(?:is|are|was|were|do|does|did|has|have|can|could|would|should|will)(?:n't)?\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"^(?:since|as|given(?: that)?|seeing(?: that| as)?|now that|considering(?: that)?|because|by the time)\s+(?P<stated>.{12,}?),\s", re.IGNORECASE
)
SO = re.compile(
    r"^(?!(?:who|what|when|where|which|why|how)\b)(?P<stated>.{12,}?)(?:;|\s[-–—]|,? (?:so|then|and so|but))\s+(?:who|what|when|where|which|why|how)\b",
    re.IGNORECASE,
)
TAGGED = re.compile(
    r"^(?P<stated>.{12,}?)[\s,;–—-]+(?:right|correct|isn['’]t it|wasn['’]t it|aren['’]t they|weren['’]t they|didn['’]t (?:it|they)|yes|please confirm"
    r"|can you confirm(?: (?:it|that|this))?|is that (?:right|so|true|correct)|true or false)\b",
    re.IGNORECASE,
)
LONGEST = 4  # words of a name; a longer run in capitals is a title
SURE = 0.9  # of the threshold


@dataclass(frozen=True, slots=True)
class Premise:
    wrong: tuple[str, ...]  # particulars of the question that the best passage does not hold
    ranking: Ranking


def mistaken(question: Question, query: str, finder: Finder, boosts: dict[int, float]) -> Premise | None:
    """The wrong particulars of a question, and the ranking without them; nothing where it is simply not answered."""
    text = finder.index.report.text
    stated = states(question.text)
    names = _named(query, unknown=finder.index.english) + _unheard(query, finder) if stated else NAME.findall(query)
    particulars = [*NUMBER.findall(query), *names]
    if (told := _told_otherwise(query, _strange(particulars, finder), finder, boosts)) is None:
        return None
    wrong, bare, ranking = told
    named = any(not NUMBER.fullmatch(particular) for particular in wrong)
    placed = bool(question.facets.closed() or question.facets.example or any(found in text for pattern in (NUMBER, NAME) for found in pattern.findall(bare)))
    if named and not stated and not placed and not _of_a_thing(wrong, query, finder, ranking):
        return None  # nothing left of it names anything in the report: it is about something else altogether
    decision = finder.decide(finder.index, ranking, bare)
    if decision.answerable < decision.threshold * SURE or decision.figures.covered < COVERED:
        return None
    return Premise(tuple(wrong), ranking)


def _of_a_thing(names: list[str], query: str, finder: Finder, ranking: Ranking) -> bool:
    """Whether a wrong name only tells which of a sort is meant that the best passage tells of: "the Leicester depot"."""
    report = finder.index.report
    told = set(terms(report.passages[int(ranking.order()[0])].span.of(report.text)))
    nouns = [match[1] for name in names for match in re.finditer(rf"{re.escape(name)}(?:['’]s)? (\w+)", query)]
    return any(terms(noun) and set(terms(noun)) <= told for noun in nouns)


def states(text: str) -> bool:
    """Whether a message says something and wants it confirmed: "…, right?", "Was it X who …?", "Y was the partner."."""
    return bool(say.TAGS.search(text) or CLEFT.match(text) or ("?" not in text and not ASKS.search(normalise(text))))


def _unheard(query: str, finder: Finder) -> list[str]:
    """Words in small letters that neither English nor the report knows: "deloitte", "pwc"."""
    index = finder.index
    typed = [word for word in re.findall(r"\b[a-z]{3,}\b", query) if word not in index.vocabulary and stem(word) not in index.vocabulary]
    return [word for word in typed if word not in index.english or index.english.doubts(word)]


def granted(text: str) -> str:
    """What a message states before it asks ("Since three quarters are offline, what …?"); empty where it only asks."""
    sentences = [s.strip() for s in SENTENCE.split(text) if s.strip()]
    stated = [s for s in sentences if not QUESTION.match(s) and (not s.endswith("?") or not INVERTED.search(s))]
    if stated and (len(stated) < len(sentences) or "?" in stated[0]):
        return " ".join(stated)
    match = GIVEN.match(text) or SO.match(text) or TAGGED.match(text)
    return match["stated"].strip() if match else ""


def stated_so(question: Question, text: str) -> bool:
    """Whether the report itself speaks of so many: "the six key strands" are not the themes."""
    word = next((w for w, n in NUMBERS.items() if n == question.number), str(question.number))
    pattern = say.KINDS[question.kind or "theme"].pattern
    asked = re.search(rf"\b(?:{word}|{question.number})\W+(?:\w+\W+){{0,2}}?({pattern})", question.text.casefold())
    noun = asked[1] if asked else ""
    return bool(noun and re.search(rf"\b(?:{word}|{question.number})\W+(?:\w+\W+){{0,2}}?{re.escape(noun)}\b", normalise(text)))


def wrongly_granted(text: str, finder: Finder, facets: Facets | None = None) -> Premise | None:
    """A number or name in what a message states, where the passage that tells of it has another one; not a study's own date."""
    stated = granted(focus(text)) or granted(text)
    dated = bool(facets and facets.source)  # "the October study" is named, not dated wrongly
    particulars = [particular for particular in _particulars(stated, finder) if not (dated and DATE.search(particular))]
    if (told := _told_otherwise(stated, particulars, finder, {})) is None:
        return None
    wrong, bare, ranking = told
    figures = finder.decide(finder.index, ranking, bare).figures
    return Premise(tuple(wrong), ranking) if figures.covered >= COVERED and figures.asked >= ALIKE else None


def _particulars(stated: str, finder: Finder) -> list[str]:
    return [*NUMBER.findall(stated), *NUMERAL.findall(stated), *_strange(_named(stated, unknown=finder.index.english), finder)]


def _strange(particulars: list[str], finder: Finder) -> list[str]:
    """Particulars that can be wrong: "the Regional Stabilisation Fund" is the subject, the publisher is whom everything is about."""
    report = finder.index.report
    own = {*words(report.publisher), "".join(word[0] for word in words(report.publisher))}
    named = [found for found in particulars if not all(word in own or _function(word) for word in words(found))]
    return [found for found in named if " " not in found or found not in report.text]


def _told_otherwise(text: str, particulars: list[str], finder: Finder, boosts: dict[int, float]) -> tuple[list[str], str, Ranking] | None:
    """The particulars for which the passage that tells of the rest has others, the text without them, and its ranking."""
    if not particulars:
        return None
    first = finder.retriever.rank(_without(text, particulars), boosts=boosts)
    passage = finder.index.report.passages[int(first.order()[0])].span.of(finder.index.report.text)
    held = set(terms(passage))
    wrong = [found for found in particulars if not set(terms(found)) <= held]
    bare = _without(text, wrong)
    if not wrong or len(set(terms(bare))) < LEFT or not all(_rivalled(found, passage, text) for found in wrong):
        return None
    return wrong, bare, finder.retriever.rank(bare, boosts=boosts)


def _without(text: str, particulars: list[str]) -> str:
    for particular in particulars:
        text = text.replace(particular, " ")
    return " ".join(text.split())


def unmentioned(query: str, finder: Finder, passage: str = "") -> bool:
    """Whether an answered question names what stands nowhere in the report, or a number that the passage tells otherwise."""
    text = finder.index.report.text
    stated = states(query)
    found_names = _named(query, unknown=finder.index.english if stated else None) + (_unheard(query, finder) if stated else [])
    named = [found for found in found_names if len(words(found)) <= LONGEST]
    told = {*terms(text), *map(stem, SCAFFOLD)} if named else set()
    if any(not set(terms(found)) <= told for found in named):
        return True
    return any(found not in text and _rivalled(found, passage, query) for found in NUMBER.findall(query))


def _named(query: str, *, unknown: WordList | None = None) -> list[str]:
    """Names in a question; a capital that only begins a sentence makes none, unless its word is `unknown` English."""
    found = []
    for match in RUN.finditer(query):
        run = match.group().split()
        begins = match.start() == 0 or query[: match.start()].rstrip().endswith((".", "?", "!"))
        while run and _function(normalise(run[0])):
            run, begins = run[1:], False
        shouted = len(run) > 1 and all(word.isupper() for word in run)  # an instruction, not a name
        begins = begins and not (run and unknown and (unknown.doubts(run[0].casefold()) or run[0].casefold() not in unknown))
        if run and not shouted and not (begins and len(run) == 1):
            found.append(" ".join(run))
    return found


def _function(word: str) -> bool:
    """Whether a word is a function word, alone or with what an apostrophe joins to it: "I'd", "How's", "Isn't"."""
    return not STOPWORDS.isdisjoint({word, word.partition("'")[0], word.removesuffix("n't")})


def _rivalled(particular: str, passage: str, query: str) -> bool:
    """Whether the passage tells something of the same sort: another number, another name."""
    if NUMBER.fullmatch(particular) or NUMERAL.fullmatch(particular):
        return any(found not in query for found in (*NUMBER.findall(passage), *NUMERAL.findall(passage)))
    asked = {stem(word) for word in words(query)}
    return any(not {stem(word) for word in words(found)} & asked for found in NAME.findall(passage))
