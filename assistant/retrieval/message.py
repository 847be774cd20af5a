"""A message that leans on the conversation: its words, how it reads alone, and the turn that it continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.datatypes import Question, Report, Turn
from assistant.retrieval.question import QuestionReader


@dataclass(frozen=True, slots=True)
class Message:
    """`text` without what only leads in or takes back, `plain` its normalised words as typed."""

    text: str
    plain: str
    alone: Question
    history: Sequence[Turn]
    last: Turn
    reader: QuestionReader
    report: Report
    corrected: bool = False

    @property
    def before(self) -> Question:
        return self.last.question
