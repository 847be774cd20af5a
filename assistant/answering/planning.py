"""What the parsed structure answers, whichever way of asking a question was taken for: its restrictions and nouns decide."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.measuring import EXTREME, counted_of
from assistant.answering.research import OF_RESEARCH, PARTS
from assistant.answering.sides import DONE
from assistant.datatypes import Question, Report
from assistant.indexing import patterns as say
from assistant.retrieval.asking import spoken_on
from assistant.retrieval.intents import YES_NO

# The report as a whole rests on research: which research that is.
_WHOLE = r"(?:report|document|paper|publication|text|everything|all (?:of )?this|all (?:of )?it|it|this|whole (?:thing|lot)|recommendations)"
_RESTS = (
    r"(?:rest(?:s|ed|ing)?|based|buil(?:t|ds?)|draw(?:s|n|ing)?|rel(?:y|ies)|leans?|brings? together|brought together|behind|underpin\w*|underl(?:ie|ies|ying)"
    r"|boils? down|distils?|condenses?"
    r"|inform\w*|feeds? into|fed into|went into|goes into|pull\w* together|stands? (?:up)?on|grounded|founded|summaris\w*|summariz\w*|consolidat\w*)"
)
BASIS = re.compile(
    r"\b(?:which|what|name|list|tell me)\b.{0,40}\b(?:research|stud(?:y|ies)|evidence(?: base)?|sources?|investigations?)\b"
    rf"(?=.*\b{_WHOLE}\b).{{0,60}}\b{_RESTS}\b"
)
# Why there is such a part, or what it is driving at, is told where it is introduced.
REASON = re.compile(
    r"\bwhy\b|\b(?:reason(?:s|ing)?|rationale|thinking|case|argument|justification|motivation|idea|logic) (?:for|behind|of|given for)\b"
    r"|\b(?:driving|getting) at\b|\bpoint of\b|\b(?:introduce[sd]?|opens?|set the scene|preamble|lead[s]? in(?:to)?)\b"
)
PART = re.compile(rf"{say.KINDS['theme'].pattern}|\b(?:part|stuff|bit|piece|side)\b")
STEPS = re.compile(
    r"\b(?:phases?|stages?|steps (?=.*\b(?:carried out|conducted|done|undertaken|work|study|research)\b)|interview(?:s|ed|ees?|ing)|fieldwork"
    r"|method(?:s|ology)?)\b"
)
IN_ORDER = re.compile(
    r"\b(?:in (?:what|which|the) (?:order|sequence)|in (?:order|sequence)(?! (?:to|that)\b)|step by step|one after (?:the other|another)"
    r"|from (?:start|beginning) to (?:finish|end)|(?:course|progress) of)\b"
)
BOIL_DOWN = re.compile(r"\b(?:end(?:s|ed)? up|boil|sum (?:it |this )?up|in (?:a )?(?:word|nutshell|sentence|short)|overall|gist|thrust|upshot)\b")
AT_A_GLANCE = ("finding", "aim", "who", "method")
ALL_STUDIES = re.compile(
    r"\b(?:how many|each|all|every one|any|none|which|both) of (?:the|these|those|its)(?: (?:two|three|four|\d+))? "
    r"(?:studies|pieces of research|research projects|investigations)\b|\beach of the (?:two|three|four)\b"
)


# One side does what the other does: "the way the first one does", "like the other", "both".
LIKEWISE = re.compile(r"\b(?:the (?:same )?way|like|unlike|alike|both|too|as well|also|either|whereas|while|as .{1,60} (?:do|does|did))\b")
BEHIND = re.compile(r"\W*(?:after|behind|following|next to|besides|once past)\b")  # "After A and B, which theme is largest?"
RANKED = re.compile(r"\brank(?:ed|ing)?\b|\b(?:in|by) order of (?:size|number|length)\b|\bfrom (?:the )?(?:most|largest|biggest|longest|fewest|smallest)\b")
STUDIES_ASKED = re.compile(rf"\b(?:which|what|how many|name|list)\b(?: \w+){{0,4}}? {say.KINDS['source'].pattern}")
FIRST = re.compile(r"\b(?:first|last|earli\w+|lat(?:er|est)|old(?:er|est)|new(?:er|est)|recent(?:ly)?|before|after|predates?)\b")
SENTENCE = re.compile(r"(?<=[.!?;])\s+")


DIFFER = re.compile(r"\bdiffer\w*\b|\bcompar(?:e|ed|ison)\b|\bcontrast\w*\b|\bset .{0,20}apart\b|\bdistinguish\w*\b")


def planned(question: Question, report: Report) -> Question:
    """The question with the intent and kind that its restrictions and nouns leave no doubt about."""
    plain, facets = question.text.casefold(), question.facets
    ranked = EXTREME.search(plain) or say.LEAST.search(plain) or "recommendation" in question.kinds or facets.closed()
    if question.intent == "compare" and question.kinds[:1] == ("source",) and DIFFER.search(plain) and not ranked:  # "how do the studies differ?"
        question = replace(question, facets=replace(facets, source=tuple(s.id for s in report.sources)))
        facets = question.facets
    if question.intent == "list" and question.rest and facets.source and spoken_on(plain, question.rest):
        return replace(question, intent="open")  # "everything the universities recommended on leadership" is less than all they did
    counts = bool(say.COUNTS.search(plain))
    for name, kind in (("label", "recommendation"), ("place", "example")):
        if getattr(facets, name) == ("",) and kind in question.kinds and question.intent != "compare":
            return replace(question, intent="count" if counts else "list", kind=kind, rest=())
    return _on_sides(question, plain) or _on_research(question, plain, counts=counts) or _on_theme(question, report, plain) or question


def _on_sides(question: Question, plain: str) -> Question | None:
    """Themes, studies or labels are set against each other, or in order, by what stands under them."""
    facets, named = question.facets, question.kinds[:1]
    if len(question.rest) > 2:
        return None
    if facets.theme and BEHIND.match(plain) and EXTREME.search(plain):
        return replace(question, intent="compare", facets=replace(facets, theme=(), no_theme=(*facets.no_theme, *facets.theme)))
    if question.intent == "compare":
        return None
    if any(len(getattr(facets, name)) > 1 for name in ("theme", "source", "label")):
        crossed = bool(facets.theme and facets.source and LIKEWISE.search(plain) and YES_NO.search(plain) and len(question.rest) < 2)
        return replace(question, intent="compare") if crossed or counted_of(plain) else None
    if named and named[0] in {"theme", "source", "label"} and len(question.rest) < 2 and not getattr(facets, named[0]):
        if RANKED.search(plain) or (counted_of(plain) or named[0]) not in {named[0], "example"}:
            return replace(question, intent="compare", kind=named[0])
        if named == ("source",) and facets.closed() and STUDIES_ASKED.search(plain) and "recommendation" not in question.kinds and not question.rest:
            # "which studies feed into that theme?"
            return replace(question, intent="count" if say.COUNTS.search(plain) else "list", kind="source", aspects=())
    return None


def _on_research(question: Question, plain: str, *, counts: bool) -> Question | None:
    """What the research is: which there is, how it was done, what one study came to."""
    facets = question.facets
    items = {"recommendation", "example", "label"} & set(question.kinds)
    stepwise = (question.intent in {"list", "count"} and STEPS.search(plain)) or (question.intent in {"list", "open"} and IN_ORDER.search(plain))
    if facets.source and stepwise and not (items or "theme" in question.kinds or question.rest[1:]):
        facets = replace(facets, theme=())  # steps of a study stand under no theme
        return replace(question, intent="source", kind="source", facets=facets, aspects=("method",))
    if facets.theme or facets.label or facets.example or facets.place or facets.item:
        return None
    if BASIS.search(plain) and not items - {"recommendation"} and not {"finding", "aim", "when"} & set(question.aspects):
        return replace(question, intent="count" if counts else "list", kind="source", facets=replace(facets, source=()), aspects=(), rest=())
    if len(facets.source) == 1 and ALL_STUDIES.search(plain) and not items:
        facets = replace(facets, source=())
        question = replace(question, facets=facets, kind="source")
    asked = next((s for s in SENTENCE.split(plain) if say.COUNTS.search(s) or say.COMPARES.search(s)), plain)
    research = bool(facets.source) or question.kinds[:1] == ("source",)
    told = research and not (items or "theme" in question.kinds or say.LOOSELY.search(asked) or say.RECOMMENDS.search(asked))
    if told and question.intent in {"count", "list", "open", "compare"} and _counts_research(plain, asked, several=len(facets.source) != 1):
        return replace(question, intent="source", aspects=("who", "method"), kind="source")
    if told and question.intent in {"compare", "open"} and not (facets.source or question.rest) and "when" in question.aspects and FIRST.search(plain):
        return replace(question, intent="source", kind="source", aspects=("when",))  # "which study came first?"
    sided = told and len(facets.source) > 1 and not question.rest and bool(set(question.aspects) & set(PARTS))
    if sided and question.intent in {"open", "define", "list"} and not counts:
        return replace(question, intent="compare", kind="source")
    if len(facets.source) == 1 and not items - {"recommendation"} and not question.rest[2:] and _at_a_glance(question, plain):
        whole = bool(say.OVERVIEW.search(plain)) and not items and not say.RECOMMENDS.search(plain)
        return replace(question, intent="source", aspects=AT_A_GLANCE if whole else ("finding",))
    return None


def _counts_research(plain: str, asked: str, *, several: bool) -> bool:
    """Whether what is counted, or set side by side, is interviews, phases and the like."""
    if say.COUNTS.search(asked):
        counted = say.COUNTED.search(asked)
        return bool(OF_RESEARCH.search(counted[1] if counted else plain))
    return several and bool(say.COMPARES.search(asked)) and bool(OF_RESEARCH.search(asked))


def _at_a_glance(question: Question, plain: str) -> bool:
    """Whether one study is asked for as a whole, in what it came to."""
    brief = bool(say.OVERVIEW.search(plain) or BOIL_DOWN.search(plain)) and not question.exhaustive
    return brief and question.intent in {"source", "overview", "list"} and not ({"when", "aim"} & set(question.aspects))


def _on_theme(question: Question, report: Report, plain: str) -> Question | None:
    facets = question.facets
    if question.action and question.intent == "compare" and len(facets.theme) > 1 and not (facets.source or facets.label or say.RECOMMENDS.search(plain)):
        return replace(question, intent="list", kind="action", each=True)  # "what has been done under the one, and under the other?"
    if question.kinds[:1] == ("theme",) and "recommendation" not in question.kinds and report.of_kind("action") and not question.grouped:
        told = question.action or (DONE.search(say.OWN_DOING.sub(" ", plain)) and not say.RECOMMENDS.search(say.NOT_ADVISED.sub(" ", plain)))
        sets = question.intent in {"list", "count"} or (question.intent == "open" and not question.rest and not facets.theme)
        if told and sets and not facets.label:
            question = replace(question, intent="count" if say.COUNTS.search(plain) else "list")
            return replace(question, kind="action", each=True, facets=replace(facets, source=(), no_source=()))
    alone = len(facets.theme) == 1 and not (facets.source or facets.label or facets.no_source or facets.no_label or facets.item)
    if alone and not question.rest and "recommendation" not in question.kinds and REASON.search(plain) and (PART.search(plain) or "theme" in question.kinds):
        return replace(question, intent="overview", aspects=("aim",))
    return None
