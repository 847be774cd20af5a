"""Open lists: "everything on volunteering", "which recommendations mention food?"."""

from __future__ import annotations

import re

from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.window import asks_for, window
from assistant.answering.wording import counted, restricted
from assistant.datatypes import Question
from assistant.indexing.words import stem, words
from assistant.retrieval.retriever import Ranking
from assistant.retrieval.select import fits

TOPIC_CUT = 0.66  # share of the best score that a passage needs
TAGGED_CUT = 0.30  # for one that the curator tagged with the very topic asked for
CLOSE_CUT = 0.55  # for such a one where the question asks what is recommended, not for everything
LOOSE_CUT = 0.52  # for one tagged with a topic that only touches the question
RECOMMENDED = re.compile(r"\bwhat\b.{0,60}\b(?:recommend\w*|suggest\w*|propos\w*|advis\w*)\b.{0,20}\b(?:about|on|for|regarding|concerning|around|to do with)\b")
ONE_THING = re.compile(r"\W*(?:and |so )?(?:who|when|why|how(?! many))\b")
PLURAL = re.compile(r"\b(?:recommendations|suggestions|proposals|examples|case studies|projects|stories|tips)\b")


def topic_list(question: Question, finder: Finder, ranking: Ranking) -> list[int]:
    """The passages that bear on the topic, in the report's order; empty where one answer is asked for."""
    plural = question.kind in {"recommendation", "example"} and bool(PLURAL.search(question.text.casefold()))
    asked = named_topics(question, finder)
    recommended = bool(asked and RECOMMENDED.search(question.text.casefold()))
    counting = question.intent == "count" and bool(question.kinds)  # not "how many people did … in Birmingham feed?"
    if ONE_THING.match(question.text.casefold()) and not question.exhaustive:
        return []
    one_figure = not question.kinds and asks_for(question.text) is not None
    if one_figure or not (question.exhaustive or plural or recommended or counting):
        return []
    report = finder.index.report
    items = {i.id: i for i in report.items}
    best = float(ranking.total.max())
    found = []
    for passage in report.passages:
        item = items.get(passage.item or "")
        wanted = "recommendation" if recommended and not question.kind else question.kind
        both = {"recommendation", "example"} <= set(question.kinds)
        if wanted in {"recommendation", "example"} and (item is None or item.kind not in ({"recommendation", "example"} if both else {wanted})):
            continue
        if (question.facets.closed() or question.facets.item) and (item is None or not fits(report, item, question.facets)):
            continue
        tags = finder.tags.get(passage.id, frozenset())
        cut = (TAGGED_CUT if question.exhaustive or plural else CLOSE_CUT) if tags & asked else LOOSE_CUT if tags & set(question.facets.topic) else TOPIC_CUT
        if best > 0 and float(ranking.total[passage.id]) >= cut * best:
            found.append(passage.id)
    one_thing = asks_for(question.text) is not None and int(ranking.order()[0]) not in found
    return [] if one_thing else found  # "how many people shaped the recommendations?" is told elsewhere


def named_topics(question: Question, finder: Finder) -> frozenset[str]:
    """Topics that explain every content word of the question by themselves."""
    phrases = finder.index.glossary.get("topics", {})
    rest = set(question.rest)
    return frozenset(
        tag for tag in question.facets.topic
        if rest and any(rest <= {stem(word) for word in words(phrase)} for phrase in [tag, *phrases.get(tag, [])])
    )  # fmt: skip


def answer_topic(draft: Draft, question: Question, found: list[int], finder: Finder, ranking: Ranking) -> None:
    report = draft.report
    passages = [report.passages[n] for n in found]
    kinds = {p.kind for p in passages}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    what = counted(len(passages), kind) if kind in {"recommendation", "example"} else f"{len(passages)} passage{'s' if len(passages) != 1 else ''}"
    verb = "bears on this" if len(passages) == 1 else "bear on this, in the report's order"
    draft.lead(f"{what}{restricted(report, question.facets)} {verb}:")
    for n, passage in zip(found, passages, strict=True):
        draft.quote(window(passage, int(ranking.sentence[n])))
    draft.put_first(passages, ranking)
