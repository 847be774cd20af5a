"""Answers composed from the parsed structure: overviews, contact, what an acronym stands for."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.draft import Draft, item_hits
from assistant.answering.research import answer_source
from assistant.answering.wording import counted, joined
from assistant.datatypes import Hit, Question, Report, Section, Span
from assistant.retrieval.select import tally

FINDINGS = re.compile(
    r"\b(?:key|main|headline|top|overall|major|biggest) (?:findings?|lessons?|learning|takeaways?|conclusions?|results?)\b"
    r"|\bwhat (?:was|were|did they|have they|has been) (?:learn(?:t|ed)|found|concluded?)\b"
)


def answer_overview(draft: Draft, question: Question, purpose: Span | None) -> None:
    """The report, a theme or a piece of research at a glance. `purpose` is the passage that says what it is for."""
    report, facets = draft.report, question.facets
    if facets.source:
        return answer_source(draft, question)
    if FINDINGS.search(question.text.casefold()) and not facets.theme and report.of_kind("source"):
        return answer_source(draft, replace(question, aspects=("finding",)))
    if facets.theme:
        return _theme(draft, facets.theme[0], reason=question.aspects == ("aim",))
    if facets.example:
        item = report.item(facets.example[0])
        draft.lead(f"{item.name}{', ' + item.place if item.place else ''}: one of {counted(len(report.of_kind('example')), 'example')} in the report.")
        draft.retrieved = item_hits(report, [item])
        return draft.quote(item.words)
    counts = [counted(len(report.of_kind(kind)), kind) for kind in ("recommendation", "example") if report.of_kind(kind)]
    draft.lead(
        f"“{report.title}”, published by {report.publisher}: {joined(counts)}, under {counted(len(report.themes), 'theme')}, "
        f"resting on {counted(len(report.sources), 'source')}."
    )
    if purpose:
        draft.quote(purpose)
    if report.of_kind("theme"):
        draft.heading("Themes")
        draft.table([("Theme", "Recommendations"), *[
            (t.title, str(sum(1 for i in report.of_kind("recommendation") if i.theme == t.id))) for t in report.themes]])  # fmt: skip
        listed = report.of_kind("theme")
        draft.quote(Span(listed[0].span.start, listed[-1].span.end))
    if report.sources:
        draft.heading("Research")
        numbers = tally(report.of_kind("recommendation"), "source")
        draft.table([("Research", "Recommendations"), *[(source.short, str(numbers[source.id])) for source in report.sources]])
    return None


def answer_part(draft: Draft, section: Section) -> None:
    """All that a part of the front matter says."""
    inside = [p for p in draft.report.passages if p.section == section.id]
    draft.lead(f"“{section.title}” says:")
    for passage in inside:
        draft.quote(passage.span)
    draft.retrieved = tuple(Hit(passage, 1.0, rank) for rank, passage in enumerate(inside, 1))


def _theme(draft: Draft, theme: str, *, reason: bool = False) -> None:
    """All that stands under a theme; `reason`: how it is introduced, where it is."""
    report = draft.report
    if reason and (opening := [i for i in report.items if i.theme == theme and i.kind == "introduction"]):
        draft.lead(f"The report introduces “{report.theme(theme).title}” with:")
        draft.items(opening)
        draft.retrieved = item_hits(report, opening)
        return
    inside = [i for i in report.items if i.theme == theme and i.kind in {"introduction", "recommendation", "action"}]
    number = sum(1 for i in inside if i.kind == "recommendation")
    place = [t.id for t in report.themes].index(theme) + 1
    draft.lead(f"“{report.theme(theme).title}” is theme {place} of {len(report.themes)}, with {counted(number, 'recommendation')}.")
    for kind, heading in (("introduction", "How the report introduces it"), ("recommendation", "What it recommends"), ("action", "What has been done")):
        chosen = [i for i in inside if i.kind == kind]
        if chosen:
            draft.heading(heading)
            draft.items(chosen)
    draft.retrieved = item_hits(report, inside)


# Ways to reach somebody: how they are asked for, and what a text that gives them holds.
# "Who should I ring or write to?"
EITHER_WAY = re.compile(r"\bor (?:to )?(?:write|e-?mail|contact|message|reach|drop|send)\b|\b(?:write|e-?mail|contact|message) or\b")
MEANS = (
    (re.compile(r"\b(?:phone|telephone|mobile|ring|fax)\b"), re.compile(r"\d[\d ]{6,}")),
    (re.compile(r"\b(?:website|web page|url|link|online form)\b"), re.compile(r"www\.|https?:")),
    (
        re.compile(r"\b(?:postal|street|office|home) address\b|\bpostcode\b|\bwhere is .{0,40} (?:office|based)\b"),
        re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b"),
    ),
    (re.compile(r"\b(?:twitter|linkedin|facebook|social media)\b"), re.compile(r"twitter|linkedin|facebook|@\w+\s", re.IGNORECASE)),
)


def answer_contact(draft: Draft, question: Question) -> bool:
    contacts = draft.report.of_kind("contact")
    if not contacts:
        return False
    words = contacts[0].words.of(draft.report.text)
    asked = question.text.casefold()
    if not EITHER_WAY.search(asked) and any(wanted.search(asked) and not held.search(words) for wanted, held in MEANS):
        draft.status, draft.reason = "declined", "near"
        draft.lead("The report does not say.")
        draft.note("It gives a contact, but not in that way. The nearest passage, which is not an answer:")
        draft.near(contacts[0].words)
        return True
    draft.lead("For further information, the report names:")
    draft.quote(contacts[0].words)
    draft.retrieved = item_hits(draft.report, contacts)
    return True


def expansion_in(report: Report, acronym: str, expansion: str) -> Span | None:
    """Where the report itself spells an acronym out."""
    pattern = r"\W+".join(re.escape(word.removesuffix("s")) + "s?" for word in re.findall(r"\w+", expansion))
    found = [Span(m.start(), m.end()) for m in re.finditer(pattern, report.text, re.IGNORECASE)]
    beside = [s for s in found if acronym in report.text[max(0, s.start - 40) : s.end + 40]]
    return next(iter(beside or found), None)


def answer_define(draft: Draft, question: Question, acronyms: dict[str, str]) -> bool:
    """An acronym in full, where the report spells it out, or that it does not; any other question stays open."""
    report = draft.report
    named = [a for a in acronyms if re.search(rf"(?<!\w){re.escape(a.casefold())}(?!\w)", question.text.casefold()) and len(a) > 1]
    if not named:
        return False
    if len(named) > 1 and STANDS_FOR.search(question.text.casefold()):
        return all(answer_define(draft, replace(question, text=f"{a} stands for"), {a: acronyms[a]}) for a in named)
    acronym = named[0]
    span = expansion_in(report, acronym, acronyms[acronym])
    if span is not None:
        passage = next((p for p in report.passages if p.span.holds(span)), None)
        sentence = next((s for s in passage.sentences if s.holds(span)), span) if passage else span
        full = " ".join(span.of(report.text).split())
        draft.lead(f"{acronym}: {full}.", mark=full)
        draft.quote(sentence, mark=span.of(report.text))
        return True
    if not STANDS_FOR.search(question.text.casefold()):
        return False
    draft.status, draft.reason = "declined", "near"
    draft.lead("The report does not say.")
    draft.note(f"It uses “{acronym}” without spelling it out. The nearest passage, which is not an answer:")
    used = next((p for p in report.passages if re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", p.span.of(report.text))), None)
    if used:
        draft.near(next((s for s in used.sentences if acronym in s.of(report.text)), used.span))
    return True


STANDS_FOR = re.compile(r"\bstands? for\b|\bshort for\b|\bacronym\b|\babbreviation\b|\bspell(?:ed|s)? out\b|\bletters\b|\bin full\b|\bexpan(?:d|sion)\b")
