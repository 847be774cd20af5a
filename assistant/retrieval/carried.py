"""What of the last turn a message carries on: its frame with another topic, or the question whose words were quoted."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.datatypes import Question, Report, Span, Turn
from assistant.indexing import patterns as say
from assistant.indexing.words import terms, words
from assistant.retrieval.leaning import EVIDENCE, PRONOUN
from assistant.retrieval.question import QuestionReader

SWAP = re.compile(r"^\W*(?:and |so |but |ok(?:ay)?,? )*(?:(?:what|how) about|about|and|for|on|in)\s+(?:the\s+)?(?P<new>[^?.!,]+?)\W*$", re.IGNORECASE)
FRAME = re.compile(r"^(?P<frame>.*\b(?:about|on|for|regarding|with|of|to|in|from|around|concerning|towards)\s+)(?P<old>[^?.!]{3,60})\W*$", re.IGNORECASE)


def stands(text: str) -> bool:
    """ "I also heard of a resilience fund – what's happening with that?": the pronoun means what the message itself names."""
    match = OWN_SUBJECT.match(text)
    if match is None or len(set(terms(match[1]))) < 2:
        return False
    return bool(PRONOUN.search(match[2])) and not PRONOUN.search(re.sub(r"^\W*that\b", "", match[1], flags=re.IGNORECASE))


OWN_SUBJECT = re.compile(r"^(.{8,}?)(?:\s[–—-]\s|:\s|,\s(?=(?:what|who|how|when|where|why|which|is|are|does|do|did)\b))(.+)$", re.IGNORECASE)
ABOUT = re.compile(r"\W*(?:and |so |but )*(?:(?:what|how) )?(?:about|for|on|in)\b")
COUNTED = re.compile(r"\W*how many\b", re.IGNORECASE)


def swapped(text: str, last: Turn, reader: QuestionReader) -> Question | None:
    """ "and about funding?" after "What has been done about getting online?": the frame stays, the topic changes."""
    new, frame = SWAP.match(text.strip()), FRAME.match(last.question.query.strip())
    counted = COUNTED.match(last.question.query) and not ABOUT.match(text.casefold())
    if (
        not new
        or not (frame or counted)
        or len(words(new["new"])) > 8
        or PRONOUN.search(new["new"])
        or re.match(r"(?:who|what|when|where|which|why|how|is|are|did|does|do|was|were|has|have)\b", new["new"].casefold())
    ):
        return None
    whole = f"How many {new['new']}?" if counted or not frame else f"{frame['frame']}{new['new']}?"
    return replace(reader.read(whole), read_as=whole)


def evidence(plain: str, last: Turn, report: Report) -> tuple[str, ...] | None:
    """ "Who was behind it?" after an answer about a recommendation asks for its source."""
    if not (EVIDENCE.search(plain) or say.WHOSE_EVIDENCE.search(plain)):
        return None
    shorts = {s.short: s.id for s in report.sources}
    found = tuple(dict.fromkeys(shorts[c.source] for c in last.answer.citations[:6] if c.source in shorts))
    return found or None


def quoted(last: Turn, report: Report) -> tuple[Span, ...]:
    """The recommendations among the first quotes of the last answer."""
    spans = [Span(c.start, c.end) for c in last.answer.citations[:3]]
    return tuple(span for span in spans if any(i.kind == "recommendation" and i.words.overlap(span) for i in report.items))
