"""Words that describe a theme, study or label beside its cue noun: "the money chapter", "the part about rules"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.indexing.words import STOPWORDS, stem
from assistant.retrieval.lexicon import CUES, INTO, ONES, PARTY

# What ends the words that describe a named thing ("the part about rules | did they …").
BOUNDARY = frozenset(
    """that which who whom whose did does do is are was were has have had recommend recommends recommended suggest suggests suggested say says said propose
    proposes proposed want wants wanted from in how many what when where why list show give me can could would please only just and? has contain contains
    recommendations suggestions proposals asks come comes came make makes made find found feed feeds fed bring brings""".split()
)
PLURAL = frozenset("studies papers reviews surveys pieces bits reports inquiries publications sources strands projects".split())
THEMES = frozenset("themes chapters sections headings categories strands pillars areas groups buckets topics".split())
ASKING = frozenset("how what where why who".split())  # may follow a preposition inside a description: "the study on how …"
RELATIVE = frozenset("that which who".split())
LOOKED = frozenset(
    "looked looks looking examined examines covered covers covering dealt deals explored explores studied investigated concerned surveyed asked".split()
)
MAX_DESCRIPTION = 10  # words


def descriptions(everything: Sequence[str], facet: str, free: set[int], *, ones: bool = False) -> Iterable[tuple[int, int]]:
    """Runs of words that describe a thing by its cue noun, for a look-up by meaning: "the money chapter",
    "the part about rules and red tape". `free` are the word positions that no phrase has taken;
    `ones`: "the community groups one" may be a piece of research."""
    for at, word in enumerate(everything):
        if at not in free or stem(word) not in CUES[facet] | (ONES if facet != "source" else PARTY | ONES if ones else PARTY):
            continue
        if (at and everything[at - 1] == "case") or (facet == "source" and word.endswith(("ed", "ing"))):
            continue  # case studies are examples; "worked with" and "working" are no piece of work
        if word in (PLURAL if facet == "source" else THEMES if facet == "theme" else frozenset()):
            continue  # "how many separate studies …" means none of them, nor do "the top three themes"
        start = at
        while (
            start
            and at - start < 5
            and start - 1 in free
            and everything[start - 1] not in BOUNDARY | INTO | {"the", "a", "all", "each", "any", "this", "every"}
        ):
            start -= 1
        end = at + 1
        if facet == "source" and end + 1 < len(everything) and everything[end] in RELATIVE and everything[end + 1] in LOOKED:
            end += 2
        if end < len(everything) and (everything[end] in INTO or end > at + 1):
            begun = end
            while end < len(everything) and end - at <= MAX_DESCRIPTION and end in free:
                if everything[end] in BOUNDARY and end != begun and not (everything[end] in ASKING and everything[end - 1] in INTO):
                    break
                end += 1
        if any(everything[n] not in STOPWORDS and n != at for n in range(start, end)):
            yield start, end
