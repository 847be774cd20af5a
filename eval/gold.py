"""Gold questions: their shape, their files, their two halves, and where their quotes lie in the report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.datatypes import Span
from assistant.errors import InputError
from assistant.reading.yamlfile import load_yaml
from eval.shape import SHOWN_FAULTS, GoldQuestion, Half

GOLD = Path(__file__).with_name("gold")
TUNING = Path(__file__).with_name("tuning")  # judged questions for fitting only, beside the gold's tuning half


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold question with its quotes found in the report: spans instead of words."""

    gold: GoldQuestion
    evidence: tuple[tuple[Span, ...], ...]
    also_ok: tuple[Span, ...]

    @property
    def half(self) -> Half:
        return half_of(self.gold.id)


def half_of(identity: str) -> Half:
    """The half a question belongs to, for ever: decided by its id alone, so that adding questions moves none."""
    return "tune" if hashlib.sha256(identity.encode()).digest()[0] % 2 == 0 else "report"


def gold_files(places: Sequence[Path]) -> list[Path]:
    """The question files behind files and folders; the built-in gold where none is named."""
    found: list[Path] = []
    for place in places or (GOLD,):
        if place.is_dir():
            found += sorted(p for p in place.iterdir() if p.suffix in {".yaml", ".yml", ".csv"})
        elif place.is_file():
            found.append(place)
        else:
            raise InputError(f"{place} does not exist. Name a YAML or CSV file of questions, or a folder of such files.")
    if not found:
        raise InputError(f"There are no questions in {', '.join(map(str, places))}: no .yaml, .yml or .csv file. See eval/README.md.")
    return found


def load_gold(places: Sequence[Path] = ()) -> list[GoldQuestion]:
    """Read question files; ids must be unique over all of them."""
    questions: list[GoldQuestion] = []
    seen: dict[str, Path] = {}
    for path in gold_files(places):
        for question in read_file(path):
            if question.id in seen:
                raise InputError(f"{path}: the id {question.id!r} is already used in {seen[question.id]}. Give one of them another id.")
            seen[question.id] = path
            questions.append(question)
    return questions


def read_file(path: Path) -> list[GoldQuestion]:
    if path.suffix == ".csv":
        from eval.sheet import read_sheet

        return read_sheet(path)
    return load_yaml(path, list[GoldQuestion])


def for_fitting() -> list[GoldQuestion]:
    """The gold's tuning half and the questions in tuning/, less those that the reporting half asks in the same words."""
    gold = load_gold()
    held = {_asked(q) for q in gold if half_of(q.id) == "report"}
    return [q for q in gold if half_of(q.id) == "tune"] + [q for q in load_gold((TUNING,)) if _asked(q) not in held]


def _asked(question: GoldQuestion) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", " ".join(question.turns).casefold()))


def locate(question: GoldQuestion, text: str) -> Judged:
    """Find every quote of a question in the report; InputError where one is missing or not unique."""
    entries = tuple(tuple(place(q, text, question.id) for q in quotes(entry)) for entry in question.evidence)
    return Judged(question, entries, tuple(place(q, text, question.id) for q in question.also_ok))


def locate_all(questions: Sequence[GoldQuestion], text: str) -> list[Judged]:
    """Every question located; one InputError with all quotes that cannot be."""
    found, faults = [], []
    for question in questions:
        try:
            found.append(locate(question, text))
        except InputError as error:
            faults.append(str(error))
    if faults:
        more = [f"… and {len(faults) - SHOWN_FAULTS} more; `python -m eval validate` lists all."] if len(faults) > SHOWN_FAULTS else []
        raise InputError("\n".join([*faults[:SHOWN_FAULTS], *more]))
    return found


def quotes(entry: str | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else entry


def place(quote: str, text: str, where: str) -> Span:
    """The span of a quote that occurs exactly once, character for character or with other white space."""
    count = text.count(quote)
    if count == 1:
        start = text.index(quote)
        return Span(start, start + len(quote))
    loose = list(re.finditer(r"\s+".join(map(re.escape, quote.split())), text)) if not count else []
    if len(loose) == 1:
        return Span(*loose[0].span())
    shown = quote if len(quote) <= 80 else quote[:77] + "…"
    count = count or len(loose)
    fault = f"occurs {count} times in the report; make it longer until it is unique" if count else "is not in the report; copy it from report.txt"
    raise InputError(f"{where}: the quote {shown!r} {fault}.")
