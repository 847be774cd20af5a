"""Labelled questions and what is made of them: in step with the program, and about this report."""

from __future__ import annotations

from pathlib import Path

from assistant.indexing.decider import readings
from assistant.pipeline import Assistant
from eval.readings import LEARNED, labelled, read_all, save

EVERY = 40  # of the labelled questions, one in so many is read anew


def test_what_ships_is_what_the_program_reads_today(assistant: Assistant) -> None:
    """Red means: run `python -m eval readings`, then build the index."""
    learned = [q for q in labelled() if q.want in LEARNED]
    shipped = readings()
    for reading, question in list(zip(read_all(assistant, learned[::EVERY]), learned[::EVERY], strict=True)):
        found = [s for s in shipped if s.form == reading.form and s.intent == reading.intent]
        assert found, question.q
        assert len(found[0].marks) == len(reading.marks)


def test_labelled_questions_name_what_the_report_has(assistant: Assistant) -> None:
    report = assistant.report
    known = {
        "theme": {t.id for t in report.themes}, "source": {s.id for s in report.sources}, "label": {i.label or "" for i in report.items},
        "example": {i.id for i in report.of_kind("example")}, "place": {i.place for i in report.of_kind("example")},
    }  # fmt: skip
    for question in labelled():
        for facet, values in known.items():
            assert {*getattr(question, facet), *getattr(question, f"no_{facet}")} <= values, question.q
        assert all(way in question.q for ways in question.names.values() for way in ([ways] if isinstance(ways, str) else ways) if way), question.q


def test_saved_readings_hold_form_intent_and_marks(assistant: Assistant, tmp_path: Path) -> None:
    import json

    found = read_all(assistant, labelled()[:3])
    save(found, tmp_path / "made.json")
    rows = json.loads((tmp_path / "made.json").read_text("utf-8"))
    assert [(r["form"], r["intent"], r["of"]) for r in rows] == [(r.form, r.intent, len(r.marks)) for r in found]
    assert [r["marks"].get(str(n), 0.0) for r in rows for n in range(r["of"])] == [mark for r in found for mark in r.marks]
