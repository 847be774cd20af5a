"""A set question that continues another: what the message adds to, replaces in or takes from the set that was asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.datatypes import Facets, Intent, Question
from assistant.indexing import patterns as say
from assistant.indexing.negation import NEGATORS
from assistant.indexing.words import normalise, words
from assistant.retrieval.intents import counts_items
from assistant.retrieval.leaning import EVIDENCE, OPENERS, OTHERS, WHOLE
from assistant.retrieval.merging import merged_facets, merged_intent, set_words
from assistant.retrieval.message import Message
from assistant.retrieval.shown import SHOWN
from assistant.retrieval.tokens import tokens


def named_like_before(message: Message) -> Question:
    """ "and the rough sleepers?" after a question about a set names another theme, source or label, cue noun or not."""
    text, alone, before, reader = message.text, message.alone, message.before, message.reader
    counted = bool(say.COUNTS.search(normalise(text))) and not counts_items(normalise(text))
    if not was_set(before) or len(alone.rest) > 4 or alone.facets.closed() or counted:
        return alone
    bare = LEADING.sub("", normalise(text)).strip("?!. ")
    key = tuple(token.stem for token in tokens(bare) if token.stem not in reader.scaffold)
    order = sorted(("theme", "source", "label"), key=lambda name: not getattr(before.facets, name))
    for facet in order:
        for found, value in [*reader.lexicon.strong.get(key, ()), *reader.lexicon.weak.get(key, ())]:
            if found == facet:
                return _with(alone, facet, value, plain=normalise(text))
    if study := other_study(message):
        return _with(alone, "source", study, plain=normalise(text))
    if alone.rest and len(tokens(bare)) <= 6 and (named := reader.name_of(tuple(f for f in order if f != "label" or before.facets.label), bare)):
        return _with(alone, *named, plain=normalise(text))
    return alone


def other_study(message: Message) -> str:
    """The study that "and the one with the universities?" means, after a question about another."""
    one = THE_ONE_OF.match(message.plain.strip("?!. "))
    named = message.reader.name_of(("source",), one[1]) if one and message.before.facets.source else None
    return named[1] if named else ""


THE_ONE_OF = re.compile(r"^\W*(?:(?:and|so|what about|how about|or|but)\W+)*(the (?:one|piece|study) (?:with|by|from|about|on|of|that|for) .+)$")
LEADING = re.compile(
    r"^\W*(?:(?:and|so|but|what about|how about|just|only|ok|the|for|from|in|same|about|on|under|with|without|leave out|drop|not|except|then|now"
    r"|those|ones?|which of|are|is|that's|by|excluding|skip|minus|remove|of|them|how many)\b\W*)+"
)


def _with(alone: Question, facet: str, value: str, *, plain: str) -> Question:
    excluded = any(word in NEGATORS for word in words(plain)) or "leave out" in plain
    return replace(alone, facets=replace(alone.facets, **{f"no_{facet}" if excluded else facet: (value,)}), rest=())


def was_set(before: Question) -> bool:
    return before.intent in {"list", "count", "compare", "source"} or (before.intent == "overview" and before.facets.closed())


def left_over(message: Message, merged: Question) -> Question:
    """ "And the other?" of three, after two of them."""
    said = {source for turn in message.history for source in turn.question.facets.source}
    left = tuple(source for source in merged.facets.source if source not in said)
    if not OTHER_ONE.search(message.plain) or not left or left == merged.facets.source:
        return merged
    merged = replace(merged, facets=replace(merged.facets, source=left))
    return replace(merged, read_as=set_words(merged, message.report))


OTHER_ONE = re.compile(r"\bthe (?:other|last|remaining)(?: one| study| source)?\W*$")


def values_asked(message: Message) -> Question | None:
    """ "So which themes do?" after one theme of one study: the theme is what is asked for now, the study stays."""
    alone, before, report = message.alone, message.before, message.report
    everything = tuple(source.id for source in report.sources)
    held = [name for name in ("theme", "source", "label") if getattr(before.facets, name)]
    if (
        alone.kind == "source" == before.intent
        and set(alone.facets.source) in (set(), set(everything))
        and not alone.rest
        and held == ["source"]
        and not OTHERS.search(message.plain)
        and WHICH_DO.search(message.plain)
    ):
        # "which of the three did most?" after two of them one by one
        question = replace(before, text=alone.text, query=alone.query, facets=replace(before.facets, source=everything))
        return replace(question, read_as=set_words(question, report))
    if alone.facets.closed() or alone.rest or len(held) < 2 or say.COMPARES.search(message.plain) or not WHICH_DO.search(message.plain):
        return None
    elided = "theme" if re.search(r"\bwhere\b", message.plain) else next((facet for facet, _, _ in message.reader.names_in(before.query) if facet in held), "")
    wanted = alone.kind if alone.kind in held else elided
    if wanted not in held:
        return None
    intent: Intent = "count" if say.COUNTS.search(message.plain) else "list"
    kept = replace(before.facets, **{wanted: ()})
    question = replace(alone, intent=intent, kind=wanted, kinds=(wanted,), facets=replace(kept, topic=()), rest=(), number=None)
    return replace(question, read_as=set_words(question, report))


ELIDED = re.compile(
    r"\bhow many(?:'s)?(?:\W*$|\W+(?:(?:are|were|is|was|come|comes|came|do|that|then) )?(?:from|in|under|by|for|with|on|of (?:them|those|these))\b)"
)  # "how many from the other study?": what is counted was named before
WHICH_DO = re.compile(
    r"\b(?:which|what|how many) (?:other )?(?:themes?|studies|study|sources?|papers?|research|pieces? of research|labels?|ones?|sections?|reports?)"
    r"(?: (?:do|does|did|have|has|are|is|say|said|would))?\b"
    r"|\bwhich (?:do|does|did|have|has)\b|\bwhere (?:do|does|did|is|are)\b|\bunder which\b"
)


ALL_OF = re.compile(
    r"\b(?:(?:to|across|from|over|in|for|of) all (?:of )?(?:the )?(?:\w+ )?|(?:every|each) (?:single )?(?:one of the )?(?:\w+ )?)"
    r"(themes?|chapters?|stud\w+|sources?|research)\b"
)


def merged_set(message: Message) -> Question | None:
    """A set question after a set question: new facets replace or narrow the old ones."""
    plain, alone, before, report, corrected = message.plain, message.alone, message.before, message.report, message.corrected
    if before.kind == "action" and alone.facets.source and not alone.facets.theme:
        return None  # what has been done is told by theme, not by research: the topic changes
    others = bool(OTHERS.search(plain))
    compares = bool(say.COMPARES.search(plain))
    counting = bool(say.COUNTS.search(plain)) and not alone.facets.example
    if counting and not counts_items(plain):
        return None  # "how many partners did they interview?" counts what the text tells
    about_research = before.intent == "source" and alone.aspects and not alone.rest and not EVIDENCE.search(plain.replace("it", ""))
    says_set = bool(about_research) or alone.facets.closed() or alone.facets.example or alone.intent in {"list", "count", "compare"} or others or compares
    if not was_set(before) or not (says_set or counting or OPENERS.search(plain)) or (alone.rest and not alone.facets.closed() and not others and not compares):
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
        facets = replace(facets, **{"theme" if widened[1].startswith(("theme", "chapter")) else "source": ()})
        kind = before.kind
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
