"""Things named by their place in the report: the third theme, theme 3, themes three and five, the second to last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.indexing.words import stem
from assistant.retrieval.tokens import Token

ORDINALS: Final = {
    **{stem(word): n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)},
    **{f"{n}{end}": n for n, end in enumerate("st nd rd th th th th th th th".split(), 1)},
    "last": -1, "final": -1, "penultimate": -2,
}  # fmt: skip
NUMBERS: Final = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
IN_TURN = frozenset(map(stem, "after another by one time".split()))
AND = frozenset({"and", "or"})


def placed(question: Sequence[Token], count: int, nouns: frozenset[str], taken: set[int]) -> list[tuple[int, int, int]]:
    """Places (from 0, negative from the end) among `count` things that one of the nouns stands for, each with its tokens [start, end)."""
    found: list[tuple[int, int, int]] = []
    for at, token in enumerate(question):
        number = ORDINALS.get(token.stem) or ORDINALS.get(token.word) or 0
        after = [t.stem for t in question[at + 1 : at + 3]]
        end = at + 1
        if number > 0 and after[:1] == ["last"]:
            number, after, end = -number, after[1:], at + 2
        named = bool(after[:1]) and after[0] in nouns
        before = question[at - 1] if at else None
        listed = bool(found) and found[-1][2] == at and set(token.led) <= AND
        if not number and before and not _counts(question, at) and ((before.stem in nouns and not token.led) or listed):
            number = _number(token)
            named = bool(number)
        elif named:
            end += 1
        joined = any(0 <= at - last <= 1 for _, _, last in found) or _ordinal_follows(question, at, nouns)
        if number and (named or joined) and at not in taken and 0 < abs(number) <= count and not any(start <= at < last for _, start, last in found):
            found.append((number - 1 if number > 0 else number, at, end))
    return found


def _counts(question: Sequence[Token], at: int) -> bool:
    """Whether a number behind a noun names no place: "three studies, three sets of authors", "the themes one by one"."""
    before, following = question[at - 1], question[at + 1 : at + 2]
    joined = following and set(following[0].led) & AND
    counted = before.word.endswith("s") and not joined and before.stem not in ORDINALS and not _number(before)
    return bool(counted or {t.stem for t in following} & IN_TURN or (question[at].word == "one" and not following))


def _number(token: Token) -> int:
    return NUMBERS.get(token.word, 0) or (int(token.word) if token.word.isdigit() and len(token.word) < 3 else 0)


def _ordinal_follows(question: Sequence[Token], at: int, nouns: frozenset[str]) -> bool:
    """ "the first and third studies": the noun of an ordinal stands behind the next one."""
    following = question[at + 1 : at + 3]
    joined = len(following) == 2 and following[0].led and set(following[0].led) <= {"and", "or", "the"}
    return bool(joined and following[0].stem in ORDINALS and following[1].stem in nouns)
