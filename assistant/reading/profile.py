"""The shapes of what a curator writes beside a report: profile, glossary, asked-as lines."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from assistant.errors import ProfileError
from assistant.reading.yamlfile import Strict

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Words = Annotated[str, Field(min_length=1, max_length=4000)]


class SourceProfile(Strict):
    id: Id
    title: Words
    short: Words
    date: Words | None = None
    cited_as: list[Words] = []


class ThemeProfile(Strict):
    id: Id
    title: Words


class SectionProfile(Strict):
    begins: Words
    id: Id | None = None
    kind: Id | None = None
    title: Words | None = None
    continues: Id | None = None
    theme: Id | None = None
    source: Id | None = None
    name: Words | None = None
    place: Words | None = None
    parts: dict[str, list[Words]] = {}

    @model_validator(mode="after")
    def _opens_or_continues(self) -> SectionProfile:
        if self.continues is None and (self.id is None or self.kind is None):
            raise ValueError("a section needs `id` and `kind`, or `continues` with the id of an earlier one")
        if (self.kind == "theme" and not self.theme) or (self.kind == "source" and not self.source):
            raise ValueError(f"a section of the kind {self.kind} needs `{self.kind}` with an id from `{self.kind}s`")
        return self


class BulletProfile(Strict):
    joined: list[Words] = []
    actions: list[Words] = []


class Profile(Strict):
    id: Id
    title: Words
    publisher: Words
    date: Words
    contact: Words
    licence: Words
    sections: Annotated[list[SectionProfile], Field(min_length=1)]
    sources: list[SourceProfile] = []
    themes: list[ThemeProfile] = []
    bullets: BulletProfile = BulletProfile()
    labels: dict[str, list[Words]] = {}
    attributed_by: Annotated[list[Words], Field(min_length=1)] = ["From"]  # what stands before a source's title


def check_names(profile: Profile) -> None:
    """Themes and sources that sections name must be listed, and a theme's recommendations stand in one section."""
    for facet, listed in (("theme", {t.id for t in profile.themes}), ("source", {s.id for s in profile.sources})):
        seen: set[str] = set()
        for section in profile.sections:
            name = getattr(section, facet)
            if name and name not in listed:
                raise ProfileError(f"profile.yaml: section {section.id!r} names the {facet} {name!r}. Add it to `{facet}s`, or mend its spelling.")
            if name and section.kind == facet and name in seen:
                raise ProfileError(f"profile.yaml: two sections are of the {facet} {name!r}. Let the second one say `continues`.")
            if name and section.kind == facet:
                seen.add(name)


class Curated(Strict):
    """What a curator knows of one place in the report. `at` begins the place, verbatim."""

    at: Words
    asked_as: list[Words] = []
    not_said: list[Words] = []
    topics: list[Words] = []


class Glossary(Strict):
    """How readers say what the report says. Keys name things of the profile or of the parsed report."""

    acronyms: dict[str, Words] = {}
    themes: dict[str, list[Words]] = {}
    sources: dict[str, list[Words]] = {}
    labels: dict[str, list[Words]] = {}
    examples: dict[str, list[Words]] = {}
    kinds: dict[str, list[Words]] = {}
    places: dict[str, list[Words]] = {}
    organisations: dict[str, list[Words]] = {}
    topics: dict[str, list[Words]] = {}
