"""The sort of thing a question asks for (a sum, a number, so many names, a person, a date, a later state), and whether a passage holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.window import AMOUNT, SPELLED, asks_for
from assistant.indexing.words import normalise, stem, terms, words
from assistant.retrieval.asking import NUMBERS

MONEY = re.compile(r"£\s?\d[\d,.]*\s?(?:bn|m|k|million|billion)?")
MONEY_ASKED = re.compile(
    r"\b(?:budget(?:s|ed)?|costs?|price|salar(?:y|ies)|fees?|charged?|(?<!who )paid|(?<!who )(?<!will )pay|spen[dt]|spending|priced?"
    r"|expens\w+|wages?|how much (?:\w+ )?(?:money|funding|cash)|how (?:big|large) (?:is|was|were|are|would|will|might|could|should) the"
    r" (?:\w+ ){0,2}(?:fund|pot|grant|budget|bid|ask)"
    r"|what (?:was|is|were) the (?:sum|amount)|(?:size|amount) of the (?:\w+ )?(?:grant|fund|budget|contract))\b"
    r"|\bin pounds\b|\bfigure\b.{0,50}\b(?:fund|grant|budget|bid|funding|money)\b"
)
SUM_ASKED = re.compile(
    r"\bhow much (?:money|funding|cash)\b|\bhow (?:big|large) (?:is|was|were|are|would|will|might|could|should) the (?:\w+ ){0,2}(?:fund|pot|grant|budget)\b"
    r"|\b(?:annual |total |overall )?budgets? (?:for|of|is|was)\b|\bwhat(?:'s| is| was| were) the (?:\w+ ){0,3}(?:budget|cost|price|salary|fee)\b"
)
PAYER_ASKED = re.compile(
    r"\b(?:who(?: has| have| had|'s)?|which \w+|whose money) (?:paid|funded|financed|sponsored|bankrolled|put up|footed|covered the)\b|\bwhose money\b"
)
PAID = re.compile(r"\b(?:fund(?:s|ed|ing)?|pa(?:id|ys?)|financ\w+|sponsor\w+|grants?|invest\w*|donat\w+)\b|£")
NAMES_ASKED = re.compile(
    r"\b(?:who (?:chairs?|heads?|runs?|leads|sits? on|serves? on|is (?:the )?(?:chair|head|director|chief|boss|lead)|are the)"
    r"|who(?:'s| is|'re| are) (?:in charge|on|at the head|leading|running|chairing|sitting)|names? of (?:the|each|all|any)|name (?:the|each|all)"
    r"|individual (?:academics?|researchers?|people|staff|members?|officers?|names?|organisations?)|which (?:languages?|towns?|cities"
    r"|boroughs?|schools?|companies|firms|individuals|people|hospitals|streets?|wards?))\b"
)
# Who holds an office or sits on a body: only a person's name with a role beside it answers that.
OFFICE_ASKED = re.compile(
    r"\bwho (?:currently |now |actually )?(?:chairs?|heads?|sits? on|serves? on)\b"
    r"|\b(?:which|what) (?:person|individual|officer|man|woman) (?:currently |now )?(?:chairs|heads|leads|runs)\b"
    r"|\bwho (?:leads|runs) (?=.*\b(?:taskforce|board|panel|committee|team|forum|coalition|network)\b)|\bwho(?:'s| is|'re| are) (?:currently |now )?"
    r"(?:chairing|heading|sitting on|in charge|at the head|(?:the )?(?:chair|head|director|chief|boss)|on the (?=.*(?:taskforce|board|panel|committee|team)))"
    r"|\bnames? of the (?:people|persons|members?|individuals|officers?|staff|chair|head|director|boss)\b"
    r"|\bname the (?:chair|members|officers?|director|boss)\b"
)
PERSONS = (
    "academics?|researchers?|professors?|authors?|lecturers?|staff|officers?|members|individuals|people|persons|volunteers|interviewees|participants|attendees"
)
PERSONS_NAMED = re.compile(
    rf"\bname (?:the |those |all |each |some )?(?:\w+ ){{0,5}}?(?:{PERSONS})\b"
    rf"|\bnames? of (?:the |those |all |each )*(?:\w+ ){{0,4}}?(?:{PERSONS})\b"
)
OFFICE_HELD = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+,? \(?(?:Chair|Head|Director|Chief|Mayor|Leader|Lead|President|Officer|Manager|Minister)\b")
COUNTED = {**{word: n for word, n in NUMBERS.items() if n > 2}, "fourteen": 14, "twenty": 20, "thirty": 30}
COUNT = rf"{'|'.join(COUNTED)}|\d{{1,3}}"
# So many things, to be told one by one: "name all six strands", "the other four", "the ten groups in turn".
LISTED_ASKED = re.compile(
    r"\b(?:list|names? of|name|what (?:are|were)|(?:tell|give|show) (?:me|us)|remaining|other) "
    rf"(?:the |those |of |all |out |other |remaining )*({COUNT})\b"
    rf"|\bwhich ({COUNT})\b|\b({COUNT})\b.{{0,60}}\b(?:one by one|in turn|individually|in full)\b"
)
REST_ASKED = re.compile(rf"\b(?:remaining|other) (?:{COUNT})\b")
SHARE_ASKED = re.compile(
    r"\b(?:what|which) (?:share|proportion|percentage|fraction|per ?cent)\b|\bhow many (?:per ?cent|in (?:every|a) (?:ten|hundred))\b|\bas a percentage\b"
)
SHARE = re.compile(
    r"\d[\d.,]*\s?(?:%|per ?cent)|\b(?:half|thirds?|quarters?|fifths?|tenths?|majority|most|minority|(?:one|two|three|four|\w+ty) (?:in|out of) \w+)\b",
    re.IGNORECASE,
)
SHARED_OUT = re.compile(
    r"\bbreak\w*\b.{0,40}?\bdown\b(?!.{0,20}\bbarriers?\b)|\bbreak-?downs?\b|\bso much (?:for|on)\b"
    r"|\b(?:money|funding|cash|grant|budget|fund|pot|£\S+|sum|contract)\b.{0,40}"
    r"\b(?:split|divided|shared out|carved up|allocated) (?:up )?(?:between|among|across|by)\b"
)
NAME_WANTED = re.compile(r"\b(?:who|whom|whose|where)\b|\b(?:what|which) (?:country|city|town|state|place|county|region|river|continent|person|man|woman)\b")
CAPITAL = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+")
BETWEEN = re.compile(r"[,;](?! and\b)|\n\s*[-–•]")
LATER = re.compile(
    r"\b(?:still|later|afterwards?|nowadays|these days|today|currently|at present|right now|now|by now|so far|to date|(?:a|\w+) years? on"
    r"|end(?:ed|ing)? up|went on to|in the end|eventually|bec(?:a|o)me of|this (?:week|month|season|year)|next)\b"
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
FIGURE = re.compile(r"(?<![\w/.,-])£?(?!(?:19|20)\d\d\b)\d[\d,.]*(?:bn|m|k|%)?(?![\w/])", re.IGNORECASE)  # no year, not "COVID-19" or "24/7"
UNPRICED = re.compile(FIGURE.pattern.replace("-])£?", "£-])"), re.IGNORECASE)  # how many there are of something is no sum
WORDED = re.compile(rf"\b(?:{'|'.join(word for word, n in NUMBERS.items() if n > 1)})\b", re.IGNORECASE)


def suits(query: str, passage: str) -> float:
    """1 where a sort of thing is asked for that the passage holds, -1 where it does not; 0 where none is asked for."""
    plain = normalise(query)
    if SHARED_OUT.search(plain):
        return 1.0 if len(_new(FIGURE, passage, plain)) > 1 else -1.0
    if MONEY_ASKED.search(plain):
        return 1.0 if _new(MONEY, passage, plain) else -1.0
    if (wanted := listed(plain)) and things(_nearest(plain, passage) if REST_ASKED.search(plain) else passage) < wanted:
        return -1.0
    if SHARE_ASKED.search(plain):
        return 1.0 if _new(SHARE, passage, plain) else -1.0
    if PERSONS_NAMED.search(plain) or NAMES_ASKED.search(plain):
        return 1.0 if (OFFICE_ASKED.search(plain) or PERSONS_NAMED.search(plain)) and OFFICE_HELD.search(passage) else -1.0
    sort = asks_for(query)
    if sort is None:
        return 0.0
    if sort is not AMOUNT:
        return 1.0 if sort.search(passage) else -1.0
    figures = UNPRICED if "how many" in plain else FIGURE
    return 1.0 if any(_new(numbers, passage, plain) for numbers in (figures, SPELLED, WORDED)) else -1.0


def _nearest(plain: str, passage: str) -> str:
    """The sentence that shares most words with the question."""
    asked = set(terms(plain))
    return max(SENTENCE.split(passage), key=lambda sentence: len(asked & set(terms(sentence))))


def of_money(query: str) -> bool:
    """Whether a sum of money is asked for, or who paid."""
    plain = normalise(query)
    return bool(SUM_ASKED.search(plain) or PAYER_ASKED.search(plain))


def money_missing(query: str, passages: Sequence[str]) -> bool:
    """Whether none of the passages holds a sum that is asked for, or speaks of money given where it is asked who paid."""
    plain = normalise(query)
    without_sum = bool(SUM_ASKED.search(plain)) and not any(_new(MONEY, passage, plain) for passage in passages)
    return without_sum or (bool(PAYER_ASKED.search(plain)) and not any(PAID.search(normalise(passage)) for passage in passages))


def more_asked(query: str) -> bool:
    """Whether the shares of a sum or the rest of a list are asked for: more than the passage that tells of the whole may hold."""
    plain = normalise(query)
    return bool(SHARED_OUT.search(plain) or REST_ASKED.search(plain) or SHARE_ASKED.search(plain))


def names_another(query: str, sentence: str) -> float:
    """1 where a person or place is asked for and a sentence has a name that the question has not, -1 where it has none; else 0."""
    if not NAME_WANTED.search(normalise(query)):
        return 0.0
    asked = {stem(word) for word in words(query)}
    return 1.0 if any(not {stem(word) for word in words(name)} <= asked for name in CAPITAL.findall(sentence)) else -1.0


def later(query: str, passage: str) -> float:
    """1 where a question asks what became of something, in words of time that the passage has none of; else 0."""
    return 1.0 if LATER.search(normalise(query)) and not LATER.search(normalise(passage)) else 0.0


def _new(figures: re.Pattern[str], passage: str, question: str) -> list[str]:
    """The figures of a passage that a question does not itself state: it asks for another one."""
    found = [normalise(figure.group()).strip("£ ,.") for figure in figures.finditer(passage)]
    return [figure for figure in found if not re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d,]*\d)", question)]


def listed(question: str) -> int:
    """How many things are to be told one by one; 0 where no such number is asked for."""
    match = LISTED_ASKED.search(question)
    count = next((found for found in match.groups() if found), "") if match else ""
    return int(count) if count.isdigit() else COUNTED.get(count, 0)


def things(passage: str) -> int:
    """How many things one sentence of a passage may list."""
    return max(len(BETWEEN.findall(part)) + 1 + bool(re.search(r"\band\b", part)) for part in SENTENCE.split(passage))
