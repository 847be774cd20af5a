"""Small reports, each with one turn that a real one took or may take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.datatypes import Item, Span
from assistant.errors import ProfileError
from assistant.reading import read_report
from assistant.reading.parser import ItemParser, parse_sections
from assistant.reading.passages import paragraphs
from assistant.reading.profile import Profile


def items(text: str, kind: str = "theme", **section: Any) -> list[Item]:
    """The items of a report of one section."""
    theme = {"theme": "money"} if kind == "theme" else {}
    profile = Profile.model_validate({
        "id": "small", "title": "T", "publisher": "P", "date": "D", "contact": "C", "licence": "L",
        "sections": [{"id": "s", "kind": kind, "begins": text[:5], **theme, **section}], "themes": [{"id": "money", "title": "Money"}],
        "sources": [{"id": "alpha", "title": "Alpha Study", "short": "alpha", "cited_as": ["Alpha Study"]}],
    })  # fmt: skip
    return list(ItemParser(text, profile, parse_sections(text, profile)).parse())


def quoted(text: str, found: list[Item]) -> list[tuple[str, str]]:
    return [(item.kind, item.words.of(text)) for item in found]


def test_a_list_without_an_opening_has_no_introduction() -> None:
    text = "- Pay more.\n- Pay sooner."
    assert quoted(text, items(text)) == [("recommendation", "Pay more."), ("recommendation", "Pay sooner.")]


def test_a_line_that_only_leads_into_the_list_introduces_nothing() -> None:
    text = "We recommend to:\n- Pay more."
    assert quoted(text, items(text)) == [("recommendation", "Pay more.")]


def test_an_opening_ends_where_it_leads_into_the_list() -> None:
    text = "Money is short. We recommend to:\n- Pay more.\nIt was paid."
    assert quoted(text, items(text)) == [("introduction", "Money is short."), ("recommendation", "Pay more."), ("action", "It was paid.")]


def test_a_bullet_that_is_only_an_attribution_is_kept_whole() -> None:
    text = "- From Alpha Study\n- Pay more. From Alpha Study (May 2020)."
    first, second = items(text)
    assert (first.source, first.words.of(text)) == (None, "From Alpha Study")
    assert (second.source, second.words.of(text)) == ("alpha", "Pay more.")


def test_a_theme_without_a_list_is_refused() -> None:
    with pytest.raises(ProfileError, match="is a theme but holds no list"):
        items("Money is short.")


def test_a_theme_that_the_contents_lack_is_refused() -> None:
    assert quoted("Contents\nMoney 3", items("Contents\nMoney 3", kind="contents")) == [("theme", "Money")]
    with pytest.raises(ProfileError, match="theme 'Money' is not listed in section 's'"):
        items("Contents\nTrust 3", kind="contents")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\u00a0\n\nTwo.", ["One.", "Two."]),
        ("4\n\nThe fourth.", ["4\n\nThe fourth."]),
        ("It goes on and\n\nends over the page.", ["It goes on and\n\nends over the page."]),
        ("\u00a0", []),
        ("", []),
    ],
)
def test_paragraphs_skip_what_is_blank_and_rejoin_what_a_page_cut(text: str, found: list[str]) -> None:
    assert [part.of(text) for part in paragraphs(text, Span(0, len(text)))] == found


def test_a_single_word_as_a_profile_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Hello.", "utf-8")
    for content in ("hello", "- a\n- b", "7", ""):
        (tmp_path / "profile.yaml").write_text(content, "utf-8")
        with pytest.raises(ProfileError, match=r"profile\.yaml"):
            read_report(tmp_path)
