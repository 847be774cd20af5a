"""Comparisons: of research part by part, by date, of themes by number, of what each says of a topic."""

from __future__ import annotations

from assistant.datatypes import Answer
from assistant.pipeline import Assistant


def quoted(answer: Answer) -> str:
    return " ".join(c.quote for c in answer.citations)


def lead(answer: Answer) -> str:
    return answer.blocks[0].text or ""


def test_research_is_compared_in_what_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("How did the social economy study and the system-level study differ in how they went about it?")
    assert "rapid evidence review" in quoted(answer)
    assert "listening exercise" in quoted(answer)
    assert "standout finding" not in quoted(answer)


def test_which_came_first(assistant: Assistant) -> None:
    assert lead(assistant.ask("Which came out first, the system-level research or the social economy research?")).startswith(
        "In order of date: the social economy research (October 2020), then the system-level research (November 2020)."
    )


def test_research_without_a_date_is_not_put_in_order(assistant: Assistant) -> None:
    assert "No date is given for the homelessness research" in lead(assistant.ask("Which is older, the homelessness research or the social economy research?"))


def test_a_missing_date_is_declined(assistant: Assistant) -> None:
    answer = assistant.ask("When was the homelessness research carried out?")
    assert answer.status == "declined"
    assert not answer.citations


def test_themes_by_how_many_studies_stand_behind_them(assistant: Assistant) -> None:
    recommendations = assistant.report.of_kind("recommendation")
    behind = {t.title: {r.source for r in recommendations if r.theme == t.id} for t in assistant.report.themes}
    answer = assistant.ask("Which themes draw on all three studies?")
    for title, sources in behind.items():
        assert any((b.text or "").startswith(title) for b in answer.blocks if b.kind == "heading") == (len(sources) == 3)
    answer = assistant.ask("Which themes rest on just one of the studies?")
    assert [b.text for b in answer.blocks if b.kind == "heading"] == [
        f"{title} ({sum(1 for r in recommendations if assistant.report.theme(r.theme or '').title == title)})" for title, s in behind.items() if len(s) == 1
    ]


def test_each_of_two_studies_is_asked_about_a_topic(assistant: Assistant) -> None:
    answer = assistant.ask("Do the October and the November studies both have something to say on red tape?")
    assert {c.source for c in answer.citations} == {source.short for source in assistant.report.sources[:2]}


def test_all_the_studies_are_meant_where_all_are_counted(assistant: Assistant) -> None:
    answer = assistant.ask("What's the difference between the three studies?")
    assert answer.reading.facets.source == tuple(source.id for source in assistant.report.sources)


def test_a_wrong_number_of_themes_is_put_right(assistant: Assistant) -> None:
    assert lead(assistant.ask("Which of the twelve categories of recommendations is the biggest?")).startswith("There are 8 themes, not 12. ")


def test_what_the_authors_of_a_study_concluded(assistant: Assistant) -> None:
    assert "positives from the pandemic response" in quoted(assistant.ask("What did Collaborate CIC conclude?"))


def test_two_labels_are_set_side_by_side(assistant: Assistant) -> None:
    recommendations = assistant.report.of_kind("recommendation")
    answer = assistant.ask("Compare the Leadership label with the Staff wellbeing and resilience label.")
    labels = ("Leadership", "Staff wellbeing and resilience")
    assert lead(answer).startswith("“Leadership” (4) and “Staff wellbeing and resilience” (3) side by side")
    assert [b.text for b in answer.blocks if b.kind == "heading"] == [f"“{name}”" for name in labels]
    assert len(answer.citations) == sum(1 for item in recommendations if item.label in labels)


def test_whom_the_studies_asked_is_told_from_the_research(assistant: Assistant) -> None:
    answer = assistant.ask("Which of the studies talked to the most people?")
    told = quoted(answer)
    assert [words for words in ("over 30 interviews", "over 20 regional partners", "20 semi-structured interviews") if words not in told] == []
    assert "side by side" not in lead(answer)


def test_which_study_recommends_most_is_still_counted(assistant: Assistant) -> None:
    answer = assistant.ask("Which study worked out the most recommendations?")
    assert "method" in answer.reading.aspects
    assert lead(answer).startswith("Social economy research (October 2020) has the most recommendations")
    assert [b for b in answer.blocks if b.kind == "table"]
