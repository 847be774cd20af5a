"""Repair words that neither the report, its curated questions nor general English know."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

ABBREVIATIONS: Mapping[str, str] = {
    # what people type for speed, in full; general English, not this report's
    "uni": "university", "unis": "universities", "govt": "government", "gov": "government", "gvt": "government", "dept": "department",
    "info": "information", "comms": "communications", "orgs": "organisations", "org": "organisation", "recs": "recommendations", "rec": "recommendation",
    "ppl": "people", "vols": "volunteers", "yrs": "years", "yr": "year", "pls": "please", "plz": "please", "thx": "thanks",
    "u": "you", "r": "are", "ur": "your", "wot": "what", "wat": "what", "wen": "when", "wich": "which", "hav": "have", "abt": "about", "bout": "about", "w": "with", "b": "be",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't", "wasnt": "wasn't", "whats": "what's", "wheres": "where's", "whos": "who's", "cant": "can't",
    "organization": "organisation", "organizations": "organisations", "program": "programme", "programs": "programmes", "center": "centre", "labor": "labour",
    "neighbor": "neighbour", "neighbors": "neighbours", "neighborhood": "neighbourhood", "behavior": "behaviour", "doin": "doing", "goin": "going", "al": "all",
}  # fmt: skip
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
MIN_LENGTH = 4  # shorter words have too many neighbours to be repaired safely


class Speller:
    """`known` words are left alone; the repair of any other is the nearest word of `vocabulary`, a word → its frequency there."""

    def __init__(self, vocabulary: Mapping[str, int], english: Container[str]) -> None:
        self.vocabulary = vocabulary
        self.english = english
        self._candidates = sorted(word for word in vocabulary if len(word) >= MIN_LENGTH)
        self._memory: dict[str, str] = {}

    def repair(self, text: str) -> str:
        text = re.sub(r"\b[Nn]o\.(?= of\b)", "number", text)
        return TOKEN.sub(lambda match: self._word(match.group()), text)

    def _word(self, word: str) -> str:
        plain = word.casefold().replace("’", "'")
        if not word.isupper() and plain in ABBREVIATIONS and plain not in self.vocabulary:
            return ABBREVIATIONS[plain]
        if len(plain) < MIN_LENGTH or plain in self.vocabulary or plain in self.english or plain.removesuffix("'s") in self.vocabulary:
            return word
        if plain.removesuffix("s") in self.english or plain.removesuffix("'s") in self.english:
            return word
        if plain not in self._memory:
            if len(self._memory) > 10_000:  # a flood of nonsense must not grow the memory
                self._memory.clear()
            self._memory[plain] = self._nearest(plain) or word
        return self._memory[plain]

    def _nearest(self, word: str) -> str | None:
        """The likeliest intended word: few edits, the same first letter preferred, frequent in the vocabulary."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) <= 5 else 2 if len(word) <= 8 else 3 if len(word) <= 9 else 4
        if len(word) > 30:
            return None
        found = process.extract(word, self._candidates, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        if not found:
            return None

        def cost(entry: tuple[str, float, int]) -> tuple[float, int, str]:
            candidate, edits, _ = entry
            return edits + 0.6 * (candidate[0] != word[0]) - 0.1 * (candidate[-1] == word[-1]), -self.vocabulary[candidate], candidate

        best = min(found, key=cost)
        return best[0] if best[1] < 4 or best[0][0] == word[0] else None
