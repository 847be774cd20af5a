"""English that excludes: the words that rule out what they stand beside, and those that only look like it."""

from __future__ import annotations

import re
from typing import Final

NEGATORS: Final = frozenset(
    """not without except excluding exclude excludes no none never isn't aren't don't doesn't didn't wasn't weren't hasn't haven't minus omit omits
    omitting lack lacks lacking absent missing besides nothing silent leave leaving leave drop dropping remove removing ignore ignoring skip skipping neither nor non zero nowhere outside beyond bar barring disregard disregarding discount discounting aside excepting""".split()
)
# What says that something is absent, rather than that it be left out of an answer.
ABSENT: Final = NEGATORS - frozenset(
    "excluding minus besides leave leaving drop dropping remove removing ignore ignoring skip skipping outside beyond bar barring disregard disregarding"
    " discount discounting aside excepting except exclude".split()
)
# "…, nothing left out", "without omissions", "not skipping any" want all of it and exclude nothing: a gap is what they deny.
_LEAVE = r"(?:leav(?:e|ing)|skip(?:ping)?|miss(?:ing)?|omit(?:ting)?|overlook(?:ing)?|forget(?:ting)?|drop(?:ping)?|exclud(?:e|ing)|pass(?:ing)? over)"
_NONE = r"(?:none|nothing|no(?: single)? one|not (?:a single|even|so much as)? ?(?:one|any(?:thing)?)|not a (?:single )?thing)"
_LOST = r"(?:left (?:out|behind|off)|missing|missed(?: out)?|omitted|skipped|excluded|excepted|forgotten|overlooked|dropped|passed over)"
_BARE = r"(?<!have )(?<!has )(?<!having )(?<!had )"  # "which have no gaps" is asked of them
COMPLETELY: Final = re.compile(
    rf"[,;–-]?\s*\b(?:{_BARE}(?:(?:and|with|there being) )?{_NONE}(?: of (?:them|it|these|those))?(?: at all)?(?: (?:is|are|being|to be|should|must|be))* ?{_LOST}"
    rf"|(?:and )?(?:please )?(?:do not|don't|never|not|without)(?: ever)? {_LEAVE}(?: out)? (?:any(?:thing|one)?|(?:even )?(?:a single|so much as)? ?(?:one|thing)|some)\b"
    r"(?: of (?:them|it|these|those))?(?: (?:out|off|behind|aside))?"
    rf"|(?:and )?(?:{_LEAVE}|spar(?:e|ing)|barr?(?:ing)?|except(?:ing)?)(?: out)? {_NONE}(?: of (?:them|it|these|those))?(?: (?:out|off|behind|aside))?"
    rf"|{_BARE}(?:(?:and|with) )?(?:no|without|zero)(?: (?:any|a single|the (?:least|slightest|smallest)))? (?:omissions?|exceptions?|exclusions?|gaps?)"
    r"(?! (?:of|from|in|for|to)\b))(?!\w)"
)
NEGATED_AFTER: Final = re.compile(
    r"^(?:\W*(?!(?:leaving|leave|setting|putting)\b)\w+\b){0,3}?\W*(?:is |are |was |were |being |be )?(?:(?:completely |entirely |wholly |totally )?silent|disregarded|excluded|left out|set aside|aside|omitted|ignored|absent|missing|not included|not counted|taken out|removed|made no|made none|gave no|has no|have no|had no|contributed no"
    r"|discounted|ignored|dropped|struck out|left aside|put aside|put to one side|being disregarded)"
)
NEGATING_PHRASES: Final = (
    "other than",
    "apart from",
    "but not",
    "rather than",
    "aside from",
    "leaving out",
    "left out",
    "instead of",
    "take out",
    "took out",
    "taken out",
    "take away",
    "outside of",
    "not counting",
    "exception of",
    "save for",
    "save those",
    "save the ones",
    "save what",
    "theme save",
    "themes save",
    "chapter save",
    "chapters save",
    "recommendation save",
    "recommendations save",
    "everything save",
    "all save",
    "strip out",
    "stripping out",
    "filter out",
    "filtering out",
    "cut out",
    "weed out",
    "knock off",
    "forget about",
    "forgetting about",
)
# "I'm not sure", "nothing else", "no rush", "not every one" rule out nothing.
IDLE: Final = re.compile(
    r"\b(?:(?:i'm|i am|am|we're|we are)? ?not (?:(?:at all|quite|so|very|really|entirely) )?(?:sure|certain|clear|bothered|fussed|in (?:a|any) (?:rush|hurry))"
    r"|(?:don't|do not|didn't) (?:really |quite |yet )?(?:know|understand|remember|recall|mind)\b(?: \w+){0,3}|no (?:rush|hurry|idea|waffle|fluff|frills|worries|doubt|more than)|no need (?:for|to)\b(?: \w+){1,3}"
    r"|and,? besides,|(?:and |with )?nothing (?:else|more)(?! than)|no(?:thing)? (?:other|others)\b(?! than)|(?:if|or) not\b(?=\W*(?:$|[,;:?]|how|which|what|why|who|where|then))|not (?:required|needed|necessary)|not (?:every\w*|all|just|only|merely)\b)"
)
# Words that deny, in a question or in what is told: a text that tells what was done seldom tells what was not.
DENIES: Final = re.compile(
    r"\b(?:not|never|no|none|nobody|without|neither|nor|cannot|least|un\w{3,}able|fail\w*|lack(?:s|ed|ing)?|refus\w+|stop(?:s|ped)?|reject\w*|den(?:y|ies|ied))\b|n't\b"
)
# People who are left out, or without something, are spoken of; no set is narrowed by them.
_WHO = r"(?:people|persons?|those|folks?|anyone|anybody|everyone|citizens|residents|men|women|adults|children|families|households|neighbours|communities|someone)"
SUFFERED: Final = re.compile(
    r"\b(?:who|whom|people|person|anyone|anybody|those|communities|groups|whoever) (?:(?:who|that) )?(?:is|are|was|were|gets?|got|being|feel\w*) (?:\w+ )?"
    r"(?:left out|excluded|missing|ignored|forgotten)\b"
    rf"|\b{_WHO} (?:(?:who|that) (?:are |were |have |had )?|living |left |going )*(?:without|with no|with nowhere|lacking|lack) (?:an?y? |the |their |any )?\w+"
)
