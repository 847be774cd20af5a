"""Open questions: rank, decide whether the report says it, and quote the sentences that do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.defining import has, quoted_in, sense_of, towards
from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.leading import lead, name_study
from assistant.answering.mention import answer_mention, look_up, places_of
from assistant.answering.mentioned import Mention, asked_after, mentioned
from assistant.answering.picking import picked
from assistant.answering.premise import NOT_MENTIONED, Premise, granted, mistaken, stated_so, states, unmentioned, wrongly_granted
from assistant.answering.refusal import UNHELD, Decision
from assistant.answering.rereading import going_on, reread
from assistant.answering.research import answer_source
from assistant.answering.sets import own_count
from assistant.answering.sides import CLEARLY, answer_both, answer_each, asked_and_done, halves, of_another, of_both, of_each, within, within_studies
from assistant.answering.topics import answer_topic, named_topics, topic_list
from assistant.answering.window import figure, window
from assistant.answering.wording import counted, joined, source_name
from assistant.datatypes import Hit, Question, Report, Span
from assistant.indexing import patterns as say
from assistant.indexing.words import stem, terms, words
from assistant.retrieval.intents import EITHER
from assistant.retrieval.retriever import Ranking

SET_OFF_FROM = 250  # code points: in a longer quote the telling sentence is set off
RETRIEVED = 12  # hits handed out with an answer
NOT_IN_THESE_WORDS = "What the question names does not stand in the report in these words; this is what comes nearest in sense."
PARTS = re.compile(
    r"\?\s+(?=\S)|,?\s+(?:and|&)\s+(?=(?:who|what|when|where|which|how|why|on whose|by whom|from whom|whose|in what|is|are|did|does|do|has|have)\b)",
    re.IGNORECASE,
)
NEAREST_SHOWN, NEAREST_SHARE = 3, 0.92  # passages shown when declining, and the share of the best score they need
PARTICULAR = re.compile(r"\b(?:who|when|where|why|how (?!(?:did|does|do) (?:it|they) work))\b")
WHERE_IT_IS = re.compile(r"\bwhere(?:abouts)?\b|\b(?:which|what) (?:place|town|city|borough|area)\b")
SITED = frozenset(map(stem, "based base located location situated happened happening place running run ran work works worked operate operates".split()))
FEWEST, MOST = 2, 6  # words of a query that only strings keywords together
LEANING = 0.5  # of the threshold: a message that leans on the last answer is known to be about something the report holds


def split(question: str) -> list[str]:
    """The parts of a question that asks several things; each keeps enough words to stand alone."""
    parts = [p.strip() for p in PARTS.split(question) if p.strip()]
    return parts if len(parts) > 1 and all(len(terms(p)) >= 2 for p in parts[1:]) and len(terms(parts[0])) >= 1 else [question]


def answer_open(draft: Draft, question: Question, finder: Finder, near: frozenset[str]) -> None:
    if (untagged := say.TAGS.sub("", question.query)) and len(terms(untagged)) > 1:
        question = replace(question, query=untagged)  # "…, agreed?"
    if question.part:  # "what does the foreword say about vaccines?": what is said counts, where it stands is known
        question = replace(question, query=say.FRONT[question.part].sub("the report", question.query.casefold()))
    bare = say.WHOSE_EVIDENCE.sub(" ", question.query)  # every answer names its source anyway
    if bare != question.query and len(terms(bare)) > 1:
        question = replace(question, query=" ".join(bare.strip(" ,?").split()))
    whole = finder.retriever.rank(question.query, boosts=finder.boosts(question, near))
    if halves(question.text) and (both := asked_and_done(finder, whole)):
        draft.retrieved = finder.retriever.hits(whole, RETRIEVED)
        return answer_both(draft, both, question.query)
    parts = split(question.query)
    if len(parts) == 1 or len(question.facets.source) > 1:  # "what line does the one study take and what line the other?" is told of each
        return _one(draft, question, question.query, finder, near)
    answered: list[tuple[str, Ranking, list[Span]]] = []
    missing: list[str] = []
    boosts = finder.boosts(question, near)
    draft.retrieved = finder.retriever.hits(whole, RETRIEVED)
    for part in parts:
        ranking = finder.retriever.rank(part, boosts=boosts)
        ranking.total[:] += 0.5 * whole.total
        if finder.decide(finder.index, finder.retriever.rank(part), part).declined:
            missing.append(part)
        else:
            answered.append((part, ranking, picked(finder, ranking, question)))
    if not answered or (missing and finder.decide(finder.index, whole, question.query).declined):
        return _one(draft, question, question.query, finder, near)
    spans = list(dict.fromkeys(span for _, _, found in answered for span in found))
    lead(draft, question, question.query, spans)
    for span in spans:
        draft.quote(span, mark=figure(span.of(draft.report.text), question.query))
    name_study(draft, spans)
    if missing:
        draft.note("Not found in the report: " + joined([f"part {parts.index(part) + 1} of the question" for part in missing]) + ".")
    return None


def _one(draft: Draft, question: Question, query: str, finder: Finder, near: frozenset[str]) -> None:
    boosts = finder.boosts(question, near)
    ranking = finder.retriever.rank(query, boosts=boosts)
    draft.retrieved = finder.retriever.hits(ranking, RETRIEVED)
    what = mentioned(question.text)
    if what and (found := look_up(what, question, finder)):
        return answer_mention(draft, what, question, found, finder, ranking)
    if what.kind and say.COUNTS.search(question.text.casefold()):
        return draft.lead(f"None (0): no {what.kind} mentions that in so many words.")
    if not what and (after := asked_after(question.text)) and not places_of(after, "", finder):
        what = Mention(after)
    decision = _decide(question, query, finder, ranking)
    sense = sense_of(question.text)
    if sense:
        decision = replace(decision, answerable=1.0 if has(sense, finder) else min(decision.answerable, UNHELD))
    elif decision.declined:
        decision, other = reread(question, finder, decision, near)
        if other and other != question.unnamed:
            query, ranking = other, finder.retriever.rank(other, boosts=boosts)
            draft.retrieved = finder.retriever.hits(ranking, RETRIEVED)
    if term := sense or quoted_in(question.text):
        in_quotes = towards(term, finder, ranking)
        draft.retrieved = finder.retriever.hits(ranking, RETRIEVED)
    lenient = near or (term and in_quotes) or (question.exhaustive and question.facets.topic and decision.figures.foreign < 1) or _only_said(question, decision)
    if decision.answerable < decision.threshold * (LEANING if lenient else 1.0):
        if both := of_both(query, finder, boosts, surely=True):
            return answer_both(draft, both, query)
        if misplaced := _of_another_place(question, draft.report):
            draft.lead("The report does not say so. What it says:")
            return draft.quote(misplaced)
        premise = mistaken(question, query, finder, boosts)
        there = len(draft.report.of_kind(question.kind)) if question.kind in {"theme", "source"} else 0
        if there and question.kind and question.number not in {None, there} and granted(question.text) and not stated_so(question, draft.report.text):
            draft.lead(f"There are {counted(there, question.kind)}, not {question.number}.")
            return own_count(draft, question.kind)
        premise = premise or wrongly_granted(question.text, finder, question.facets)
        absent = unmentioned(query, finder)
        if absent and not (premise and states(question.text)) and len(question.facets.source) == 1 and set(question.aspects) - {"finding"}:
            question = replace(question, aspects=tuple(dict.fromkeys(("who", *question.aspects))))
            answer_source(draft, question)  # the wrong partner of a study: what the report says of that study
            return draft.note(NOT_MENTIONED)
        return _contradict(draft, premise, finder) if premise else decline(draft, decision, draft.retrieved)
    if wrong := wrongly_granted(question.text, finder, question.facets):
        _contradict(draft, wrong, finder)
        draft.retrieved = finder.retriever.hits(ranking, RETRIEVED)
    if question.facets.item:
        best = float(ranking.total.max())
        ranking = within(question.facets.item, finder, ranking)
        if float(ranking.total.max()) < CLEARLY * best:
            draft.note("Of those just shown none says so plainly; this comes nearest.")
    if question.told:
        ranking = going_on(question, ranking, finder)
    if question.intent == "open" and len(question.facets.source) > 1 and EITHER.search(query):
        ranking = within_studies(question, finder, ranking)  # "did it come out of … or …?": the best passage tells
    elif (each := of_each(question, finder, ranking)) and any(each.values()):
        return answer_each(draft, each)
    if both := of_both(query, finder, boosts):
        return answer_both(draft, both, query)
    if topical := topic_list(question, finder, ranking):
        answer_topic(draft, question, topical, finder, ranking)
        return draft.note(NOT_IN_THESE_WORDS) if what else None
    if not question.facets.theme and (elsewhere := of_another("source", question, finder)):
        draft.note(f"Nothing of the kind from {source_name(draft.report, question.facets.source[0])}; what comes nearest is another study's.")
        ranking = elsewhere
    elif not question.facets.source and (elsewhere := of_another("theme", question, finder)):
        draft.note(f"Nothing of the kind under “{draft.report.theme(question.facets.theme[0]).title}”; what comes nearest stands under another theme.")
        ranking = elsewhere
    spans = picked(finder, ranking, question)
    lead(draft, question, query, spans, telling=_telling(finder, ranking, spans[0]) if spans else "")
    if spans and unmentioned(query, finder, spans[0].of(draft.report.text)):
        draft.note(NOT_MENTIONED)
    if what:
        draft.note(NOT_IN_THESE_WORDS)
    for span in spans:
        draft.quote(span, mark=figure(span.of(draft.report.text), query) or _telling(finder, ranking, span))
    return name_study(draft, spans)


def _decide(question: Question, query: str, finder: Finder, ranking: Ranking) -> Decision:
    """Whether the report says it, where its words do not settle that."""
    decision = finder.decide(finder.index, ranking, query)
    # "Everything on volunteering": the curator has tagged what there is.
    whole_topic = question.exhaustive and decision.figures.typed >= 0 and bool(named_topics(question, finder))
    if decision.declined and (whole_topic or _named_thing(question) or _keywords(query, finder, ranking)):
        return replace(decision, answerable=1.0)
    return decision


def _only_said(question: Question, decision: Decision) -> bool:
    """ "What is said of …?" asks for no particular; a passage that has all its words says something of it."""
    figures = decision.figures
    return bool(say.SAYS.search(question.text.casefold())) and figures.covered >= 1.0 and figures.unknown == 0 and figures.foreign == 0


def _of_another_place(question: Question, report: Report) -> Span | None:
    """The one example that is named, where the question puts it in a place that is not its own."""
    named = [report.item(example) for example in question.facets.example]
    wrong = len(named) == 1 and question.facets.place and named[0].place not in question.facets.place
    return named[0].words if wrong else None


def _named_thing(question: Question) -> bool:
    """Whether an example is named and nothing more is asked than what it is, or where."""
    plain = question.text.casefold()
    if len(question.facets.example) != 1 or say.COUNTS.search(plain):
        return False
    return (not question.rest and not PARTICULAR.search(plain)) or (bool(WHERE_IT_IS.search(plain)) and not set(question.rest) - SITED)


def _keywords(query: str, finder: Finder, ranking: Ranking) -> bool:
    """Whether a query is a few words without a question, and the best passage has them all in one sentence."""
    wanted = set(terms(query))
    if not FEWEST <= len(wanted) <= MOST or len(words(query)) > len(wanted) + 1 or "?" in query:
        return False
    passage = finder.index.report.passages[int(ranking.order()[0])]
    return any(wanted <= set(terms(sentence.of(finder.index.report.text))) for sentence in passage.sentences)


def _contradict(draft: Draft, premise: Premise, finder: Finder) -> None:
    """The report's words beside what the question took for granted."""
    best = int(premise.ranking.order()[0])
    draft.lead("The report does not say so. What it says:")
    draft.quote(window(finder.index.report.passages[best], int(premise.ranking.sentence[best])))
    draft.retrieved = finder.retriever.hits(premise.ranking, RETRIEVED)


