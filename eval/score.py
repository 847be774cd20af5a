"""Is one answer right? Deterministic, from spans and patterns; no judge model.

What is judged is the batch contract's JSON object (design.md, "The machine-readable answer"), so that any program
that writes it can be scored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.datatypes import Span
from eval.gold import Judged

Json = dict[str, Any]
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~])")


def covers(found: Span, quote: Span) -> bool:
    """Two spans mean the same place where they overlap by at least half of the shorter one."""
    shorter = min(found.end - found.start, quote.end - quote.start)
    return shorter > 0 and 2 * found.overlap(quote) >= shorter


def cited(answer: Json) -> list[Span]:
    return [Span(c["start"], c["end"]) for c in answer["citations"]]


def retrieved(answer: Json) -> list[Span]:
    return [Span(h["start"], h["end"]) for h in sorted(answer["retrieved"], key=lambda h: h["rank"])]


def entries_covered(question: Judged, spans: Sequence[Span]) -> list[bool]:
    """For each evidence entry, whether any of its quotes is covered by any of the spans."""
    return [any(covers(s, quote) for s in spans for quote in entry) for entry in question.evidence]


def bears(question: Judged, span: Span) -> bool:
    """Whether a cited span covers a quote that may be cited for this question."""
    wanted = [quote for entry in question.evidence for quote in entry] + list(question.also_ok)
    return any(covers(span, quote) for quote in wanted)


def verbatim(answer: Json, report: str, text: str) -> list[bool]:
    """For each citation, whether the report holds its quote, character for character, where it says."""
    return [c["report"] == report and text[c["start"] : c["end"]] == c["quote"] != "" for c in answer["citations"]]


def plain(markdown: str) -> str:
    """An answer's words as patterns see them: without Markdown's backslashes, white space folded."""
    return " ".join(ESCAPED.sub(r"\1", markdown).split())


def covered_early(question: Judged, hits: Sequence[Span], characters: int) -> list[bool]:
    """For each evidence entry, whether the first so many characters of the ranked hits cover any of its quotes.

    The hit that crosses the limit is cut there; what is left of it must hold as much of a quote as the whole would need.
    """
    found = [False] * len(question.evidence)
    for hit in hits:
        if characters <= 0:
            break
        kept = Span(hit.start, min(hit.end, hit.start + characters))
        characters -= hit.end - hit.start
        for n, entry in enumerate(question.evidence):
            found[n] = found[n] or any(2 * kept.overlap(q) >= min(hit.end - hit.start, q.end - q.start) > 0 for q in entry)
    return found


def faults(question: Judged, answer: Json, report: str, text: str) -> list[str]:
    """What is wrong with an answer, in words; an empty list means that it is right.

    expect answer: answered, every evidence entry cited, every `must` and no `must_not` pattern in the answer and, where
    the evidence is the complete set, nothing cited beyond it. expect decline: declined, no `must_not` pattern.
    expect either: no `must_not` pattern. Always: every quote verbatim.
    """
    gold, status = question.gold, answer["status"]
    if status == "error":
        return [f"error: {answer.get('message', answer.get('error', ''))}"]
    said = plain(answer["answer"])
    found = [f"says /{p}/, which it must not" for p in gold.must_not if re.search(p, said, re.IGNORECASE)]
    found += [f"citation {n} is not verbatim" for n, same in enumerate(verbatim(answer, report, text), 1) if not same]
    if gold.expect == "decline" and status != "declined":
        found.append(f"{status}, should decline")
    if gold.expect != "answer":
        return found
    if status != "answered":
        found.append(f"{status}, should answer")
    spans = cited(answer)
    for entry, covered in zip(question.evidence, entries_covered(question, spans), strict=True):
        if not covered:
            found.append(f"does not cite “{_short(entry[0].of(text))}”")
    found += [f"lacks /{p}/" for p in gold.must if not re.search(p, said, re.IGNORECASE)]
    if gold.exact:
        found += [f"cites “{_short(s.of(text))}”, which is not in the set" for s in spans if not bears(question, s)]
    return found


def _short(words: str, width: int = 70) -> str:
    words = " ".join(words.split())
    return words if len(words) <= width else words[: width - 1] + "…"
