"""Build an index from a corpus folder; open one that is whole and fresh."""

from __future__ import annotations

import hashlib
import json
import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.datatypes import Report
from assistant.errors import IndexUnusable
from assistant.indexing.decider import Decider, readings
from assistant.indexing.dense import DenseIndex
from assistant.indexing.embedder import TRUSTED_COSINE, Encoder, OnnxEncoder, TorchEncoder, Vectors, export, model_place
from assistant.indexing.english import WordList, general_english
from assistant.indexing.forms import FormReader, forms, natural
from assistant.indexing.freshness import corpus_digest, options_of
from assistant.indexing.heads import Heads
from assistant.indexing.lines import Line, Row, lines_of, names_of
from assistant.indexing.namereader import NameReader
from assistant.indexing.opening import ENCODER, opening
from assistant.indexing.reportfile import counts_of, load_report, save_report
from assistant.indexing.saidreader import SaidReader
from assistant.indexing.sparse import SparseIndex
from assistant.indexing.store import Manifest, Store, fingerprint_of, read_manifest
from assistant.indexing.wordreader import WordReader
from assistant.indexing.words import words
from assistant.settings import DEFAULT_MODEL, Settings

if TYPE_CHECKING:
    from assistant.reading.corpus import Curation  # reading needs pydantic, which serving never loads

GLOSSARY, ROWS, KEYS = "glossary.json", "rows.npy", "keys.npy"
NAMES, NAME_VECTORS, SPELLING, ENGLISH = "names.json", "names.npy", "spelling.json", "english.txt"
FORM_READER = "forms.npy"
DECIDER = "decider.npy"
UNSEARCHED = "unsearched.npy"  # vectors of what belongs to no passage, kept for the next build
SAID_OFTEN = 4  # times in the curator's lines: then even a word of no dictionary is no slip
EMBEDDED_AT_ONCE = 256  # lines between two signs of progress
Progress = Callable[[str, int, int], None]  # stage, done, of


@dataclass(frozen=True, slots=True)
class Index:
    """One generation, opened. `rows` has shape (vectors, 3): kind, passage, sentence (or -1)."""

    report: Report
    glossary: dict[str, dict[str, Any]]  # a curator's words by facet; acronyms have one expansion, the others a list
    encoder: Encoder
    dense: DenseIndex
    rows: NDArray[np.int32]
    words: SparseIndex
    asked: SparseIndex
    heads: Heads
    worded: WordReader
    said_worded: SaidReader
    forms: FormReader
    decider: Decider
    names: tuple[tuple[str, str, str], ...]  # (facet, value, words) a row of name_vectors: ways to name themes, sources, labels
    name_vectors: Vectors
    naming: NameReader
    vocabulary: dict[str, int]  # words of the report and of its curated questions, with their frequency
    english: WordList  # general English words
    manifest: Manifest


def model_identity(model: str) -> str:
    if model == DEFAULT_MODEL:
        from importlib.metadata import version

        return f"{model}=={version(model)}"
    place = Path(model_place(model))
    if not place.is_dir():
        return model
    mark = hashlib.sha256()
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        mark.update(str(path.relative_to(place)).encode() + hashlib.sha256(path.read_bytes()).digest())
    return f"{place.name}-{mark.hexdigest()[:16]}"


def build_index(settings: Settings, progress: Progress = lambda stage, done, of: None) -> Manifest:
    """Read the corpus, embed what is new, and make the result the current generation."""
    from assistant.reading.corpus import read_curation, read_report

    corpus = corpus_digest(settings.corpus)  # before it is read: a change meanwhile then makes the index stale, not wrong
    report = read_report(settings.corpus)
    curation = read_curation(settings.corpus, report.text)
    return build_from(report, curation, settings, corpus, progress)


