"""The command line as an evaluator meets it: own questions to a report, and errors with a cure."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from pathlib import Path

import pytest

from assistant.settings import ROOT, Settings
from eval import commands, runs
from eval.cli import COMMAND_OPTIONS, main, parser
from eval.gold import load_gold

FOLDER = Path(__file__).with_name("collection")
README = ROOT / "eval" / "README.md"


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, built: Settings, tmp_path: Path) -> Path:
    """Commands use the tests' index and leave their runs in a folder of their own."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(built.index))
    monkeypatch.setenv("ASSISTANT_CORPUS", str(built.corpus))
    monkeypatch.setattr(runs, "RUNS", tmp_path / "runs")
    return tmp_path / "runs"


def test_from_ten_own_questions_to_a_report(tmp_path: Path, own_folders: Path, capsys) -> None:
    """What eval/README.md promises to an evaluator who never saw the project."""
    lines = ["question,evidence,expect"] + [f'"Which thinker is cited at the start, number {n}?",Peter Senge,answer' for n in range(9)]
    (tmp_path / "mine.csv").write_text("\n".join([*lines, "Who won the World Cup in 1998?,,decline"]), "utf-8")
    assert main([str(tmp_path / "mine.csv"), "--name", "mine", "--half", "all", "--html", str(tmp_path / "mine.html")]) == 0
    told = capsys.readouterr().out
    assert "mine-" in told
    (saved,) = own_folders.glob("mine-*.json")
    run = json.loads(saved.read_text("utf-8"))
    assert len(run["rows"]) == 10
    assert run["figures"]["all"]["all"]["declined"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    assert "World Cup" in (tmp_path / "mine.html").read_text("utf-8")
    assert main(["html", "mine"]) == 0
    assert saved.with_suffix(".html").is_file()
    assert main(["compare", "mine", "mine"]) == 0
    assert "0 answers changed" in capsys.readouterr().out


def test_the_readmes_sheet_and_yaml_work(tmp_path: Path, capsys) -> None:
    blocks = [textwrap.dedent(block) for block in re.findall(r"(?:^ {4,}.*\n)+", README.read_text("utf-8"), re.MULTILINE)]
    (sheet,) = [block for block in blocks if block.startswith("question,")]
    (tmp_path / "mine.csv").write_text(sheet, "utf-8")
    assert main(["validate", str(tmp_path / "mine.csv")]) == 0
    assert main([str(tmp_path / "mine.csv"), "--name", "mine", "--half", "all"]) == 0
    (listed,) = [block for block in blocks if block.startswith("- id:")]
    (tmp_path / "mine.yaml").write_text(listed, "utf-8")
    (question,) = load_gold([tmp_path / "mine.yaml"])
    assert question.evidence == ["first quote", ["this one", "or this one"]]


def test_the_readme_names_every_command_and_measure() -> None:
    told = README.read_text("utf-8")
    assert all(f"`{name}" in told for name in COMMAND_OPTIONS if name != "run")


def test_gate_leaves_with_one_and_a_list(tmp_path: Path, capsys) -> None:
    questions = "- {id: a, turns: ['Who won the 1998 World Cup?'], expect: decline}\n- {id: b, turns: ['Which thinker is cited?'], must: [zebra]}\n"
    (tmp_path / "q.yaml").write_text(questions, "utf-8")
    assert main([str(tmp_path / "q.yaml"), "--name", "gated"]) == 0
    assert main(["gate", "gated", "--min", "right=0.5", "--min", "declined=100%", "--max", "p95=60000"]) == 0
    capsys.readouterr()
    assert main(["gate", "gated", "--min", "right=0.6", "--max", "p95=0"]) == 1
    told = capsys.readouterr().out
    assert "all: right is 0.5 (n = 2), wanted at least 0.6" in told
    assert "2 failed." in told


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["nowhere.yaml"], "does not exist. Name a YAML or CSV file"),
        (["compare", "a", "b"], "There is no run 'a'"),
        (["gate"], "Give --min, --max or --baseline"),
        (["gate", "x", "--min", "nonsense"], "is not a bound"),
        (["--group", "nonsense"], "Check --group and --half"),
        (["beir", "."], "is not in BEIR's layout"),
        (["add", "Who?", "--quote", "no such words"], "copy it from report.txt"),
        (["add", "Who?", "--group", "Two Words"], "group: "),
        (["--name", "../x", "--group", "ambiguous"], "cannot be a run's name"),
    ],
)
def test_a_user_error_has_a_cure_and_code_two(arguments, cure, capsys) -> None:
    assert main(arguments) == 2
    assert cure in capsys.readouterr().err


def test_validate_lists_faults_and_leaves_with_one(tmp_path: Path, capsys) -> None:
    (tmp_path / "q.yaml").write_text("- {id: a, turns: ['Who?'], evidence: [no such words], must: ['(']}\n", "utf-8")
    assert main(["validate", str(tmp_path / "q.yaml")]) == 1
    told = capsys.readouterr().out
    assert "'no such words' is not in the report" in told
    assert "not a regular expression" in told
    assert main(["validate"]) == 0


def test_beir_prints_and_saves_figures(tmp_path: Path, own_folders: Path, capsys) -> None:
    shutil.copytree(FOLDER, tmp_path / "Small Set")
    assert main(["beir", str(tmp_path / "Small Set")]) == 0
    assert "small-set: 6 passages, 6 queries" in capsys.readouterr().out
    (saved,) = own_folders.glob("beir-small-set-*.json")
    assert json.loads(saved.read_text("utf-8"))["figures"]["the assistant"]["hit@1"]["value"] == 1.0


def test_lab_shows_reading_ranks_and_decision(capsys) -> None:
    assert main(["lab", "What helped people get online?", "--top", "3"]) == 0
    told = capsys.readouterr().out
    assert "threshold" in told
    assert "intent   open" in told


def test_calibrate_dry_run_writes_the_curve_only(own_folders: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.answering.refusal import CALIBRATION

    some = commands.for_fitting()[::6]  # all of them take minutes
    monkeypatch.setattr(commands, "for_fitting", lambda: some)
    before = CALIBRATION.read_bytes()
    assert main(["calibrate", "--models", "curated", "--dry-run", "--at-most", "0.05"]) == 0
    assert CALIBRATION.read_bytes() == before
    assert {p.name for p in own_folders.iterdir()} == {"risk-coverage-curated.csv", "risk-coverage-curated.svg"}
    assert "of the unanswerable" in capsys.readouterr().out


def test_every_command_has_options_help_and_a_function(capsys) -> None:
    for name in COMMAND_OPTIONS:
        assert callable(getattr(commands, name))
        with pytest.raises(SystemExit) as left:
            parser().parse_args([name, "--help"])
        assert left.value.code == 0
    assert "usage: python -m eval" in capsys.readouterr().out
