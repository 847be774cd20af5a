"""What holds of any report: nothing lost, nothing doubled, no text altered, every span in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.datatypes import Report, Span, Theme
from assistant.errors import AssistantError, ProfileError
from assistant.reading import read_report
from assistant.reading.parser import ItemParser, parse_sections
from assistant.reading.passages import cut_passages, sentences
from assistant.reading.profile import Profile
from tests.conftest import CORPUS, SECOND


def holds(report: Report) -> None:
    """Everything that the rest of the program takes for granted of a parsed report."""
    text = report.text
    owners = [0] * len(text)
    for section in report.sections:
        for span in section.spans:
            assert 0 <= span.start <= span.end <= len(text)
            for at in range(*span):
                owners[at] += 1
    assert [at for at, count in enumerate(owners) if count > 1] == [], "characters of two sections"
    assert [at for at, count in enumerate(owners) if not count and not text[at].isspace()] == [], "characters of none"
    for section in report.sections:
        assert list(section.spans) == sorted(section.spans)
    for item in report.items:
        assert 0 <= item.span.start <= item.words.start <= item.words.end <= item.span.end <= len(text)
        assert all(0 <= part.start < part.end <= len(text) for _, part in item.parts)
    assert [i.span for i in report.items] == sorted(i.span for i in report.items)
    assert len({i.id for i in report.items}) == len(report.items)
    places = {s.id: s.spans for s in report.sections}
    assert [p.id for p in report.passages] == list(range(len(report.passages)))
    for passage in report.passages:
        assert any(part.overlap(passage.span) for part in places[passage.section])
        assert text[passage.span.start : passage.span.end].strip()
        assert passage.sentences
        for before, after in zip(passage.sentences, passage.sentences[1:], strict=False):
            assert before.end <= after.start
        assert passage.sentences[0].start >= passage.span.start
        assert passage.sentences[-1].end <= passage.span.end
        assert "".join("".join(s.of(text).split()) for s in passage.sentences) == "".join(passage.span.of(text).split())


@pytest.mark.parametrize("folder", [CORPUS, SECOND], ids=["covid-keeps", "night-buses"])
def test_both_reports_lose_and_double_nothing(folder: Path) -> None:
    holds(read_report(folder))


@pytest.mark.parametrize("folder", [CORPUS, SECOND], ids=["covid-keeps", "night-buses"])
def test_passages_cover_all_prose_once(folder: Path) -> None:
    """Outside the lists' headings and attributions, each character that is not blank lies in exactly one passage."""
    report = read_report(folder)
    covered = [0] * len(report.text)
    for passage in report.passages:
        for at in range(*passage.span):
            covered[at] += 1
    assert max(covered) == 1
    for section in report.sections:
        if section.kind not in {"theme", "cover"}:
            for span in section.spans:
                left = "".join(c for at, c in enumerate(span.of(report.text), span.start) if not covered[at])
                assert not left.strip(), section.id


LINE = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=80),
    st.sampled_from(["", "", "- ", "• A point. From Alpha Study", "- Label: do it. from Beta (May 2020).", "**bold", "Heading", "… and so on:", "1", "🚌 𝔏"]),
    st.builds(
        "- {}: {} {}".format,
        st.text("ab –*:'’", max_size=20),
        st.text("The quick. Brown, fox? £5 e.g. 1.5 ", max_size=60),
        st.sampled_from(["From Alpha Study", "from Alpha – study.", "From Beta (May 2020)", "From nowhere", ""]),
    ),
)
BODY = st.lists(LINE, max_size=8).map("\n".join)
KINDS = st.sampled_from(["theme", "example", "source", "foreword", "contact", "cover", "quotation", "invented"])


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, Profile]:
    """A text made of sections with unique first words, some interrupted by others, and the profile that says so."""
    count = draw(st.integers(1, 6))
    text, sections, themes = draw(st.sampled_from(["", "\n\n", " \t\n"])), [], []
    opened: list[str] = []
    unread = ["alpha", "beta"]
    for number in range(count):
        begins = f"§{number}§"
        text += f"{begins}{draw(BODY)}{draw(st.sampled_from(['', chr(10), chr(13) + chr(10), chr(10) * 3]))}"
        if opened and draw(st.booleans()):
            sections.append({"begins": begins, "continues": draw(st.sampled_from(opened))})
            continue
        kind = draw(KINDS)
        if kind == "source" and not unread:
            kind = "foreword"
        sections.append({"begins": begins, "id": f"s{number}", "kind": kind})
        opened.append(f"s{number}")
        if kind == "theme":
            sections[-1]["theme"] = f"t{number}"
            themes.append({"id": f"t{number}", "title": f"Theme {number}"})
        if kind == "source":
            sections[-1]["source"] = unread.pop()
    profile = {
        "id": "made-up", "title": "T", "publisher": "P", "date": "D", "contact": "C", "licence": "L", "sections": sections, "themes": themes,
        "sources": [
            {"id": "alpha", "title": "Alpha Study", "short": "alpha", "cited_as": ["Alpha Study"]},
            {"id": "beta", "title": "Beta", "short": "beta", "cited_as": ["Beta"]},
        ],
    }  # fmt: skip
    return text, Profile.model_validate(profile)


def made(text: str, profile: Profile) -> Report:
    sections = parse_sections(text, profile)
    items = ItemParser(text, profile, sections).parse()
    themes = tuple(Theme(t.id, t.title) for t in profile.themes)
    passages = cut_passages(text, sections, items, themes, ())
    return Report(profile.id, "T", "P", text, sections, items, passages, themes, ())


def attempt(text: str, profile: Profile) -> Report | None:
    """The report, or nothing where its profile is refused: a theme without a list, say."""
    try:
        return made(text, profile)
    except ProfileError:
        return None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_any_report_is_parsed_whole_or_refused_with_a_cure(given: tuple[str, Profile]) -> None:
    text, profile = given
    report = attempt(text, profile)
    if report is None:
        return
    assert report.text == text
    holds(report)


@settings(max_examples=200, deadline=None)
@given(reports())
def test_attributions_are_never_quoted(given: tuple[str, Profile]) -> None:
    text, profile = given
    report = attempt(text, profile)
    for item in report.of_kind("recommendation") if report else ():
        if item.source:
            assert not re.search(r"[Ff]rom (?:Alpha\W+study|Beta)\W*(?:\(?May 2020\W*)?\Z", item.words.of(text), re.IGNORECASE)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400), st.integers(0, 5), st.integers(0, 5))
def test_sentences_cover_any_text_in_order(text: str, left: int, right: int) -> None:
    span = Span(min(left, len(text)), max(min(left, len(text)), len(text) - right))
    found = sentences(text, span)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(span.of(text).split())
    assert all(span.holds(s) and s.start < s.end for s in found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_as_a_profile_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.txt").write_text("Hello.", "utf-8")
    (tmp_path / "profile.yaml").write_bytes(content)
    with pytest.raises(AssistantError, match=r"profile\.yaml"):
        read_report(tmp_path)
