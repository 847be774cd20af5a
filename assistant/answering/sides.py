"""Questions with two sides that no set of the report holds: "how does the app differ from what St Basil's did?"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.leading import name_study
from assistant.answering.window import figure, window
from assistant.answering.wording import joined, source_name
from assistant.datatypes import Question, Span
from assistant.indexing import patterns as say
from assistant.indexing.words import terms
from assistant.retrieval.retriever import Ranking

AGAINST = re.compile(
    r"\s(?:versus|vs\.?|against|compared? (?:with|to|against)|in comparison (?:with|to)|differ(?:s|ent|ed)? (?:from|to)|as (?:opposed to|against)|next to|"
    r"beside|"
    r"unlike|in contrast (?:to|with)|(?:just )?the same (?:thing |animal )?as|(?:and,? )?by contrast,?)\s",
    re.IGNORECASE,
)
PAIRED = re.compile(r"\b(?:both|each|respectively|between|compare[ds]?|contrast(?:ed|ing)?|differ(?:s|ences?|ent)?|the two|versus|vs)\b", re.IGNORECASE)
CONTRASTED = re.compile(r"\b(?:contrast|compare) (?:(?=.* with )(.+) with|(.+?) and) (.+)$", re.IGNORECASE)
ONE_ANOTHER = re.compile(r"\bone (\w.+?),? (?:and |while )?(?:the other|another) (.+?)[.;:?]", re.IGNORECASE)  # "one scheme dealt with …, another with …"
CLAUSE = re.compile(r"\s*(?:[:;?]|\s[–—-]\s|\.\s|,\s(?=(?:how|what|which|who|when|where|why)\b))\s*", re.IGNORECASE)
AND = re.compile(r",?\s+(?:and|or|&)\s+", re.IGNORECASE)
FRAME = re.compile(
    r"^\W*(?:compare|contrast|how (?:do|does|did)|what(?:'s| is| are)? the differences? between|"
    r"the difference between|set|put|is|are|both)\b",
    re.IGNORECASE,
)
BEARS = 0.55  # share of the best score that a named study's best passage needs to count as saying something of it
OUTSIDE = 10.0  # more than any score
CLEARLY = 0.7  # a share of another study's best score below which the named study says nothing of the kind
SAME_THEME = 0.2  # what has been done stands under the theme of what was advised, most often; on the scale of a cosine
EITHER_WAY = 0.35  # share of the best score that the better recommendation and the better action both need
ADVISED = re.compile(r"\b(?:told|theory|on paper|urged|wanted|asked|advice|advised|preached)\b")
DONE = re.compile(
    r"\b(?:done|doing|did (?:it|they|the \w+|we|you)?\W*(?:do|act|respond)|acted|acting|actions?(?! (?:points?|plans?))|activit(?:y|ies)"
    r"|under ?way|set up|in place|practi[cs]ed?|reality"
    r"|how far|progress|so far|follow(?:ed)?[- ](?:through|up)|happened|happening|delivered|implemented|in fact|preparing|prepared"
    r"|put in (?:place|train)|started|launched|achieved|already|in hand|piloting|is trying|for its own)\b"
)
HALVES = re.compile(r"[,;:.?!–—]|\s-\s|\b(?:and|but|versus|vs|with|against|next to|beside|alongside|by|while|whereas)\b")
HOLDS = 0.6  # share of the better side's best score that the other side's passage needs


def sides(query: str) -> tuple[str, str] | None:
    """The two sides of a comparison, each with what is asked of both; nothing where there are not two."""
    if not any(pattern.search(query.casefold()) for pattern in (say.COMPARES, PAIRED, AGAINST)):
        return None
    clauses = [clause for clause in CLAUSE.split(query) if clause.strip()]
    for n, clause in enumerate(clauses):
        asked = " ".join([*clauses[:n], *clauses[n + 1 :]])
        match = AGAINST.search(f"{clause} ")
        cut = (clause[: match.start()], clause[match.end() :]) if match else None
        if cut is None and (match := CONTRASTED.search(clause)):
            cut = (match[1] or match[2], match[3])
        if cut is None and PAIRED.search(query) and len(parts := AND.split(clause)) == 2:
            cut = (parts[0], parts[1])
        if cut and all(len(terms(FRAME.sub("", side))) >= 1 for side in cut):
            return (f"{FRAME.sub('', cut[0])} {asked}".strip(), f"{FRAME.sub('', cut[1])} {asked}".strip())
    if match := ONE_ANOTHER.search(query):
        return match[1], match[2]
    if len(clauses) == 2 and re.search(r"\bboth\b", query, re.IGNORECASE) and all(len(terms(clause)) >= 3 for clause in clauses):
        return clauses[0], clauses[1]
    if len(clauses) > 2 and re.search(r"\bboth\b", clauses[-1], re.IGNORECASE):
        return clauses[0], clauses[1]
    return None


def of_both(query: str, finder: Finder, boosts: dict[int, float], *, surely: bool = False) -> list[Span]:
    """The best passage of each side; nothing where both sides lead to the same one, or one leads nowhere.

    `surely`: only where each side would be answered if it were asked by itself.
    """
    pair = sides(query)
    if pair is None:
        return []
    if surely and any(finder.decide(finder.index, finder.retriever.rank(side), side).declined for side in pair):
        return []
    passages = finder.index.report.passages
    rankings = [finder.retriever.rank(side, boosts=boosts) for side in pair]
    best = [int(ranking.order()[0]) for ranking in rankings]
    scores = [float(ranking.total[n]) for ranking, n in zip(rankings, best, strict=True)]
    if best[0] == best[1] or min(scores) < HOLDS * max(scores):
        return []
    return [window(passages[n], int(ranking.sentence[n])) for n, ranking in zip(best, rankings, strict=True)]


def answer_both(draft: Draft, both: Sequence[Span], query: str) -> None:
    draft.lead("What the report says of each:")
    for span in both:
        draft.quote(span, mark=figure(span.of(draft.report.text), query))


def within_studies(question: Question, finder: Finder, ranking: Ranking) -> Ranking:
    """The ranking with what the named studies recommend before all else."""
    wanted = {item.id for item in finder.index.report.of_kind("recommendation") if item.source in question.facets.source}
    return within(wanted, finder, ranking)


def within(items: Collection[str], finder: Finder, ranking: Ranking) -> Ranking:
    """The ranking with the passages of these items before all others."""
    total = ranking.total.copy()
    for passage in finder.index.report.passages:
        if passage.item not in items:
            total[passage.id] -= OUTSIDE
    return replace(ranking, total=total)


def halves(text: str) -> bool:
    """Whether a question asks in one clause what is advised, and in another what has been done."""
    advised = done = False
    for half in HALVES.split(text.casefold()):
        asks = any(pattern.search(half) for pattern in (ADVISED, say.RECOMMENDS, say.KINDS["recommendation"]))
        acts = bool(DONE.search(half))
        advised, done = advised or (asks and not acts), done or (acts and not asks)
    return advised and done and not say.NOT_ADVISED.search(text.casefold())


def asked_and_done(finder: Finder, ranking: Ranking) -> list[Span]:
    """What is recommended on a subject beside what has been done about it; nothing where either is far off."""
    report = finder.index.report
    items = {item.id: item for item in report.items}
    total = ranking.total
    advice = next((int(n) for n in ranking.order() if report.passages[int(n)].kind == "recommendation"), None)
    if advice is None:
        return []
    theme = items[report.passages[advice].item or ""].theme
    scores = {p.id: float(total[p.id]) + SAME_THEME * (items[p.item or ""].theme == theme) for p in report.passages if p.kind == "action"}
    deed = max(scores, key=lambda n: scores[n], default=None)
    if deed is None or min(float(total[advice]), scores[deed]) < EITHER_WAY * float(total.max()):
        return []
    return [window(report.passages[n], int(ranking.sentence[n])) for n in (advice, deed)]


def of_another(name: str, question: Question, finder: Finder) -> Ranking | None:
    """The ranking without the lead of the named study or theme, where another one's recommendation is what the question describes."""
    wanted = getattr(question.facets, name)
    if len(wanted) != 1:
        return None
    plain = finder.retriever.rank(question.unnamed or question.query)
    values = {item.id: getattr(item, name) for item in finder.index.report.items}
    by_passage = {p.id: values.get(p.item or "") for p in finder.index.report.passages}
    best = int(plain.order()[0])
    own = max((float(plain.total[n]) for n, value in by_passage.items() if value in wanted), default=0.0)
    told = finder.index.report.passages[best].kind == "recommendation" and by_passage[best] not in {None, *wanted}
    return plain if told and own < CLEARLY * float(plain.total[best]) else None


