"""Whatever a gold question is judged to be worth: its answer quotes the report letter for letter and invents no word."""

from __future__ import annotations

import pytest

from assistant.datatypes import Turn
from assistant.pipeline import Assistant
from assistant.render import to_json
from eval.gold import GoldQuestion, load_gold
from tests.trust.questions import characters, wrong

GOLD = load_gold()


@pytest.mark.parametrize("group", sorted({question.group for question in GOLD}))
def test_every_answer_holds_only_the_reports_words_and_the_programs(assistant: Assistant, group: str) -> None:
    allowed = characters(assistant)
    found = {question.id: list(problems(assistant, question, allowed)) for question in GOLD if question.group == group}
    assert {name: said for name, said in found.items() if said} == {}


def problems(assistant: Assistant, question: GoldQuestion, allowed: frozenset[str]) -> list[str]:
    history: list[Turn] = []
    said: list[str] = []
    for message in question.turns:
        answer = assistant.ask(message, history)
        history.append(Turn(answer.reading, answer))
        said += wrong(answer, assistant, allowed)
        written = to_json(answer, report=assistant.report.id)
        if answer.status == "answered" and not answer.citations and not answer.blocks[0].text.startswith("None (0)"):
            said.append("answered without a citation")
        if {c["number"] for c in written["citations"]} != {c.number for c in answer.citations}:
            said.append("the written answer cites something else")
    return said
