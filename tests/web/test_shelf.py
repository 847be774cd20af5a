"""Conversations put by: found by their token only, for a while, so many and no more."""

from __future__ import annotations

import pytest

from assistant.web import shelf as module
from assistant.web.conversation import reply
from assistant.web.service import Service
from assistant.web.shelf import KEPT, Shelf, Talk


def test_found_by_its_token_and_nothing_else(service: Service) -> None:
    shelf = Shelf()
    _, turns = reply(service, (), "What about volunteering?")
    first = shelf.keep(Talk(), turns)
    second = shelf.keep(Talk(), ())
    assert first.token != second.token
    assert len(first.token) >= 32
    assert shelf.find(first.token).turns == turns
    for wrong in ("", "x", None, 7, [first.token], first.token[:-1]):
        assert shelf.find(wrong) == Talk()
    shelf.drop(first)
    assert shelf.find(first.token) == Talk()


def test_the_longest_left_alone_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    talks = [shelf.keep(Talk(), ()) for _ in range(KEPT)]
    shelf.keep(talks[0], ())
    shelf.keep(Talk(), ())
    assert len(shelf.talks) == KEPT
    assert shelf.find(talks[0].token).token
    assert not shelf.find(talks[1].token).token
    later = module.time.monotonic() + module.SECONDS + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert not shelf.find(talks[0].token).token
    assert len(shelf.talks) == 0
