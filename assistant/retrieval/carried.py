"""What of the last turn a message carries on: its frame with another name or topic, its subject, or what was quoted."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.datatypes import Facets, Question, Report, Span, Turn
from assistant.indexing import patterns as say
from assistant.indexing.words import STOPWORDS, normalise, terms, words
from assistant.retrieval.continuing import other_study
from assistant.retrieval.leaning import EVIDENCE, NAME_ALONE, PRONOUN, SUBJECT_WORDS
from assistant.retrieval.merging import set_words
from assistant.retrieval.message import Message

SWAP = re.compile(
    r"^\W*(?:and |so |but |ok(?:ay)?,? )*(?:(?:(?:what|how) about|about|and|for|on) )?"
    r"(?P<into>(?:in|at|from|for|across|to|on) )?(?:the\s+)?(?P<new>[^?.!,]+?)\W*$",
    re.IGNORECASE,
)
LED = re.compile(r"^\W*(?:(?:what|how) about|about|and|for|on|in)\b", re.IGNORECASE)
FRAME = re.compile(
    r"^(?P<frame>.*\b(?P<by>about|on|for|regarding|with|of|to|in|from|around|concerning|towards|mentions?|discuss|covers?)\s+)(?P<old>[^?.!]{3,60})\W*$",
    re.IGNORECASE,
)
ASKS = re.compile(r"\b(?:who|whose|whom|what|when|where|which|why|how|is|are|did|does|do|was|were|has|have|had|can|could|should|will|would)\b", re.IGNORECASE)
OWN_SUBJECT = re.compile(
    r"^(.{4,}?)(?:\s[–—-]\s|:\s|[.!?]\s+|,\s(?=(?:what|who|how|when|where|why|which|is|are|does|do|did)\b)"
    r"|\s(?=(?:what|who|how|when|where|why) (?:did|does|do|is|are|was|were) (?:they|it|he|she)\b))(.+)$",
    re.IGNORECASE,
)
ABOUT = re.compile(r"\W*(?:and |so |but )*(?:(?:what|how) )?(?:about|for|on|in)\b")
COUNTED = re.compile(r"\W*how many\b", re.IGNORECASE)
# how widely, or where
SPREAD = re.compile(r"\b(?:(?:loc|region|nation|internation|glob)ally|nationwide|worldwide|overall|elsewhere|everywhere|abroad)\b", re.IGNORECASE)


def stands(text: str, *, named: bool = False) -> bool:
    """ "I also heard of a resilience fund – what's happening with that?": the pronoun means what the message itself names."""
    match = OWN_SUBJECT.match(text)
    if match is None or len(set(terms(match[1]))) < (1 if named else 2):
        return False
    return bool(PRONOUN.search(match[2])) and not PRONOUN.search(re.sub(r"^\W*that\b", "", match[1], flags=re.IGNORECASE))


def own_subject(message: Message) -> Question | None:
    """The message alone, where it has a subject of its own; a set that goes on with another name is no such message."""
    if say.COUNTS.search(message.plain) or say.RECOMMENDS.search(message.plain) or say.EXHAUSTIVE.search(message.plain) or say.COMPARES.search(message.plain):
        return None
    named = message.corrected or bool(message.alone.facets.example)
    return message.reader.read(OPENER.sub("", message.text)) if stands(message.text, named=named) else None


OPENER = re.compile(r"^\W*(?:(?:and|so|but|ok(?:ay)?|then|now|well)\b\W*)*(?:(?:what|how) about\s+)?", re.IGNORECASE)


def renamed(message: Message) -> Question | None:
    """ "and the system one?" after a question about another study: that question, with the new name in the old one's place."""
    alone, before = message.alone, message.before
    if before.intent not in {"open", "define"}:
        return None
    if study := other_study(message):
        alone = replace(alone, facets=Facets(source=(study,)))
    elif not NAME_ALONE.fullmatch(alone.form):
        return None
    names = {
        "source": [message.report.source(s).short.split(" (")[0] for s in alone.facets.source],
        "theme": [f"the theme {message.report.theme(t).title}" for t in alone.facets.theme],
        "example": [message.report.item(e).name or "" for e in alone.facets.example],
        "place": list(alone.facets.place),
    }
    for facet, new in names.items():
        old = next(((first, last) for name, first, last in message.reader.names_in(before.query) if name == facet), None)
        if len(new) == 1 and old:
            said = words(normalise(before.query))
            whole = " ".join([*said[: old[0]], new[0], *said[old[1] + 1 :]]) + "?"
            return replace(message.reader.read(whole), read_as=whole)
    return None


def narrowed(message: Message) -> Question | None:
    """ "Only what the October study says": the last question, asked of one study or theme."""
    alone, before = message.alone, message.before
    named = alone.facets.source or alone.facets.theme
    if not named or alone.rest or before.intent != "open" or not before.rest or not NARROWS.match(message.plain):
        return None
    facets = replace(before.facets, source=alone.facets.source or before.facets.source, theme=alone.facets.theme or before.facets.theme)
    report = message.report
    names = [*(report.source(s).short for s in alone.facets.source), *(report.theme(t).title for t in alone.facets.theme)]
    return replace(before, facets=facets, read_as=f"{before.query} – {', '.join(names)}")


NARROWS = re.compile(r"^\W*(?:(?:and|so|but|ok(?:ay)?|no|sorry|please)\W+)*(?:only|just|what (?:does|did|about)|how about|from|in|under)\b", re.IGNORECASE)