def _telling(finder: Finder, ranking: Ranking, span: Span) -> str:
    """The sentence of a long quote that matches best, to be set off in it."""
    passage = next((p for p in finder.index.report.passages if p.span.holds(span)), None)
    number = int(ranking.sentence[passage.id]) if passage else -1
    if passage is None or span.end - span.start < SET_OFF_FROM or not 0 <= number < len(passage.sentences) or len(passage.sentences) < 2:
        return ""
    sentence = passage.sentences[number].of(finder.index.report.text)
    return sentence if "\n" not in sentence and "**" not in sentence else ""


def decline(draft: Draft, decision: Decision, hits: Sequence[Hit]) -> None:
    """Say that the report does not say, why, and what comes nearest."""
    draft.status = "declined"
    near_miss = decision.figures.passage >= 0.45 or decision.figures.asked >= 0.6
    draft.reason = "near" if near_miss else "out of scope"
    draft.lead("The report does not say.")
    if near_miss:
        draft.note("It touches the subject, but does not hold what the question asks for. The nearest passages, which are not an answer:")
        for hit in [h for h in hits[:NEAREST_SHOWN] if h.score >= NEAREST_SHARE * hits[0].score]:
            draft.near(window(hit.passage, hit.sentence))
    else:
        draft.note(f"The question seems to lie outside “{draft.report.title}”.")
