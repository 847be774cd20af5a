"""What a question includes and what it rules out: how far a negation reaches, and what only looks like one."""

from __future__ import annotations

import pytest

from assistant.datatypes import Facets
from assistant.pipeline import Assistant


def restrictions(assistant: Assistant, text: str) -> dict[str, tuple[str, ...]]:
    facets = assistant.reader.read(text).facets
    found = {name: getattr(facets, name) for name in Facets.__dataclass_fields__ if name != "topic"}
    return {name: tuple(sorted(values)) for name, values in found.items() if values}


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("I don't want examples. The recommendations under Space for Learning?", {"theme": ("learning",)}),  # the sentence ends
        ("The recommendations under Space for Learning? They aren't in my copy.", {"theme": ("learning",)}),
        ("Recommendations under Space for Learning. Excluded items bore me.", {"theme": ("learning",)}),
        ("Recommendations of Space for Learning, the homelessness study left aside", {"theme": ("learning",), "no_source": ("homelessness",)}),
        (
            "Recommendations not from the homelessness research, under Space for Learning",  # nor does it cross to the next name
            {"no_source": ("homelessness",), "theme": ("learning",)},
        ),
        (
            "Space for Learning, setting aside those of the homelessness study: how many recommendations?",
            {"theme": ("learning",), "no_source": ("homelessness",)},
        ),
        ("Recommendations of Space for Learning for people who are left out", {"theme": ("learning",)}),
        ("Does the homelessness study reach every theme, and if not, how many?", {"source": ("homelessness",)}),
        (
            "I'm following the homelessness study's recommendations. Leaving out Space for Learning, what is the rest?",
            {"source": ("homelessness",), "no_theme": ("learning",)},
        ),
        ("Recommendations of Space for Learning, with those of the homelessness study left aside", {"theme": ("learning",), "no_source": ("homelessness",)}),
    ],
)
def test_a_negation_ends_with_the_sentence_and_at_the_next_name(assistant: Assistant, text: str, facets: dict[str, tuple[str, ...]]) -> None:
    assert restrictions(assistant, text) == facets


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        (
            "All recommendations with the exception of Collaborative Leadership, Space for Learning and Funding and Investment",
            {"no_theme": ("funding", "leadership", "learning")},
        ),
        ("With Nurturing Relationships and Space for Learning left aside, which recommendations are there?", {"no_theme": ("learning", "relationships")}),
        ("Recommendations from neither the homelessness research nor the system-level research", {"no_source": ("homelessness", "system-level")}),
    ],
)
def test_a_negation_reaches_all_that_is_joined(assistant: Assistant, text: str, facets: dict[str, tuple[str, ...]]) -> None:
    assert restrictions(assistant, text) == facets


@pytest.mark.parametrize(
    "text",
    [
        "I'm not sure about the recommendations under Funding and Investment",
        "I'd like the recommendations, nothing else, under Funding and Investment",
        "I need, in no rush, recommendations under Funding and Investment",
        "Show me not all recommendations of Funding and Investment, three will do",
    ],
)
def test_idle_phrases_rule_out_nothing(assistant: Assistant, text: str) -> None:
    assert restrictions(assistant, text) == {"theme": ("funding",)}


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Which recommendations from the homelessness research have no label?", {"source": ("homelessness",), "label": ("",)}),
        ("Recommendations with no tag under Collaborative Leadership", {"theme": ("leadership",), "label": ("",)}),
        ("How many recommendations carry a label?", {"no_label": ("",)}),
        ("Which recommendations of Space for Learning have a tag?", {"theme": ("learning",), "no_label": ("",)}),
    ],
)
def test_having_a_label_or_none_restricts_nothing_else(assistant: Assistant, text: str, facets: dict[str, tuple[str, ...]]) -> None:
    assert restrictions(assistant, text) == facets


def test_recommendations_with_a_label_are_counted(assistant: Assistant) -> None:
    labelled = [item for item in assistant.report.of_kind("recommendation") if item.label]
    answer = assistant.ask("How many recommendations carry a label?")
    assert (answer.blocks[0].text or "").startswith(f"{len(labelled)} recommendations with a label")
    assert len(answer.citations) == len(labelled)
