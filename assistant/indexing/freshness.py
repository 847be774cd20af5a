"""Which generation may be served for a corpus: whole, and made from the corpus as it is now."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from assistant.errors import IndexUnusable, InputError
from assistant.indexing.store import Manifest, Store, read_manifest
from assistant.settings import Settings

FORMS = Path(__file__).with_name("forms.yaml")
READINGS = Path(__file__).with_name("readings.json")
CORPUS_FILES = ("report.txt", "profile.yaml", "glossary.yaml", "asked_as.yaml")
ID_LINE = re.compile(r"^id:\s*[\"']?([a-z0-9][a-z0-9-]{0,63})[\"']?\s*(?:#.*)?$", re.MULTILINE)


def corpus_digest(folder: Path) -> dict[str, str]:
    """SHA-256 of every file that a report is made from."""
    found = {}
    for name in CORPUS_FILES:
        try:
            found[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except FileNotFoundError:
            continue
    return found


def options_of(settings: Settings) -> dict[str, str]:
    """What else an index is made from: settings, and the forms and labelled questions that ship with the program."""
    forms = hashlib.sha256(FORMS.read_bytes() + READINGS.read_bytes()).hexdigest()[:16]
    return {"model": settings.model, "curated": str(settings.curated), "forms": forms}


def report_id(folder: Path) -> str:
    """The id in profile.yaml, read without a YAML parser: importing one costs more than a whole answer."""
    try:
        match = ID_LINE.search((folder / "profile.yaml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        match = None
    if not match:
        raise InputError(
            f"{folder} is not a corpus folder: it needs a report.txt and a profile.yaml with a line `id: …` "
            "(lower-case letters, digits, hyphens). See corpus/covid-keeps for an example."
        )
    return match[1]


def generation_for(settings: Settings) -> tuple[Path, Manifest]:
    cure = f"Run `python -m assistant index --corpus {settings.corpus}` to build it."
    store = Store(settings.index / report_id(settings.corpus))
    generation = store.current()
    if generation is None:
        raise IndexUnusable(f"There is no index for {settings.corpus} under {settings.index}. {cure}")
    try:
        manifest = read_manifest(generation)
    except IndexUnusable as error:
        raise IndexUnusable(f"The index under {settings.index} cannot be served: {error}. {cure}") from None
    if manifest.corpus != corpus_digest(settings.corpus):
        raise IndexUnusable(f"The index under {settings.index} is older than {settings.corpus}. {cure}")
    if manifest.settings != options_of(settings):
        raise IndexUnusable(f"The index under {settings.index} was built with other settings. {cure}")
    return generation, manifest
