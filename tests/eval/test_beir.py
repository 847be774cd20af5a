"""A small made collection in BEIR's layout, through the real engine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from math import log2
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval import yardstick
from eval.beir import Collection, open_collection, read_collection
from eval.ranking import measure

FOLDER = Path(__file__).with_name("collection")


@pytest.fixture(scope="module")
def collection() -> Collection:
    return read_collection(FOLDER)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def opened(collection: Collection, cache: Path) -> Assistant:
    return open_collection(collection, Settings(), lambda stage, done, of: None, cache)


@pytest.fixture(scope="module")
def played(collection: Collection, opened: Assistant) -> yardstick.Played:
    return yardstick.play(opened, collection)


def test_a_line_is_a_passage_its_title_a_section_its_sentences_windows(collection: Collection) -> None:
    report = collection.report
    assert collection.documents == ("d1", "d2", "d3", "d4", "d5", "d6")
    assert [s.title for s in report.sections] == ["Kettles", "Ladders", "Compost", "d6"]
    first = report.passages[0]
    assert first.span.of(report.text) == "A kettle boils water in about four minutes. Descale it with vinegar every month."
    assert [s.of(report.text) for s in first.sentences] == ["A kettle boils water in about four minutes.", "Descale it with vinegar every month."]
    assert (first.context, report.passages[5].context) == ("Kettles", "")
    assert collection.qrels["q2"] == {"d5": 2, "d4": 1}


def test_right_passages_come_first(collection: Collection, played: yardstick.Played) -> None:
    best = {query: ranked[0][0] for query, ranked in played.rankings[yardstick.OURS].items()}
    assert best == {"q1": "d1", "q2": "d5", "q3": "d4", "q5": "d6"}
    assert all(len(ranked) == 6 for ranked in played.rankings[yardstick.BM25].values())


def test_the_history_is_played(collection: Collection, opened: Assistant, played: yardstick.Played) -> None:
    """The last message alone names nothing that would find compost."""
    bare = replace(collection, queries=(yardstick.Query("q3", "How often should I turn it?"),))
    alone = dict(yardstick.play(opened, bare, baselines=False).rankings[yardstick.OURS]["q3"])
    after = dict(played.rankings[yardstick.OURS]["q3"])
    assert alone != after
    assert max(after, key=after.__getitem__) == "d4"


def test_figures(collection: Collection, played: yardstick.Played) -> None:
    found = yardstick.figures_of(collection, played)
    assert set(found) == {yardstick.OURS, yardstick.BM25, yardstick.DENSE, "declining"}
    assert found[yardstick.OURS]["hit@1"]["n"] == 4
    assert found[yardstick.OURS]["hit@1"]["value"] == 1.0
    assert found["declining"]["AUROC"]["n"] == 6
    assert found["declining"]["AUROC"]["value"] == 1.0  # a question without words and one about chess are least answerable


def test_two_plays_are_alike(collection: Collection, opened: Assistant, played: yardstick.Played) -> None:
    assert yardstick.play(opened, collection) == played


def test_graded_judgements_count_linearly() -> None:
    found = measure({"q": {"a": 2, "b": 1}}, {"q": [("b", 2.0), ("a", 1.0)]}, {"ndcg@10": yardstick.MEASURES["ndcg@10"]})
    assert found["ndcg@10"]["q"] == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_an_unchanged_collection_is_not_embedded_again(collection: Collection, opened: Assistant, cache: Path) -> None:
    stages: list[str] = []
    again = open_collection(collection, Settings(), lambda stage, done, of: stages.append(stage), cache)
    assert stages == []
    assert again.index.manifest == opened.index.manifest


def test_a_damaged_cache_is_built_again(collection: Collection, opened: Assistant, cache: Path, tmp_path: Path) -> None:
    shutil.copytree(cache, tmp_path / "cache")
    (next((tmp_path / "cache").rglob("rows.npy"))).write_bytes(b"")
    stages: list[str] = []
    again = open_collection(collection, Settings(), lambda stage, done, of: stages.append(stage), tmp_path / "cache")
    assert "vectors" in stages
    assert again.index.report == opened.index.report


def copied(folder: Path) -> Path:
    shutil.copytree(FOLDER, folder / "set")
    return folder / "set"


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda f: shutil.rmtree(f / "qrels"), "is not in BEIR's layout"),
        (lambda f: (f / "corpus.jsonl").write_text("\n"), "holds no passage"),
        (lambda f: (f / "corpus.jsonl").write_text('{"_id": "x"}\n'), r"corpus\.jsonl:1: lacks text"),
        (lambda f: (f / "queries.jsonl").write_text('{"_id": "x", "text": "y"}\nnonsense\n'), r"queries\.jsonl:2: not a JSON object"),
        (lambda f: (f / "queries.jsonl").write_text("[1]\n"), r"queries\.jsonl:1: lacks _id, text"),
        (lambda f: (f / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1 d1 1\n"), r"test\.tsv:2: not a judgement"),
    ],
)
def test_a_faulty_folder_says_what_it_lacks(tmp_path: Path, spoil: Callable[[Path], object], complaint: str) -> None:
    folder = copied(tmp_path)
    spoil(folder)
    with pytest.raises(InputError, match=complaint):
        read_collection(folder)


def test_qrels_may_lie_beside_the_corpus_in_trec_columns(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    shutil.rmtree(folder / "qrels")
    (folder / "qrels.tsv").write_text("q1\t0\td1\t1\n", "utf-8")
    assert read_collection(folder).qrels == {"q1": {"d1": 1}}


def test_a_history_of_plain_strings_is_the_users(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "x", "text": "y", "history": ["a", "b"]}), "utf-8")
    (query,) = read_collection(folder).queries
    assert (query.before, query.answerable) == (("a", "b"), None)
