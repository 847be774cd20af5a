"""How sets are asked for: forms of questions with what they name left blank, and a reader learned from them.

A form is a question whose themes, sources, labels, places, examples and topics are replaced by {theme}, {source}, …
so that it fits any report. The reader is a multinomial logistic regression over the form's vector and a few
signals (which words it holds, how many of each blank); it is trained when an index is built, for the model of that
index, from forms.yaml beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.indexing import patterns as say
from assistant.indexing.embedder import Vectors
from assistant.indexing.freshness import FORMS
from assistant.indexing.negation import NEGATORS

INTENTS = ("open", "list", "count", "compare", "overview", "source")
DEEDS, NOT_DEEDS = "deeds", "not_deeds"  # whether a question asks what the publisher has done itself, whatever its intent
BLANKS = {"theme": "this theme", "source": "this study", "label": "this label", "place": "this town", "example": "this project", "topic": "this subject"}
BLANK = re.compile(r"\{(theme|source|label|place|example|topic)\}")
FORM_C = 10.0  # inverse regularisation, chosen by cross-validation over the forms
SIGNAL_SCALE = 0.5  # a signal next to a vector's numbers of about 0.05 each
OPENING = re.compile(r"^\W*(?:(?:and|so|ok|please|hi|hello)\W+)*(\w+)")


def natural(form: str) -> str:
    """The form as a sentence that a model has seen the like of."""
    return BLANK.sub(lambda match: BLANKS[match[1]], form)


def signals(form: str) -> NDArray[np.float32]:
    """What the form's words say of its intent; shape (signals,)."""
    plain = BLANK.sub("_", form.casefold())
    named = [min(2, len(re.findall(rf"\{{{blank}\}}", form))) / 2 for blank in BLANKS]
    kinds = [bool(pattern.search(plain)) for pattern in say.KINDS.values()]
    words = plain.split()
    said = [
        say.COUNTS.search(plain), say.COMPARES.search(plain), say.OVERVIEW.search(plain), say.EXHAUSTIVE.search(plain),
        say.RECOMMENDS.search(plain), say.ONES.search(plain), say.LOOSELY.search(plain),
        say.EACH.search(plain), say.ACTS.search(plain), say.CONTACT.search(plain), say.DEFINES.search(plain),
    ]  # fmt: skip
    aspects = [bool(pattern.search(plain)) for pattern in say.ASPECTS.values()]
    both = [len(re.findall(r"\{(?:theme|source)\}", form)) > 1, any(word.strip("?,.'") in NEGATORS for word in words)]
    first = OPENING.match(plain)
    opening = [bool(first and first[1] == word) for word in ("how", "which", "what", "who", "when", "why", "list", "is", "does", "did")]
    found = [*named, *kinds, *map(bool, said), *aspects, *both, *opening, min(len(words), 30) / 30, not any(named)]
    return np.array(found, dtype=np.float32) * SIGNAL_SCALE


class FormReader:
    """Weights of shape (intents + 1, dimension + signals + 1), the last row for deeds; empty where there was nothing to learn from."""

    def __init__(self, weights: Vectors) -> None:
        self.weights = weights

    def read(self, form: str, vector: Vectors) -> dict[str, float]:
        """Probability of each intent for a form with its vector of shape (dimension,), and that it asks for deeds."""
        if not len(self.weights):
            return {"open": 1.0}
        *intents, deeds = self.weights @ np.r_[vector, signals(form), 1.0].astype(np.float32)
        odds = np.exp(np.array(intents) - max(intents))
        return {**dict(zip(INTENTS, (odds / odds.sum()).tolist(), strict=True)), DEEDS: float(1.0 / (1.0 + np.exp(-deeds)))}

    @classmethod
    def train(cls, forms: Sequence[tuple[str, str]], vectors: Vectors) -> FormReader:
        from sklearn.linear_model import LogisticRegression

        features = np.c_[vectors, np.stack([signals(form) for _, form in forms])]
        known = np.array([kind for kind, _ in forms])
        asked = np.isin(known, INTENTS)
        rows = []
        for wanted, inside in (([INTENTS.index(kind) for kind in known[asked]], features[asked]), (known == DEEDS, features)):
            model = LogisticRegression(C=FORM_C, max_iter=500).fit(inside, wanted)
            rows.append(np.c_[model.coef_, model.intercept_])
        return cls(np.concatenate(rows).astype(np.float32))


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[str, str], ...]:
    """(intent, form) pairs of forms.yaml, then those with and without deeds."""
    import yaml

    loaded: dict[str, list[str]] = yaml.safe_load(FORMS.read_text("utf-8"))
    return tuple((intent, form) for intent in (*INTENTS, DEEDS, NOT_DEEDS) for form in loaded.get(intent, []))
