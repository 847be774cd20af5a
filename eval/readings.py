"""Labelled questions → readings.json: what the decider of intents is learned from when an index is built.

Each question in readings/ says what it asks for (`want`). It is read as a message would be, and its form (names left
blank, but for organisations) and marks are kept, and no question's answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.indexing.decider import VECTOR_SCALE, C, Reading
from assistant.indexing.embedder import Vectors
from assistant.indexing.forms import natural
from assistant.indexing.freshness import READINGS
from assistant.pipeline import Assistant
from assistant.reading.corpus import read_curation, read_report
from assistant.reading.yamlfile import load_yaml
from assistant.retrieval.focus import focus
from assistant.settings import Settings

FOLDER = Path(__file__).with_name("readings")
FOLDS = 10
EVERY = 10  # of the curator's lines, one in so many: about as many open questions as labelled ones
DIGITS = 3
Want = Literal["open", "list", "count", "compare", "overview", "source", "topic", "define", "contact"]
LEARNED = {**{name: name for name in ("open", "list", "count", "compare", "overview", "source")}, "topic": "open"}  # the others are settled by their words


class Labelled(BaseModel):
    """One question and what its words ask for; facets by id, "" for items without a label."""

    model_config = ConfigDict(extra="forbid")

    q: str
    want: Want
    kind: str | None = None
    theme: list[str] = []
    source: list[str] = []
    label: list[str] = []
    place: list[str] = []
    example: list[str] = []
    no_theme: list[str] = []
    no_source: list[str] = []
    no_label: list[str] = []
    no_place: list[str] = []
    no_example: list[str] = []
    names: dict[str, str | list[str]] = {}


def labelled(folder: Path = FOLDER) -> list[Labelled]:
    return [question for path in sorted(folder.glob("*.yaml")) for question in load_yaml(path, list[Labelled])]


def curated(settings: Settings) -> list[Labelled]:
    """Some of the curator's lines: each asks for what one passage says, or for what none does, and for no set."""
    report = read_report(settings.corpus)
    entries = [entry for _, entry in read_curation(settings.corpus, report.text).lines]
    asked = [line for entry in entries for line in entry.asked_as]
    not_said = [line for entry in entries for line in entry.not_said]
    return [Labelled(q=line, want="open") for line in [*asked[::EVERY], *not_said[::EVERY]]]


def read_all(assistant: Assistant, questions: Sequence[Labelled]) -> list[Reading]:
    """Form and marks of each question that the decider learns from."""
    seen: list[tuple[str, Vectors]] = []

    def note(form: str, marks: Vectors) -> dict[str, float]:
        seen.append((form, marks))
        return {}

    reader = assistant.reader.deciding_by(note)
    found = []
    for question in questions:
        seen.clear()
        reader.read(assistant.speller.repair(focus(question.q)))
        if question.want in LEARNED and seen:
            form, marks = seen[-1]
            found.append(Reading(LEARNED[question.want], form, tuple(round(float(mark), DIGITS) for mark in marks)))
    return found


def save(found: Sequence[Reading], path: Path = READINGS) -> None:
    rows = [
        json.dumps({"intent": r.intent, "form": r.form, "marks": {n: m for n, m in enumerate(r.marks) if m}, "of": len(r.marks)}, ensure_ascii=False)
        for r in found
    ]
    path.write_text("[\n" + ",\n".join(rows) + "\n]\n", "utf-8")


def cross_validated(assistant: Assistant, found: Sequence[Reading]) -> tuple[float, Counter[tuple[str, str]]]:
    """Share of intents right out of fold, and the mistakes: (asked for, taken for) → how many."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    vectors = np.concatenate([assistant.index.encoder.encode([natural(r.form)]) for r in found])
    features = np.c_[vectors * VECTOR_SCALE, np.array([r.marks for r in found])]
    wanted = np.array([r.intent for r in found])
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    said = cross_val_predict(LogisticRegression(C=C, max_iter=2000), features, wanted, cv=folds)
    return float((said == wanted).mean()), Counter((str(w), str(s)) for w, s in zip(wanted, said, strict=True) if w != s)


def learned(assistant: Assistant, found: Sequence[Reading]) -> list[str]:
    """How well intents are learned, line by line."""
    share, mistakes = cross_validated(assistant, found)
    lines = [f"  {wanted} taken for {taken}: {count}" for (wanted, taken), count in mistakes.most_common(12)]
    return [f"{len(found)} labelled questions; intents right out of fold: {share:.1%}", *lines]
