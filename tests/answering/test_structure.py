"""What is answered from the report's structure: overviews, research, contact, acronyms; and what a report that lacks them gets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.draft import Draft
from assistant.answering.research import answer_source
from assistant.answering.structure import answer_contact, answer_define, answer_overview, expansion_in
from assistant.answering.wording import restricted
from assistant.datatypes import Facets, Report, Span
from assistant.pipeline import Assistant
from tests.answering.asked import asked, quoted, said, table


def test_a_theme_at_a_glance_quotes_all_that_stands_under_it(report: Report) -> None:
    for number, theme in enumerate(report.themes, 1):
        draft = Draft(report)
        answer_overview(draft, asked("overview", facets=Facets(theme=(theme.id,))), None)
        inside = [i for i in report.items if i.theme == theme.id and i.kind in {"introduction", "recommendation", "action"}]
        assert sorted(quoted(draft)) == sorted({i.words for i in inside})
        held = sum(1 for i in inside if i.kind == "recommendation")
        assert said(draft).startswith(f"“{theme.title}” is theme {number} of {len(report.themes)}, with {held} recommendation")


def test_an_example_at_a_glance_is_the_example(report: Report) -> None:
    for item in report.of_kind("example"):
        draft = Draft(report)
        answer_overview(draft, asked("overview", facets=Facets(example=(item.id,))), None)
        assert quoted(draft) == [item.words]
        assert said(draft).startswith(item.name or "")
        assert (item.place or "") in said(draft)


def test_what_was_found_is_quoted_from_each_study(report: Report) -> None:
    draft = Draft(report)
    answer_overview(draft, asked("overview", text="what was found?"), None)
    findings = {span for i in report.of_kind("source") for span in i.part("finding")}
    assert set(quoted(draft)) >= findings
    assert findings


def test_a_study_at_a_glance_is_what_is_said_of_it(report: Report) -> None:
    for source in report.sources:
        given, direct = Draft(report), Draft(report)
        answer_overview(given, asked("overview", facets=Facets(source=(source.id,))), None)
        answer_source(direct, asked("source", facets=Facets(source=(source.id,))))
        assert quoted(given) == quoted(direct) != []


def test_the_report_at_a_glance_counts_what_it_holds(report: Report) -> None:
    draft = Draft(report)
    purpose = report.passages[0].span
    answer_overview(draft, asked("overview"), purpose)
    assert quoted(draft)[0] == purpose
    for kind, what in (("recommendation", "recommendations"), ("example", "examples")):
        assert f"{len(report.of_kind(kind))} {what}" in said(draft)
    assert sum(int(row[1]) for row in table(draft)[1:]) == len(report.of_kind("recommendation"))


def test_a_report_without_structure_is_still_named(report: Report) -> None:
    bare = replace(report, items=(), themes=(), sources=())
    draft = Draft(bare)
    answer_overview(draft, asked("overview"), None)
    assert bare.title in said(draft)
    assert [b.kind for b in draft.blocks] == ["lead"]
    assert not answer_contact(Draft(bare), asked("contact"))


@pytest.mark.parametrize(("way", "held"), [("phone number", False), ("facebook page", False), ("postcode", False), ("name", True)])
def test_a_way_of_contact_that_is_not_given_is_not_made_up(report: Report, way: str, held: bool) -> None:
    contact = report.of_kind("contact")[0]
    draft = Draft(report)
    assert answer_contact(draft, asked("contact", text=f"What is the {way}?"))
    assert (draft.status == "answered") == held
    assert quoted(draft) == ([contact.words] if held else [])
    assert [b.text for b in draft.blocks if b.kind == "near"] == ([] if held else [contact.words.of(report.text)])


def test_an_acronym_is_spelled_out_where_the_report_does(report: Report) -> None:
    span = expansion_in(report, "WMCA", "West Midlands Combined Authority")
    assert span is not None
    assert " ".join(span.of(report.text).split()).casefold().startswith("west midlands combined authority")
    assert expansion_in(report, "WMCA", "Worldwide Market for Curious Apples") is None


def test_several_acronyms_are_each_spelled_out_or_said_not_to_be(report: Report) -> None:
    acronyms = {"WMCA": "West Midlands Combined Authority", "PIN": "Words That Are Nowhere"}
    draft = Draft(report)
    assert answer_define(draft, asked("define", text="what do WMCA and PIN stand for?"), acronyms)
    assert "WMCA: West Midlands Combined Authority." in said(draft)
    assert "PIN" in said(draft, "note")
    assert not answer_define(Draft(report), asked("define", text="what is PIN?"), {"PIN": "Words That Are Nowhere"})
    assert not answer_define(Draft(report), asked("define", text="what is this?"), acronyms)


@pytest.mark.parametrize(
    ("facets", "words"),
    [
        (Facets(no_theme=("funding",)), " outside “Funding and Investment”"),
        (Facets(no_label=("Trust", "Funding")), " not labelled “Trust” or “Funding”"),
        (Facets(no_place=("Coventry",)), " not in Coventry"),
        (Facets(place=("Coventry",)), " in Coventry"),
        (Facets(place=("",)), " without a place"),
        (Facets(label=("",)), " without a label"),
        (Facets(no_source=("homelessness",)), " not from the homelessness research"),
        (Facets(), ""),
    ],
)
def test_a_restriction_is_said_in_words(report: Report, facets: Facets, words: str) -> None:
    assert restricted(report, facets) == words


def test_a_place_that_does_not_verify_is_not_shown(report: Report) -> None:
    draft = Draft(report)
    draft.quote(Span(5, 5))
    draft.quote(Span(-1, 10**9))
    assert draft.blocks == []


def test_a_greeting_is_met_with_what_can_be_asked(assistant: Assistant) -> None:
    answer = assistant.ask("hello")
    assert answer.status == "clarify"
    assert answer.choices
    assert all(assistant.ask(choice).status == "answered" for choice in answer.choices)
