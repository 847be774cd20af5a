"""Conversation: does a message lean on what was said before, and what does it mean when standing alone?

Dependence is detected first, because dragging old context along costs as much as it brings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.datatypes import Facets, Question, Report, Turn
from assistant.indexing import patterns as say
from assistant.indexing.negation import NEGATORS
from assistant.indexing.words import STOPWORDS, normalise, words
from assistant.retrieval.carried import COUNTED, evidence, quoted, stands, swapped
from assistant.retrieval.intents import counts_items
from assistant.retrieval.leaning import ANAPHORA, CORRECTIONS, EVIDENCE, OPENERS, OTHERS, PRONOUN, SMALL_TALK, SUBJECT_WORDS, SWITCH, WHOLE, leans
from assistant.retrieval.lexicon import tokens
from assistant.retrieval.merging import both_of, merged_facets, merged_intent, set_words
from assistant.retrieval.question import QuestionReader
from assistant.retrieval.referring import OWNS, earlier, listed, owned, pointed


@dataclass(frozen=True, slots=True)
class Resolved:
    """A message standing alone. `near` are sections and items that the conversation is about."""

    question: Question
    near: frozenset[str] = frozenset()


def resolve(text: str, history: Sequence[Turn], reader: QuestionReader, report: Report) -> Resolved:
    history = [turn for turn in history if turn.answer.status != "clarify"]  # greetings and thanks are no context
    if not history:
        return Resolved(reader.read(text))
    text = SMALL_TALK.sub("", text)
    switched = SWITCH.match(normalise(text))
    if switched and switched.end() < len(text.strip()):
        return Resolved(reader.read(text[switched.end() :]))
    alone = reader.read(text)
    last = history[-1]
    plain = normalise(text).strip()
    corrected = CORRECTIONS.match(plain)
    if corrected and corrected.end() < len(plain) and len(words(plain)) <= 14:
        text = text.strip()[corrected.end() :]
        alone = reader.read(text)
    elif not leans(plain, alone) and not (OWNS.search(plain) and last.question.facets.closed()):
        return Resolved(alone)
    if (before := earlier(plain, history)) is not None:
        last = before
    near = _subject_places(last)
    if not corrected and (shown := pointed(plain, alone, last, report)):
        return Resolved(shown, near)
    if not corrected:
        alone = _named_like_before(text, alone, last, reader)
    if alone.action and not alone.facets.closed() and ANAPHORA.search(plain) and (done := _actions_on(alone, last, report)):
        return Resolved(done, near)
    if last.question.intent in {"source", "overview"} and (its := owned(plain, alone, last, report)):
        return Resolved(its, near)
    if alone.facets.place and not alone.rest and any(i.kind == "example" for i in listed(last, report)):
        placed = replace(alone, intent="list", kind="example", facets=Facets(place=alone.facets.place))
        return Resolved(replace(placed, read_as=set_words(placed, report)), near)
    if alone.action and not alone.facets.closed() and not ANAPHORA.search(OWN.sub(" ", plain)):
        return Resolved(alone, near)  # "but what has it done for its own staff?"
    asks_whose = EVIDENCE.search(plain) and alone.kind == "source" and not alone.facets.closed() and not _was_source(last)
    if asks_whose and (whose := evidence(plain, last, report)) is not None and len(whose) < 3:
        return Resolved(_whose(text, alone, whose, last, report), near)
    if both := both_of(plain, history, report):
        return Resolved(replace(both, text=text, query=text), near)
    merged = _merge_set(text, plain, alone, last, report, corrected=bool(corrected))
    if merged and OTHER_ONE.search(plain):
        said = {source for turn in history for source in turn.question.facets.source}
        left = tuple(source for source in merged.facets.source if source not in said)
        if left and left != merged.facets.source:  # "and the other?" of three, after two of them
            merged = replace(merged, facets=replace(merged.facets, source=left))
            merged = replace(merged, read_as=set_words(merged, report))
    if merged:
        return Resolved(reader.sharing(merged) if merged.kind == "example" and alone.facets.example else merged, near)
    if its := owned(plain, alone, last, report):
        return Resolved(its, near)
    if not corrected and (
        stands(text)
        or (alone.kind in {"recommendation", "example"} and alone.rest and not PRONOUN.search(plain))
        or (last.answer.status == "declined" and len(alone.rest) > 1 and not PRONOUN.search(text))
    ):
        return Resolved(reader.read(OPENER.sub("", text)), near)
    if other := swapped(text, last, reader):
        return Resolved(other, near if other.intent == "open" and COUNTED.match(last.question.query) else frozenset())
    if not alone.facets.source and (whose := evidence(plain, last, report)) is not None:
        return Resolved(_whose(text, alone, whose, last, report), near)
    return Resolved(_open(text, alone, last, report), near)


def _named_like_before(text: str, alone: Question, last: Turn, reader: QuestionReader) -> Question:
    """ "and the rough sleepers?" after a question about a set names another theme, source or label, cue noun or not."""
    before = last.question
    counted = bool(say.COUNTS.search(normalise(text))) and not counts_items(normalise(text))
    if not _was_set(before) or len(alone.rest) > 4 or alone.facets.closed() or counted:
        return alone
    bare = LEADING.sub("", normalise(text)).strip("?!. ")
    key = tuple(token.stem for token in tokens(bare) if token.stem not in reader.scaffold)
    order = sorted(("theme", "source", "label"), key=lambda name: not getattr(before.facets, name))
    for facet in order:
        for found, value in [*reader.lexicon.strong.get(key, ()), *reader.lexicon.weak.get(key, ())]:
            if found == facet:
                return _with(alone, facet, value, plain=normalise(text))
    if alone.rest and len(tokens(bare)) <= 6 and (named := reader.name_of(tuple(f for f in order if f != "label" or before.facets.label), bare)):
        return _with(alone, *named, plain=normalise(text))
    return alone


SHOWN = re.compile(r"\b(?:that|those|them|these|they)\b")  # "how many is that altogether?" counts what was shown
OTHER_ONE = re.compile(r"\bthe (?:other|last|remaining)(?: one| study| source)?\W*$")
OWN = re.compile(r"\b(?:its|their|his|her) own\b")
OPENER = re.compile(r"^\W*(?:(?:and|so|but|ok(?:ay)?|then|now|well)\b\W*)*(?:(?:what|how) about\s+)?", re.IGNORECASE)
LEADING = re.compile(
    r"^\W*(?:(?:and|so|but|what about|how about|just|only|ok|the|for|from|in|same|about|on|under|with|without|leave out|drop|not|except|then|now|those|ones?|which of|are|is|that's|by|excluding|skip|minus|remove|of|them|how many)\b\W*)+"
)


def _with(alone: Question, facet: str, value: str, *, plain: str) -> Question:
    excluded = any(word in NEGATORS for word in words(plain)) or "leave out" in plain
    return replace(alone, facets=replace(alone.facets, **{f"no_{facet}" if excluded else facet: (value,)}), rest=())


def _was_set(before: Question) -> bool:
    return before.intent in {"list", "count", "compare", "source"} or (before.intent == "overview" and before.facets.closed())


def _subject_places(last: Turn) -> frozenset[str]:
    return frozenset(c.section for c in last.answer.citations[:3])


ALL_OF = re.compile(r"\b(?:to|across|from|over|in|for) all (?:of )?(?:the )?(?:three |eight |other )?(themes|stud\w+|sources|research)\b")


def _merge_set(text: str, plain: str, alone: Question, last: Turn, report: Report, *, corrected: bool) -> Question | None:
    """A set question after a set question: new facets replace or narrow the old ones."""
    before = last.question
    if before.kind == "action" and alone.facets.source and not alone.facets.theme:
        return None  # what has been done is told by theme, not by research: the topic changes
    others = bool(OTHERS.search(plain))
    compares = bool(say.COMPARES.search(plain))
    counting = bool(say.COUNTS.search(plain)) and not alone.facets.example
    if counting and not counts_items(plain):
        return None  # "how many partners did they interview?" counts what the text tells
    about_research = before.intent == "source" and alone.aspects and not alone.rest and not EVIDENCE.search(plain.replace("it", ""))
    says_set = bool(about_research) or alone.facets.closed() or alone.facets.example or alone.intent in {"list", "count", "compare"} or others or compares
    if (
        not _was_set(before)
        or not (says_set or counting or OPENERS.search(plain))
        or (alone.rest and not alone.facets.closed() and not others and not compares)
    ):
        return None
    kind = alone.kind if alone.kind and (alone.kinds or alone.action) and (alone.intent != "open" or alone.kind == "theme") else before.kind
    if others and alone.kind in {"source", "theme"} and before.kind == "recommendation":
        kind = "recommendation"
    if before.kind == "label" and alone.kind in {None, "recommendation"} and "recommendation" not in alone.kinds:
        kind = "label"
    old = Facets() if re.search(r"\b(?:back to|start again|all of the|all the)\b", plain) and alone.facets.closed() else before.facets
    facets, changed = merged_facets(old, alone.facets, plain, report, others=others)
    if corrected and alone.facets.theme and not before.facets.theme:
        facets = replace(facets, label=())  # "no, I meant the … theme", after a label
    if corrected and alone.facets.label and not before.facets.label:
        facets = replace(facets, theme=())
    if (counting or before.intent in {"list", "count"}) and WHOLE.search(plain) and not SHOWN.search(plain) and not changed:
        facets = Facets(label=facets.label) if facets.label and (facets.theme or facets.source) else Facets()
    if widened := ALL_OF.search(plain):
        facets = replace(facets, **{"theme" if widened[1].startswith("theme") else "source": ()})
    if kind == "recommendation" and (facets.place or facets.example):
        facets = replace(facets, place=(), example=())
    if kind == "example":
        facets = replace(facets, theme=(), source=(), label=(), no_theme=(), no_source=(), no_label=())
    if kind == "theme" and facets.source and any(word in NEGATORS for word in words(plain)):
        facets = replace(facets, source=(), no_source=facets.source)
    intent = merged_intent(before, alone, plain, counting=counting, compares=compares)
    if kind is None and intent in {"list", "count"}:
        kind = "recommendation"
    if intent == "list" and kind == "source" and facets.theme:
        kind = "recommendation"
    question = replace(
        alone, intent=intent, kind=kind, kinds=alone.kinds or before.kinds, facets=facets, rest=(), aspects=alone.aspects or before.aspects, number=None
    )
    return replace(question, read_as=set_words(question, report))


def _actions_on(alone: Question, last: Turn, report: Report) -> Question | None:
    """ "What has been done about it?" asks for the actions of the theme that the last answer was about."""
    titles = {t.title: t.id for t in report.themes}
    themes = tuple(dict.fromkeys(titles[c.section] for c in last.answer.citations if c.section in titles))[:1]
    if not themes or not report.of_kind("action"):
        return None
    question = replace(alone, intent="list", kind="action", facets=Facets(theme=themes), rest=())
    return replace(question, read_as=set_words(question, report))


def _was_source(last: Turn) -> bool:
    return last.question.intent == "source" or last.question.kind == "source"


def _whose(text: str, alone: Question, sources: tuple[str, ...], last: Turn, report: Report) -> Question:
    read_as = _named(report, sources, text)
    return replace(alone, intent="source", kind="source", facets=Facets(source=sources), aspects=("who", "when"), read_as=read_as, spans=quoted(last, report))


def _named(report: Report, sources: tuple[str, ...], text: str) -> str:
    return f"{text.strip()} ({'; '.join(report.source(s).short for s in sources)})"


def subject(last: Turn, report: Report) -> str:
    """What the last answer was about, in a few words: the thing it named, else the question's content words."""
    if last.answer.citations and last.answer.status == "answered":
        first = last.answer.citations[0]
        for item in report.items:
            if item.kind == "example" and item.span.start <= first.start < item.span.end:
                return item.name or ""
    kept = [w for w in re.findall(r"[\w'’#£&-]+", last.question.query) if normalise(w) not in STOPWORDS]
    return " ".join(list(dict.fromkeys(kept))[:SUBJECT_WORDS])


def _open(text: str, alone: Question, last: Turn, report: Report) -> Question:
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
