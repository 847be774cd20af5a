"""Questions after a word: "does it mention schools?", "recommendations in which faith groups are named", "those that don't mention it"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.indexing import patterns as say
from assistant.indexing.negation import NEGATORS
from assistant.indexing.words import terms, words

_TEXT = r"(?:report|document|paper|text|publication)"
_SUBJECT = rf"(?:it|they|this|(?:the|this) (?:\w+ )?{_TEXT}|the authors?|anyone|anybody|anything)"
_ADVERB = r"(?:(?:ever|even|actually|specifically|explicitly|expressly|also|directly) )?"
_WORD = r"(?:(?:the |a )?(?:exact |very )?(?:words?|terms?|phrases?|expressions?|names?)(?: of)?)"
# What a text does with a word, and what a word does in a text.
_VERB = r"(?:mention(?:s|ed|ing)?|refer(?:s|red|ring)? to|nam(?:es?|ed|ing)|bring(?:s|ing)? up|speak(?:s|ing)? of|allud(?:es?|ed|ing) to|cit(?:es?|ed|ing))"
_HOLDS = r"(?:contain(?:s|ing)?|includ(?:es?|ing)|us(?:es?|ing)|ha(?:ve|s|ving)|with|featur(?:es?|ing)|carr(?:y|ies|ying)|say(?:s|ing)?)"
_DONE = r"(?:mentioned|referred to|named|brought up|spoken of|alluded to|cited)"
_TOUCHED = rf"(?:{_DONE}|touched upon|talked about|discussed|used|found)"
_STANDS = r"(?:(?:come|crop|pop|turn|show)s? up|appears?|occurs?|features?|figures?|gets? (?:a mention|mentioned)|stands?|crops? up)"
_PASSING = (
    r"(?:at all|anywhere|somewhere|by (?:name|title)|explicitly|in passing|incidentally|directly|"
    r"(?:even |at least |just )?once|in (?:any|some) (?:way|form|shape)|in so many words)"
)
_TAIL = rf"(?:,? (?:even |if only |however briefly )?(?:{_PASSING}|in (?:it|them|here|this|(?:the|this|its|their) (?:{_TEXT}|words|wording))))*\W*$"
_WHERE = (
    r"(?:(?:where|in which (?:parts?|sections?|themes?|places?)|how (?:often|many times)|when)(?: exactly)? )"
    r"(?:(?:in|among|across|within) (?:all )?(?:the |its |their |these |those )?"
    rf"(?:{_TEXT}|(?P<kind>recommendations?|proposals?|suggestions?|examples?|case studies|stories)) )?"
)
_ITEM = (
    r"(?P<kind>recommendations?|recs|suggestions?|proposals?|examples?|(?:case[- ])?stud(?:y|ies)|stor(?:y|ies)|projects?|schemes?|actions?"
    r"|themes?|passages?|parts?|places|sections?|sentences?|paragraphs?|bits)"
)
_ASKED = (
    r"(?P<before>(?:[^?.!]*?\b)?)"
    r"(?:which|what|how many|every|each|any|all|those|the|list|"
    r"find|show|give(?: me)?|name|quote|identify|collect|only|count)\b(?: (?:of|the|all|those|every|me))*"
)
_THEIRS = rf"(?: (?:whose|the) (?:{_TEXT}|words|wording|language)| (?:that|which))?"
_IN_WHICH = rf"(?:,? (?:in|within) (?:which|whose (?:{_TEXT}|words|wording))|,? where)"
_KIND = rf"^\W*(?:{_ASKED} )?{_ITEM}"
_AMONG = r"(?P<among>(?: (?!that|which|whose|where)[\w'-]+){0,7}?)"
MENTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_KIND}{_AMONG}{_THEIRS} (?:do |does |makes? )?{_ADVERB}(?:{_VERB}|(?:any |a )?(?:mentions?|references?) (?:of|to)|{_HOLDS} {_WORD}"
        rf"|with (?:a|any) (?:mention|reference) (?:of|to)) (?P<what>.+?){_TAIL}",
        rf"{_KIND}{_AMONG}{_THEIRS} (?:do |does )?{_ADVERB}(?:bring|brings|bringing) (?P<what>.+?) up{_TAIL}",
        rf"{_KIND}{_AMONG}{_IN_WHICH} (?:is |are |do |does )?(?P<what>.+?) (?:(?:is|are|gets?) )?{_ADVERB}(?:{_DONE}|used|{_STANDS}){_TAIL}",
        rf"^\W*(?P<before>(?:[^?.!]*?\b)?)in (?:which|what|how many)(?: of (?:the|its|their))?(?: \w+ed)? {_ITEM}{_AMONG} "
        rf"(?:is|are|do|does) (?P<what>.+?) {_ADVERB}(?:{_DONE}|used|found|{_STANDS})(?: as (?:being )?\w+(?: \w+)?)?{_TAIL}",
        rf"^\W*(?:which|what) (?P<what>[\w'-]+(?: [\w'-]+)?) (?:(?:does|do|did) {_SUBJECT} {_ADVERB}{_VERB}|(?:is|are|get) {_ADVERB}{_DONE}){_TAIL}",
        rf"^\W*(?:does|do|did|is there anywhere) {_SUBJECT} {_ADVERB}{_VERB} (?P<what>.+?){_TAIL}",
        rf"^\W*(?:is|are|was|were) (?P<what>.+?) {_ADVERB}(?:{_DONE}|touched upon)(?: once)?{_TAIL}",
        rf"^\W*(?:is there |are there )?(?:any|a) (?:mentions?|references?|allusions?) (?:of|to) (?P<what>.+?){_TAIL}",
        rf"^.{{0,80}}?\b(?:every|each|all|all the|any) (?:mentions?|references?|occurrences?|uses?) (?:of|to) (?P<what>(?:{_WORD} |[\"“‘']).+?){_TAIL}",
        rf"^\W*{_WHERE}(?:is|are|was|were) (?P<what>.+?) {_ADVERB}{_TOUCHED}{_TAIL}",
        rf"^\W*(?:everywhere|wherever|(?:every|each|any) (?:place|time)(?: where)?) "
        rf"(?:that )?(?P<what>.+?) (?:(?:is|are|gets?) {_ADVERB}{_TOUCHED}|{_STANDS}){_TAIL}",
        rf"^\W*{_WHERE}(?:does|do|did) (?P<what>.+?) {_STANDS}{_TAIL}",
        rf"^\W*{_WHERE}(?:does|do|did) {_SUBJECT} {_ADVERB}{_VERB} (?P<what>.+?){_TAIL}",
    )
)
# The others: "those that don't mention the Mayor", "recommendations with no reference to schools".
_REFERENCE = r"(?:mention|reference)s? (?:of|to)"
_ABSENT = (
    rf"(?:(?:(?:do|does|did) not|don't|doesn't|didn't|never|fail to|fails to|omit to) {_ADVERB}(?:{_VERB}|{_HOLDS} {_WORD})"
    rf"|(?:makes?|making|with|contain(?:s|ing)?|have|has|having) no {_REFERENCE}|without (?:any |a )?{_REFERENCE}"
    rf"|without (?:mentioning|naming|referring to)|(?:leave|leaves|leaving) out {_WORD})"
)
_ABSENTLY = r"(?:(?:does|do|did) not|doesn't|don't|didn't|never|is not|isn't|are not|aren't)"
_OTHERS = rf"^\W*(?P<before>.*)\b(?:{_ITEM}|(?P<others>ones|those|points|items|asks))\b(?P<among>(?: (?!that|which|whose|where)[\w'-]+){{0,7}}?)"
SILENT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_OTHERS}{_IN_WHICH} (?P<what>{_WORD} .+?) {_ABSENTLY} {_ADVERB}(?:{_DONE}|used|found|occur|{_STANDS}|appear|stand){_TAIL}",
        rf"{_OTHERS}(?:,? (?:that|which))? (?:also |still |just )?{_ABSENT} (?P<what>.+?){_TAIL}",
    )
)
ALIKE = re.compile(r" \((?:or|and|in) [^()]{1,30}\)", re.IGNORECASE)  # "(or its plural)": words are looked up by their stems
PLEASE = re.compile(r",? (?:please|thanks|thank you)(?=\W*(?:$|[;.]))", re.IGNORECASE)
CLAUSE = re.compile(r"[;.](?=\s)")
ARTICLE = re.compile(rf"^(?:{_WORD} |(?:the|an?|any|some|other|either|both|such|all|their|its) )+", re.IGNORECASE)
ANYTHING = re.compile(rf"\banything (?:at all )?(?:said |in (?:here|it|this|the report) )?(?:on|about|regarding) (?P<what>.+?){_TAIL}", re.IGNORECASE)
EITHER = re.compile(r",? (?:and/or|or(?: else)?)(?: (?:to|of))? |, (?!and\b)", re.IGNORECASE)
OWNER = re.compile(r"^(?:\w+ ){0,2}\w+'s? (?=\w)")
BOTH = re.compile(r",? (?:and(?: also)?|as well as)(?: (?:to|of))? ", re.IGNORECASE)
QUOTED = re.compile(r"[\"“”‘'][^\"“”‘']+[\"“”’']\W*$")
NAMED = re.compile(r"\b(?:stud(?:y|ies)|research|themes?|labels?|sources?|each|it|them|that|this|these|those)\W*$", re.IGNORECASE)
# No word, but a sort of thing: "that don't mention a place".
VAGUE = re.compile(
    r"(?:an?|any|where|how|when|who|what|why|the|their|its|specific|particular)\b.*"
    r"\b(?:places?|locations?|where|happened|labels?|money|figures?|numbers?|sums?|dates?|names?|organisations?|partners?)\b",
    re.IGNORECASE,
)
MARKS = "\"'“”‘’ ,"
ITEMS = ("recommendation", "example", "action")
MOST = 3  # content words; a longer description is looked for by its sense


@dataclass(frozen=True, slots=True)
class Mention:
    """What is looked up, as it was typed, in which kind of item, and whether the question narrows those items down."""

    what: str = ""
    kind: str = ""
    among: bool = False
    silent: bool = False  # the items without it are asked for

    def __bool__(self) -> bool:
        return bool(self.what)


def mentioned(text: str) -> Mention:
    """What a question asks the mention of; empty where it asks for something else."""
    typed = PLEASE.sub("", ALIKE.sub("", say.TAGS.sub("", text.replace("’", "'"))))
    for clause in dict.fromkeys([typed, *CLAUSE.split(typed)]):
        if found := _mentioned(clause):
            return found
    return Mention()


def _mentioned(typed: str) -> Mention:
    match = next((m for pattern in SILENT if (m := pattern.match(typed))), None)
    if match and 0 < len(terms(match["what"])) <= MOST and not NAMED.search(match["what"]) and not VAGUE.match(match["what"]):
        kind = "recommendation" if match["others"] else _kind(match["kind"])
        return Mention(_bare(match["what"]), kind, among=True, silent=True) if kind else Mention()
    for pattern in MENTIONS:
        match = pattern.match(typed)
        if match and all(0 < len(terms(one)) <= MOST for one in alternatives(match["what"])) and not NAMED.search(match["what"]):
            found = match.groupdict()
            if NEGATORS & set(words(f"{found.get('before') or ''} {found.get('among') or ''}")):
                break  # "which do not mention a place" asks for the others
            kind = _kind(found.get("kind") or "")
            among = bool(terms(found.get("among") or "") or terms(found.get("before") or ""))
            return Mention(_bare(match["what"]), kind, among)
    return Mention()


def _kind(noun: str) -> str:
    noun = noun.casefold()
    return "action" if noun.startswith("action") else next((kind for kind in ITEMS[:2] if say.KINDS[kind].fullmatch(noun)), "")


def _bare(what: str) -> str:
    return ARTICLE.sub("", what.strip(MARKS)).strip(MARKS)


def asked_after(text: str) -> str:
    """What "is there anything on …?" asks after, as it was typed; empty where it asks for something else."""
    match = ANYTHING.search(text)
    return match["what"] if match and 0 < len(terms(match["what"])) <= MOST else ""


def alternatives(what: str) -> list[str]:
    """ "churches or other faith groups" → each of them, without what only introduces it."""
    parts = [part for half in EITHER.split(what) for part in BOTH.split(half)]
    return [bare for part in parts if (bare := ARTICLE.sub("", part.strip(MARKS)).strip(MARKS))]
