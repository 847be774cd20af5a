"""Conversations that a reader may come back to after looking at another page: in memory, for a while, by a secret."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from assistant.web.conversation import History

KEPT = 200  # conversations; the one left alone the longest goes first
SECONDS = 3600.0  # after the last question


@dataclass(frozen=True, slots=True)
class Talk:
    """A session's conversation. `token` is known to the tab that holds it and to nobody else."""

    token: str = ""
    turns: History = ()


@dataclass(slots=True)
class Shelf:
    """Whoever has no token finds nothing: no two sessions ever meet here."""

    talks: OrderedDict[str, tuple[float, Talk]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, talk: Talk, turns: History) -> Talk:
        """The talk with these turns, put by under its token; a new one gets a token."""
        kept = replace(talk, token=talk.token or secrets.token_urlsafe(24), turns=turns)
        with self.lock:
            self._forget()
            self.talks[kept.token] = (time.monotonic(), kept)
            self.talks.move_to_end(kept.token)
            while len(self.talks) > KEPT:
                self.talks.popitem(last=False)
        return kept

    def find(self, token: object) -> Talk:
        """The talk of a token; an empty one where there is none (any more)."""
        with self.lock:
            self._forget()
            return self.talks[token][1] if isinstance(token, str) and token in self.talks else Talk()

    def drop(self, talk: Talk) -> None:
        with self.lock:
            self.talks.pop(talk.token, None)

    def _forget(self) -> None:
        until = time.monotonic() - SECONDS
        while self.talks and next(iter(self.talks.values()))[0] < until:
            self.talks.popitem(last=False)
