"""What is set beside a named theme, study or label is named as well, without a cue noun of its own."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The recommendations of the leadership, policy and collective memory themes", {"leadership", "policy", "memory"}),
        ("Policy and Partnership taken together, how many recommendations is that?", {"policy", "partnership"}),
        ("How many recommendations do policy and the partnership theme add up to?", {"policy", "partnership"}),
    ],
)
def test_themes_joined_to_a_named_theme_are_named(assistant: Assistant, text: str, themes: set[str]) -> None:
    assert set(assistant.reader.read(text).facets.theme) == themes


def test_studies_joined_to_a_named_study_are_named(assistant: Assistant) -> None:
    reading = assistant.reader.read("Recommendations of the social economy and homelessness studies")
    assert set(reading.facets.source) == {"social-economy", "homelessness"}


def test_themes_taken_together_are_counted_as_one_set(assistant: Assistant) -> None:
    wanted = [item for item in assistant.report.of_kind("recommendation") if item.theme in {"policy", "partnership"}]
    answer = assistant.ask("Policy and Partnership taken together, how many recommendations is that?")
    assert (answer.blocks[0].text or "").startswith(f"{len(wanted)} recommendations under ")
    assert len(answer.citations) == len(wanted)
