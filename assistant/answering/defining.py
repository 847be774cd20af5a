"""Words asked about as words: "what does the phrase … refer to?", "in what sense is … used?", "… as the term is used here"."""

from __future__ import annotations

import re

from assistant.answering.finder import Finder
from assistant.answering.mention import places_of
from assistant.answering.mentioned import MARKS
from assistant.indexing.words import terms, words
from assistant.retrieval.retriever import Ranking

_NOUN = r"(?:words?|terms?|phrases?|expressions?|notions?|concepts?|coinages?|initials|letters|acronyms?|abbreviations?)"
_MEANS = r"(?:refers?(?: to)?|means?|stands?(?: for)?|denotes?|signif(?:y|ies)|covers?|describes?|designates?|alludes?(?: to)?|intended|meant|supposed to \w+)"
_BY = (
    r"(?:abbreviates? (?:to|as)|shortens? to|calls?(?! (?:for|on|upon|to|out|in|about|into)\b)|terms?|dubs?|labels?"
    r"|means? by|understands? by|describes? as|refers? to as|has in mind by|intends? by)"
)
_TEXT = r"(?:the (?:report|authors?|document|text|paper|publication|researchers?)|it|they)"
_QUOTED = r"[\"“‘'](?P<quoted>[^\"“”‘’']{2,40})[\"”’'](?!\w)"
_PLAIN = r"(?P<plain>(?:(?!as\b|is\b|in\b|here\b)[\w-]+(?: |(?![\w-]))){1,4}?)"
_END = r"(?= (?:in|as|of|here|is|are|was|when|to|refers?|means?|stands?|denotes?|covers?)\b|\W*$|[,;?])"
# As a word, whatever is asked of it; and beside a word in quotes.
SENSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:what|which)\b.{{0,40}}\bthe {_NOUN}(?: of)? (?:{_QUOTED}|{_PLAIN}{_END}).*\b{_MEANS}\b",
        rf"\b(?:in (?:what|which) sense|how)\b.{{0,60}}\b{_NOUN} (?:{_QUOTED}|{_PLAIN}{_END})",
        rf"\b(?:in (?:what|which) sense|(?:what|which) (?:sense|meaning|significance))\b.{{0,60}}?{_QUOTED}",
        rf"\b(?:explain|clarify|define|unpack|elucidate|gloss)\b.{{0,30}}\b{_NOUN} (?:{_QUOTED}|{_PLAIN}{_END})",
        rf"\b(?:is|are) (?:meant|intended|understood) (?:here )?by (?:the )?(?:{_NOUN} )?(?:{_QUOTED}|(?:an? )?{_PLAIN}{_END})",
        rf"\b{_TEXT} {_BY} (?:an? |the )?(?:{_QUOTED}|{_PLAIN}{_END})",
        rf"^\W*what (?:is|are) (?:an? |the )?(?:{_QUOTED}|{_PLAIN}),? (?:as|in the sense) (?:that )?(?:the|that|this) {_NOUN}\b",
    )
)
IN_QUOTES = re.compile(rf"\b(?:what|which|explain|describe|how)\b.*?(?<!\w){_QUOTED}", re.IGNORECASE)
PARTICULAR = re.compile(
    r"\b(?:who|whom|whose|when|where|why|how (?:many|much|long|often)|recommend\w*|examples?|case stud\w+|labels?|labelled|themes?)\b", re.IGNORECASE
)
MOST = 4  # words of a term
SAID = 0.35  # what it counts that a passage has the term; twice that for setting it in quotes, on the scale of a cosine


def sense_of(text: str) -> str:
    """The term whose sense is asked for, as it was typed; empty where something else is asked."""
    typed = text.replace("’", "'")
    for pattern in SENSES:
        if match := pattern.search(typed):
            term = (match["quoted"] or match.groupdict().get("plain") or "").strip(MARKS)
            if terms(term) and len(words(term)) <= MOST:
                return term
    return ""


def quoted_in(text: str) -> str:
    """The one term that a question sets in quotes, unless a particular of it is asked for."""
    match = IN_QUOTES.search(text.replace("’", "'"))
    return match["quoted"] if match and terms(match["quoted"]) and len(words(match["quoted"])) <= MOST and not PARTICULAR.search(text) else ""


def has(term: str, finder: Finder) -> bool:
    """Whether the report uses the term, or all of its words in one sentence."""
    return bool(places_of(term, "", finder))


def towards(term: str, finder: Finder, ranking: Ranking) -> bool:
    """Raise the passages that have the term, above all those that set it in quotes; whether there are any."""
    found = places_of(term, "", finder)
    marked = re.compile(rf"[\"“‘']{re.escape(term)}\w{{0,3}}[\"”’']", re.IGNORECASE)
    for passage in found:
        ranking.total[passage.id] += SAID * (2 if marked.search(passage.span.of(finder.index.report.text)) else 1)
    return bool(found)
