"""What a question shows of its intent, as numbers between 0 and 1: the judgements of the rules and of the reader of forms,
and what they rest on. The decider learns from them which to believe (indexing/decider.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.datatypes import Intent
from assistant.indexing import patterns as say
from assistant.indexing.embedder import Vectors
from assistant.indexing.forms import INTENTS, SIGNAL_SCALE, signals
from assistant.retrieval.intents import ABOUT, ALL_OF_IT, ASKS_FIRST, INSIDE, MORE, SINGLED, THEM_ALL, YES_NO, Said, counts_items

SETTLED = ("contact", "define", "overview", "open", "list", "count", "compare", "source")
FACETS = ("theme", "source", "label", "place", "example", "topic", "no_theme", "no_source", "no_label", "no_place")
PATTERNS = (YES_NO, ALL_OF_IT, ASKS_FIRST, SINGLED, ABOUT, MORE, THEM_ALL, INSIDE)
MANY = 6  # from here on, more words or a larger factor say nothing more


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules (`settled`, `factors`) and the reader of forms (`odds`) make of a question."""

    settled: Intent | None
    odds: Mapping[str, float]
    factors: Mapping[str, float]

    @property
    def weighed(self) -> list[float]:
        return [self.odds.get(name, 0.0) * self.factors[name] for name in ORDER]

    @property
    def likeliest(self) -> Intent:
        return self.settled or max(zip(self.weighed, ORDER, strict=True), key=lambda pair: pair[0])[1]


ORDER: tuple[Intent, ...] = ("open", "list", "count", "compare", "overview", "source")


def marks(said: Said, form: str, judged: Judged, *, titled: bool) -> Vectors:
    """Shape (marks,); `titled`: a theme is named by its title."""
    weighed = np.array(judged.weighed)
    facets, kinds = said.facets, said.kinds
    found = [
        *(judged.settled == name for name in SETTLED), judged.settled is None, *(judged.likeliest == name for name in SETTLED),
        *(judged.odds.get(name, 0.0) for name in INTENTS), *(weighed / (weighed.sum() or 1.0)),
        *(min(judged.factors[name], MANY) / MANY for name in ORDER),
        *(min(2, len(getattr(facets, name))) / 2 for name in FACETS),
        *(len(getattr(facets, name)) > 1 for name in ("theme", "source", "label")), facets.closed(),
        min(MANY, len(said.rest)) / MANY, not said.rest, min(4, said.topical) / 4, not said.topical,
        *(kind in kinds for kind in say.KINDS), *(kinds[:1] == (kind,) for kind in say.KINDS),
        said.action, said.aspects, titled, said.overview, bool(said.part), said.can_list,
        *(bool(pattern.search(said.plain)) for pattern in PATTERNS), bool(ASKS_FIRST.match(said.plain)), counts_items(said.masked),
    ]  # fmt: skip
    return np.concatenate([np.array(found, dtype=np.float32), signals(form) / np.float32(SIGNAL_SCALE)])
