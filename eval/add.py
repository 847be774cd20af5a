"""Turn a question and a place in the report into a gold question: from the command line, or picked on a page."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from assistant.errors import InputError
from eval.gold import GOLD, load_gold, locate, read_file
from eval.shape import GoldQuestion
from eval.validate import faults_of

ADDED = GOLD / "added.yaml"


def quote_at(text: str, place: str) -> str:
    """The report's words at "START:END" (code points, as every citation states them)."""
    match = re.fullmatch(r"(\d+):(\d+)", place)
    if not match or not int(match[1]) < int(match[2]) <= len(text):
        raise InputError(f"{place!r} is no place in the report. Write START:END, two code points from 0 to {len(text)}, as the report page shows them.")
    return text[int(match[1]) : int(match[2])].strip()


def free_id(group: str, taken: set[str]) -> str:
    number = 1
    while (identity := f"{group}-{number:03}") in taken:
        number += 1
    return identity


def add(question: GoldQuestion, text: str, path: Path = ADDED) -> GoldQuestion:
    """Append a question to a YAML file, if it stands every check; an empty id becomes the next free one of its group.

    The file's earlier lines, comments included, stay as they are.
    """
    taken = {q.id for q in read_file(path)} if path.is_file() else set()
    if path.resolve().parent == GOLD.resolve():
        taken |= {q.id for q in load_gold()}
    if question.id in taken:
        raise InputError(f"The id {question.id!r} is already used. Choose another, or leave it out.")
    if question.id == NEW:
        question = question.model_copy(update={"id": free_id(question.group, taken)})
    locate(question, text)
    if faults := faults_of(question, text):
        raise InputError("\n".join(faults))
    if path.suffix not in {".yaml", ".yml"}:
        raise InputError(f"{path} is not a YAML file. Name one that ends in .yaml.")
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.is_file() else ""
    content = {key: value for key, value in question.model_dump().items() if value not in ([], False)}
    entry = yaml.safe_dump([content], allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(before + ("" if not before or before.endswith("\n") else "\n") + entry, "utf-8")
    return question


NEW = "new"  # the id of a question that has none yet
