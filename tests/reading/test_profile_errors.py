"""A curator's slip is answered with file, line and cure, never with a traceback."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.errors import InputError, ProfileError
from assistant.reading import read_report
from assistant.reading.corpus import read_curation, read_text
from tests.conftest import SECOND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SECOND, tmp_path / "night-buses"))


def change(path: Path, old: str, new: str) -> int:
    """Replace `old` once; the line (from 1) where it stood."""
    content = path.read_text("utf-8")
    assert content.count(old) == 1, old
    path.write_text(content.replace(old, new), "utf-8")
    return content[: content.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("publisher: Late Shift Group", "publisher: [a, b]", r"publisher: .*string"),
        ("publisher: Late Shift Group", "publishr: Late Shift Group", r"publishr: .*not permitted"),
        ("  - {id: cover, kind: cover,", "  - {id: Cover!, kind: cover,", r"sections\.0\.id: .*match"),
        ("  - {id: cover, kind: cover,", "  - {id: cover, kind: theme,", r"sections\.0: .*theme needs `theme`"),
        ("  - {id: cover, kind: cover,", "  - {kind: cover,", r"sections\.0: .*`id` and `kind`, or `continues`"),
        ("  - {id: routes, title: Routes and Times}", "  - {id: routes}", r"themes\.0\.title: .*required"),
        ("themes:\n", "themes: [\n", r"not valid YAML"),
        ("themes:\n", "themes:\n\t- a\n", r"not valid YAML"),
        ('date: "2023"', "date: !!python/object/apply:os.system [id]", r"not valid YAML"),
    ],
)
def test_a_slip_in_the_profile_names_its_line_and_cure(folder: Path, old: str, new: str, says: str) -> None:
    line = change(folder / "profile.yaml", old, new)
    with pytest.raises(ProfileError) as caught:
        read_report(folder)
    message = str(caught.value)
    named = re.search(r"profile\.yaml:(\d+): ", message)
    assert named, message
    assert abs(int(named[1]) - line) <= 2
    assert re.search(says, message), message
    assert re.search(r"Mend", message), message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('begins: "SUMMARY"', 'begins: "SUMMERY"', r"section 2 \(summary\): .*'SUMMERY' does not stand there.*Copy it"),
        ('begins: "Night Buses for Harrowmere"', 'begins: "What passengers"', r"text before its first section.*Let the first section"),
        ('who: ["Bram Oyelaran', 'who: ["Bram Oyelarin', r"parts of section 'src-depot'.*Copy it"),
        ("{id: summary, kind: summary, title: Summary,", "{id: cover, kind: summary, title: Summary,", r"two sections have the id 'cover'"),
        ("{id: summary, kind: summary, title: Summary,", "{continues: nothing,", r"continues 'nothing', which is not an earlier"),
        ("theme: money,", "theme: moneys,", r"section 't-money' names the theme 'moneys'.*mend"),
        ("    source: diary\n", "    source: diaries\n", r"section 'src-diary' names the source 'diaries'.*Add it"),
        ("{id: contact, kind: contact, title: Whom to ask,", "{id: contact, kind: theme, theme: spare,", r"'spare'"),
        ("theme: routes, begins", "theme: safety, begins", r"two sections are of the theme 'safety'.*continues"),
    ],
)
def test_a_profile_that_does_not_fit_its_report_says_where(folder: Path, old: str, new: str, says: str) -> None:
    change(folder / "profile.yaml", old, new)
    with pytest.raises(ProfileError, match=says) as caught:
        read_report(folder)
    assert "profile.yaml" in str(caught.value)


def test_curation_that_points_nowhere_says_so(folder: Path) -> None:
    change(folder / "asked_as.yaml", "Replace the lamps at eleven stops", "Replace the lamps at twelve stops")
    with pytest.raises(ProfileError, match=r"asked_as\.yaml: 'Replace the lamps at twelve stops' stands 0 times.*Copy"):
        read_curation(folder, read_text(folder))


def test_curation_that_points_to_two_places_says_so(folder: Path) -> None:
    change(folder / "asked_as.yaml", "Replace the lamps at eleven stops", "Lighting:")
    with pytest.raises(ProfileError, match="stands 2 times"):
        read_curation(folder, read_text(folder))


def test_missing_files_are_named_with_the_cure(folder: Path) -> None:
    (folder / "profile.yaml").unlink()
    with pytest.raises(ProfileError, match=r"profile\.yaml does not exist. Name a folder"):
        read_report(folder)
    with pytest.raises(InputError, match=r"report\.txt does not exist. Name a folder"):
        read_report(folder / "nowhere")


def test_a_report_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "report.txt").write_bytes("Müll".encode("latin-1"))
    with pytest.raises(InputError, match=r"not UTF-8 at byte 1\. Save"):
        read_report(folder)


def test_aliases_that_would_fill_the_memory_are_refused(folder: Path) -> None:
    layers = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    (folder / "profile.yaml").write_text(f"a0: &a0 [x, x]\n{layers}\n", "utf-8")
    with pytest.raises(ProfileError, match="aliases"):
        read_report(folder)


def test_a_profile_of_absurd_size_is_not_read(folder: Path) -> None:
    (folder / "profile.yaml").write_bytes(b"#" * 5_000_000)
    with pytest.raises(ProfileError, match="larger than"):
        read_report(folder)
