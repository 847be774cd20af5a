"""What readers say of answers: kept on this machine, for a limited time, and never used by itself.

python -m assistant.web.feedback --folder feedback > feedback.jsonl
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from assistant.settings import ROOT

Verdict = Literal["useful", "wrong", "incomplete", "wrong source", "should have declined", "not useful"]
VERDICTS: tuple[Verdict, ...] = ("useful", "wrong", "incomplete", "wrong source", "should have declined", "not useful")
KEPT_DAYS = 90
LONGEST_NOTE = 2000
TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL, turns TEXT NOT NULL,
    answer TEXT NOT NULL, settings TEXT NOT NULL, fingerprint TEXT NOT NULL)"""
COLUMNS = ("id", "at", "verdict", "note", "turns", "answer", "settings", "fingerprint")


@dataclass(frozen=True, slots=True)
class Feedback:
    """One SQLite file that only its owner may read. A row is on disk before `give` returns."""

    folder: Path = field(default_factory=lambda: ROOT / "feedback")
    kept_days: int = KEPT_DAYS

    def give(self, verdict: str, note: str, turns: Sequence[str], answer: dict[str, Any], settings: dict[str, str], fingerprint: str) -> int:
        """Keep one verdict; returns its id."""
        if verdict not in VERDICTS:
            raise ValueError(f"a verdict is one of {', '.join(VERDICTS)}")
        values = (_now().isoformat(), verdict, note[:LONGEST_NOTE], _json(turns), _json(answer), _json(settings), fingerprint)
        with closing(self._open()) as store, store:
            self._forget(store)
            return int(store.execute(f"INSERT INTO feedback ({', '.join(COLUMNS[1:])}) VALUES (?, ?, ?, ?, ?, ?, ?)", values).lastrowid or 0)

    def refine(self, row: int, verdict: str, note: str) -> None:
        """The same reader says more about a verdict just given."""
        if verdict not in VERDICTS:
            raise ValueError(f"a verdict is one of {', '.join(VERDICTS)}")
        with closing(self._open()) as store, store:
            store.execute("UPDATE feedback SET verdict = ?, note = ? WHERE id = ?", (verdict, note[:LONGEST_NOTE], row))

    def rows(self) -> Iterator[dict[str, Any]]:
        """All that is kept, oldest first, as an evaluator reads it."""
        with closing(self._open()) as store:
            with store:
                self._forget(store)
            for row in store.execute(f"SELECT {', '.join(COLUMNS)} FROM feedback ORDER BY id"):
                found = dict(zip(COLUMNS, row, strict=True))
                yield found | {name: json.loads(found[name]) for name in ("turns", "answer", "settings")}

    def _open(self) -> sqlite3.Connection:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / "feedback.sqlite3"
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        store = sqlite3.connect(path, timeout=10)
        store.execute("PRAGMA journal_mode=DELETE")
        store.execute("PRAGMA synchronous=FULL")
        store.execute("PRAGMA secure_delete=ON")
        store.execute(TABLE)
        return store

    def _forget(self, store: sqlite3.Connection) -> None:
        store.execute("DELETE FROM feedback WHERE at < ?", ((_now() - timedelta(days=self.kept_days)).isoformat(),))


def _now() -> datetime:
    return datetime.now(UTC)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)  # a lone surrogate has no UTF-8


def main(arguments: Sequence[str] | None = None) -> int:
    made = argparse.ArgumentParser("python -m assistant.web.feedback", description="Print the feedback that is kept, one JSON object a line.")
    made.add_argument("--folder", type=Path, default=ROOT / "feedback", help="where it is kept (default: %(default)s)")
    made.add_argument("--keep-days", type=int, default=KEPT_DAYS, help="forget what is older (default: %(default)s)")
    given = made.parse_args(arguments)
    for row in Feedback(given.folder, given.keep_days).rows():
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
