"""Where several themes or labels are counted together, each has its own number; a share names its whole."""

from __future__ import annotations

import pytest

from assistant.answering.wording import by_value
from assistant.datatypes import Facets, Report
from assistant.pipeline import Assistant


def lead(assistant: Assistant, question: str) -> str:
    return assistant.ask(question).blocks[0].text or ""


def test_the_number_of_each_theme_stands_before_that_of_each_study(assistant: Assistant) -> None:
    assert lead(assistant, "How many recommendations are under Funding and Investment or Space for Learning?").endswith(
        ": 4 under “Funding and Investment”, 4 under “Space for Learning”; "
        "7 from the social economy research (October 2020), 1 from the system-level research (November 2020)."
    )


def test_the_number_of_each_label(assistant: Assistant) -> None:
    assert "4 labelled “Leadership”, 3 labelled “Staff wellbeing and resilience”" in lead(
        assistant, "How many recommendations are labelled Leadership or Staff wellbeing and resilience?"
    )


@pytest.mark.parametrize("facets", [Facets(), Facets(theme=("funding",)), Facets(label=("Leadership",))])
def test_one_theme_or_label_is_not_said_again(report: Report, facets: Facets) -> None:
    items = [i for i in report.of_kind("recommendation") if i.theme == "funding"]
    assert by_value(report, items, facets) == ""  # all of one study, too


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("What share of the Nurturing Relationships recommendations comes from the system-level research?", "4 of 9 recommendations "),
        ("What proportion of the recommendations labelled Leadership comes from the social economy research?", "4 of 4 recommendations "),
        ("What share of all recommendations comes from the homelessness research?", "4 of 46 recommendations "),
    ],
)
def test_a_share_names_its_whole(assistant: Assistant, question: str, share: str) -> None:
    assert lead(assistant, question).startswith(share)


@pytest.mark.parametrize(
    ("question", "labels", "recommendations", "often"),
    [("Which labels are used only once?", 10, 10, "once"), ("List the labels that stand more than once", 9, 32, "more than once")],
)
def test_labels_by_how_often_they_are_used(assistant: Assistant, report: Report, question: str, labels: int, recommendations: int, often: str) -> None:
    answer = assistant.ask(question)
    assert answer.blocks[0].text == f"{labels} labels used {often}, on {recommendations} recommendations."
    used = [item.label for item in report.of_kind("recommendation") if item.label]
    assert sum(1 for name in set(used) if (used.count(name) == 1) == (often == "once")) == labels
    assert len(answer.citations) == recommendations
