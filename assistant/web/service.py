"""One Assistant for all sessions: opened in the background, so that the page is there at once."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.datatypes import Answer, Turn
from assistant.errors import AssistantError, QuestionError
from assistant.render import to_json
from assistant.settings import MAX_QUESTION, Settings
from assistant.web.feedback import Feedback
from assistant.web.suggestions import Suggestions

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

log = logging.getLogger(__name__)


def private(path: str, flags: int) -> int:
    """Open a file that only its owner may read."""
    return os.open(path, flags, 0o600)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message as it may be put to the Assistant. `cut`: it was longer than what is read."""

    text: str
    cut: bool = False

    @classmethod
    def of(cls, message: object) -> Asked:
        if not isinstance(message, str):
            raise QuestionError("The question is not text. Type what you want to know about the report.")
        short = message.strip()[:MAX_QUESTION].encode("utf-8", "replace").decode()  # a lone surrogate has no encoding
        return cls(short, len(message.strip()) > MAX_QUESTION)


@dataclass(slots=True)
class Service:
    """`assistant` waits until the index is open. It holds nothing of any session."""

    settings: Settings
    progress: Callable[[str, int, int], None] = lambda stage, done, of: None
    suggestions: Suggestions = field(default_factory=Suggestions)
    feedback: Feedback = field(default_factory=Feedback)
    question_log: Path | None = None  # the operator's choice; questions are not logged otherwise
    _done: threading.Event = field(default_factory=threading.Event)
    _assistant: Assistant | None = None
    _error: Exception | None = None

    def start(self, then: Callable[[], None] = lambda: None) -> Service:
        """Open the index in a thread of its own; `then` is called when all that follows from it is loaded, too."""
        threading.Thread(target=self._open, args=(then,), name="open-index", daemon=True).start()
        return self

    @property
    def ready(self) -> bool:
        return self._assistant is not None

    @property
    def failed(self) -> bool:
        return self._error is not None

    @property
    def assistant(self) -> Assistant:
        self._done.wait()
        if self._assistant is None:
            raise self._error or RuntimeError("the index was not opened")
        return self._assistant

    def about(self) -> tuple[str, str]:
        """The report's title and version; empty until it is open."""
        if self._assistant is None:
            return "", ""
        return self._assistant.report.title, self._assistant.index.manifest.fingerprint[:12]

    @property
    def kept_days(self) -> int:
        return self.feedback.kept_days

    def ask(self, message: Asked, history: Sequence[Turn] = ()) -> Answer:
        answer = self.assistant.ask(message.text, history)
        if self.question_log:
            line = {"at": datetime.now(UTC).isoformat(), "question": message.text, "status": answer.status, "ms": round(answer.elapsed_ms, 1)}
            with open(self.question_log, "a", encoding="utf-8", opener=private) as log:
                log.write(json.dumps(line, ensure_ascii=False) + "\n")
        return answer

    def give(self, verdict: str, note: str, turns: Sequence[Turn]) -> int:
        """Keep what a reader says of the last of these turns."""
        assistant = self.assistant
        settings = {"model": self.settings.model, "curated": str(self.settings.curated)}
        answer = to_json(turns[-1].answer, report=assistant.report.id)
        questions = [turn.answer.question for turn in turns]
        return self.feedback.give(verdict, note, questions, answer, settings, assistant.index.manifest.fingerprint)

    def _open(self, then: Callable[[], None]) -> None:
        try:
            from assistant.pipeline import Assistant  # here: the page needs nothing of it

            assistant = Assistant.open(self.settings, self.progress)
            assistant.ask("What is this report about?")  # the first answer pays for lazy imports; no reader should
            self._assistant = assistant
        except Exception as error:  # kept for the sessions that wait, which show it in plain words
            self._error = error
            log.error("The report could not be opened. %s", error if isinstance(error, AssistantError) else repr(error))
        finally:
            self._done.set()
        if self._assistant:
            self.suggestions.check(self._assistant)
        then()