def of_each(question: Question, finder: Finder, ranking: Ranking) -> dict[str, Span | None]:
    """Where several studies or examples are named ("do both … speak of …?"): the best passage of each, or nothing."""
    report, facets = finder.index.report, question.facets
    items = {item.id: item for item in report.items}
    groups: dict[str, list[int]] = {}
    if len(facets.source) > 1:
        groups = {source_name(report, s): [p.id for p in report.passages if (i := items.get(p.item or "")) and i.source == s] for s in facets.source}
    elif len(facets.theme) > 1 and question.rest and say.COMPARES.search(question.text.casefold()):
        plain = question.text.casefold()
        advises = "recommendation" in question.kinds or say.RECOMMENDS.search(plain) or say.LOOSELY.search(plain)
        advised = {"recommendation"} if advises else {"recommendation", "action", "theme"}
        groups = {
            f"“{report.theme(t).title}”": [p.id for p in report.passages if (i := items.get(p.item or "")) and i.theme == t and i.kind in advised]
            for t in facets.theme
        }
    elif len(facets.example) > 1:
        groups = {f"“{report.item(e).name}”": [p.id for p in report.passages if p.item == e] for e in facets.example}
    if groups and question.rest:
        topic = question.unnamed if len(question.facets.source) > 1 or len(question.facets.theme) > 1 else " ".join(question.rest)
        ranking = finder.retriever.rank(topic)  # by the topic alone: the names would find the studies themselves
    best = float(ranking.total.max(initial=0.0))
    found: dict[str, Span | None] = {}
    for name, group in groups.items():
        leading = max(group, key=lambda n: float(ranking.total[n]), default=None)
        bears = leading is not None and (facets.example or len(facets.theme) > 1 or float(ranking.total[leading]) >= BEARS * best)
        found[name] = window(report.passages[leading], int(ranking.sentence[leading])) if leading is not None and bears else None
    return found


def answer_each(draft: Draft, each: dict[str, Span | None]) -> None:
    draft.lead(f"What the report says of each – {joined(list(each))}:")
    for name, span in each.items():
        draft.note(f"Nothing of the kind from {name}.") if span is None else draft.quote(span)
    name_study(draft, [span for span in each.values() if span])
