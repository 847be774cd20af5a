"""Which passages answer an open question, and how much of each is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.defining import quoted_in, sense_of
from assistant.answering.finder import Finder
from assistant.answering.window import window
from assistant.datatypes import Passage, Question, Report, Span
from assistant.indexing import patterns as say
from assistant.indexing.words import terms
from assistant.retrieval.retriever import Ranking

ALSO = 0.82  # a further passage is cited when its score is at least this share of the best one's
ALSO_DEFINED = 0.65  # where a term is to be explained: its sentence and its example often stand apart
LOOKED_AT = 8  # passages; no more than three are quoted, and a report has few bare titles
HEADING = 6  # words that may stand beside a title: what it belongs to, its date
TITLE_ASKED = re.compile(
    r"\b(?:delay\w*|hold-?up|held up|postpon\w*|push\w* back|late|titles?|called|named?|headed|heading|when|dates?|dated|year|month|published)\b"
)
WHAT_IS = re.compile(r"^\W*what(?:'s|’s|s| is| are|) (?:on earth is )?(?:an? )?(?:\w+(?:[ -]|\b)){1,3}\W*$")
THEME_ASKED = re.compile(r"\b(?:which|what|where)\b.{0,25}\b(?:themes?|sections?|chapters?|headings?|categor(?:y|ies)|parts? of the report)\b")


def picked(finder: Finder, ranking: Ranking, question: Question) -> list[Span]:
    """The best passage, and those that score almost as well."""
    passages = finder.index.report.passages
    order = ranking.order()
    best = float(ranking.total[order[0]])
    if question.kind == "theme" and not question.facets.source and THEME_ASKED.search(question.text.casefold()):
        order = _within_best_theme(finder.index.report, ranking, order)
        best = float(ranking.total[order[0]])
    if not TITLE_ASKED.search(question.text.casefold()):
        told = [int(n) for n in order[:LOOKED_AT] if not _only_a_title(finder.index.report, passages[int(n)])]
        order = np.array(told) if told else order
        best = float(ranking.total[order[0]])
    chosen = [int(order[0])]
    term = sense_of(question.text) or quoted_in(question.text)
    defines = sense_of(question.text) or say.DEFINES.search(question.text.casefold()) or WHAT_IS.search(question.text.casefold())
    also = ALSO_DEFINED if defines else ALSO
    chosen += [int(n) for n in order[1:3] if best > 0 and float(ranking.total[n]) >= also * best]
    if defines and _leads_on(passages, chosen[0], term, finder):
        chosen.insert(1, chosen[0] + 1)  # in running text, what a term means often stands in the paragraph after it is named
    chosen = list(dict.fromkeys(chosen))
    return [window(passages[n], int(ranking.sentence[n])) for n in chosen]


def _only_a_title(report: Report, passage: Passage) -> bool:
    """Whether a passage is the heading of a piece of research and says nothing of it."""
    if passage.kind != "source" or not passage.item:
        return False
    title, said = report.source(report.item(passage.item).source or "").title, passage.span.of(report.text)
    return len(terms(said)) <= len(terms(title)) + HEADING and set(terms(title)) <= set(terms(said))


def _leads_on(passages: Sequence[Passage], at: int, term: str, finder: Finder) -> bool:
    """Whether the next paragraph of the same text goes on from this one; where a term is asked for, it ends on that."""
    if at + 1 >= len(passages) or passages[at + 1].section != passages[at].section or passages[at + 1].item != passages[at].item:
        return False
    last = passages[at].sentences[-1:]
    return passages[at].item is None or any(set(terms(term)) <= set(terms(s.of(finder.index.report.text))) for s in last if term)


def _within_best_theme(report: Report, ranking: Ranking, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """ "Which theme covers …?": the theme whose three best passages score highest, its passages first."""
    themes = {item.id: item.theme for item in report.items}
    scores: dict[str, list[float]] = {}
    for n in order:
        if theme := themes.get(report.passages[int(n)].item or ""):
            scores.setdefault(theme, []).append(float(ranking.total[n]))
    if not scores:
        return order
    best = max(scores, key=lambda theme: sum(scores[theme][:3]))
    return np.array([n for n in order if themes.get(report.passages[int(n)].item or "") == best])