def build_from(report: Report, curation: Curation, settings: Settings, corpus: dict[str, str], progress: Progress) -> Manifest:
    """Index a report that is already read, whatever it was read from; `corpus` names its files' digests."""
    import shutil  # here and below: a query never needs it

    store = Store(settings.index / report.id)
    identity = model_identity(settings.model)
    options = options_of(settings)
    building = store.begin()
    try:
        former = _former(store, identity)
        progress("model", 0, 1)
        encoder = _encoder(settings, building / ENCODER, former)
        progress("model", 1, 1)
        lines = lines_of(report, curation.lines if settings.curated else ())
        names = names_of(report, curation.glossary.model_dump())
        lines += [Line(Row.NAME, -1, -1, way) for _, _, way in names]
        asked_forms = forms()
        lines += [Line(Row.FORM, -1, -1, natural(form)) for _, form in asked_forms]
        lines += [Line(Row.READING, -1, -1, natural(reading.form)) for reading in readings()]
        vectors = _vectors(encoder, lines, former, building, progress)
        rows = np.array([(ln.kind, ln.passage, ln.sentence) for ln in lines], dtype=np.int32)
        kinds = rows[:, 0]
        np.save(building / NAME_VECTORS, vectors[kinds == Row.NAME], allow_pickle=False)
        NameReader.train(names, vectors[kinds == Row.NAME]).save(building)
        np.save(building / FORM_READER, FormReader.train(asked_forms, vectors[kinds == Row.FORM]).weights, allow_pickle=False)
        np.save(building / DECIDER, Decider.train(readings(), vectors[kinds == Row.READING]).weights, allow_pickle=False)
        (building / NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")
        searched = int((rows[:, 1] >= 0).sum())  # lines of passages stand first; names, forms and readings must not crowd them out of a search
        dense = DenseIndex.build(vectors[:searched])
        dense.save(building)
        np.save(building / UNSEARCHED, vectors[searched:], allow_pickle=False)
        np.save(building / ROWS, rows[:searched], allow_pickle=False)
        Heads.train(vectors, rows[:, 1], kinds == Row.ASKED, kinds == Row.NOT_SAID).save(building)
        WordReader.train(lines).save(building)
        SaidReader.train(lines).save(building)
        progress("terms", 0, 1)
        SparseIndex.build([f"{p.context}\n{p.span.of(report.text)}" for p in report.passages]).save(building, "words")
        asked = [[ln.text for ln in lines if ln.kind == Row.ASKED and ln.passage == p.id] for p in report.passages]
        SparseIndex.build(["\n".join(part) for part in asked]).save(building, "asked")
        save_report(report, building)
        topics = {str(at): entry.topics for at, entry in curation.lines if entry.topics}
        glossary = {**curation.glossary.model_dump(), "at": topics}
        (building / GLOSSARY).write_text(json.dumps(glossary, ensure_ascii=False), "utf-8")
        _save_words(building, report, [ln.text for ln in lines if ln.kind in {Row.ASKED, Row.NAME}])
        progress("terms", 1, 1)
        counts = counts_of(report, len(lines))
        manifest = Manifest(fingerprint_of(corpus, identity, options), corpus, identity, options, counts, search=dense.method)
        return read_manifest(store.finish(building, manifest), verify=False)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _former(store: Store, identity: str) -> Path | None:
    """The serving generation, if it is whole and of the same model: its export and vectors are taken over."""
    current = store.current()
    try:
        return current if current and read_manifest(current).model == identity else None
    except IndexUnusable:
        return None


def _encoder(settings: Settings, folder: Path, former: Path | None) -> Encoder:
    import shutil

    if former and (former / ENCODER).is_dir():
        shutil.copytree(former / ENCODER, folder)
        return OnnxEncoder(folder)
    original = TorchEncoder(settings.model)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the exporter's own notes on tracing; the check below is what counts
            logging.disable(logging.WARNING)
            trusted = export(original, folder) >= TRUSTED_COSINE
    except Exception:  # any model that cannot be exported is served by sentence-transformers instead
        trusted = False
    finally:
        logging.disable(logging.NOTSET)
    if trusted:
        return OnnxEncoder(folder)
    shutil.rmtree(folder, ignore_errors=True)
    return original


def _save_words(building: Path, report: Report, lines: list[str]) -> None:
    from collections import Counter

    english = general_english()
    known = WordList(english)
    vocabulary = Counter(words(report.text))
    said = Counter(word for line in lines for word in words(line))  # a curator's line may hold a slip on purpose
    vocabulary.update({word: n for word, n in said.items() if word in vocabulary or n >= SAID_OFTEN or (word in known and not known.doubts(word))})
    (building / SPELLING).write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    (building / ENGLISH).write_text(english, "utf-8")


def _vectors(encoder: Encoder, lines: list[Line], former: Path | None, building: Path, progress: Progress) -> Vectors:
    """A vector a line; lines that the former generation held are taken over, not embedded again."""
    keys = [hashlib.sha256(line.text.encode()).digest()[:16] for line in lines]
    known: dict[bytes, Any] = {}
    if former:
        old = np.load(former / KEYS, allow_pickle=False)
        searched = DenseIndex.load(former, read_manifest(former, verify=False).search).vectors()
        held = np.concatenate([searched, np.load(former / UNSEARCHED, allow_pickle=False)])
        known = dict(zip((row.tobytes() for row in old), held, strict=True))
    new = [n for n, key in enumerate(keys) if key not in known]
    for first in range(0, len(new), EMBEDDED_AT_ONCE):
        part = new[first : first + EMBEDDED_AT_ONCE]
        for n, vector in zip(part, encoder.encode([lines[n].text for n in part]), strict=True):
            known[keys[n]] = vector
        progress("vectors", min(first + len(part), len(new)), len(new))
    np.save(building / KEYS, np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, 16), allow_pickle=False)
    return np.stack([known[key] for key in keys]).astype(np.float32)


def open_index(settings: Settings) -> Index:
    """The current generation; IndexUnusable says what is wrong with it and the cure."""
    begun = opening(settings)
    generation, manifest = begun.generation()
    return _opened(generation, manifest, lambda: begun.encoder() or TorchEncoder(settings.model))


def open_generation(generation: Path, manifest: Manifest, model: str) -> Index:
    """A generation whose manifest has been verified."""
    has_export = (generation / ENCODER).is_dir()
    return _opened(generation, manifest, lambda: OnnxEncoder(generation / ENCODER) if has_export else TorchEncoder(model))


def _opened(generation: Path, manifest: Manifest, encoder: Callable[[], Encoder]) -> Index:
    """`encoder` comes last: it may still be starting."""
    names = tuple((facet, value, way) for facet, value, way in json.loads((generation / NAMES).read_text("utf-8")))
    return Index(
        report=load_report(generation),
        glossary=json.loads((generation / GLOSSARY).read_text("utf-8")),
        dense=DenseIndex.load(generation, manifest.search),
        rows=np.load(generation / ROWS, allow_pickle=False),
        words=SparseIndex.load(generation, "words"),
        asked=SparseIndex.load(generation, "asked"),
        heads=Heads.load(generation),
        worded=WordReader.load(generation),
        said_worded=SaidReader.load(generation),
        forms=FormReader(np.load(generation / FORM_READER, allow_pickle=False)),
        decider=Decider(np.load(generation / DECIDER, allow_pickle=False)),
        names=names,
        naming=NameReader.load(generation, names),
        name_vectors=np.load(generation / NAME_VECTORS, allow_pickle=False),
        vocabulary=json.loads((generation / SPELLING).read_text("utf-8")),
        english=WordList((generation / ENGLISH).read_text("utf-8")),
        manifest=manifest,
        encoder=encoder(),
    )
