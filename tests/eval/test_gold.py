"""Question files: the split, where quotes lie, sheets, and complaints with a cure."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from assistant.datatypes import Report, Span
from assistant.errors import AssistantError, InputError
from eval.add import NEW, add, quote_at
from eval.gold import for_fitting, half_of, load_gold, locate_all, place
from eval.shape import GoldQuestion
from eval.validate import faults_of, validate
from tests.eval.made import TEXT


def sheet(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "own.csv"
    path.write_bytes(content.encode(encoding))
    return path


def test_the_half_is_decided_by_the_id_alone() -> None:
    for identity in ("fact-001", "list-007", "ü"):
        even = int(hashlib.sha256(identity.encode()).hexdigest()[:2], 16) % 2 == 0
        assert half_of(identity) == ("tune" if even else "report")


def test_the_gold_questions_are_sound_and_enough(report: Report) -> None:
    checked = validate((), report.text)
    assert checked.faults == []
    assert len(checked.questions) >= 250
    counts = Counter(q.expect for q in checked.questions)
    assert counts["decline"] >= 60
    halves = Counter(half_of(q.id) for q in checked.questions)
    assert abs(halves["tune"] - halves["report"]) < len(checked.questions) / 5


def test_nothing_is_fitted_on_what_is_reported() -> None:
    reported = [q for q in load_gold() if half_of(q.id) == "report"]
    fitted = for_fitting()
    assert not {q.id for q in reported} & {q.id for q in fitted}
    assert not {" ".join(q.turns).casefold() for q in reported} & {" ".join(q.turns).casefold() for q in fitted}
    assert {q.id for q in load_gold() if half_of(q.id) == "tune"} < {q.id for q in fitted}


def test_a_quote_is_found_once_or_refused() -> None:
    assert place("Six dogs", TEXT, "q") == Span(14, 22)
    assert place("Six\n  dogs", TEXT, "q") == Span(14, 22)  # other white space is the same quote
    with pytest.raises(InputError, match="q: the quote 'Five fish' is not in the report; copy it"):
        place("Five fish", TEXT, "q")
    with pytest.raises(InputError, match="occurs 3 times in the report; make it longer"):
        place("s", "s s s", "q")


def test_all_missing_quotes_are_told_at_once() -> None:
    questions = [GoldQuestion(id=f"q{n}", turns=["?"], evidence=[f"nothing {n}"]) for n in range(10)]
    with pytest.raises(InputError) as caught:
        locate_all(questions, TEXT)
    assert str(caught.value).count("is not in the report") == 8
    assert "and 2 more" in str(caught.value)


def test_ids_are_unique_over_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("- {id: x, turns: [hm], expect: decline}\n", "utf-8")
    with pytest.raises(InputError, match=r"b\.yaml: the id 'x' is already used in .*a\.yaml"):
        load_gold([tmp_path])


def test_a_misspelt_key_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("- {id: x, turns: [hm], expect: decline}\n- id: y\n  turns: [hm]\n  evidnece: [z]\n", "utf-8")
    with pytest.raises(AssistantError, match=r"q\.yaml:4: 1\.evidnece"):
        load_gold([tmp_path])


def test_a_sheet_becomes_questions(tmp_path: Path) -> None:
    content = (
        "\ufeffQuestion,earlier,evidence,must,exact,group\r\n"
        'How many?,Which cats? || And dogs?,"Ten cats sat.\nSix dogs ran.",\\bten\\b,yes,count\r\n\r\nWho?,,,,,\r\n'
    )
    first, second = load_gold([sheet(tmp_path, content)])
    assert first.turns == ["Which cats?", "And dogs?", "How many?"]
    assert first.evidence == ["Ten cats sat.", "Six dogs ran."]
    assert (first.must, first.exact, first.group, first.id) == ([r"\bten\b"], True, "count", "own-001")
    assert (second.turns, second.group, second.id) == (["Who?"], "own", "own-002")


def test_a_sheet_may_use_semicolons(tmp_path: Path) -> None:
    (only,) = load_gold([sheet(tmp_path, "question;evidence\nWho, then?;Ten cats sat.\n")])
    assert (only.turns, only.evidence) == (["Who, then?"], ["Ten cats sat."])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("quesiton\nWho?\n", r":1: .*needs a column `question`"),
        ("question,evidense\nWho?,x\n", r":1: .*does not know the column 'evidense'"),
        ("question,exact\nWho?,maybe\n", r":2: .*Write yes or no"),
        ("question,expect\nWho?,perhaps\n", r":2: expect: "),
        ("question\n,x\n", r":2: more cells than the header"),
        ('question\n"Who?\n', r"not valid CSV"),
    ],
)
def test_a_faulty_sheet_names_its_line(tmp_path: Path, content, complaint) -> None:
    with pytest.raises(InputError, match=complaint):
        load_gold([sheet(tmp_path, content)])


def test_a_sheet_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Save the sheet as “CSV UTF-8”"):
        load_gold([sheet(tmp_path, "question\nWho’s first?\n", "cp1252")])


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"must": ["("], "evidence": ["One eel."]}, "not a regular expression"),
        ({"exact": True, "must": ["x"]}, "exact without evidence"),
        ({"expect": "decline", "evidence": ["One eel."]}, "expects a refusal, yet lists evidence"),
        ({}, "nothing says what a right answer is"),
        ({"evidence": ["One eel.", "No bee."]}, "'No bee.' is not in the report"),
        ({"evidence": [["One eel.", "No ant."]]}, "'No ant.' is not in the report"),
    ],
)
def test_the_validator_sees_each_fault(fields, complaint) -> None:
    (fault,) = faults_of(GoldQuestion(**{"id": "x", "turns": ["?"], **fields}), TEXT)
    assert complaint in fault


def test_a_question_is_added_below_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "added.yaml"
    path.write_text("# my questions\n- {id: fact-001, turns: [hm], expect: decline}", "utf-8")
    question = GoldQuestion(id=NEW, group="fact", turns=["Which ‘dogs’: ran?"], evidence=[quote_at(TEXT, "14:27")])
    added = add(question, TEXT, path)
    assert added.id == "fact-002"
    assert path.read_text("utf-8").startswith("# my questions\n- {id: fact-001")
    assert load_gold([path])[1] == added
    assert added.evidence == ["Six dogs ran."]
    with pytest.raises(InputError, match="already used"):
        add(added, TEXT, path)


@pytest.mark.parametrize("where", ["14", "20:14", "0:999", "a:b", "-3:4"])
def test_a_place_outside_the_report_is_refused(where) -> None:
    with pytest.raises(InputError, match=r"is no place in the report\. Write START:END"):
        quote_at(TEXT, where)


def test_a_quote_that_is_not_there_is_not_added(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not in the report"):
        add(GoldQuestion(id=NEW, turns=["?"], evidence=["No bee."]), TEXT, tmp_path / "added.yaml")
    assert not (tmp_path / "added.yaml").exists()
