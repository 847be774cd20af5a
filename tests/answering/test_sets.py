"""A set is complete: what is counted, listed and set in a table is what the parsed report holds, whatever the restriction."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.comparing import answer_compare
from assistant.answering.draft import Draft
from assistant.answering.sets import answer_count, answer_list
from assistant.datatypes import Facets, Item, Report
from assistant.reading import read_report
from tests.answering.asked import asked, named, quoted, said, table, words_of
from tests.conftest import CORPUS, SECOND

REPORTS = {folder.name: read_report(folder) for folder in (CORPUS, SECOND)}
REPORT = REPORTS[CORPUS.name]
RECOMMENDED = list(REPORT.of_kind("recommendation"))
VALUES = {
    "theme": [t.id for t in REPORT.themes],
    "source": [s.id for s in REPORT.sources],
    "label": sorted({i.label for i in RECOMMENDED if i.label}),
}
FACETS = st.builds(
    Facets,
    **{name: st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple) for name, values in VALUES.items()},
    **{f"no_{name}": st.lists(st.sampled_from(values), max_size=1).map(tuple) for name, values in VALUES.items()},
)


def fitting(facets: Facets) -> list[Item]:
    """By the definition, one item at a time: within one facet any value will do, all facets must hold."""
    return [
        item for item in RECOMMENDED
        if all(not getattr(facets, name) or getattr(item, name) in getattr(facets, name) for name in VALUES)
        and not any(getattr(item, name) in getattr(facets, f"no_{name}") for name in VALUES)
    ]  # fmt: skip


def first_number(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found[0])


@settings(max_examples=150, deadline=None)
@given(FACETS, st.sampled_from([answer_list, answer_count]))
def test_lists_and_counts_hold_each_item_that_fits_and_no_other(facets: Facets, answer: type[None]) -> None:
    draft = Draft(REPORT)
    answer(draft, asked("list", facets=facets), "recommendation")  # type: ignore[call-arg]
    expected = fitting(facets)
    assert first_number(said(draft)) == len(expected) or not expected
    assert quoted(draft) == words_of(expected)
    assert len(draft.retrieved) == len(expected)
    if not expected:
        assert said(draft).startswith("None (0): the report has no recommendation")


@settings(max_examples=60, deadline=None)
@given(FACETS)
def test_headings_in_a_long_list_say_how_many_stand_under_them(facets: Facets) -> None:
    draft = Draft(REPORT)
    answer_list(draft, asked("list", facets=facets), "recommendation")
    inside: Counter[str] = Counter()
    heading = ""
    for block in draft.blocks:
        heading = block.text if block.kind == "heading" else heading
        inside[heading] += block.kind == "quote"
    assert all(first_number(name.rpartition("(")[2]) == number for name, number in inside.items() if name)


@settings(max_examples=60, deadline=None)
@given(FACETS)
def test_a_table_by_theme_and_source_adds_up_both_ways(facets: Facets) -> None:
    draft = Draft(REPORT)
    answer_count(draft, asked("count", facets=facets, each=True), "recommendation")
    head, *rows = table(draft)
    numbers = [[int(cell) for cell in row[1:]] for row in rows]
    assert head[0] == "Theme"
    assert head[-1] == rows[-1][0] == "All"
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)] or not numbers[:-1]
    assert numbers[-1][-1] == len(fitting(facets)) == first_number(said(draft))
    unsourced = {REPORT.theme(i.theme or "").title: 0 for i in fitting(facets)}
    for item in fitting(facets):
        unsourced[REPORT.theme(item.theme or "").title] += item.source is None
    assert all(sum(row[:-1]) + unsourced[name] == row[-1] for (name, *_), row in zip(rows[:-1], numbers[:-1], strict=True))
    assert quoted(draft) == words_of(fitting(facets))


@pytest.mark.parametrize("facets", [Facets(), Facets(theme=("relationships",)), Facets(source=("social-economy",))])
def test_labels_are_counted_with_what_carries_none(facets: Facets) -> None:
    draft = Draft(REPORT)
    answer_list(draft, asked("list", "label", facets=facets), "label")
    items = fitting(facets)
    counts = {name: int(number) for name, number in table(draft)[1:]}
    assert counts == Counter(i.label for i in items if i.label)
    assert said(draft).endswith(f"; {len(items) - sum(counts.values())} carry none.")
    labels = {i.words: i.label for i in items}
    shown = Counter(labels[span] for span in quoted(draft))
    assert shown == (Counter(counts) if facets.closed() else Counter(counts.keys()))  # one each of all there are


def test_where_no_item_has_a_label_none_is_said() -> None:
    draft = Draft(REPORT)
    answer_list(draft, asked("count", "label", facets=Facets(source=("homelessness",))), "label")
    assert said(draft).startswith("None (0): no label on 4 recommendations")
    assert quoted(draft) == []


def test_counting_each_once_asks_for_different_ones() -> None:
    draft = Draft(REPORT)
    text = "if you count every one just once, how many labels are under it?"
    answer_count(draft, asked("count", "label", text, facets=Facets(theme=("relationships",))), "label")
    assert first_number(said(draft)) == len({i.label for i in RECOMMENDED if i.theme == "relationships" and i.label})


@pytest.mark.parametrize(("text", "least"), [("labels found under more than one theme", True), ("labels found under just one theme", False)])
def test_labels_by_how_many_themes_they_reach(text: str, least: bool) -> None:
    draft = Draft(REPORT)
    answer_list(draft, asked("list", "label", text, kinds=("label", "theme")), "label")
    reach = {name: len({i.theme for i in RECOMMENDED if i.label == name}) for name in VALUES["label"]}
    assert {name for name, _ in table(draft)[1:]} == {name for name, n in reach.items() if (n > 1) == least}


def test_labels_shared_and_labels_of_one_theme_alone() -> None:
    one, other = ({i.label for i in RECOMMENDED if i.theme == t and i.label} for t in ("relationships", "learning"))
    draft = Draft(REPORT)
    answer_list(draft, asked("list", "label", "labels that they have in common", facets=Facets(theme=("relationships", "learning"))), "label")
    assert {name for name, _ in table(draft)[1:]} == one & other
    draft = Draft(REPORT)
    answer_list(draft, asked("list", "label", "labels here, not there", facets=Facets(theme=("relationships",), no_theme=("learning",))), "label")
    assert {name for name, _ in table(draft)[1:]} == one - other


@pytest.mark.parametrize(
    ("kind", "text", "facets"),
    [
        ("recommendation", "how many bear a label and how many bear none?", Facets(no_label=("",))),
        ("recommendation", "with and without a label?", Facets()),
        ("example", "how many give a place, and how many do not?", Facets(place=("",))),
        ("recommendation", "how many come from it and how many do not?", Facets(no_source=("homelessness",))),
        ("theme", "which does it reach and which does it not reach?", Facets(source=("homelessness",))),
    ],
)
def test_both_halves_make_the_whole(kind: str, text: str, facets: Facets) -> None:
    draft = Draft(REPORT)
    answer_count(draft, asked("count", kind, text, facets=facets), kind)
    sizes = [int(n) for n in re.findall(r"(\d+) (?:recommendation|example|theme)", said(draft))]
    assert sum(sizes) == len(REPORT.of_kind(kind))
    assert len(sizes) == 2
    assert all(sizes)


def test_studies_of_a_theme_are_counted_not_its_recommendations() -> None:
    draft = Draft(REPORT)
    answer_count(draft, asked("count", "source", "how many studies?", facets=Facets(theme=("learning",))), "source")
    assert first_number(said(draft)) == len({i.source for i in RECOMMENDED if i.theme == "learning"})
    assert quoted(draft) == words_of([i for i in RECOMMENDED if i.theme == "learning"])


def test_places_side_by_side() -> None:
    draft = Draft(REPORT)
    answer_compare(draft, asked("compare", "example", "more in which?", facets=Facets(place=("Birmingham", "Sandwell")), kinds=("example",)))
    assert [int(cell) for cell in table(draft)[1][1:]] == [sum(1 for i in REPORT.of_kind("example") if i.place == p) for p in ("Birmingham", "Sandwell")]


@pytest.mark.parametrize("answer", [answer_list, answer_count])
def test_examples_asked_for_elsewhere_are_none_and_the_places_are_named(answer: type[None]) -> None:
    draft = Draft(REPORT)
    answer(draft, asked("list", "example", elsewhere=True), "example")  # type: ignore[call-arg]
    assert said(draft).startswith("None (0)")
    assert quoted(draft) == []
    assert all(item.place in said(draft, "note") for item in REPORT.of_kind("example") if item.place)


def test_a_share_is_given_of_all_there_are() -> None:
    draft = Draft(REPORT)
    few = Facets(source=("homelessness",))
    answer_count(draft, asked("count", text="what proportion of recommendations?", facets=few), "recommendation")
    assert said(draft).startswith(f"{len(fitting(few))} of {len(RECOMMENDED)} recommendations")


@pytest.mark.parametrize(("number", "corrected"), [(12, True), (len(REPORT.themes), False), (None, False)])
def test_a_number_that_is_presumed_wrongly_is_corrected(number: int | None, corrected: bool) -> None:
    draft = Draft(REPORT)
    answer_count(draft, asked("count", "theme", number=number), "theme")
    assert said(draft).startswith(f"Not {number}: ") == corrected
    assert f"{len(REPORT.themes)} themes" in said(draft)


@pytest.mark.parametrize("sourced", [0, 1, 2, 3])
def test_themes_by_how_many_studies_stand_behind_them(sourced: int) -> None:
    draft = Draft(REPORT)
    answer_list(draft, asked("list", "theme", sourced=sourced), "theme")
    behind = {t.id: {i.source for i in RECOMMENDED if i.theme == t.id and i.source} for t in REPORT.themes}
    expected = [i for i in RECOMMENDED if len(behind[i.theme or ""]) == sourced]
    assert sorted(quoted(draft)) == sorted(words_of(expected))


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
@pytest.mark.parametrize("by", ["theme", "source", "label"])
@pytest.mark.parametrize("least", [False, True])
def test_which_leads_or_trails_is_counted_over_all(report: Report, by: str, least: bool) -> None:
    draft = Draft(report)
    answer_compare(draft, asked("compare", by, f"which {by} has the {'fewest' if least else 'most'} recommendations", kinds=(by, "recommendation")))
    items = [i for i in report.of_kind("recommendation") if getattr(i, by)]
    counts = Counter(getattr(i, by) for i in items)
    best = (min if least else max)(counts.values())
    winners = [value for value, number in counts.items() if number == best]
    assert f": {best}{' each' if len(winners) > 1 else ''} of {len(items)}." in said(draft)
    assert all(named(report, by, value).casefold() in said(draft).casefold() for value in winners)
    assert sorted(quoted(draft)) == sorted(i.words for i in items if getattr(i, by) in winners)
    shown = [int(row[1]) for row in table(draft)[1:]]
    assert shown == sorted(counts.values(), reverse=not least)


@pytest.mark.parametrize("number", range(11))
def test_those_with_just_so_many_are_named_or_none_are(number: int) -> None:
    draft = Draft(REPORT)
    answer_compare(draft, asked("compare", "theme", f"which theme has {number} recommendations", kinds=("theme",), number=number))
    counts = Counter(i.theme for i in RECOMMENDED)
    found = [theme for theme, n in counts.items() if n == number]
    assert said(draft).startswith("None (0): no theme has") == (not found)
    assert all(REPORT.theme(theme or "").title in said(draft) for theme in found)
    assert sorted(quoted(draft)) == sorted(i.words for i in RECOMMENDED if i.theme in found)


def test_a_comparison_within_nothing_says_that_there_is_nothing() -> None:
    draft = Draft(REPORT)
    empty = Facets(source=("homelessness",), label=(VALUES["label"][0],), theme=("funding",))
    assert not fitting(empty)
    answer_compare(draft, asked("compare", facets=empty, kinds=("label",)))
    assert said(draft).startswith("None (0)")


@pytest.mark.parametrize("chosen", [VALUES["theme"][:2], VALUES["theme"][2:5], VALUES["theme"]])
def test_themes_side_by_side_hold_all_of_each(chosen: list[str]) -> None:
    draft = Draft(REPORT)
    facets = Facets(theme=tuple(chosen))
    answer_compare(draft, asked("compare", facets=facets))
    head, counted, *split = table(draft)
    counts = [sum(1 for i in RECOMMENDED if i.theme == theme) for theme in chosen]
    assert [int(cell) for cell in counted[1:]] == counts
    assert len(head) == len(chosen) + 1
    assert [sum(int(row[column]) for row in split) for column in range(1, len(head))] == [
        sum(1 for i in RECOMMENDED if i.theme == theme and i.source) for theme in chosen
    ]
    assert sorted(quoted(draft)) == sorted(words_of(fitting(facets)))


def test_studies_side_by_side_by_what_they_recommend() -> None:
    draft = Draft(REPORT)
    facets = Facets(source=("homelessness", "system-level"))
    answer_compare(draft, asked("compare", facets=facets, kinds=("recommendation",)))
    assert [int(cell) for cell in table(draft)[1][1:]] == [sum(1 for i in RECOMMENDED if i.source == s) for s in facets.source]
    assert sorted(quoted(draft)) == sorted(words_of(fitting(facets)))


@pytest.mark.parametrize("kinds", [("source",), ()])
def test_studies_side_by_side_as_studies_quote_their_own_parts_only(kinds: tuple[str, ...]) -> None:
    draft = Draft(REPORT)
    facets = Facets(source=("homelessness", "system-level"))
    answer_compare(draft, asked("compare", "source", "compare the two", facets=facets, kinds=kinds, aspects=("who", "method") if kinds else ()))
    own = [span for i in REPORT.of_kind("source") if i.source in facets.source for span in (i.span, *(part for _, part in i.parts))]
    assert quoted(draft)
    assert all(any(span.overlap(part) for part in own) for span in quoted(draft))
