"""Whether a message leans on what was said before, and the words that show it."""

from __future__ import annotations

import re

from assistant.datatypes import Question
from assistant.indexing import patterns as say
from assistant.indexing.words import STOPWORDS, words

OPENERS = re.compile(
    r"^(?:and|so|but|or|then|also|just|only|what about|how about|what of|ok(?:ay)?,? (?:and|so|but|just|now)|now (?:just|only|count)|(?:the )?same|likewise|not|any (?:more|others?)|"
    r"anything else|what else|who else|which of|how many of|the (?:other|others|rest|first|second|third|last)|why(?: not)?\??$|when\??$|who\??$|how(?: so)?\??$|where\??$|by whom|from whom|is that|are (?:those|these|they)|"
    r"leave out|drop|take (?:away|out|off)|subtract|widen|broaden|narrow|remove|exclude|excluding|without|skip|minus|except|ignore|back to|put|tell me more|more (?:detail|on that|about)|go on|expand|such as|like what|for example|in all|in total|total)\b"
)
CORRECTIONS = re.compile(
    r"^(?:oh,? )?(?:no|nope|sorry|actually|wait|my mistake|apologies|scrap that|hang on|oops|i mean(?:t)?|correction|rather)\b[\s,.:;–-]*(?:(?:no|sorry|actually|(?:i )?mean(?:t)?|not that(?: one)?|i was asking about|i'm asking about|make that|rather)\b[\s,.:;–-]*)*"
)
ANAPHORA = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|those|these|he|him|his|she|her|hers|the (?:former|latter)|the same|such|there|"
    r"(?:the|that|this|which|what|any) (?:one|ones)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d(?:st|nd|rd|th)) one|which one's|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final)(?= of (?:them|those|these)|\W*$)|back to|ones|both|the others?|the rest|neither|either of|that|this)\b"
)
NOT_ANAPHORA = re.compile(
    r"\b(?:(?:is|was|wasn't|isn't) it (?=[^.?!]{2,60} (?:who|whose|which|that)\b)|(?:is|was) (?:it|this|that) (?:all )?(?:based|built|drawn|resting|founded)|(?:this|that|the) (?:whole |entire )?(?:report|document|paper|publication)|is there|are there|was there|were there|there (?:is|are|was|were|any)|is it true|does it (?:say|mention|recommend|suggest|cover|talk|include|give|list|name|explain|tell|have|contain)|"
    r"it (?:says?|mentions?|recommends?)|about it all|in it|say that|says that|true that|so that|mean that|claim that|know that|such as|things? that|one that|(?:(?!(?:does|this|has|was|is)\b)\w{3,}s|people|groups?|anything|something|everything|those|ones?|\w+ion|\w+ment|\w+y) that|that (?:is|are|was|were|has|have|had|do|does|did|can|could|would|will|may|might|the|people|we|they|came|come|help|made|make))\b"
)
PRONOUN = re.compile(r"\b(it|its|they|them|their|those|these|this|that|he|she|his|her|him|there|one|ones)\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:the other|others|other one|other ones|the rest|the remaining|remainder)\b")
EVIDENCE = re.compile(
    r"\bwhen\b.{0,20}\b(?:come out|came out|published|written|from|done|dated|released)\b|\b(?:who|which|whose)\b.{0,25}\b(?:behind|said|says|from|come from|came from|source|evidence|recommended|suggested|study|research|wrote|author)\b"
    r"|\bwhat\b.{0,25}\b(?:behind|from|come from|came from|source|evidence|study|research|author)\b|\bsource\b|\bsays who\b|\bwhere (?:is|are|was|were|did|does|do) (?:it|that|this|they|those|these)\b.{0,12}\b(?:from|come)\b"
)
WHOSE_ALONE = re.compile(r"^\W*(?:(?:and|so|ok(?:ay)?)\W+)*(?:which|what|whose) (?:study|research|paper|source|evidence|theme|section|label)\W*$")
SMALL_TALK = re.compile(
    r"(?i)^\W*(?:(?:thanks|thank you|ta|cheers|great|cool|lovely|nice|perfect|brilliant|ok(?:ay)?|right|got it|fine|good|yes|no worries|hi|hello|hiya)\b(?: thanks| so much| a lot)?[\s,.!;:–-]+)+(?=\w+\W+\w+)"
)
SWITCH = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|now|so|and|but)\W+)*(?:(?:a |one )?(?:different|new|another|separate|other|unrelated) (?:question|thing|topic|subject|matter)|forget (?:that|it|about (?:that|it))|never mind(?: that)?|changing (?:the )?(?:subject|topic)|(?:moving|switching) on|something (?:else|unrelated|different)(?: entirely)?|unrelated(?:ly)?|by the way|btw|separately|on a separate note|completely different|on (?:another|a different) (?:note|subject|topic)|leaving that aside)\b[\s,.:;–-]*"
)
WHOLE = re.compile(
    r"\b(?:in all|in total|altogether|overall|all together|whole report|entire report|whole thing|across (?:the )?(?:whole|all|everything|report|themes))\b"
)
NOW = re.compile(
    r"(?i)^\W*(?:(?:and|so|then|ok(?:ay)?|right)\W+)*now(?:,| do| try| take| give me| show me| list)?\s+(?=(?:the |do |for )?\w)(?!(?:just|only|count)\b)"
)
NAME_ALONE = re.compile(
    r"(?:(?:the|and|or|so|but|for|in|from|on|about|what|how|of|to|at|by|with|under|then|please|instead|one|just|only|same) )*(?:\{(?:theme|source|label|example|place)\} ?)+"
    r"(?:(?: ?one| ?ones| ?then| ?please| ?instead| ?now| ?too| ?theme| ?study| ?research| ?example))*"
)  # a form with nothing but a name in it
REPORT_SAID = re.compile(r"\b(?:report|document|paper|publication)\b")
POINTED_AT = re.compile(r"\b(?:that|it|they|those|these)\b")
SUBJECT_WORDS = 9  # of the last question that a message which leans on it takes along
SHORT = 2  # content words: a message this short without a named thing leans on the last one


def leans(plain: str, alone: Question, before: Question) -> bool:
    """Whether a message needs the conversation to be understood."""
    if alone.intent == "overview" and POINTED_AT.search(plain) and not REPORT_SAID.search(plain):
        return before.intent == "open" and not REPORT_SAID.search(before.query.casefold())  # "what was that for?"
    if alone.intent in {"overview", "contact"}:
        return False
    if OPENERS.search(plain) or WHOSE_ALONE.match(plain):
        return True
    if ANAPHORA.search(NOT_ANAPHORA.sub(" ", say.TAGS.sub("", plain))):
        return True
    content = [w for w in words(plain) if w not in STOPWORDS]
    if len(content) == 1 and any(pattern.fullmatch(plain.strip(" ?!.")) for pattern in say.ASPECTS.values()):
        return True  # "Partners?", "Date?"
    if re.search(r"\bcompares?\W*$", plain) and not alone.facets.closed():
        return True  # "how does the national picture compare?"
    named = alone.kind or alone.facets.closed() or alone.facets.example or alone.facets.topic
    return len(content) <= SHORT and not named and not re.search(r"\b[A-Z]{2,}", alone.text)
