"""Start the server with an Assistant that fails, dawdles or asks back on demand: states that questions seldom reach."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import Answer, Block, Turn
from assistant.web import service
from assistant.web.service import Asked, Service

FAIL, WAIT, CLARIFY, PART = "Please fail", "Please dawdle about volunteering", "Please ask back", "Please answer in part"
DAWDLE = 0.9  # seconds


class Faulty(Service):
    def ask(self, message: Asked, history: Sequence[Turn] = ()) -> Answer:
        if message.text == FAIL:
            raise RuntimeError(f"the question {message.text} must not be in the log")
        if message.text == WAIT:
            time.sleep(DAWDLE)
        answer = super().ask(message, history)
        if message.text == CLARIFY:
            blocks = (Block("lead", "Which research do you mean?"),)
            return replace(answer, status="clarify", blocks=blocks, citations=(), choices=("How was the homelessness research carried out?", "All three"))
        if message.text == PART:
            found = super().ask(Asked("What does the report recommend about volunteering?"))
            return replace(found, question=message.text, blocks=(*found.blocks, Block("note", "Not found in the report: part 2 of the question.")))
        return answer


if __name__ == "__main__":
    service.Service = Faulty  # type: ignore[misc]
    from assistant.web.start import main

    raise SystemExit(main(sys.argv[1:]))
