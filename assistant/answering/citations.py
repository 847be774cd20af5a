"""The only door through which a quote reaches an answer."""

from __future__ import annotations

from assistant.datatypes import Citation, Item, Report, Section, Span


class Verifier:
    """Numbers citations as they are made; the same place is cited once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.made: dict[Span, Citation] = {}

    def cite(self, span: Span, quote: str | None = None) -> Citation | None:
        """A citation of `span`, if the report says `quote` there, character for character; else None."""
        start, end = span
        text = self.report.text
        if not 0 <= start < end <= len(text):
            return None
        found = text[start:end]
        if (quote is not None and quote != found) or not found.strip():
            return None
        if span in self.made:
            return self.made[span]
        item, section = self._place(span)
        source = item.source if item else None
        theme = item.theme if item else None
        citation = Citation(
            number=len(self.made) + 1, report=self.report.id, start=start, end=end, quote=found,
            kind=item.kind if item else section.kind,
            section=self.report.theme(theme).title if theme else section.title,
            source=self.report.source(source).short if source else None,
            label=item.label if item else None,
        )  # fmt: skip
        self.made[span] = citation
        return citation

    def citations(self) -> tuple[Citation, ...]:
        return tuple(self.made.values())

    def _place(self, span: Span) -> tuple[Item | None, Section]:
        section = max(self.report.sections, key=lambda s: sum(part.overlap(span) for part in s.spans))
        inside = [i for i in self.report.items if i.section == section.id and i.span.overlap(span)]
        return max(inside, key=lambda i: (i.words.overlap(span), -len_of(i.span)), default=None), section


def len_of(span: Span) -> int:
    return span.end - span.start
