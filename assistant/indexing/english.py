"""General English, so that a known word is never taken for a slip and a slip is repaired to a likely word."""

from __future__ import annotations

from collections.abc import Iterable

WRITTEN_WORDS = 60_000  # the commonest ones


class WordList:
    """General English, the likeliest words first; after them what people write that no dictionary holds: names, slang, slips.

    Words are only ever looked up. One search of the text takes microseconds; a set of them all takes longest to make.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._doubted = text.find("\n\n")

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and bool(word) and "\n" not in word and f"\n{word}\n" in self.text

    def doubts(self, word: str) -> bool:
        """Whether a word is known only because people write it."""
        return 0 <= self._doubted < self.text.find(f"\n{word}\n")

    def commonest(self, count: int) -> list[str]:
        end = self._doubted if self._doubted >= 0 else len(self.text)
        return self.text[1:end].split("\n", count)[:count]

    @staticmethod
    def written(known: Iterable[str], doubted: Iterable[str] = ()) -> str:
        """The text of a list, the likeliest words first."""
        return "\n".join(["", *known, "", *doubted, ""])


def general_english() -> str:
    """The text of the list: wordfreq knows what people write, slips included; symspellpy's list what a dictionary holds."""
    from importlib.resources import files

    from wordfreq import top_n_list

    listed = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").split("\n")
    held = dict.fromkeys(line.split(" ")[0] for line in listed if line)
    written = top_n_list("en", WRITTEN_WORDS)
    known = [*(word for word in written if word in held), *sorted(held.keys() - set(written))]
    return WordList.written(known, (word for word in written if word not in held))
