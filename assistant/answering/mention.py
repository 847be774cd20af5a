"""Questions after a word: "does it mention schools?", "where does the Mayor come up?". Words are looked up, not guessed at."""

from __future__ import annotations

import re

from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.window import window
from assistant.answering.wording import counted
from assistant.datatypes import Passage
from assistant.indexing import patterns as say
from assistant.indexing.words import STOPWORDS, stem, terms, words
from assistant.retrieval.retriever import Ranking

_SUBJECT = r"(?:it|they|this|(?:the|this) (?:\w+ )?(?:report|document|paper|text|publication)|the authors?|anyone|anybody|anything)"
_VERB = r"(?:mentions?|refers? to|names?|brings? up|speaks? of)"
_ADVERB = r"(?:(?:ever|even|actually|specifically|explicitly|also) )?"
_TAIL = r"(?: (?:at all|anywhere|somewhere|by name|explicitly|in (?:it|here|this|(?:the|this) (?:report|document|paper|text|publication))))*\W*$"
_WHERE = r"(?:(?:where|in which (?:parts?|sections?|themes?|places?)|how (?:often|many times)|when)(?: exactly)? )"
_KIND = (
    r"(?:which|what|how many) (?:of the )?(?P<kind>recommendations?|examples?|(?:case )?stud(?:y|ies)|stor(?:y|ies)|"
    r"themes?|passages?|parts?|sections?)(?: \w+){0,2}"
)
MENTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*{_KIND} (?:mentions?|names?|refers? to|speaks? of) (?P<what>.+?){_TAIL}",
        rf"^\W*(?:does|do|did|is there anywhere) {_SUBJECT} {_ADVERB}{_VERB} (?P<what>.+?){_TAIL}",
        rf"^\W*(?:is|are|was|were) (?P<what>.+?) {_ADVERB}(?:mentioned|referred to|named|brought up|touched upon)(?: once)?{_TAIL}",
        rf"^\W*(?:is there |are there )?(?:any|a) (?:mentions?|references?|allusions?) (?:of|to) (?P<what>.+?){_TAIL}",
        rf"^\W*{_WHERE}(?:is|are|was|were) (?P<what>.+?) {_ADVERB}(?:mentioned|referred to|named|brought up|talked about|discussed){_TAIL}",
        rf"^\W*{_WHERE}(?:does|do|did) (?P<what>.+?) (?:come|crop|pop|turn|show) up{_TAIL}",
        rf"^\W*{_WHERE}(?:does|do|did) (?P<what>.+?) (?:appear|occur|feature|get (?:a mention|mentioned)){_TAIL}",
        rf"^\W*{_WHERE}(?:does|do|did) {_SUBJECT} {_ADVERB}{_VERB} (?P<what>.+?){_TAIL}",
    )
)
ARTICLE = re.compile(r"^(?:the|an?|any|some) ", re.IGNORECASE)
ANYTHING = re.compile(rf"\banything (?:at all )?(?:said |in (?:here|it|this|the report) )?(?:on|about|regarding) (?P<what>.+?){_TAIL}", re.IGNORECASE)
MOST = 3  # content words; a longer description is looked for by its sense


def mentioned(text: str) -> tuple[str, str]:
    """What a question asks the mention of, as it was typed, and in which kind of thing; empty where it asks for something else."""
    typed = text.replace("’", "'")
    for pattern in MENTIONS:
        match = pattern.match(typed)
        if match and 0 < len(terms(match["what"])) <= MOST:
            what = ARTICLE.sub("", match["what"].strip("\"'“”‘ "))
            noun = (match.groupdict().get("kind") or "").casefold()
            return what, next((kind for kind in ("recommendation", "example") if say.KINDS[kind].search(noun)), "")
    return "", ""


def asked_after(text: str) -> str:
    """What "is there anything on …?" asks after, as it was typed; empty where it asks for something else."""
    match = ANYTHING.search(text)
    return match["what"] if match and 0 < len(terms(match["what"])) <= MOST else ""


def places_of(what: str, kind: str, finder: Finder) -> list[Passage]:
    """Passages with all the words of `what` in one sentence, side by side where they stand so anywhere."""
    wanted = [stem(word) for word in words(what) if word not in STOPWORDS]
    text = finder.index.report.text
    near, joined = [], []
    for passage in finder.index.report.passages:
        if kind and passage.kind != kind:
            continue
        said = [[stem(word) for word in words(sentence.of(text))] for sentence in passage.sentences]
        if any(set(wanted) <= set(sentence) for sentence in said):
            near.append(passage)
        if any(wanted == sentence[n : n + len(wanted)] for sentence in said for n in range(len(sentence))):
            joined.append(passage)
    return joined or near


def answer_mention(draft: Draft, what: str, kind: str, found: list[Passage], finder: Finder, ranking: Ranking) -> None:
    text = draft.report.text
    wanted = {stem(word) for word in words(what) if word not in STOPWORDS}
    told = f"{counted(len(found), kind or 'passage')} mention{'s' if len(found) == 1 else ''}"
    shown = f"“{what}”" if set(words(what)) <= set(words(text)) else "it"  # no word that the report does not use
    draft.lead(f"{told} {shown}" + (":" if len(found) == 1 else ", in the report's order:"))
    for passage in found:
        held = (n for n, sentence in enumerate(passage.sentences) if wanted <= {stem(word) for word in words(sentence.of(text))})
        draft.quote(window(passage, next(held, None)))
    draft.put_first(found, ranking)
