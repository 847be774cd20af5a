"""Play questions through the assistant, judge the answers, save the run and read it again."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from assistant.datatypes import Answer, Report, Turn
from assistant.errors import AssistantError, InputError
from assistant.pipeline import Assistant
from assistant.render import to_json
from assistant.settings import ROOT, Settings
from eval.gold import Judged, locate_all
from eval.metrics import all_figures, values_of
from eval.score import Json, faults
from eval.seams import Asks, Watched, Wrap, direct
from eval.shape import GoldQuestion

RUNS = Path(__file__).with_name("runs")
FORMAT = 1
Progress = Callable[[int, int], None]  # done, of


@dataclass(frozen=True, slots=True)
class Run:
    """One saved evaluation; plain JSON all through. `rows`: one a question, in the order of the gold files."""

    name: str
    commit: str
    made: str
    settings: dict[str, Any]
    index: dict[str, Any]
    report: dict[str, str]
    gold: str  # SHA-256 over the questions as they were read
    rows: list[Json] = field(default_factory=list)
    figures: Json = field(default_factory=dict)
    format: int = FORMAT

    def row(self, identity: str) -> Json:
        return next(r for r in self.rows if r["id"] == identity)


def play(asks: Asks, turns: Sequence[str], report: str, identity: str) -> tuple[Json, Answer | None]:
    """Play a conversation from its start; the last message's answer as the batch contract's object.

    A crash is a wrong answer like any other: it is noted, and the evaluation goes on.
    """
    history: list[Turn] = []
    answer: Answer | None = None
    try:
        for message in turns:
            answer = asks.ask(message, history)
            history.append(Turn(answer.reading, answer))
    except Exception as error:
        fault = str(error) if isinstance(error, AssistantError) else f"{type(error).__name__}: {error}"
        return {"id": identity, "status": "error", "message": fault, "answer": "", "citations": [], "retrieved": [], "elapsed_ms": 0.0}, None
    assert answer is not None
    return to_json(answer, report=report, identity=identity), answer


def evaluate(
    assistant: Assistant, gold: Sequence[GoldQuestion], *, name: str = "gold", settings: Settings | None = None,
    wrap: Wrap = direct, progress: Progress = lambda done, of: None,
) -> Run:  # fmt: skip
    """Ask every question and judge every answer. `wrap` may stand between the questions and the assistant."""
    report, watched, frank = assistant.report, Watched.of(assistant), Watched.of(assistant, always=True)
    questions = locate_all(gold, report.text)
    answers: dict[str, Json] = {}
    readings: dict[str, str | None] = {}
    decided: dict[str, Json | None] = {}
    for done, question in enumerate(questions, 1):
        identity = question.gold.id
        answers[identity], last = play(wrap(watched), question.gold.turns, report.id, identity)
        readings[identity] = last.reading.read_as if last else None
        decided[identity] = _decided(watched, question, answers[identity], partial(play, wrap(frank), question.gold.turns, report.id, identity), report)
        progress(done, len(questions))
    values = values_of(questions, answers, report.id, report.text)
    rows = [
        {
            **q.gold.model_dump(), "half": q.half, "spans": [[list(s) for s in entry] for entry in q.evidence],
            "also_spans": [list(s) for s in q.also_ok], "read_as": readings[q.gold.id], "decision": decided[q.gold.id], "answer": answers[q.gold.id],
            "values": values[q.gold.id], "faults": faults(q, answers[q.gold.id], report.id, report.text),
        }
        for q in questions
    ]  # fmt: skip
    manifest = assistant.index.manifest
    return Run(
        name=name, commit=commit(), made=datetime.now(UTC).isoformat(timespec="seconds"), settings=_plain(settings or Settings()),
        index={"fingerprint": manifest.fingerprint, "model": manifest.model, "counts": manifest.counts},
        report={"id": report.id, "title": report.title, "text": report.text}, gold=gold_digest(gold),
        rows=rows, figures=all_figures(questions, values),
    )  # fmt: skip


def _decided(watched: Watched, question: Judged, answer: Json, frankly: Callable[[], tuple[Json, Answer | None]], report: Report) -> Json | None:
    """The decision behind an answer, and whether it would be right if nothing were declined; None where none was taken."""
    if not watched.decisions:
        return None
    surest = max(watched.decisions, key=lambda d: d.answerable)
    told = frankly()[0] if answer["status"] == "declined" and question.gold.expect == "answer" else answer
    right = question.gold.expect != "decline" and not faults(question, told, report.id, report.text)
    return {"answerable": surest.answerable, "threshold": surest.threshold, "right_if_answered": right, "figures": asdict(surest.figures)}


def judged_of(row: Json) -> Judged:
    """A saved row as the judged question it was."""
    from assistant.datatypes import Span

    gold = GoldQuestion(**{key: row[key] for key in GoldQuestion.model_fields})
    entries = tuple(tuple(Span(*s) for s in entry) for entry in row["spans"])
    return Judged(gold, entries, tuple(Span(*s) for s in row["also_spans"]))


def gold_digest(gold: Sequence[GoldQuestion]) -> str:
    return hashlib.sha256(json.dumps([q.model_dump() for q in gold], sort_keys=True).encode()).hexdigest()[:16]


def commit() -> str:
    """The commit that is evaluated, with "-changed" where the program differs from it."""
    try:
        head = _git("rev-parse", "--short=7", "HEAD")
        return f"{head}-changed" if _git("status", "--porcelain", "--untracked-files=no", "--", "assistant", "corpus", "eval/gold") else head
    except (OSError, subprocess.CalledProcessError):
        return "nogit"


def _git(*command: str) -> str:
    return subprocess.run(["git", *command], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _plain(settings: Settings) -> dict[str, Any]:
    return {k: v.name if isinstance(v, Path) else v for k, v in asdict(settings).items()}


def save(run: Run, folder: Path | None = None) -> Path:
    folder = folder or RUNS
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}", run.name):
        raise InputError(f"{run.name!r} cannot be a run's name. Use letters, digits, dots and hyphens.")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.name}-{run.commit}.json"
    path.write_text(json.dumps(asdict(run), ensure_ascii=False, indent=1), "utf-8")
    return path


def cache() -> Path:
    """Where indexes lie that are slow to make again and belong to no run."""
    return RUNS / ".cache"


def find(which: str, folder: Path | None = None) -> Path:
    """A saved run's file by path, by file name, or by the start of its name (the newest such run)."""
    path, folder = Path(which), folder or RUNS
    if path.is_file():
        return path
    named = sorted(folder.glob(f"{which.removesuffix('.json')}*.json"), key=lambda p: p.stat().st_mtime) if "/" not in which else []
    if not named:
        there = ", ".join(sorted(p.stem for p in folder.glob("*.json"))) or "none yet: `python -m eval` makes one"
        raise InputError(f"There is no run {which!r}. Runs in {folder}: {there}.")
    return named[-1]


def load(which: str, folder: Path | None = None) -> Run:
    path = find(which, folder)
    try:
        run = Run(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} is not a saved run ({type(error).__name__}). Make one with `python -m eval`.") from None
    if run.format != FORMAT:
        raise InputError(f"{path} has format {run.format}, this program reads format {FORMAT}. Make the run again.")
    return run
