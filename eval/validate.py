"""Whether question files can be trusted: every fault, each with its file or id and its cure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from assistant.errors import AssistantError
from assistant.indexing.words import terms
from eval.gold import gold_files, half_of, locate, quotes, read_file
from eval.shape import GROUPS, GoldQuestion


@dataclass(frozen=True, slots=True)
class Checked:
    questions: list[GoldQuestion]
    faults: list[str]
    notes: list[str]


def validate(places: Sequence[Path], text: str) -> Checked:
    """Read every file and check every question against the report's text."""
    questions: list[GoldQuestion] = []
    faults: list[str] = []
    for path in gold_files(places):
        try:
            questions += read_file(path)
        except AssistantError as error:
            faults.append(str(error))
    for identity, count in Counter(q.id for q in questions).items():
        if count > 1:
            faults.append(f"{identity}: {count} questions have this id. Give each its own.")
    for question in questions:
        faults += faults_of(question, text)
    same = Counter(tuple(t.casefold() for t in q.turns) for q in questions)
    notes = [f"asked {n} times: {turns[-1]!r}" for turns, n in same.items() if n > 1]
    notes += [f"{q.id}: the group {q.group!r} is not one of {', '.join(GROUPS)}" for q in questions if q.group not in GROUPS and q.group != "own"]
    return Checked(questions, faults, notes)


def faults_of(question: GoldQuestion, text: str) -> list[str]:
    """What is wrong with one question: patterns, quotes, and fields that contradict each other."""
    found = []
    for name in ("must", "must_not"):
        for pattern in getattr(question, name):
            try:
                re.compile(pattern)
            except re.error as error:
                found.append(f"{question.id}: {name}: /{pattern}/ is not a regular expression ({error}). Escape its special characters with a backslash.")
    for field in [*question.evidence, question.also_ok]:
        for quote in quotes(field):
            try:
                locate(question.model_copy(update={"evidence": [quote], "also_ok": []}), text)
            except AssistantError as error:
                found.append(str(error))
    if question.exact and not question.evidence:
        found.append(f"{question.id}: exact without evidence. List the complete set as evidence.")
    if question.expect == "decline" and (question.evidence or question.must):
        found.append(f"{question.id}: expects a refusal, yet lists evidence or `must`. Remove them, or expect an answer.")
    if question.expect == "answer" and not question.evidence and not question.must:
        found.append(f"{question.id}: nothing says what a right answer is. Add evidence or a `must` pattern.")
    return found


def paraphrased(question: GoldQuestion) -> bool:
    """Whether the last message shares no content word (stem) with its evidence."""
    said = {term for entry in question.evidence for quote in quotes(entry) for term in terms(quote)}
    return not said & set(terms(question.turns[-1]))


def summary(questions: Sequence[GoldQuestion]) -> Table:
    table = Table(title=f"{len(questions)} questions", title_justify="left")
    for name in ("group", "n", "tuning", "reporting", "answer", "decline", "either", "exact", "no shared word"):
        table.add_column(name, justify="left" if name == "group" else "right")
    groups = [g for g in [*GROUPS, *sorted({q.group for q in questions} - set(GROUPS))] if any(q.group == g for q in questions)]
    for group in [*groups, "all"]:
        mine = [q for q in questions if group in {"all", q.group}]
        evident = [q for q in mine if q.evidence]
        counts = [len(mine), *(sum(half_of(q.id) == h for q in mine) for h in ("tune", "report"))]
        counts += [sum(q.expect == e for q in mine) for e in ("answer", "decline", "either")]
        counts += [sum(q.exact for q in mine)]
        table.add_row(group, *map(str, counts), f"{sum(map(paraphrased, evident))} of {len(evident)}", end_section=group == groups[-1] if groups else False)
    return table
