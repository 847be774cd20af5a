"""What a careful reader finds in the report. The profile must make the parser find exactly that."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from assistant.datatypes import Item, Report
from tests.conftest import CORPUS

THEMES = {
    "Collaborative Leadership": 5,
    "Policy, Process and Regulation Serving Outcomes": 6,
    "Nurturing Relationships": 9,
    "Space for Learning": 4,
    "Plan and Deliver in Partnership": 9,
    "Inclusive Services and Economy": 4,
    "Collective Memory, Community Voice and Citizen Power": 5,
    "Funding and Investment": 4,
}
SOURCES = {"social-economy": 29, "system-level": 13, "homelessness": 4}
BY_THEME_AND_SOURCE = {  # social economy, system level, homelessness
    "leadership": (3, 2, 0), "policy": (2, 2, 2), "relationships": (5, 4, 0), "learning": (3, 1, 0),
    "partnership": (5, 2, 2), "inclusive": (4, 0, 0), "memory": (3, 2, 0), "funding": (4, 0, 0),
}  # fmt: skip
EXAMPLES = [  # name, place, how its text ends
    ("The Active Wellbeing Society (TAES)", "Birmingham", "community organisations in the city."),
    ("BrowseAloud", "Coventry", "Helping keep excluded communities safer."),
    ("Wear and Share project", None, "Aston Villa FC helped store clothes ready for delivery."),
    ("Lockdown Lunches and Grow Your Own At Home", "Wolverhampton", ""),
    ("Faithful Friends network", "Sandwell", "Sandwell Public Health to share key messages."),
    ("Food Justice Network", None, "lasting solutions to food poverty."),
    ("Everyone In", "Birmingham", "just focused on the need.”"),
    ("Boost My Happy grants for digital inclusion", None, "work more digitally and creatively."),
    ("Erdington Neighbourhood Network Scheme – Mutual Aid collaboration", "Erdington", "identified service gaps."),
    ("Auriga", "West Midlands", "young carers and health conditions."),
]
LABELS = {
    "The way we deliver in a COVID-19 world": 6,
    "Collaboration and partnership working": 4,
    "Digital is important, but it is not the panacea – face to face matters": 4,
    "Leadership": 4,
    "Hearing the voices – from communities and from those with lived experience": 3,
    "Staff wellbeing and resilience": 3,
    "Continue to build and invest in relationships": 3,
    "Retain the best of the operational response to COVID": 3,
    "Work with and accept the geographical messiness of the region": 2,
    "Build time for shared reflection": 1,
    "Co-create your future focus": 1,
    "Continue to pursue a shared agenda": 1,
    "Getting the bureaucracy right": 1,
    "Keep communication open and regular": 1,
    "Matching demand and supply – a strategy for volunteering and social action": 1,
    "Mental health, wellbeing, skills and employment – and the disproportionate impact on those already facing inequality": 1,
    "Resourceful and resilient": 1,
    "Sustain citizen focus": 1,
    "The way we prepare": 1,
    None: 4,
}
ACTIONS = {  # theme: how what has been done begins
    "leadership": "Many of these recommendations are for system actors as well as the WMCA directly",
    "policy": "With our partners the WMCA are undertaking a governance review",
    "relationships": "As an organisation we have focused on our own wellbeing",
    "learning": "Together with a wide range of partners",
    "partnership": "We have revised our PSR ambitions",
    "inclusive": "One example of how we have enabled inclusive services and economy",
    "memory": "We are continuing to enhance our approach to collective memory",
    "funding": "One example of current activity",
}
INTRODUCTIONS = {
    "leadership": "A key theme which emerged very early on",
    "policy": "As the pandemic hit, communities saw an influx",
    "relationships": "Investing in collaboration",
    "learning": "How we collectively move forward",
    "partnership": "The way we work in partnership",
    "inclusive": "In the West Midlands almost half of our population",
    "memory": "Our community recovery work was initiated by a Citizen's Panel",
    "funding": "The WMCA launched a Social Economy Taskforce",
}


def words(report: Report, item: Item) -> str:
    return item.words.of(report.text)


@pytest.fixture(scope="module")
def recommendations(report: Report) -> tuple[Item, ...]:
    return report.of_kind("recommendation")


def test_the_report_is_the_shared_copy_byte_for_byte() -> None:
    found = hashlib.sha256((CORPUS / "report.txt").read_bytes()).hexdigest()
    assert found == "925b9b1a122551c71ebc67c8c45c88fea90920ecaa8431679aaff8e088dd5e1f"


def test_the_text_is_decoded_without_any_change(report: Report) -> None:
    assert report.text.encode() == (CORPUS / "report.txt").read_bytes()


def test_themes_in_order_with_their_recommendations(report: Report, recommendations: tuple[Item, ...]) -> None:
    assert {t.title: sum(i.theme == t.id for i in recommendations) for t in report.themes} == THEMES
    assert [t.title for t in report.themes] == list(THEMES)
    assert len(recommendations) == sum(THEMES.values()) == 46


def test_recommendations_by_source_and_by_theme_and_source(recommendations: tuple[Item, ...]) -> None:
    assert Counter(i.source for i in recommendations) == SOURCES
    found = {theme: tuple(sum(i.theme == theme and i.source == s for i in recommendations) for s in SOURCES) for theme in ACTIONS}
    assert found == BY_THEME_AND_SOURCE


def test_labels_in_one_spelling_each(recommendations: tuple[Item, ...]) -> None:
    assert Counter(i.label for i in recommendations) == LABELS


def test_no_recommendation_carries_its_attribution_or_bullet(report: Report, recommendations: tuple[Item, ...]) -> None:
    for item in recommendations:
        text = words(report, item)
        assert not text.startswith(("-", "*", " ")), text
        assert not text.endswith((" ", "*")), text
        for title in ("Innovation and Enterprise across", "Learning from the system level COVID", "Changes in Perception and Practice"):
            assert title not in text


def test_every_attribution_in_the_report_was_read(report: Report, recommendations: tuple[Item, ...]) -> None:
    """Each theme's text names its sources; what is no recommendation's attribution would show here as a surplus."""
    first = next(s for s in report.sections if s.kind == "theme").spans[0].start
    themes = report.text[first:].casefold()
    assert themes.count("innovation and enterprise across the social economy in recovery") == SOURCES["social-economy"]
    assert themes.count("learning from the system level covid-19 response") == SOURCES["system-level"]


def test_the_recommendation_that_the_layout_split_is_one(report: Report, recommendations: tuple[Item, ...]) -> None:
    joined = [i for i in recommendations if "Don’t waste energy" in words(report, i)]
    assert [i.label for i in joined] == ["Work with and accept the geographical messiness of the region"]
    assert words(report, joined[0]).startswith("The WMCA area might not be the most important regional geography")


def test_the_governance_review_is_an_action_not_a_recommendation(report: Report, recommendations: tuple[Item, ...]) -> None:
    assert not [i for i in recommendations if "governance review" in words(report, i)]
    assert [i.theme for i in report.of_kind("action") if "governance review" in words(report, i)] == ["policy"]


def test_examples_with_name_and_place(report: Report) -> None:
    examples = report.of_kind("example")
    assert [(i.name, i.place) for i in examples] == [(name, place) for name, place, _ in EXAMPLES]
    for item, (_, _, ending) in zip(examples, EXAMPLES, strict=True):
        assert words(report, item).endswith(ending)


def test_an_example_amid_another_section_is_cut_out_of_it(report: Report) -> None:
    for section, example in (("src-homelessness", "BrowseAloud"), ("src-homelessness", "Wear and Share"), ("theme-memory", "Everyone In,")):
        spans = report.section(section).spans
        assert len(spans) == 2
        assert not any(example in span.of(report.text) for span in spans)


def test_sources_with_their_parts(report: Report) -> None:
    sources = {i.source: i for i in report.of_kind("source")}
    assert list(sources) == list(SOURCES)
    assert {s.id: s.date for s in report.sources} == {"social-economy": "October 2020", "system-level": "November 2020", "homelessness": None}
    for name, needed in (
        ("social-economy", {"title", "date", "who", "method", "finding"}),
        ("system-level", {"title", "date", "who", "method", "finding"}),
        ("homelessness", {"title", "who", "method", "finding"}),
    ):
        assert needed <= {part for part, _ in sources[name].parts}, name
    found = {name: " ".join(span.of(report.text) for span in item.part("who")) for name, item in sources.items()}
    assert "University of Wolverhampton, Coventry University and Birmingham Voluntary Sector Council" in found["social-economy"]
    assert "Collaborate CIC" in found["system-level"]
    assert "WMCA Homelessness Taskforce" in found["homelessness"]
    assert len(sources["social-economy"].part("method")) == 4, "the research had four phases"


@pytest.mark.parametrize(("kind", "expected"), [("action", ACTIONS), ("introduction", INTRODUCTIONS)])
def test_one_passage_a_theme(report: Report, kind: str, expected: dict[str, str]) -> None:
    items = report.of_kind(kind)
    assert [i.theme for i in items] == list(expected)
    for item in items:
        assert words(report, item).startswith(expected[item.theme or ""])
        assert "Specific recommendations" not in words(report, item)


def test_foreword_quotation_background_and_contact(report: Report) -> None:
    kinds = Counter(s.kind for s in report.sections)
    assert (kinds["foreword"], kinds["quotation"], kinds["background"], kinds["contact"]) == (1, 1, 1, 1)
    quotation, foreword, contact = (words(report, report.of_kind(kind)[0]) for kind in ("quotation", "foreword", "contact"))
    assert "Peter Senge" in quotation
    assert foreword.startswith("The Covid-19 pandemic gave us")
    assert "claire.dhami@wmca.org.uk" in contact


def test_the_sentence_that_a_page_break_cut_is_one(report: Report) -> None:
    (passage,) = [p for p in report.passages if "and the grassroots groups which" in p.span.of(report.text)]
    sentence = next(s.of(report.text) for s in passage.sentences if "and the grassroots groups" in s.of(report.text))
    assert "to keep operational;" in sentence


def test_every_item_knows_where_it_stands(report: Report) -> None:
    for item in report.items:
        section = report.section(item.section)
        assert item.span.holds(item.words)
        assert any(part.overlap(item.span) for part in section.spans)
        if item.kind in {"recommendation", "action", "introduction"}:
            assert item.theme
        if item.kind == "recommendation":
            assert item.source
            assert any(part.holds(item.span) for part in section.spans)
