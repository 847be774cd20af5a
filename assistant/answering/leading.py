"""The sentence before the quotes of an open question, and whose words they are."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Draft
from assistant.answering.window import figure
from assistant.answering.wording import place_of
from assistant.datatypes import Question, Span


def lead(draft: Draft, question: Question, query: str, spans: list[Span], *, telling: str = "") -> None:
    report = draft.report
    shown = spans[0] if spans else Span(0, 0)
    first = next((i for i in report.items if i.words.overlap(shown)), None)
    first = first or next((i for i in report.items if i.span.overlap(shown) and i.kind != "theme"), None)
    found = (figure(spans[0].of(report.text), query) or figure(telling, query)) if spans else ""
    where = f" {place_of(report, first)}" if first else ""
    kind = {"recommendation": "recommends", "action": "says what has been done", "example": "gives an example"}.get(first.kind if first else "", "says")
    source = f", from the {report.source(first.source).short}" if first and first.source and first.kind == "recommendation" else ""
    if found:
        return draft.lead(f"{found} – the report {kind},{where}{source}:", mark=found)
    return draft.lead(f"The report {kind},{where}{source}:")


def name_study(draft: Draft, shown: Sequence[Span]) -> None:
    """The full title of each study whose recommendation was quoted."""
    report = draft.report
    named = dict.fromkeys(i.source for span in shown for i in report.items if i.source and i.kind == "recommendation" and i.words.overlap(span))
    for source in (report.source(s) for s in named if s):
        draft.note(f"From “{source.title}”{f' ({source.date})' if source.date else ''}.")
