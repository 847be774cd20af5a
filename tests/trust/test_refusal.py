"""Refusal and citation at their edges, where one wrong comparison would go unseen in whole answers."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from assistant.answering import refusal
from assistant.answering.citations import Verifier, len_of
from assistant.answering.refusal import BASIC, FIGURES, Decision, Figures, decide, figures_of
from assistant.answering.wanted import money_missing, of_money, suits
from assistant.datatypes import Span
from assistant.indexing.words import terms
from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Ranking, Retriever

FIGURED = Figures(0.7, 0.2, 0.9, 1.5, 0.4, 0.3, 0.6, 0.8, 0.1, 0.5, 0.5, -1.0, 1.0, 0.7, 0.05)


def test_the_row_is_each_figure_and_each_product() -> None:
    row = dict(zip(FIGURES, FIGURED.row(), strict=True))
    assert len(row) == len(BASIC) + len(BASIC) * (len(BASIC) + 1) // 2
    for one in BASIC:
        assert row[one] == getattr(FIGURED, one)
        assert row[f"{one}*{one}"] == pytest.approx(getattr(FIGURED, one) ** 2)
    assert row["asked*said"] == pytest.approx(0.7 * 1.5)


@pytest.mark.parametrize(("answerable", "declined"), [(0.49, True), (0.5, False), (0.51, False)])
def test_the_threshold_itself_is_answered(answerable: float, declined: bool) -> None:
    assert Decision(answerable, 0.5, FIGURED).declined == declined


def test_a_decision_is_the_logistic_of_the_weighted_figures(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    model = {"weights": {"asked": 2.0, "asked*said": -1.0}, "intercept": 0.25, "threshold": 0.4}
    for curated, asked in (("curated", 0.7), ("plain", 0.0)):
        figures = replace(FIGURED, asked=asked)
        monkeypatch.setattr(refusal, "figures_of", lambda *_, figures=figures: figures)
        monkeypatch.setattr(refusal, "_calibration", lambda curated=curated: {curated: model})
        decision = decide(assistant.index, None, "x")  # type: ignore[arg-type]
        assert decision.answerable == pytest.approx(1 / (1 + math.exp(-(0.25 + 2 * asked - asked * 1.5))))
        assert decision.threshold == 0.4


@pytest.mark.parametrize("weight", [1e9, -1e9])
def test_absurd_weights_do_not_overflow(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, weight: float) -> None:
    monkeypatch.setattr(refusal, "figures_of", lambda *_: FIGURED)
    monkeypatch.setattr(refusal, "_calibration", lambda: {"curated": {"weights": {"asked": weight}, "intercept": 0.0, "threshold": 0.4}})
    assert decide(assistant.index, None, "x").answerable == pytest.approx(float(weight > 0))  # type: ignore[arg-type]


# Just inside every bound of what is plainly held; `asked` leads with a little to spare, since a sum of floats is not exact.
PLAIN = Figures(
    asked=refusal.NEAR, not_said=refusal.NEAR - refusal.AHEAD - 0.001, vote=0.44, said=refusal.SURE, said_worded=0.0, agreed=0.9, passage=0.67,
    covered=refusal.HELD, unknown=0.0, foreign=0.0, astray=0.0, typed=1.0, later=0.0, length=0.5, margin=2.9,
)  # fmt: skip


@pytest.mark.parametrize(
    "outside",
    [{"typed": 0.0}, {"typed": -1.0}, {"covered": refusal.HELD - 0.001}, {"foreign": 0.5}, {"asked": refusal.NEAR - 0.001, "not_said": 0.0},
     {"not_said": PLAIN.asked - refusal.AHEAD + 0.001}, {"said": refusal.SURE - 0.001}],
)  # fmt: skip
def test_what_is_plainly_held_lies_within_each_bound(outside: dict[str, float]) -> None:
    assert refusal.plainly_held(PLAIN)
    assert not refusal.plainly_held(replace(PLAIN, **outside))


def test_the_calibration_that_ships_has_known_figures_only() -> None:
    content = json.loads(refusal.CALIBRATION.read_text("utf-8"))
    for name in ("curated", "plain"):
        assert set(content[name]["weights"]) <= set(FIGURES)
        assert 0 < content[name]["threshold"] < 1


@pytest.mark.parametrize(
    ("question", "status"),
    [("What does the report recommend about data sharing?", "answered"), ("What is the capital of Mongolia?", "declined"),
     ("How do I bake bread in Lisbon?", "declined"),
     ("How was the homelessness research carried out?", "answered")],
)  # fmt: skip
def test_plain_cases_are_decided_rightly(assistant: Assistant, question: str, status: str) -> None:
    assert assistant.ask(question).status == status


def test_foreign_names_are_counted_after_the_first_word(assistant: Assistant) -> None:
    foreign = refusal._foreign
    assert foreign(assistant.index, "What did Liverpoolish and Partygateish do in Birmingham?") == 2
    assert foreign(assistant.index, "Partygateish did what?") == 0
    assert foreign(assistant.index, "what of partygateish?") == 0


def test_figures_lie_in_their_ranges(assistant: Assistant) -> None:
    for question in ("data sharing", "What is the capital of Mongolia?", "the of and", "Zzqx Yyqx Xxqx Wwqx"):
        ranking = _ranking(assistant, question)
        figures = figures_of(assistant.index, ranking, question)
        assert 0 <= figures.covered <= 1
        assert 0 <= figures.unknown <= 1
        assert figures.foreign in {0, 0.5, 1}
        assert figures.margin >= 0
    known, unknown = (figures_of(assistant.index, _ranking(assistant, q), q) for q in ("data sharing", "zzqx yyqx"))
    assert (known.unknown, unknown.unknown) == (0, 1)
    assert known.covered > 0.9
    assert unknown.covered == 0


def _ranking(assistant: Assistant, question: str) -> Ranking:
    return Retriever(assistant.index).rank(question)


def test_a_citation_says_what_its_place_is(assistant: Assistant) -> None:
    report = assistant.report
    verifier = Verifier(report)
    for item in report.of_kind("recommendation"):
        citation = verifier.cite(item.words)
        assert citation is not None
        assert citation.kind == "recommendation"
        assert citation.source == (report.source(item.source).short if item.source else None)
        assert citation.label == item.label
        assert citation.section == (report.theme(item.theme).title if item.theme else report.section(item.section).title)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 10**9), (-3, -1)])
def test_what_is_no_place_is_not_cited(assistant: Assistant, start: int, end: int) -> None:
    assert Verifier(assistant.report).cite(Span(start, end)) is None


def test_the_first_and_the_last_character_can_be_cited(assistant: Assistant) -> None:
    text = assistant.report.text
    visible = [n for n, c in enumerate(text) if not c.isspace()]
    assert Verifier(assistant.report).cite(Span(0, visible[0] + 1)) is not None
    assert Verifier(assistant.report).cite(Span(visible[-1], len(text))) is not None
    assert len_of(Span(3, 10)) == 7


@pytest.mark.parametrize("question", ["data sharing", "What is said of volunteers in Birmingham?", "Zzqx Yyqx", "How much did it cost?"])
def test_figures_are_read_off_the_ranking(assistant: Assistant, question: str) -> None:
    ranking = _ranking(assistant, question)
    figures = figures_of(assistant.index, ranking, question)
    total = sorted(ranking.total, reverse=True)
    assert figures.asked == ranking.asked.max()
    assert figures.not_said == max(0.0, ranking.not_said.max())
    assert figures.passage == ranking.passage_cosine.max()
    assert figures.margin == pytest.approx(total[0] - total[9])


def test_the_margin_of_a_short_report_is_to_its_last_passage(assistant: Assistant) -> None:
    three = replace(_ranking(assistant, "data sharing"), total=np.array([0.5, 2.0, 1.25], dtype=np.float32))
    assert figures_of(assistant.index, three, "data sharing").margin == pytest.approx(1.5)


def test_a_question_of_stop_words_covers_nothing_and_holds_nothing_unknown(assistant: Assistant) -> None:
    figures = figures_of(assistant.index, _ranking(assistant, "the of and"), "the of and")
    assert (figures.covered, figures.unknown, figures.typed) == (0.0, 0.0, 0.0)


def test_a_word_is_known_if_report_or_curator_has_it(assistant: Assistant) -> None:
    index = assistant.index
    report_only = sorted(set(index.words.vocabulary) - set(index.asked.vocabulary))[:5]
    curator_only = sorted(set(index.asked.vocabulary) - set(index.words.vocabulary))[:5]
    assert report_only
    assert curator_only
    for term in (*report_only, *curator_only):
        if terms(term) == [term]:
            assert figures_of(index, _ranking(assistant, term), term).unknown == 0.0


def test_a_passage_holds_a_term_where_its_row_says_so(assistant: Assistant) -> None:
    index = assistant.index
    for term in [*sorted(index.words.vocabulary)[1::97], *sorted(index.asked.vocabulary)[1::97], "zqxjv"]:  # the first is the empty term, in no row
        holding = {
            int(row)
            for field in (index.words, index.asked)
            if (column := field.vocabulary.get(term)) is not None
            for row in field.rows[field.starts[column] : field.starts[column + 1]]
        }
        assert {p.id for p in index.report.passages if refusal._holds(index, p.id, term)} == holding


@pytest.mark.parametrize(
    ("question", "passage", "typed"),
    [("How many?", "It took 46.", 1.0), ("How many?", "It took many.", -1.0), ("When?", "In May 2020.", 1.0), ("When?", "Soon.", -1.0), ("Who?", "46", 0.0)],
)
def test_a_figure_that_is_asked_for_is_looked_for(question: str, passage: str, typed: float) -> None:
    assert suits(question, passage) == typed


def test_capitals_name_nothing_and_the_second_word_can_be_a_name(assistant: Assistant) -> None:
    assert refusal._foreign(assistant.index, "WHAT OF PARTYGATEISH?") == 0
    assert refusal._foreign(assistant.index, "of Partygateish") == 1


@pytest.mark.parametrize(
    ("figures", "intercept", "answerable"), [(PLAIN, -9.0, refusal.PLAINLY), (PLAIN, 0.0, refusal.PLAINLY), (PLAIN, 9.0, 1.0), (FIGURED, -9.0, 0.0)]
)
def test_what_is_plainly_held_is_at_least_so_likely(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, figures: Figures, intercept: float, answerable: float
) -> None:
    monkeypatch.setattr(refusal, "figures_of", lambda *_: figures)
    monkeypatch.setattr(refusal, "_calibration", lambda: {"curated": {"weights": {}, "intercept": intercept, "threshold": 0.4}})
    assert decide(assistant.index, None, "x").answerable == pytest.approx(answerable, abs=1e-3)  # type: ignore[arg-type]
    assert 0.5 < refusal.PLAINLY < 1


def test_a_place_cited_twice_is_one_citation(assistant: Assistant) -> None:
    verifier = Verifier(assistant.report)
    span = assistant.report.items[0].words
    first = verifier.cite(span)
    assert first is not None
    assert verifier.cite(span) is first
    assert verifier.citations() == (first,)


def test_words_of_a_section_outside_its_items_are_cited_as_the_sections(assistant: Assistant) -> None:
    """A heading above a list is no recommendation, although the section holds some."""
    report = assistant.report
    seen = 0
    for section in report.sections:
        items = [i for i in report.items if i.section == section.id]
        for part in section.spans:
            free = [at for at in range(*part) if report.text[at].strip() and not any(i.span.start <= at < i.span.end for i in items)]
            if items and free:
                citation = Verifier(report).cite(Span(free[0], free[0] + 1))
                assert citation is not None
                assert (citation.kind, citation.label, citation.source) == (section.kind, None, None)
                seen += 1
    assert seen


@pytest.mark.parametrize(
    ("query", "passage", "missing"),
    [
        ("How big will the fund be?", "A regional fund is proposed.", True),
        ("How big will the fund be?", "A fund of £2m is proposed.", False),
        ("Who paid for the meals?", "Volunteers cooked the meals.", True),
        ("Who paid for the meals?", "A grant from the council bought the meals.", False),
    ],
)
def test_money_that_no_passage_tells_of_is_missing(query: str, passage: str, missing: bool) -> None:
    assert of_money(query)
    assert money_missing(query, ["The sun shone.", passage]) is missing
    assert not of_money("What was recommended?")


@pytest.mark.parametrize(
    ("query", "passage", "suited"),
    [
        ("What share of them are over sixty?", "Almost half of the people are offline.", 1.0),
        ("What share of them are over sixty?", "Many people are offline; 200 were asked.", -1.0),
        ("Two of six strands are named. What are the other four?", "Of the six strands two are led here: jobs and shops. Bus, tram, rail, road.", -1.0),
    ],
)
def test_shares_and_the_rest_of_a_list_are_told_or_not(query: str, passage: str, suited: float) -> None:
    assert suits(query, passage) == suited


def test_curated_lines_make_figures_of_denial_weightless() -> None:
    shipped = json.loads(refusal.CALIBRATION.read_text("utf-8"))
    assert not any(refusal.UNCURATED & set(name.split("*")) for name in shipped["curated"]["weights"])
    assert any(shipped["plain"]["weights"][name] for name in refusal.UNCURATED)
