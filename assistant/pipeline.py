"""The whole story on one screen: read → rank or select → compose → verify → answer, or decline."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.composer import compose, invite, refuse
from assistant.answering.draft import Draft
from assistant.answering.finder import Finder
from assistant.answering.open import RETRIEVED
from assistant.datatypes import Answer, Question, Turn
from assistant.errors import IndexUnusable, QuestionError
from assistant.indexing.embedder import Vectors
from assistant.indexing.forms import natural
from assistant.indexing.index import Index, Progress, build_index, open_index
from assistant.indexing.words import words
from assistant.retrieval.compiling import compile_lexicon
from assistant.retrieval.focus import coded, focus, forbidden, honest, invented, small_talk
from assistant.retrieval.followup import resolve
from assistant.retrieval.naming import SURELY
from assistant.retrieval.question import QuestionReader
from assistant.retrieval.spelling import Speller
from assistant.settings import MAX_QUESTION, Settings

NAME_COSINE = 0.58  # a description this close to a way of naming a theme, source or label means it
NAME_PROBABILITY, CUED_COSINE = 0.7, 0.5  # beside a cue noun: so sure must the reader of names be, and so near the nearest way
SURE_PROBABILITY, SURE_COSINE = 0.9, 0.7  # without any cue noun
NAME_LEAD = 0.04  # and this much closer than to any other
VAGUE, VAGUE_COSINE = re.compile(r"\b(?:papers?|work|pieces?|evidence|findings|publication|reports?)\b"), 0.70  # cue nouns that name much else too
COMMON = 0.15  # rarity below which a word of the report says nothing of a topic
TITLE_COSINE = 0.66  # words without a cue noun must come this close to a theme's title itself


class Assistant:
    """Answers questions about one report from one generation of its index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.report = index.report
        self.finder = Finder.of(index)
        publisher = _initials(index.report.publisher)
        own = frozenset(words(f"{index.report.publisher} {index.report.title}")) | publisher
        self.speller = Speller(index.vocabulary, index.english, index.report.text)
        self.reader = QuestionReader(compile_lexicon(index.report, index.glossary), own, publisher, self._name_of, self._intent_of, self._decide, self._topical)

    @classmethod
    def open(cls, settings: Settings | None = None, progress: Progress = lambda stage, done, of: None) -> Assistant:
        """Open the index; that of a built-in corpus is built or rebuilt where it is missing, stale or damaged."""
        settings = settings or Settings()
        try:
            return cls(open_index(settings))
        except IndexUnusable:
            if not settings.built_in:
                raise
            build_index(settings, progress)
            return cls(open_index(settings))

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a message, given the turns before it. Raises QuestionError for one without words."""
        began = time.perf_counter()
        asked = question.strip().replace("’", "'")[:MAX_QUESTION].encode("utf-8", "replace").decode()  # half a character has no encoding
        if not words(asked):
            raise QuestionError("The question has no words. Type what you want to know about the report.")
        asked = honest(asked) or asked if forbidden(asked) else asked
        repaired = self.speller.repair(focus(asked))
        resolved = resolve(repaired, history, self.reader, self.report)
        reading = resolved.question
        if reading.read_as is None and words(repaired) != words(focus(asked)):
            reading = replace(reading, read_as=repaired)
        draft = self._draft(asked, reading, resolved.near)
        answer = Answer(
            question=question, reading=reading, status=draft.status, blocks=tuple(draft.blocks),
            citations=draft.verifier.citations(), retrieved=draft.retrieved, reason=draft.reason, choices=draft.choices,
        )  # fmt: skip
        return replace(answer, elapsed_ms=(time.perf_counter() - began) * 1000)

    def _draft(self, asked: str, reading: Question, near: frozenset[str]) -> Draft:
        if small_talk(asked):
            return invite(self.report)
        if invented(asked) or coded(asked) or (forbidden(asked) and not (reading.facets.theme or reading.facets.source or reading.facets.label)):
            draft = refuse(self.report)
        else:
            draft = compose(reading, self.finder, near)
        if not draft.retrieved:  # a composed answer shows what ranking found, too
            draft.retrieved = self.finder.retriever.hits(self.finder.retriever.rank(reading.query), RETRIEVED)
        return draft

    def _name_of(self, facets: tuple[str, ...], description: str) -> tuple[str, str] | None:
        """The theme, source or label whose names come nearest to a description; "title" means themes by title alone.

        With SURELY beside one facet, only what is beyond doubt.
        """
        surely, facets = SURELY in facets, tuple(facet for facet in facets if facet != SURELY)
        titles = {t.title for t in self.report.themes}
        rows = [
            n for n, (facet, _, way) in enumerate(self.index.names)
            if facet in facets or ("title" in facets and facet == "theme" and way in titles)
        ]  # fmt: skip
        if not rows:
            return None
        vector = self.index.encoder.encode([description])[0]
        cosines = self.index.name_vectors[rows] @ vector
        if len(facets) == 1 and (read := self.index.naming.read(facets[0], vector)) and read[1] >= (SURE_PROBABILITY if surely else NAME_PROBABILITY):
            nearest = max(float(c) for n, c in zip(rows, cosines, strict=True) if self.index.names[n][1] == read[0])
            if surely:
                return (facets[0], read[0]) if nearest >= SURE_COSINE else None
            return (facets[0], read[0]) if nearest >= (VAGUE_COSINE if VAGUE.search(description) and facets[0] == "source" else CUED_COSINE) else None
        if surely:
            return None
        best = int(np.argmax(cosines))
        facet, value, _ = self.index.names[rows[best]]
        vague = facet == "source" and VAGUE.search(description)
        needed = VAGUE_COSINE if vague else TITLE_COSINE if "title" in facets else NAME_COSINE
        rivals = [float(c) for n, c in zip(rows, cosines, strict=True) if self.index.names[n][:2] != (facet, value)]
        clear = float(cosines[best]) >= needed and float(cosines[best]) - max(rivals, default=0.0) >= NAME_LEAD
        return (facet, value) if clear else None

    def _intent_of(self, form: str) -> dict[str, float]:
        return self.index.forms.read(form, self.index.encoder.encode([natural(form)])[0])

    def _decide(self, form: str, marks: Vectors) -> dict[str, float]:
        return self.index.decider.decide(self.index.encoder.encode([natural(form)])[0], marks)

    def _topical(self, stem: str) -> bool:
        """Whether a stem is one of the report's own words, and not one of its commonest."""
        return stem in self.index.words.vocabulary and self.index.words.rarity(stem) > COMMON


def _initials(name: str) -> frozenset[str]:
    return frozenset({"".join(word[0] for word in name.split() if word[0].isupper()).casefold()})
