"""Repair words that neither the report, its curated questions nor a dictionary of English hold."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cached_property

from assistant.indexing.english import WordList

ABBREVIATIONS: Mapping[str, str] = {
    # what people type for speed, in full; general English, not this report's
    "uni": "university", "unis": "universities", "govt": "government", "gov": "government", "gvt": "government", "dept": "department",
    "info": "information", "comms": "communications", "orgs": "organisations", "org": "organisation", "recs": "recommendations", "rec": "recommendation",
    "ppl": "people", "vols": "volunteers", "yrs": "years", "yr": "year", "pls": "please", "plz": "please", "thx": "thanks",
    "u": "you", "r": "are", "ur": "your", "wot": "what", "wats": "what's", "wat": "what", "wen": "when", "wich": "which", "hav": "have", "abt": "about", "bout": "about", "w": "with", "hw": "how", "lst": "list", "wht": "what", "mny": "many", "teh": "the", "bcos": "because", "coz": "because", "cos": "because", "wiv": "with", "tho": "though", "thru": "through", "b": "be",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't", "wasnt": "wasn't", "whats": "what's", "wheres": "where's", "whos": "who's", "cant": "can't",
    "wouldnt": "wouldn't", "couldnt": "couldn't", "shouldnt": "shouldn't", "hasnt": "hasn't", "havent": "haven't", "arent": "aren't", "werent": "weren't", "whyd": "why did",
    "organization": "organisation", "organizations": "organisations", "program": "programme", "programs": "programmes", "center": "centre", "labor": "labour",
    "neighbor": "neighbour", "neighbors": "neighbours", "neighborhood": "neighbourhood", "behavior": "behaviour", "doin": "doing", "goin": "going", "al": "all",
}  # fmt: skip
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CAPITALISED = re.compile(r"(?<=[\w,;] )[A-Z][^\W\d_]+")  # inside a sentence
NAMED_BEFORE = re.compile(r"[\w,;)] ?$")  # what stands before a word inside a sentence
TITLED = 0.6
MIN_LENGTH = 3  # shorter words have too many neighbours to be repaired safely
COMMON, COMMONEST, PARTED = 12_000, 2_000, 700  # ranks of words that may be meant; that a word may be a slip of; that may stand in one
UNRANKED = 3_000.0  # the rank given to a word that only the report uses
CONTRACTED = 200.0  # the rank given to "doesnt" and the like
MIN_ACRONYM = 6  # shorter words in capitals are initials
LIKELY, LIKELY_OWN = 0.22, 0.27  # cost a letter up to which a word is taken for what was meant: any word, one of the report
PARTING = 1.4  # how unlikely a missing blank is
VOWELS = frozenset("aeiouy")


class Speller:
    """Repairs what neither the report (`vocabulary`, word → its frequency there) nor a dictionary holds.

    A word that people write but no dictionary holds is a name, slang or a slip: it is repaired only where it is one
    edit away from one of the commonest words.
    """

    def __init__(self, vocabulary: Mapping[str, int], english: WordList, text: str = "") -> None:
        self.vocabulary, self.text = vocabulary, text
        self.english = english
        self._memory: dict[str, str] = {}

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words that the report's text writes with a capital inside a sentence, in small letters."""
        return frozenset(word.casefold() for word in CAPITALISED.findall(self.text))

    @cached_property
    def _ranks(self) -> dict[str, float]:
        """Words that may be meant, each with its rank among them; the report's own count as commoner than they are."""
        ranks = {word: float(rank) for rank, word in enumerate(self.english.commonest(COMMON), 1) if len(word) >= MIN_LENGTH or rank < 200}
        own = {word: min(ranks.get(word, UNRANKED), UNRANKED) / 10 for word in self.vocabulary if len(word) > MIN_LENGTH}
        contracted = {form: CONTRACTED for form, full in ABBREVIATIONS.items() if "'" in full and len(form) > MIN_LENGTH + 1}
        return ranks | own | contracted

    @cached_property
    def _candidates(self) -> list[str]:
        return sorted(self._ranks)

    def repair(self, text: str) -> str:
        text = re.sub(r"\b[Nn]o\.?(?= of\b)", "number", text)
        titled = sum(word[0].isupper() for word in TOKEN.findall(text)) > TITLED * len(TOKEN.findall(text))  # capitals all over name nothing
        return TOKEN.sub(lambda match: self._mended(match, named=not titled and NAMED_BEFORE.search(text[: match.start()]) is not None), text)

    def _mended(self, match: re.Match[str], *, named: bool) -> str:
        """A word repaired; one with a capital inside a sentence is a name, and is only taken for another name."""
        word = match.group()
        mended = self._word(word)
        kept = named and word[0].isupper() and not word.isupper() and mended != word and mended.casefold() not in self._names
        return word if kept else mended

    def _word(self, word: str) -> str:
        plain = word.casefold().replace("’", "'")
        if not word.isupper() and plain in ABBREVIATIONS:
            return ABBREVIATIONS[plain]
        if len(plain) < MIN_LENGTH or (word.isupper() and len(plain) < MIN_ACRONYM):
            return word
        known = any(form in self.vocabulary for form in (plain, plain.removesuffix("'s"))) or any(
            form in self.english and not self.english.doubts(form) for form in (plain, plain.removesuffix("'s"), plain.removesuffix("s"))
        )
        if known:
            return word
        if plain not in self._memory:
            if len(self._memory) > 10_000:  # a flood of nonsense must not grow the memory
                self._memory.clear()
            repaired = self._nearest(plain, slips_only=plain in self.english)
            self._memory[plain] = ABBREVIATIONS.get(repaired, repaired) if repaired else word  # "dosnt" is a slip of "doesnt"
        return self._memory[plain]

    def _nearest(self, word: str, *, slips_only: bool) -> str | None:
        """The likeliest intended word: few and likely slips, the same first letter, common in the report or at large."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) <= 5 or slips_only else 2 if len(word) <= 8 else 3 if len(word) <= 12 else 4
        if len(word) > 30:
            return None
        found = process.extract(word, self._candidates, scorer=OSA.distance, score_cutoff=allowed, limit=40)
        if slips_only:
            found = [entry for entry in found if self._ranks[entry[0]] <= COMMONEST]
        if not found:
            return None if slips_only else self._parted(word)

        def cost(entry: tuple[str, float, int]) -> tuple[float, str]:
            candidate, edits, _ = entry
            return slip(word, candidate, int(edits)) + 0.3 * math.log10(self._ranks[candidate]), candidate

        best = min(found, key=cost)
        parted = None if slips_only else self._parted(word)
        if parted and PARTING + 0.3 * math.log10(max(self._ranks[part] for part in parted.split())) < cost(best)[0]:
            return parted
        likely = slip(word, best[0], int(best[1])) <= (LIKELY_OWN if best[0] in self.vocabulary else LIKELY) * len(word)
        return best[0] if likely and (best[1] < 4 or best[0][0] == word[0]) else None

    def _parted(self, word: str) -> str | None:
        """Two words written as one: "therecommendations"."""
        pairs = [(word[:n], word[n:]) for n in range(2, len(word) - 2)]
        known = [(one, other) for one, other in pairs if max(self._ranks.get(one, COMMON), self._ranks.get(other, COMMON)) <= PARTED]
        return " ".join(min(known, key=lambda pair: max(self._ranks[part] for part in pair))) if known else None


def slip(written: str, meant: str, edits: int) -> float:
    """How unlikely a slip is: about one an edit; less for vowels, letters doubled or not, and letters swapped; more at the start."""
    from rapidfuzz.distance import Levenshtein

    operations = Levenshtein.editops(written, meant)
    cost = 0.0
    for edit in operations.as_list():
        kind, at, to = str(edit[0]), int(edit[1]), int(edit[2])
        one, other = written[at : at + 1], meant[to : to + 1]
        if kind == "replace":
            cost += 0.7 if {one, other} <= VOWELS or {one, other} in ALIKE else 1.0
        else:
            letter, word, place = (other, meant, to) if kind == "insert" else (one, written, at)
            around = word[max(0, place - 1) : place] + word[place + 1 : place + 2]
            cost += 0.6 if letter in around else 0.7 if letter in VOWELS else 0.9
    swapped = len(operations) - edits  # a swap of neighbours takes two single edits
    return cost - 1.2 * max(0, swapped) + 0.6 * (written[0] != meant[0]) - 0.1 * (written[-1] == meant[-1])


ALIKE = ({"s", "c"}, {"c", "k"}, {"s", "z"}, {"i", "l"}, {"m", "n"}, {"f", "v"}, {"t", "d"}, {"q", "k"})  # sounds and shapes taken for each other
