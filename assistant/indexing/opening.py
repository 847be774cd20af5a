"""The slow steps of opening an index, in a thread of their own: verifying its files and starting the model.

Neither needs Python's lock for long, so that a command's imports go on beside them; together they were a third of a cold answer.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from assistant.indexing.freshness import generation_for
from assistant.indexing.store import Manifest
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.indexing.embedder import Encoder

ENCODER = "encoder"  # the exported model's folder in a generation


class Opening:
    """One opening of the index of `settings`; nothing is opened before all is verified."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._verified = Event()
        self._found: tuple[Path, Manifest] | None = None
        self._encoder: Encoder | None = None
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="opening", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._found = generation_for(self.settings)
            self._verified.set()
            folder = self._found[0] / ENCODER
            if folder.is_dir():
                from assistant.indexing.embedder import OnnxEncoder  # here: verifying must not wait for its imports

                self._encoder = OnnxEncoder(folder)
        except Exception as error:  # raised again for whoever asks
            self._error = error
        finally:
            self._verified.set()

    def generation(self) -> tuple[Path, Manifest]:
        """The verified generation, or the error of what is wrong with it."""
        self._verified.wait()
        if self._found is None:
            raise self._error or RuntimeError("the index was not verified")
        return self._found

    def encoder(self) -> Encoder | None:
        """The exported model; None where there is none."""
        self._thread.join()
        if self._error:
            raise self._error
        return self._encoder


_begun: list[Opening] = []


def begin(settings: Settings) -> None:
    """Open ahead: the next `opening` of the same settings takes it over, once."""
    _begun.append(Opening(settings))


def opening(settings: Settings) -> Opening:
    while _begun:
        if (found := _begun.pop()).settings == settings:
            return found
    return Opening(settings)
