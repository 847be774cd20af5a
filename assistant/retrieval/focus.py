"""What of a message is the question: greetings, instructions to the program and markup are set aside."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.indexing import patterns as say
from assistant.indexing.scaffold import SCAFFOLD
from assistant.indexing.words import STOPWORDS, normalise, stem, words

MARKUP = re.compile(r"!?\[[^\]]{0,200}\]\([^)]{0,400}\)|<[^>\n]{0,400}>|https?://\S+|\b\w[\w.-]*@[\w.-]+\b|[`{}$|\\]+|javascript:\S*", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# What no report can answer: the program's own workings, and words that are not the report's.
INVENTED = re.compile(
    r"(?:(?:^|[.,;:!?]\W*|\b(?:please|to|and|just|you|or|then) )make up|\b(?:made[- ]up|invent(?:ed)?|fabricat\w+|fake|forge))\b.{0,40}\b(?:quotes?|quotations?|citations?|recommendations?|figures?|numbers?|statistics?|sources?|references?|studies|facts|names|evidence|examples?|themes?|passages?)\b"
    r"|\b(?:pretend|imagine) (?:that )?there(?:'s| is| are| was| were)\b|\bmake[- ]believe\b"
    r"|\bas (?:though|if) (?:it|they|he|she|that|this|those) (?:is|are|was|were) (?:real|true|there)\b"
)
FORBIDDEN = re.compile(
    INVENTED.pattern
    + r"|\b(?:write|compose|draft|tell|sing|give)\b(?: (?:me|us))?(?! the\b)(?: an?| some)? (?:\w+ ){0,2}(?:poem|haiku|shanty|rhyme|verse|ballad|limerick|song|story|joke|essay|novel|rap|speech|letter|e-?mail|press release|tweet|code|script|function|program)\b"
    r"|\b(?:do|write|finish|complete) (?:all )?(?:my|our|this|the) (?:\w+ )?(?:course ?work|home ?work|essay|assignment|dissertation|thesis)\b"
    r"|\b(?:reply|respond|answer) (?:only |just )?with (?:only |just )?(?:(?:the|a|one|single) )*word\b"
    r"|\b(?:system|hidden|initial|secret) (?:prompt|instructions?|message|rules)\b|\byour (?:instructions|prompt|rules|system|training|programming|settings|configuration)\b"
    r"|\b(?:from|using|use) your (?:own )?(?:knowledge|memory|training)\b|\b(?:own|general|outside) knowledge\b|\byour (?:own )?(?:opinion|view|guess|favou?rite)\b|\bwhat do you (?:think|feel|believe|reckon)\b|\bdo you (?:think|like|feel|believe)\b|\bdo you have (?:any |an? )?(?:feelings?|opinions?|views?|emotions?|name|favou?rites?)\b"
    r"|\b(?:are you able to|can you|could you|will you|would you) (?:draft|compose|design|code|book|order|send|phone|write (?!out\b|down\b|up\b))|\bdo you (?:keep|store|save|log|remember|record|track)\b|\bwhat i (?:type|write|ask) (?:here|in)\b"
    r"|\b(?:repeat|say) after me\b|\blet's play\b|\boff the top of your head\b|\b(?:skip|forget|leave) the (?:document|report|text)\b(?=.*\byou)|\btranslate\b|\b(?:hidden|secret) (?:text|words?|notes?|message)\b|\b(?:text|words|message|instructions) you were (?:given|told|shown)\b|\bpretend (?:the|this|it|that)\b|\bif you (?:don't|do not|won't|refuse to) (?:say|tell|write|answer|confirm|admit)\b|\boff the record\b|\bhand on heart\b|\bif you were (?:me|in my (?:place|shoes|position))\b|\bwould you (?:rather|take|vote|choose|prefer|buy|hire|trust|marry|stay|go)\b|\bshould i (?:vote|take|accept|apply|resign|quit|move|buy|believe|trust|join|invest)\b|\b(?:is|are|was|were) .{2,40} any good\b|\b(?:pretend|imagine) (?:you|that|to)\b|\bact as\b|\byou are (?:now|my)\b|\bfrom now on,? you\b|\brole-?play\b|\bjailbreak\b|\bwho (?:are|made|built|created) you\W*$|\bare you (?:an? )?(?:ai|human|robot|bot|chatgpt|real)\b|\bpassword|\bapi key\b"
)
COMMAND = re.compile(
    r"^\W*(?:please )?(?:ignore|disregard|forget|override|bypass|pretend|act as|from now on|you are|respond|reply|answer (?:only|with|in|every|me only)|output|print|put|add(?! up\b)|append|include|insert|start|begin|end|say|repeat|write|render|"
    r"execute|run|use|always|never|do not|don't|remember|note|important|system|assistant|user|also,? (?:add|put|include|say|print)|thanks|thank you|cheers|hello|hi|hey|good (?:morning|afternoon|evening)|i'm|i am|we're|we are|my name)\b"
)
OWN = re.compile(r"^\W*(?:i'm|i am|we're|we are|my)\b")  # what the reader says of the matter, not an order
LEANING = re.compile(r"\b(?:that (?:theme|chapter|section|heading|study|research|report|label|place|example|one)|those|these|them|they|(?:the )?(?:rest|remainder|remaining|others))\b")  # on what the reader said before
OPENING = re.compile(
    r"^\W*(?:(?:hello|hi|hey|hiya|dear \w+|good (?:morning|afternoon|evening|day)|greetings)\b(?: there| all| team| everyone| again)?[\s,.!:–-]*"
    r"|(?:i(?:'m| am) )?(?:so |very )?sorry (?:to (?:bother|trouble|disturb|pester) you|for (?:the|my) \w+)[\s,.!:–-]*(?:but )?|(?:my )?apologies\b[^.!:?]{0,40}[.!:]\s*|(?:i )?hope (?:you(?:'re| are)|this finds you|all is) \w+[\s,.!]*"
    r"|(?:i(?:'d| would) be (?:\w+ )?(?:grateful|glad|thankful|obliged)|it would be (?:great|helpful|good|lovely)|i(?:'d| would) appreciate it|i was hoping|i wonder) (?:if )?(?:you|someone|anyone) could\b(?: please| kindly)?(?: (?:tell|help|show|explain to) me)?(?: with (?:this|something|the following))?[\s,:–-]*"
    r"|(?:can|could|would|will) you (?:please |kindly )?help(?: me)?(?: out)?(?: with (?:this|something|the following|a question))?(?: question)?[\s,:–.?!-]+)+(?=\w)",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?<=\w)(?P<end>[?.!]*)(?:[\s,.!;–-]+(?:(?:very )?(?:many |much )?thanks|thank you|cheers|much appreciated|(?:any|your) help (?:is |would be )?(?:much )?appreciated|(?:kind|best|warm) (?:regards|wishes)|sorry|(?:my|i know my) english\b[^.!?]{0,40})\b(?: (?:so|very) much| a (?:lot|million|bunch)| in advance| again| for (?:your|any|all)(?: \w+){1,3})*[\s.!]*)+$",
    re.IGNORECASE,
)
PURPOSE = re.compile(  # what or whom the answer is for, said after the question
    r"(?<=\w) for (?:somebody|someone|anyone|people|a (?:newcomer|colleague|friend|new \w+)) (?:who|that|to)\b[^.?!]{1,60}[.!?]*$|"
    r"(?<=\w),? if (?:there (?:is|are)|you have|you(?:'ve| have) got|it (?:has|gives)) (?:any|one|some)[.?!]*$|"
    r"(?:(?<=[.?!])\s|(?<=\w)[\s,]*[;,–—-])\s*(?:it(?:'s| is)|that(?:'s| is)|this is|they(?:'re| are)|i need (?:it|them|this)|needed|asking) for (?:an?|my|our|the|some) [^.?!;]{1,60}[.!]*$",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"^\W*(?:i(?:'ve| have) (?:only |just )?(?:got|been|(?:\w+ ){1,2}minutes?)|as an?|for (?:an?|my|our|the)|i(?:'m| am) (?:an?|the|writing|preparing|putting|making|compiling|working|drafting|checking|updating|planning|new|doing)|speaking as|we(?:'re| are)|quick(?:ly)?|in (?:broad|general|simple|plain) (?:terms|words|english)|in short|briefly)\b[^:?,.]{0,60}[:,.–—-]\s+(?=\w+\W+\w+)",
    re.IGNORECASE,
)
PREAMBLE = re.compile(
    r"^\W*(?:(?:i(?:'d| would)? (?:like|want|need|love) to (?:know|understand|find out|see|hear|learn)(?: more)?(?: about| if| whether)?|i keep (?:hearing|reading)(?: (?:about|of))?|i (?:gather|understand|believe|think|reckon|hear|presume|assume)(?: that)?|(?:i|we)(?:'m| am| was| were|'re| are) told(?: that)?|(?:someone|somebody|a colleague|my (?:boss|manager|colleague)) (?:says|said|told me|claims)(?: that)?|apparently|supposedly|never mind (?:the )?\w+(?= ?[-–—,:;])|i(?:'ve| have)? (?:heard|read|seen)(?: about| of| that)?|"
    r"i(?:'m| am) (?:looking for|trying to find(?: out)?|interested in|curious about|wondering(?: about| if| whether)?)|i (?:was )?wonder(?:ing)?(?: about| if| whether)?|do you know|any idea|"
    r"(?:can|could|would|will) you (?:please |kindly )?(?:tell|show|explain|give|help|remind|let)(?: me| us)?(?: know| to me)?(?: about| with| what you know about)?|tell me|remind me|(?:a )?quick (?:one|question)|just checking)"
    r"\b[\s,.:;!–-]*(?:please\b[\s,]*)?)+(?=\w+\W+\w+)",
    re.IGNORECASE,
)
BACK = re.compile(r"\b(?:that|this|the same|said) (?:theme|chapter|section|heading|study|research|label|place|example)\b")
# What a reader's work is: "I run a volunteer centre so I'd like the lot", "I work on hunger and want to see …".
_ENGAGED = (
    r"^\W*(?:as )?(?:i|we) (?:run|work|manage|lead|chair|sit|serve|volunteer|teach|study|represent|coordinate|look after|support|edit|advise|head|help|deal|live|am based|co-?chair)"
    r"\b(?! (?:out|to))|^\W*(?:(?:\w+ ){0,2}\w+) here\b(?=,)"
)
ENGAGED = re.compile(rf"(?:{_ENGAGED})" + r"[^.;:?!]{0,60}?(?:,| and| so|, so|, and)+ (?:(?:i|we)(?:'d| would)? )?(?:want|need|like|love|wish)(?: to (?:see|know|find|read|have))? (?=\w+\W+\w+)", re.IGNORECASE)
ENGAGED_WHOLLY = re.compile(_ENGAGED, re.IGNORECASE)
REPEATED = re.compile(r"([?!])[?!]+")
QUESTION_IS = re.compile(r"\b(?:my|the) (?:(?:real|actual|main|only|one) )?question(?: is|:| was)[\s:,–-]+(?=\w+\W+\w+)", re.IGNORECASE)
SHOUTED = 3  # words; fewer in capitals may be an acronym
# Markup that runs, templates that expand, statements to a database.
CODE = re.compile(
    r"<script\b.*?(?:</script>|$)|<(?:img|iframe|svg|a|object|embed|style|body|input)\b[^>]*>?|\{\{.*?\}\}|\$\{.*?\}|<%.*?%>"
    r"|\b(?:drop|alter|truncate) table\b[^;]*|\b(?:select\b.{1,60}?\bfrom|insert into|delete from|union (?:all )?select)\b[^;?]*;|;\s*--|\b\w+\([^()\n]{0,60}\)\s*;"
    r"|\[[^\]]*\]\([^)]*\)",
    re.IGNORECASE | re.DOTALL,
)
BRACKETED = re.compile(r"\([^()]{1,300}\)")  # "(My supervisor insists on sample sizes.)"
ASIDE_WORDS = 4  # from here on, what stands in brackets is an aside and no abbreviation
FEWEST_BESIDE_CODE = 4  # words
FEW = 3  # sentences; in a longer message only those that ask are the question
ASKS = re.compile(
    r"\?|^\W*(?:and |so |but |ok,? |please |can you |could you |would you )*(?:who|what|when|where|which|why|how|whose|whom|is|are|was|were|do|does|did|has|have|can|could|should|would|will|list|show|tell|name|give|find|explain|describe|summari[sz]e|compare|count|everything|anything|any)\b"
)


def invented(text: str) -> bool:
    """Whether a message asks for what is not in the report to be made up, of whatever part of it."""
    return bool(INVENTED.search(normalise(text)))


def forbidden(text: str) -> bool:
    """Whether a message asks for what the assistant never does: invent, perform, or speak of itself."""
    return bool(FORBIDDEN.search(normalise(text)))


def honest(text: str) -> str:
    """The question in a message that asks for something else as well, which the assistant never does; empty where there is none."""
    asked = [piece for piece in re.split(r"(?<=[.!?])\s+|:\s+", text) if piece.endswith("?") and not forbidden(piece) and len(piece.split()) > 3]
    return asked[-1] if asked else ""


def coded(text: str) -> bool:
    """Whether a message holds code, and beside it nothing that asks."""
    bare = CODE.sub(" ", text)
    return bare != text and "?" not in bare and len(words(bare)) < FEWEST_BESIDE_CODE and not ASKS.search(normalise(MARKUP.sub(" ", bare)))


def focus(text: str) -> str:
    """The asking sentences of a message; the message without markup where none can be told apart."""
    plain = " ".join(MARKUP.sub(" ", text).split()) or text
    plain = REPEATED.sub(r"\1", plain)
    unbracketed = " ".join(BRACKETED.sub(lambda match: " " if len(words(match.group())) >= ASIDE_WORDS else match.group(), plain).split())
    plain = unbracketed if len(words(unbracketed)) >= FEWEST_BESIDE_CODE else plain
    if plain.isupper() and len(plain.split()) > SHOUTED:
        plain = plain.lower()  # capitals all through name nothing
    plain = CLOSING.sub(lambda match: match["end"], OPENING.sub("", plain))
    plain = PREAMBLE.sub("", ENGAGED.sub("", ASIDE.sub(_aside, PURPOSE.sub("", plain))))
    sentences = [s.strip() for s in SENTENCE.split(plain) if s.strip()]
    if len(sentences) > 1 and not LEANING.search(normalise(plain)):
        own = [s for s in sentences if not (ENGAGED_WHOLLY.match(s) and "?" not in s)]
        sentences = own if own and {stem(word) for word in words(" ".join(own)) if word not in STOPWORDS} - _scaffold() else sentences
        plain = " ".join(sentences)
    if len(sentences) < 2:
        return plain
    asking = [s for s in sentences if ASKS.search(normalise(s)) and not COMMAND.search(normalise(s))]
    questions = [s for s in asking if s.endswith("?")]
    commands = any(COMMAND.search(normalise(s)) for s in sentences)
    if stated := QUESTION_IS.search(plain):
        return plain[stated.end() :].split("?")[0].strip() + "?"
    kept = questions if questions and (commands or len(sentences) > FEW) else asking if asking and commands else sentences
    if kept != sentences and not {stem(word) for word in words(" ".join(kept)) if word not in STOPWORDS} - _scaffold():
        kept = [
            s for s in sentences if OWN.match(normalise(s)) or not COMMAND.search(normalise(s))
        ]  # "I'm citing that …. Which study do I credit?" says nothing by itself
    elif kept != sentences and LEANING.search(normalise(" ".join(kept))):
        kept = [s for s in sentences if s in kept or (OWN.match(normalise(s)) and say.KINDS["recommendation"].search(normalise(s)))]
    return " ".join(kept)


def _aside(match: re.Match[str]) -> str:
    """Nothing of an aside, all of what already asks: "For a briefing I need every recommendation under Policy, …"."""
    said = normalise(match.group())
    if BACK.search(normalise(match.string[match.end() :])):
        return match.group()  # "I'm writing about data sharing. Who proposed it under that theme?" leans on it
    own = re.search(r"\b(?:my|our|an?)\b", said)  # "for my dissertation's methods chapter"
    return match.group() if any(say.KINDS[kind].search(said) for kind in ("recommendation", "example", "label", *(() if own else ("theme",)))) else ""


@lru_cache(maxsize=1)
def _scaffold() -> frozenset[str]:
    return frozenset(stem(word) for word in SCAFFOLD)


SMALL_TALK = re.compile(
    r"^\W*(?:(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: very much| so much| a lot)?|cheers|ta|bye|goodbye|ok(?:ay)?|great|cool|nice|perfect|yes|no|help(?: me)?|start|test|what can (?:you|i) (?:do|ask)(?: you)?|how does this work|who are you|there)\b\W*)+$"
)


def small_talk(text: str) -> bool:
    """Whether a message greets, thanks or asks for help, and no more."""
    return bool(SMALL_TALK.match(normalise(text)))
