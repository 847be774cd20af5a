"""A set question that continues another: whose intent and facets hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import Facets, Intent, Question, Report, Turn
from assistant.indexing import patterns as say


def merged_intent(before: Question, alone: Question, plain: str, *, counting: bool, compares: bool) -> Intent:
    if compares and not before.facets.example:
        return "compare"
    if counting:
        return "count"
    if alone.intent == "source" and alone.aspects and before.intent != "list":
        return "source"
    if before.intent in {"count", "compare"} and (alone.intent == "list" or re.search(r"\b(?:which|list|show|what are|name)\b", plain)):
        return "list"
    return "list" if before.intent == "compare" else before.intent


def merged_facets(facets: Facets, new: Facets, plain: str, report: Report, *, others: bool) -> tuple[Facets, bool]:
    """The facets after the message, and whether it changed any."""
    changes: dict[str, tuple[str, ...]] = {}
    plural = re.search(r"\bothers\b|\bother (?:two|three|\w+s)\b|\brest\b|\bremain\w+\b", plain)
    if others and (plural or not (new.closed() or new.example)):
        for name in ("source", "theme", "place", "example", "label"):
            if values := getattr(facets, name):
                return replace(facets, **{name: tuple(v for v in all_values(report, name) if v not in values)}), True
    joins = bool(re.search(r"\b(?:(?:top|beat|exceed|outdo) (?:that|it|them)|than|compared|versus|vs|against|as well|also|next to|side by side)\b", plain))
    for name in ("theme", "source", "label", "place", "example"):
        if values := getattr(new, name):
            kept = getattr(facets, name) if joins else ()
            changes[name], changes[f"no_{name}"] = (*kept, *(v for v in values if v not in kept)), ()
        if values := getattr(new, f"no_{name}"):
            changes[f"no_{name}"] = values
            changes[name] = tuple(v for v in getattr(facets, name) if v not in values)
    return replace(facets, **changes), bool(changes)


LONGER = re.compile(r"\b(?:longer|shorter|bigger|smaller|larger|has more|has fewer)\b")
BOTH = re.compile(r"\b(?:both|the two|those two|these two|(?:those|these|the) 2|together|combined)\b")


def both_of(plain: str, history: Sequence[Turn], report: Report) -> Question | None:
    """ "And in total, those two together?", "which of the two is longer?": the sets of the last two turns as one, or compared."""
    compares = bool(say.COMPARES.search(plain) or LONGER.search(plain))
    if len(history) < 2 or not BOTH.search(plain):
        return None
    one, other = history[-2].question, history[-1].question
    bare = other.intent == "count" and not any(pattern.search(plain) for pattern in say.KINDS.values())  # "and those two together?"
    if not (compares or say.COUNTS.search(plain) or bare):
        return None
    differing = [name for name in ("theme", "source", "label", "place") if getattr(one.facets, name) != getattr(other.facets, name)]
    if one.kind != other.kind or len(differing) != 1 or not {one.intent, other.intent} <= {"list", "count"}:
        return None
    name = differing[0]
    values = tuple(dict.fromkeys([*getattr(one.facets, name), *getattr(other.facets, name)]))
    if not (getattr(one.facets, name) and getattr(other.facets, name)):
        return None
    question = replace(other, intent="compare" if compares else "count", facets=replace(other.facets, **{name: values}), number=None)
    return replace(question, read_as=set_words(question, report))


def all_values(report: Report, name: str) -> tuple[str, ...]:
    if name == "source":
        return tuple(s.id for s in report.sources)
    if name == "theme":
        return tuple(t.id for t in report.themes)
    kind, key = ("example", "place" if name == "place" else "id") if name in {"place", "example"} else ("recommendation", "label")
    return tuple(dict.fromkeys(v for i in report.of_kind(kind) if (v := getattr(i, key))))


def set_words(question: Question, report: Report) -> str:
    f = question.facets
    names = [report.theme(t).title for t in f.theme] + [report.source(s).short for s in f.source]
    names += [*f.label, *f.place, *(report.item(e).name or e for e in f.example)]
    names += [f"not {report.source(s).short}" for s in f.no_source] + [f"not {report.theme(t).title}" for t in f.no_theme]
    what = {"count": "how many", "list": "list", "compare": "compare", "source": "research"}.get(question.intent, "about")
    return f"{what} – {question.kind or 'item'}s – {'; '.join(names) or 'all'}"
