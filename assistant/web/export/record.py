"""What an exported answer says about itself, and the check that it must pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.answering.citations import Verifier
from assistant.datatypes import Answer, Report, Span
from assistant.errors import AssistantError

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class UnverifiedQuote(AssistantError):
    """A quote in an answer is not in the report. Such an answer is never written to a file."""


@dataclass(frozen=True, slots=True)
class Record:
    """An answer with the report and index version it came from. Made only of answers whose quotes verify."""

    answer: Answer
    report: Report
    version: str
    at: datetime

    @classmethod
    def of(cls, answer: Answer, report: Report, fingerprint: str, at: datetime | None = None) -> Record:
        verifier = Verifier(report)
        for citation in answer.citations:
            if verifier.cite(Span(citation.start, citation.end), citation.quote) is None:
                raise UnverifiedQuote("A quote of this answer is no longer in the report. Ask the question again.")
        for block in answer.blocks:
            if block.kind == "near" and block.text not in report.text:
                raise UnverifiedQuote("A passage of this answer is no longer in the report. Ask the question again.")
        return cls(answer, report, fingerprint[:12], at or datetime.now(UTC))

    @property
    def provenance(self) -> str:
        """One line: which report, by whom, when asked, which version of the index."""
        day = f"{self.at.day} {self.at:%B %Y}"
        return f"“{self.report.title}”, {self.report.publisher}. Answered on {day} from report version {self.version}."


def printable(text: str) -> str:
    """Without characters that a document cannot hold or that reorder the text beside them."""
    return UNPRINTABLE.sub("\ufffd", text)
