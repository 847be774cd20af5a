"""Building is repeatable: what is built twice answers alike, and the fingerprint says what it was built from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.indexing.index import Index, build_index, open_index
from assistant.pipeline import Assistant
from assistant.settings import Settings

QUESTIONS = [
    "What does the report recommend about data sharing?",
    "who did the homelessness research",
    "how many people did the Birmingham depot feed",
    "List the examples in Birmingham.",
    "What is the weather in Paris?",
    "voluntears and money",
]


def test_two_builds_give_the_same_answers(built: Settings, again: Settings) -> None:
    one, other = Assistant.open(built), Assistant.open(again)
    for question in QUESTIONS:
        first, second = one.ask(question), other.ask(question)
        assert replace(first, elapsed_ms=0.0) == replace(second, elapsed_ms=0.0)


def test_two_builds_have_the_same_fingerprint_and_vectors(built: Settings, again: Settings) -> None:
    one, other = open_index(built), open_index(again)
    assert one.manifest.fingerprint == other.manifest.fingerprint
    np.testing.assert_array_equal(one.dense.vectors(), other.dense.vectors())


def test_a_rebuild_takes_unchanged_vectors_over_and_embeds_the_new_ones(spare: Settings) -> None:
    before = open_index(spare)
    with (spare.corpus / "asked_as.yaml").open("a", encoding="utf-8") as file:
        file.write('- at: "Review the fare after twelve months"\n  asked_as: ["When is the price looked at again?"]\n')
    embedded: list[int] = []
    manifest = build_index(spare, lambda stage, done, of: embedded.append(of) if stage == "vectors" else None)
    after = open_index(spare)
    assert set(embedded) == {1}
    assert manifest.fingerprint != before.manifest.fingerprint
    assert len(after.rows) == len(before.rows) + 1
    assert rank_of(after, "When is the price looked at again?") == "Review the fare after twelve months and publish the figures."


def rank_of(index: Index, question: str) -> str:
    found = Assistant(index).ask(question).retrieved[0]
    return found.passage.span.of(index.report.text)


def test_the_saved_report_is_the_parsed_one(built: Settings, second: Settings) -> None:
    from assistant.reading import read_report

    for settings in (built, second):
        assert open_index(settings).report == read_report(settings.corpus)


def test_vectors_are_unit_length_and_one_a_row(built: Settings) -> None:
    index = open_index(built)
    vectors = index.dense.vectors()
    assert vectors.shape[0] == index.rows.shape[0]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_the_export_that_serves_agrees_with_the_model(built: Settings) -> None:
    from assistant.indexing.embedder import CHECK_LINES, TorchEncoder

    served, original = open_index(built).encoder.encode(CHECK_LINES), TorchEncoder(built.model).encode(CHECK_LINES)
    cosines = np.sum(served * original, axis=1)
    assert float(cosines.min()) > 0.95


def test_a_query_never_writes(built: Settings, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.index.rglob("*")}
    Assistant.open(built).ask("What does the report recommend about data sharing?")
    assert {path: path.stat().st_mtime_ns for path in built.index.rglob("*")} == before
