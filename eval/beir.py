"""Other people's collections through our engine: a folder in BEIR's layout (Thakur et al. 2021), no setting per set.

    corpus.jsonl    {"_id", "title", "text"}: one passage a line
    queries.jsonl   {"_id", "text"} and, where the set has them, "history" ([{"role", "content"}, …]) and "answerable"
    qrels.tsv       query-id, corpus-id, score; or qrels/test.tsv

A line of the corpus becomes a passage, its title the section it stands in, and the whole a report without items. So
everything runs but what needs a profile: reading the question, spelling, follow-ups, ranking and declining.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datatypes import Passage, Report, Section, Span
from assistant.errors import IndexUnusable, InputError
from assistant.indexing.index import Progress, build_from, model_identity, open_generation
from assistant.indexing.store import Store, read_manifest
from assistant.pipeline import Assistant
from assistant.reading.corpus import Curation
from assistant.reading.passages import sentences
from assistant.reading.profile import Glossary
from assistant.settings import Settings
from eval.runs import cache

Qrels = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Query:
    """A conversation's last message with the user's messages before it."""

    id: str
    text: str
    before: tuple[str, ...] = ()
    answerable: bool | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    name: str
    documents: tuple[str, ...]  # ids, in the order of the report's passages
    report: Report
    queries: tuple[Query, ...]
    qrels: Qrels
    digest: dict[str, str]


def read_collection(folder: Path) -> Collection:
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    judged = next((p for p in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if p.is_file()), None)
    if not (corpus.is_file() and queries.is_file() and judged):
        raise InputError(f"{folder} is not in BEIR's layout. It needs corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv).")
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-") or "collection"
    documents = list(_lines(corpus, ("_id", "text")))
    if not documents:
        raise InputError(f"{corpus} holds no passage.")
    report = as_report(name, documents)
    cut = hashlib.sha256(repr(report.passages).encode()).hexdigest()  # cutting otherwise makes the kept index stale
    digest = {corpus.name: hashlib.sha256(corpus.read_bytes()).hexdigest(), "passages": cut}
    found = tuple(_query(line) for line in _lines(queries, ("_id", "text")))
    return Collection(name, tuple(str(d["_id"]) for d in documents), report, found, _qrels(judged), digest)


def _lines(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: not a JSON object ({error}). Each line must be one.") from None
        missing = [key for key in needed if not isinstance(content, dict) or key not in content]
        if missing:
            raise InputError(f"{path}:{number}: lacks {', '.join(missing)}. Each line needs {', '.join(needed)}.")
        yield content


def _query(line: dict[str, Any]) -> Query:
    turns = [t if isinstance(t, dict) else {"role": "user", "content": str(t)} for t in line.get("history") or ()]
    before = tuple(str(t.get("content", "")) for t in turns if t.get("role", "user") == "user")
    answerable = line.get("answerable")
    return Query(str(line["_id"]), str(line["text"]), before, None if answerable is None else bool(answerable))


def _qrels(path: Path) -> Qrels:
    found: Qrels = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t"), 1):
            if number == 1 and row and not row[-1].strip().lstrip("-").isdigit():
                continue  # the header
            if len(row) not in {3, 4} or not row[-1].strip().lstrip("-").isdigit():
                raise InputError(f"{path}:{number}: not a judgement. Each line needs query-id, corpus-id, score, with tabs between.")
            found.setdefault(row[0], {})[row[-2]] = int(row[-1])
    return found


def as_report(name: str, documents: list[dict[str, Any]]) -> Report:
    """The corpus as one report: a passage a document, its sentences as windows, its title as context and section."""
    passages: list[tuple[int, Span, str, str]] = []
    spans: dict[str, list[Span]] = {}
    parts: list[str] = []
    at = 0
    for number, document in enumerate(documents):
        said, title = str(document["text"]).strip(), str(document.get("title") or "").strip()
        span = Span(at, at + len(said))
        parts.append(said)
        at += len(said) + 2
        spans.setdefault(title or str(document["_id"]), []).append(span)
        passages.append((number, span, title or str(document["_id"]), title))
    text = "\n\n".join(parts)
    ids = {title: f"section-{n}" for n, title in enumerate(spans)}
    return Report(
        id=name, title=name, publisher="", text=text,
        sections=tuple(Section(ids[title], "body", title, tuple(found)) for title, found in spans.items()),
        items=(), themes=(), sources=(),
        passages=tuple(
            Passage(number, span, ids[section], "body", sentences(text, span), None, title) for number, span, section, title in passages
        ),
    )  # fmt: skip


def open_collection(collection: Collection, settings: Settings, progress: Progress, folder: Path | None = None) -> Assistant:
    """The assistant over the collection; its index is kept, so that only a changed corpus is embedded again."""
    own = Settings(corpus=settings.corpus, index=(folder or cache()) / "beir", model=settings.model, curated=True)
    store = Store(own.index / collection.name)
    generation = store.current()
    try:
        manifest = read_manifest(generation) if generation else None
    except IndexUnusable:
        manifest = None
    if manifest is None or manifest.corpus != collection.digest or manifest.model != model_identity(own.model):
        manifest = build_from(collection.report, Curation(Glossary(), ()), own, collection.digest, progress)
        generation = store.current()
    assert generation is not None
    return Assistant(open_generation(generation, manifest, own.model))
