"""How a text becomes terms, for the sparse index and for every rule that compares words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Function words and the words that any question carries; kept short, so that rare senses survive.
STOPWORDS = frozenset(
    """a about after all also am an and any anything are as at be been being but by can could did do does doing done
    each ever every for from get gets give given got had has have having he her hers him his how i if in into is it
    its just let like ll many may me might more most much must my no nor not of off on once one only or other our out
    over own please re s shall she should so some something such t tell than that the their them then there these
    they this those through to too under up us ve very was we were what when where whether which while who whom whose
    why will with would you your yours say says said saying report reports show shows mention mentions mentioned
    thing things there's it's what's anybody anyone someone somebody kind sort know want need find explain describe
    according""".split()
)

_STEMMER = Stemmer.Stemmer("english")
_STEMMER.maxCacheSize = 0  # `stem` remembers already


def normalise(text: str) -> str:
    """NFKC and lower case, for search only: quotes are never normalised."""
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return str(_STEMMER.stemWord(word.removesuffix("'s").replace("'", "")))


def words(text: str) -> list[str]:
    return WORD.findall(normalise(text))


def terms(text: str) -> list[str]:
    """Stems of the words that carry content."""
    return [stem(word) for word in words(text) if word not in STOPWORDS]
