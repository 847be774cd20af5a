"""Put every gold question, and some hundreds of odd ones, to the Assistant: what `coverage` watches for the figure in SECURITY.md.

coverage run --branch --source=assistant/reading,assistant/indexing,assistant/retrieval,assistant/answering -m tests.trust.asked
"""

from __future__ import annotations

import random
import sys
from itertools import islice

from assistant.datatypes import Turn
from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from eval.gold import load_gold
from tests.trust.outcome import SEED
from tests.trust.questions import cases


def main() -> int:
    assistant = Assistant.open()
    odd = [[question] for question in islice(cases(random.Random(SEED), sorted(assistant.index.vocabulary)), 300)]
    for messages in [*(question.turns for question in load_gold()), *odd]:
        history: list[Turn] = []
        for message in messages:
            try:
                answer = assistant.ask(message, history)
            except AssistantError:
                break
            history.append(Turn(answer.reading, answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
