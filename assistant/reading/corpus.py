"""A corpus folder → a Report with what its curator wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.datatypes import Report, Source, Theme
from assistant.errors import InputError, ProfileError
from assistant.reading.parser import ItemParser, parse_sections
from assistant.reading.passages import cut_passages
from assistant.reading.profile import Curated, Glossary, Profile
from assistant.reading.yamlfile import load_yaml

TEXT, PROFILE, GLOSSARY, CURATED = "report.txt", "profile.yaml", "glossary.yaml", "asked_as.yaml"


@dataclass(frozen=True, slots=True)
class Curation:
    glossary: Glossary
    lines: tuple[tuple[int, Curated], ...]  # (code point where the entry's place begins, entry)


def read_text(folder: Path) -> str:
    """The text as decoded from its file: no newline translation, so offsets hold on every system."""
    try:
        return (folder / TEXT).read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"{folder / TEXT} does not exist. Name a folder that holds {TEXT} and {PROFILE}, such as corpus/covid-keeps.") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{folder / TEXT}: not UTF-8 at byte {error.start}. Save the file as UTF-8.") from None


def read_report(folder: Path) -> Report:
    text = read_text(folder)
    profile = load_yaml(folder / PROFILE, Profile)
    sections = parse_sections(text, profile)
    items = ItemParser(text, profile, sections).parse()
    themes = tuple(Theme(t.id, t.title) for t in profile.themes)
    sources = tuple(Source(s.id, s.title, s.short, s.date) for s in profile.sources)
    return Report(
        id=profile.id,
        title=profile.title,
        publisher=profile.publisher,
        text=text,
        sections=sections,
        items=items,
        passages=cut_passages(text, sections, items, themes, sources),
        themes=themes,
        sources=sources,
        about={"date": profile.date, "contact": profile.contact, "licence": profile.licence},
    )


def read_curation(folder: Path, text: str) -> Curation:
    """Glossary and asked-as lines; both files may be absent."""
    glossary = load_yaml(folder / GLOSSARY, Glossary) if (folder / GLOSSARY).exists() else Glossary()
    entries = load_yaml(folder / CURATED, list[Curated]) if (folder / CURATED).exists() else []
    lines = []
    for entry in entries:
        if text.count(entry.at) != 1:
            raise ProfileError(
                f"{folder / CURATED}: {entry.at[:70]!r} stands {text.count(entry.at)} times in the report. "
                "Copy a beginning from report.txt that stands there once."
            )
        lines.append((text.index(entry.at), entry))
    return Curation(glossary, tuple(lines))
