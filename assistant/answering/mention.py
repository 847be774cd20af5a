"""Words are looked up where a question is after a word, and not guessed at: every passage that has them, in the report's order."""

from __future__ import annotations

from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.mentioned import ARTICLE, BOTH, EITHER, MARKS, OWNER, QUOTED, Mention, alternatives
from assistant.answering.window import window
from assistant.answering.wording import counted, restricted
from assistant.datatypes import Facets, Passage, Question, Report
from assistant.indexing.words import STOPWORDS, stem, words
from assistant.retrieval.retriever import Ranking
from assistant.retrieval.select import fits


def places_of(what: str, kind: str, finder: Finder) -> list[Passage]:
    """Passages that mention `what`, in the report's order: all of what "and" joins, any of what "or" does."""
    report = finder.index.report
    passages = [p for p in report.passages if not kind or p.kind == kind]
    if BOTH.search(what) and (whole := _holding(what, passages, report, near=False)):  # "skills and employment" may stand just so
        return whole
    found: set[int] = set()
    parts = EITHER.split(what)
    for part in parts:
        joined = [_places_of_one(one, passages, finder) for one in BOTH.split(_full(part, parts[-1], passages, report))]
        held = [{p.item or str(p.id) for p in each} for each in joined]
        shared = set.intersection(*held) or set.union(*held)
        found |= {p.id for each in joined for p in each if (p.item or str(p.id)) in shared}
    return [p for p in passages if p.id in found]


def _full(part: str, last: str, passages: list[Passage], report: Report) -> str:
    """ "faith or community groups" asks for faith groups, where the report speaks of those."""
    noun = last.split()[-1:] if part != last and len(last.split()) > 1 and len(part.split()) == 1 else []
    longer = " ".join([part, *noun])
    return longer if noun and _holding(longer, passages, report, near=False) else part


def _places_of_one(what: str, passages: list[Passage], finder: Finder) -> list[Passage]:
    """Passages with the words side by side, or else in one sentence; an acronym and its full name are one name."""
    bare = ARTICLE.sub("", what.strip(MARKS)).strip(MARKS)
    acronyms = finder.index.glossary.get("acronyms", {})
    full = next((name for short, name in acronyms.items() if _stems(bare) in (_stems(short), _stems(name))), None)
    names = [bare] if full is None else [full, *(short for short, name in acronyms.items() if name == full)]
    joined = {p.id for name in names for p in _holding(name, passages, finder.index.report, near=False)}
    if joined or QUOTED.search(what):
        return [p for p in passages if p.id in joined]
    found = _holding(bare, passages, finder.index.report, near=True)
    owned = OWNER.sub("", bare)  # "the region's Mayor" may be just the Mayor
    return found or (_holding(owned, passages, finder.index.report, near=False) if owned != bare else [])


def _holding(what: str, passages: list[Passage], report: Report, *, near: bool) -> list[Passage]:
    """Passages with all the words of `what` in one sentence: near each other in any order, or else side by side."""
    wanted = _stems(what)
    return [p for p in passages if wanted and any(_stands(wanted, _stems(s.of(report.text)), near=near) for s in p.sentences)]


def _stands(wanted: list[str], sentence: list[str], *, near: bool) -> bool:
    if near:
        return set(wanted) <= set(sentence)
    return any(wanted == sentence[n : n + len(wanted)] for n in range(len(sentence)))


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in STOPWORDS]


def look_up(mention: Mention, question: Question, finder: Finder) -> list[Passage]:
    """The passages that mention it, or the items that do not, of those items that the question narrows them down to."""
    found = places_of(mention.what, mention.kind, finder)
    if mention.silent:
        report, held = finder.index.report, {p.item for p in found}
        facets = Facets(**{name: getattr(question.facets, name) for name in ("theme", "source", "label", "place")}, item=question.facets.item)
        return [p for p in report.passages if p.kind == mention.kind and p.item and p.item not in held and fits(report, report.item(p.item), facets)]
    facets = question.facets if mention.among else Facets(item=question.facets.item)
    if not (facets.closed() or facets.item):
        return found
    items = {item.id: item for item in finder.index.report.items}
    return [p for p in found if p.item in items and fits(finder.index.report, items[p.item], facets)]


def answer_mention(draft: Draft, mention: Mention, question: Question, found: list[Passage], finder: Finder, ranking: Ranking) -> None:
    report = draft.report
    items = [report.item(name) for name in dict.fromkeys(p.item for p in found if p.item)] if mention.kind else []
    number = len(items or found)
    what, said = mention.what, set(words(report.text))
    if (owned := OWNER.sub("", what)) != what and not _holding(what, list(report.passages), report, near=True):
        what = owned  # "the region's Mayor" was found as the Mayor
    shown = f"“{what}”" if all(set(words(one)) <= said for one in alternatives(what)) else "it"  # no word that the report does not use
    where = restricted(report, question.facets) if mention.among else ""
    verb = ("does not mention" if number == 1 else "do not mention") if mention.silent else "mentions" if number == 1 else "mention"
    told = f"{counted(number, mention.kind or 'passage')}{where} {verb} {shown}"
    draft.lead(told + (":" if number == 1 else ", in the report's order:"))
    if items:
        draft.items(items)
    else:
        wanted = {s for one in alternatives(what) for s in _stems(one)}
        for passage in found:
            held = [len(wanted & set(_stems(sentence.of(report.text)))) for sentence in passage.sentences]
            draft.quote(window(passage, held.index(max(held)) if held else None))
    draft.put_first(found, ranking)
