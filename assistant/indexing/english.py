"""General English, so that a known word is never taken for a slip and a slip is repaired to a likely word."""

from __future__ import annotations

from collections.abc import Iterable

WRITTEN_WORDS = 60_000  # the commonest ones
RANKED = 20_000  # of which the order is kept


class WordList:
    """General English in three parts, an empty line between them: the commonest words, the likeliest first; all words, in order;
    and, in order, what people write that no dictionary holds: names, slang, slips.

    A word is looked up by halving the text; a set of them all would take longer to make than an answer.
    """

    def __init__(self, text: str) -> None:
        self._commonest, self._known, self._doubted = (f"{text}\n\n\n\n").split("\n\n")[:3]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (_holds(self._known, word) or _holds(self._doubted, word))

    def doubts(self, word: str) -> bool:
        """Whether a word is known only because people write it."""
        return _holds(self._doubted, word)

    def commonest(self, count: int) -> list[str]:
        return self._commonest.split("\n", count)[:count] if self._commonest else []

    @staticmethod
    def written(known: Iterable[str], doubted: Iterable[str] = ()) -> str:
        """The text of a list; `known` with the likeliest words first."""
        known = list(known)
        return "\n\n".join("\n".join(part) for part in (known[:RANKED], sorted(known), sorted(doubted)))


def _holds(lines: str, word: str) -> bool:
    """Whether one of the lines, which are in order, is the word."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        start = max(low, lines.rfind("\n", low, middle) + 1)
        end = lines.find("\n", middle)
        line = lines[start : end if end >= 0 else len(lines)]
        if line == word:
            return bool(word)
        if line < word:
            low = start + len(line) + 1
        else:
            high = start
    return False


def general_english() -> str:
    """The text of the list: wordfreq knows what people write, slips included; symspellpy's list what a dictionary holds."""
    from importlib.resources import files

    from wordfreq import top_n_list

    listed = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").split("\n")
    held = dict.fromkeys(line.split(" ")[0] for line in listed if line)
    written = top_n_list("en", WRITTEN_WORDS)
    known = [*(word for word in written if word in held), *sorted(held.keys() - set(written))]
    return WordList.written(known, (word for word in written if word not in held))
