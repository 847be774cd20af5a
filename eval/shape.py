"""The shape of a judged question, whatever file it comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from assistant.errors import InputError
from assistant.reading.yamlfile import Strict

GROUPS = (
    "fact", "list", "count", "compare", "source", "example", "action", "define", "overview", "followup",
    "typo", "keyword", "unanswerable", "false-premise", "adversarial", "ambiguous",
)  # fmt: skip
SHOWN_FAULTS = 8
Half = Literal["tune", "report"]
Expect = Literal["answer", "decline", "either"]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Quote = Annotated[str, StringConstraints(min_length=1)]
Entry = Quote | Annotated[list[Quote], Field(min_length=1)]


class GoldQuestion(Strict):
    """One judged question. `evidence` is an AND of entries; an entry that is a list means any of its quotes."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$")]
    group: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")] = "own"
    turns: Annotated[list[Words], Field(min_length=1)]
    expect: Expect = "answer"
    evidence: list[Entry] = []
    also_ok: list[Quote] = []
    exact: bool = False
    must: list[Quote] = []
    must_not: list[Quote] = []


def as_question(content: dict[str, object]) -> GoldQuestion:
    """A question from plain values; InputError names the field that does not fit."""
    try:
        return GoldQuestion.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}. Mend it and try again.") from None
