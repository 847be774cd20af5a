"""Which kind of thing a question asks for: recommendations, themes, studies, labels, examples."""

from __future__ import annotations

from assistant.datatypes import Facets
from assistant.indexing import patterns as say


def kinds_in(masked: str) -> tuple[str, ...]:
    """Kinds of things named in the question, first named first: the first is what is asked for."""
    found = []
    for kind, pattern in say.KINDS.items():
        if match := pattern.search(masked):
            found.append((match.start(), kind))
    return tuple(kind for _, kind in sorted(found))


def kind_of(kinds: tuple[str, ...], facets: Facets, intent: str, plain: str) -> str | None:
    """What is asked for: the kind named first, unless the restrictions say that recommendations are meant."""
    kind = kinds[0] if kinds else None
    if intent == "count" and len(kinds) > 1 and (counted := say.COUNTED.search(plain)):
        named = next((k for k in kinds if say.KINDS[k].match(counted[1])), None)  # "over all themes, the number of recommendations"
        if named in {"label", "source", "theme"} and not say.KINDS["recommendation"].search(" ".join(counted[1].split()[:3])):
            return named
        kind = named or kind
    if intent not in {"list", "count", "compare"}:
        return kind
    if facets.place or facets.example:
        return "example" if kind in {None, "example", "source", "theme"} else kind
    if "recommendation" in kinds and (kind is None or (kind in {"source", "label"} and facets.closed())):
        return "recommendation"
    if kind == "theme" and (facets.theme or say.RECOMMENDS.search(plain)) and "recommendation" in kinds:
        return "recommendation" if facets.theme else "theme"
    if facets.closed() and (kind in {None, "source", "example"} or (kind == "label" and facets.label)):
        return "recommendation"
    if facets.theme and kind == "theme":
        return "recommendation"
    return kind