def swapped(message: Message) -> Question | None:
    """ "and about funding?" after "What has been done about getting online?": the frame stays, the topic changes."""
    text, query = message.text, message.before.query.strip()
    new, frame = SWAP.match(text.strip()), FRAME.match(query)
    counted = COUNTED.match(query) and not ABOUT.match(text.casefold())
    led = message.corrected or LED.match(text.strip())
    if not new or not led or len(words(new["new"])) > 8 or PRONOUN.search(new["new"]) or ASKS.match(new["new"]):
        return None
    if spread := _spread(query, new["new"], new["into"] or ""):
        whole = spread
    elif counted or (frame and not message.corrected):
        whole = f"How many {new['new']}?" if counted or not frame else f"{frame['frame']}{new['new']}?"
    elif frame and message.corrected and not message.alone.facets.closed():
        whole = f"{frame['frame']}{new['new']}?"
    else:
        return None
    return replace(message.reader.read(whole), read_as=whole)


def _spread(query: str, new: str, into: str) -> str:
    """ "and nationally?" after "how many in Leeds?": the question, asked of another area."""
    bare, frame = query.rstrip("?!. "), FRAME.match(query)
    if SPREAD.fullmatch(new):
        tail = frame and frame["by"].casefold() in {"in", "from", "around"} and len(words(frame["old"])) < 4
        return f"{SPREAD.sub('', frame['frame'].rsplit(maxsplit=1)[0] if frame and tail else bare).strip()} {new}?"
    if into.strip() in {"in", "across", "at"} and SPREAD.search(bare):
        return f"{SPREAD.sub('', bare).strip()} {into}the {new}?"
    return ""


def evidence(message: Message) -> Question | None:
    """ "Who was behind it?" after an answer about a recommendation asks for its source."""
    plain, last, report = message.plain, message.last, message.report
    if not (EVIDENCE.search(plain) or say.WHOSE_EVIDENCE.search(plain)):
        return None
    shorts = {s.short: s.id for s in report.sources}
    found = tuple(dict.fromkeys(shorts[c.source] for c in last.answer.citations[:6] if c.source in shorts))
    if not found:
        return None
    read_as = f"{message.text.strip()} ({'; '.join(report.source(s).short for s in found)})"
    return replace(
        message.alone, intent="source", kind="source", facets=Facets(source=found), aspects=("who", "when"), read_as=read_as, spans=quoted(last, report)
    )


def quoted(last: Turn, report: Report) -> tuple[Span, ...]:
    """The recommendations among the first quotes of the last answer."""
    spans = [Span(c.start, c.end) for c in last.answer.citations[:3]]
    return tuple(span for span in spans if any(i.kind == "recommendation" and i.words.overlap(span) for i in report.items))


def actions_on(message: Message) -> Question | None:
    """ "What has been done about it?" asks for the actions of the theme that the last answer was about."""
    report = message.report
    titles = {t.title: t.id for t in report.themes}
    themes = tuple(dict.fromkeys(titles[c.section] for c in message.last.answer.citations if c.section in titles))[:1]
    if not themes or not report.of_kind("action"):
        return None
    question = replace(message.alone, intent="list", kind="action", facets=Facets(theme=themes), rest=())
    return replace(question, read_as=set_words(question, report))


def subject(last: Turn, report: Report) -> str:
    """What the last answer was about, in a few words: the thing it named, else the question's content words."""
    if last.answer.citations and last.answer.status == "answered":
        first = last.answer.citations[0]
        for item in report.items:
            if item.kind == "example" and item.span.start <= first.start < item.span.end:
                return item.name or ""
    said = last.question.query
    newest = said.rsplit(" (", 1)[0] if said.endswith(")?") else said  # what was carried along before falls away in its turn
    said = newest if len([w for w in words(newest) if w not in STOPWORDS]) > 1 else said
    kept = [w for w in re.findall(r"[\w'’#£&-]+", said) if normalise(w) not in STOPWORDS]
    return " ".join(list(dict.fromkeys(kept))[:SUBJECT_WORDS])


def named_again(message: Message) -> Question | None:
    """ "how many interviews did they do?" after a question about one study: the study's name in the pronoun's place."""
    sources = message.before.facets.source
    if len(sources) != 1 or message.before.intent != "source" or not THEY.search(message.text):
        return None
    whole = THEY.sub(f"the {message.report.source(sources[0]).short.split(' (')[0]}", message.text, count=1)
    return replace(message.reader.read(OPENER.sub("", whole)), read_as=whole)


THEY = re.compile(r"\b(?:it|they|he|she|that|this)\b", re.IGNORECASE)


def with_subject(message: Message) -> Question:
    """The message with what the last turn was about, in the place of its pronoun or after it."""
    text, alone, last, report = message.text, message.alone, message.last, message.report
    if alone.facets.example and not alone.rest:
        return _other_example(alone, last, report)
    about = subject(last, report)
    bare = re.sub(r"^(?:and|so|but|ok(?:ay)?|then|also|what about|how about)\b[\s,]*", "", text.strip(), flags=re.IGNORECASE) or text
    subject_name = len(about) < 60 and about in {i.name for i in report.items if i.kind == "example"}
    pronoun = PRONOUN.search(bare)
    standing = PRONOUN.sub(about, bare, count=1) if subject_name and pronoun else f"{bare.rstrip('?!. ')} ({about})?"
    return replace(alone, query=standing, intent="open", read_as=standing)


def _other_example(alone: Question, last: Turn, report: Report) -> Question:
    """ "And the Faithful Friends one?": what was asked of one example is asked of another."""
    name = " and ".join(report.item(example).name or "" for example in alone.facets.example)
    old = {
        word
        for item in report.of_kind("example")
        if item.id in last.question.facets.example or item.name == subject(last, report)
        for word in words(item.name or "")
    }
    frame = " ".join(word for word in words(last.question.query) if word not in old)
    return replace(alone, query=f"{name}: {frame}", intent="open", read_as=f"{frame} – {name}")
