"""The same questions typed otherwise, and what that costs. Every change is decided by the question's id and a seed."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table

from assistant.indexing.words import words
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.compare import Difference, differences
from eval.runs import Run, evaluate
from eval.score import Json
from eval.shape import GoldQuestion

SEED = 2024
TYPO_RATE = 0.25  # of words with five letters or more; at least one word of each message
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FUNCTION = frozenset(
    words("""
    a an the of to in on at by for from with about into over under and or but so if then than as is are was were be been being am do does did
    have has had can could will would shall should may might must it its they them their there this that these those he she his her we us our
    you your i me my what which who whom whose when where why how any some please tell show give say says said just also very
""")
)  # what people leave out of a search box
KEPT = frozenset({"not", "no", "without", "except", "only", "never"})  # dropping these asks something else
AMERICAN = (
    (r"isation", "ization"), (r"(?<=[a-z]{3})ise(?=[sd]?\b)", "ize"), (r"(?<=[a-z]{3})ising\b", "izing"), (r"yse(?=[sd]?\b)", "yze"), (r"ysing\b", "yzing"),
    (r"\bprogramme", "program"), (r"\bcentre", "center"), (r"\b(behavi|neighb|lab|col|fav|hon|flav|hum)our", r"\1or"), (r"\blicence", "license"),
    (r"\bdefence", "defense"),
    (r"\bcounsell", "counsel"), (r"\btravell", "travel"), (r"\blabell", "label"), (r"\bfulfil\b", "fulfill"), (r"\benrol\b", "enroll"),
    (r"\bgrey\b", "gray"), (r"\bcheque", "check"), (r"\bstorey", "story"), (r"\bwhilst\b", "while"), (r"\blearnt\b", "learned"), (r"\bmum(s?)\b", r"mom\1"),
)  # fmt: skip
SAME_IN_AMERICA = re.compile(
    r"(?:other|like)wise\b|(?:adv|superv|rev|exerc|surpr|enterpr|prom|expert|prec|conc|prem|pra|\bra|no|franch|merchand|advert)is(?:e[sd]?|ing)\b",
    re.IGNORECASE,
)
GREETINGS = ("Hello! Could you please help me with this:", "Hi there, sorry to bother you.", "Good morning. I would be grateful if you could tell me:")
THANKS = ("Thank you very much!", "Many thanks in advance.", "Thanks so much for your help!")
Change = Callable[[str, random.Random], str]


def typos(text: str, chance: random.Random) -> str:
    """Neighbouring letters swapped, one dropped, one doubled, or the key beside it hit; never the first letter."""
    places = [m.span() for m in re.finditer(r"[A-Za-z]{5,}", text)]
    if not places:
        return text
    hit = [p for p in places if chance.random() < TYPO_RATE] or [chance.choice(places)]
    for start, end in reversed(hit):
        word = slipped = text[start:end]
        while slipped == word:  # two like letters swapped are no typo
            slipped = _slip(word, chance)
        text = text[:start] + slipped + text[end:]
    return text


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(["swap", "drop", "double", "beside"])
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[: at + 1] + word[at:]
    row = next((r for r in KEYS if word[at].lower() in r), KEYS[0])
    near = row.find(word[at].lower()) + chance.choice([-1, 1])
    return word[:at] + row[min(max(near, 0), len(row) - 1)] + word[at + 1 :]


def upper_case(text: str, chance: random.Random) -> str:
    return text.upper()


def no_punctuation(text: str, chance: random.Random) -> str:
    return " ".join(text.translate(str.maketrans("", "", string.punctuation + "‘’“”–—…")).split())


def keywords(text: str, chance: random.Random) -> str:
    """Content words alone, as typed into a search box."""
    kept = [w for w in re.findall(r"[\w£#&'’-]+", text) if w.casefold() not in FUNCTION or w.casefold() in KEPT]
    return " ".join(kept) or text


def polite(text: str, chance: random.Random) -> str:
    return f"{chance.choice(GREETINGS)} {text} {chance.choice(THANKS)}"


def american(text: str, chance: random.Random) -> str:
    def word(match: re.Match[str]) -> str:
        found = match.group()
        if SAME_IN_AMERICA.search(found):
            return found
        for british, spelt in AMERICAN:
            found = re.sub(british, spelt, found, flags=re.IGNORECASE)
        return found

    return re.sub(r"[A-Za-z]+", word, text)


CHANGES: dict[str, Change] = {
    "typos": typos, "upper case": upper_case, "no punctuation": no_punctuation,
    "keywords only": keywords, "polite padding": polite, "American spelling": american,
}  # fmt: skip


def changed(question: GoldQuestion, name: str) -> GoldQuestion:
    """The question with every message of its conversation changed."""
    chance = random.Random(f"{SEED}/{name}/{question.id}")
    return question.model_copy(update={"turns": [CHANGES[name](turn, chance) for turn in question.turns]})


@dataclass(frozen=True, slots=True)
class Loss:
    """What a change cost, over the questions whose words it changed; `pairs` are their rows, clean and changed."""

    name: str
    run: Run
    differences: list[Difference]
    pairs: list[tuple[Json, Json]]


def losses(assistant: Assistant, gold: Sequence[GoldQuestion], settings: Settings, started: Callable[[str], None] = lambda name: None) -> Iterator[Loss]:
    started("clean")
    clean = {row["id"]: row for row in evaluate(assistant, gold, name="clean", settings=settings).rows}
    for name in CHANGES:
        started(name)
        other = [c for q in gold if (c := changed(q, name)).turns != q.turns]
        run = evaluate(assistant, other, name=name.replace(" ", "-"), settings=settings)
        pairs = [(clean[row["id"]], row) for row in run.rows]
        yield Loss(name, run, differences(pairs), pairs)


def table_of(found: Sequence[Loss]) -> Table:
    table = Table(title="Right answers when the questions are typed otherwise", title_justify="left")
    for name in ("change", "n", "clean", "changed", "difference", "95 %", "p", "hit@1", "wrongly decl."):
        table.add_column(name, justify="left" if name == "change" else "right", no_wrap=True)
    for loss in found:
        by_key = {d.measure.key: d for d in loss.differences}
        right = by_key.get("right")
        if not right:
            table.add_row(loss.name, "0", *["–"] * 7)
            continue
        others = [f"{100 * by_key[key].change.value:+.1f}" if key in by_key else "–" for key in ("hit@1", "wrongly_declined")]
        table.add_row(
            loss.name, str(right.change.n), f"{100 * right.before:.1f}", f"{100 * right.after:.1f}", f"{100 * right.change.value:+.1f}",
            f"{100 * right.change.low:+.1f} … {100 * right.change.high:+.1f}", f"{right.p:.4f}", *others,
        )  # fmt: skip
    return table
