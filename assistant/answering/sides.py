"""Questions with two sides that no set of the report holds: "how does the app differ from what St Basil's did?"."""

from __future__ import annotations

import re

from assistant.answering.finder import Finder
from assistant.answering.window import window
from assistant.datatypes import Span
from assistant.indexing.words import terms

AGAINST = re.compile(
    r"\s(?:versus|vs\.?|against|compared? (?:with|to|against)|in comparison (?:with|to)|differ(?:s|ent|ed)? (?:from|to)|as (?:opposed to|against)|next to|set beside|"
    r"unlike|in contrast (?:to|with)|(?:just )?the same (?:thing |animal )?as|(?:and,? )?by contrast,?)\s",
    re.IGNORECASE,
)
PAIRED = re.compile(r"\b(?:both|each|respectively|between|compare[ds]?|contrast(?:ed|ing)?|differ(?:s|ences?|ent)?|the two|versus|vs)\b", re.IGNORECASE)
CONTRASTED = re.compile(r"\b(?:contrast|compare) (?:(?=.* with )(.+) with|(.+?) and) (.+)$", re.IGNORECASE)
CLAUSE = re.compile(r"\s*(?:[:;?]|\s[–—-]\s|\.\s|,\s(?=(?:how|what|which|who|when|where|why)\b))\s*", re.IGNORECASE)
AND = re.compile(r",?\s+(?:and|or|&)\s+", re.IGNORECASE)
FRAME = re.compile(
    r"^\W*(?:compare|contrast|how (?:do|does|did)|what(?:'s| is| are)? the differences? between|"
    r"the difference between|set|put|is|are|both)\b",
    re.IGNORECASE,
)
HOLDS = 0.6  # share of the better side's best score that the other side's passage needs


def sides(query: str) -> tuple[str, str] | None:
    """The two sides of a comparison, each with what is asked of both; nothing where there are not two."""
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
