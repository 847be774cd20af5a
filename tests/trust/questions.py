"""Questions that nobody types by accident, put to the real Assistant: nothing uncaught, nothing slow, nothing invented.

The cases are what hypothesis would draw (any code point, half characters, controls, right-to-left, combining marks,
very long), mixed with the report's own words, so that many of them get past the first check. They are drawn by
`random` rather than by hypothesis, which keeps a record of each case and takes longer to draw one than to answer it.
"""

from __future__ import annotations

import ast
import random
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.datatypes import Answer, Turn
from assistant.errors import QuestionError
from assistant.pipeline import Assistant
from assistant.render import to_json, to_markdown
from assistant.settings import ROOT
from tests.trust.outcome import SEED, Memory, Outcome, timed

SLOWEST = 2.0  # seconds of processor time for one question, whatever it holds
ALPHABETS = (
    "abcdefghij ?", " \t\r\n\x0b\x0c\u00a0\u2028\u3000", "".join(map(chr, range(32))), "\u202e\u2066\u200d\ufeff\ufffe\x00\x7f",
    "\ud800\udc00\udfff x", "éß\u0130ıﬁ①Ⅷ㎏½²", "مرحبا שלום", "👩‍👩‍👧 🏳️‍🌈 🇬🇧", "a\u0301\u0300\u0489", "()[]{}*+?.\\|^$", "'\"`<>&;=%_-–—’", "0123456789",
)  # fmt: skip
FRAMES = (
    "How many {}?", "What does the report say about {}?", "List all {}", "and {}?", "Which {} have no {}?", "compare {} with {}", "Who wrote {}", "{}",
    "recommendation {}", "{} {} {}", "What about {} instead of {}?", "summarise {}", "Is {} mentioned?", "number {} of {}", "“{}”", "not {}", "define {}",
)  # fmt: skip


def cases(dice: random.Random, words: list[str]) -> Iterator[str]:
    """Questions without end."""
    while True:
        frame = dice.choice(FRAMES)
        text = frame.format(*(_filling(dice, words) for _ in range(frame.count("{}"))))
        if dice.random() < 0.02:
            text = (text + " ") * dice.choice((10, 100, 1000))
        if dice.random() < 0.1:
            text = "".join(dice.sample(text, len(text))) if len(text) < 500 else text[::-1]
        yield text


def _filling(dice: random.Random, words: list[str]) -> str:
    kind = dice.random()
    if kind < 0.25:
        return " ".join(dice.choices(words, k=dice.randint(1, 5)))
    if kind < 0.55:
        return "".join(dice.choices(dice.choice(ALPHABETS), k=dice.randint(0, 12)))
    if kind < 0.8:
        return "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randint(0, 8)))
    if kind < 0.99:
        return dice.choice(("", "46", "0", "-1", "1e999", "9" * 30, "∞", "third", "every", "none", "%s", "{0}", "nan", "True"))
    return dice.choice(ALPHABETS) * dice.choice((1, 50, 3000))


def run(assistant: Assistant, count: int, seconds: float = 3600) -> Outcome:
    """`count` questions, a third of them within a conversation; memory is looked at fifty times along the way."""
    dice = random.Random(SEED + 3)
    drawn = cases(dice, sorted(assistant.index.vocabulary))
    allowed = characters(assistant)
    history: list[Turn] = []
    slowest, longest, checked, memory = 0.0, "", 0, Memory()
    with timed(Outcome("questions of any characters")) as outcome:
        until = time.monotonic() + seconds
        for number in range(count):
            if time.monotonic() > until:
                break
            question = next(drawn)
            began = time.thread_time()
            try:
                answer = assistant.ask(question, history)
                to_json(answer, report=assistant.report.id)
                checked += 1
                for problem in wrong(answer, assistant, allowed):
                    outcome.failures.append(f"{problem} after {question[:80]!r}")
                history = [*history, Turn(answer.reading, answer)][-3:] if dice.random() < 0.33 else []
            except QuestionError:
                pass
            except Exception as error:
                outcome.failures.append(f"{error!r:.150} from {question[:80]!r}")
            taken = time.thread_time() - began
            if taken > slowest:
                slowest, longest = taken, f"{question[:60]!r} of {len(question):,} characters"
            outcome.inputs += 1
            if number % max(count // 50, 500) == 0:
                memory.see(number)
        outcome.check(slowest < SLOWEST, f"{longest} took {slowest:.1f} s of processor time")
        outcome.notes.append(f"{checked:,} answered or declined, {outcome.inputs - checked:,} without words; slowest {slowest * 1000:.0f} ms of processor time")
        memory.judge(outcome)
    return outcome


def wrong(answer: Answer, assistant: Assistant, allowed: frozenset[str]) -> Iterator[str]:
    """What an answer holds that is neither the report's nor the program's."""
    text = assistant.report.text
    for citation in answer.citations:
        if text[citation.start : citation.end] != citation.quote:
            yield f"quote {citation.number} is not in the report"
    for block in answer.blocks:
        if block.kind == "near" and block.text not in text:
            yield "a near passage is not in the report"
        own = " ".join([block.text, block.mark, *(cell for row in block.rows for cell in row)])
        if foreign := set(own) - allowed:
            yield f"a {block.kind} holds {sorted(foreign)[:5]}"
        for word in re.findall(r"[^\W\d_]{4,}", own):
            if word.casefold() not in vocabulary(assistant):
                yield f"a {block.kind} holds the word {word!r}"


_vocabularies: dict[int, frozenset[str]] = {}


def vocabulary(assistant: Assistant) -> frozenset[str]:
    """Words of the report, of its curator's lists, and of the program's templates."""
    if id(assistant) not in _vocabularies:
        found = {w.casefold() for s in (*templates(), *reported(assistant)) for w in re.findall(r"[^\W\d_]{4,}", s)}
        _vocabularies[id(assistant)] = frozenset(found | {f"{w}s" for w in found})
    return _vocabularies[id(assistant)]


def characters(assistant: Assistant) -> frozenset[str]:
    return frozenset(c for s in (*templates(), *reported(assistant)) for c in s) | frozenset("0123456789")


def reported(assistant: Assistant) -> Iterator[str]:
    report = assistant.report
    yield from (report.text, report.title, report.publisher, *report.about.values())
    yield from strings([[t.title, t.id] for t in report.themes] + [[s.title, s.short, s.date or "", s.id] for s in report.sources])
    yield from strings([[i.label or "", i.name or "", i.place or "", i.kind] for i in report.items] + [[s.title] for s in report.sections])
    yield from strings(assistant.index.glossary)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from strings(inner)


def templates() -> Iterator[str]:
    """Every string constant of the modules that write answers."""
    for path in sorted(Path(ROOT / "assistant").glob("answering/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def visible(answer: Answer) -> str:
    return unicodedata.normalize("NFKC", to_markdown(answer))
