"""Cut a report's text into sections and items, as its profile says. Offsets are never recomputed: what is
cut is a span of the text as it was decoded, so every item can be quoted character for character."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from assistant.datatypes import Item, Section, Span
from assistant.errors import ProfileError
from assistant.reading.profile import Profile, SectionProfile, check_names

BULLET = re.compile(r"[ \t]*[-•–][ \t]+(?!\d+\.)")
LEAD_IN = re.compile(r"(?:\*\*)?[^.!?:\n]*:(?:\*\*)?\s*\Z")
LABEL = re.compile(r"(?P<bold>\*\*)?(?P<label>[^:\n*]{3,130}?)(?P<mark>:\*\*|\*\*:|:)(?=\s)")
DATE_WORDS = re.compile(r"(?:\W*(?:[A-Z][a-z]+\W+)?\d{4}\W*|\W*)\Z")


def fold(words: str) -> str:
    """Letters and digits only, lower case, single spaces: how titles and labels are compared."""
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def joined_fold(words: str) -> str:
    """`fold` without the spaces: "well-being" and "wellbeing" are one."""
    return fold(words).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Line:
    span: Span
    kind: str  # "bullet", "heading" or "text"


def trim(text: str, span: Span, *, marks: str = "") -> Span:
    """Shrink a span until neither end is white space (or one of `marks`)."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return Span(start, end)


def find(text: str, words: str, span: Span, *, where: str) -> Span:
    at = text.find(words, span.start, span.end)
    if at < 0:
        raise ProfileError(
            f"profile.yaml: {where}: the text {words[:70]!r} does not stand there in the report. "
            "Copy it from report.txt, with its line breaks and quotation marks."
        )
    return Span(at, at + len(words))


def parse_sections(text: str, profile: Profile) -> tuple[Section, ...]:
    """Partition the text: each section begins at its anchor and ends where the next one begins."""
    starts: list[int] = []
    at = 0
    for number, section in enumerate(profile.sections, 1):
        found = find(text, section.begins, Span(at, len(text)), where=f"section {number} ({section.id or 'continued'})")
        starts.append(found.start)
        at = found.end
    if text[: starts[0]].strip():
        raise ProfileError(f"profile.yaml: the report has text before its first section begins. Let the first section begin at {text.strip()[:40]!r}.")
    check_names(profile)
    spans: dict[str, list[Span]] = {}
    kept: dict[str, SectionProfile] = {}
    for section, start, end in zip(profile.sections, starts, [*starts[1:], len(text)], strict=True):
        name = section.continues or section.id or ""
        if section.continues and name not in kept:
            raise ProfileError(f"profile.yaml: a section continues {name!r}, which is not an earlier section's id.")
        if not section.continues:
            if name in kept:
                raise ProfileError(f"profile.yaml: two sections have the id {name!r}. Rename one.")
            kept[name] = section
        spans.setdefault(name, []).append(trim(text, Span(start, end)))
    return tuple(
        Section(id=name, kind=kept[name].kind or "", title=_title(text, profile, kept[name], spans[name][0]), spans=tuple(parts))
        for name, parts in spans.items()
    )


def _title(text: str, profile: Profile, section: SectionProfile, span: Span) -> str:
    if section.title:
        return section.title
    if section.theme:
        return next((t.title for t in profile.themes if t.id == section.theme), section.theme)
    if section.source:
        return next((s.title for s in profile.sources if s.id == section.source), section.source)
    return section.name or span.of(text).split("\n", 1)[0].rstrip(" :\r")


class ItemParser:
    """Finds the items of each section. One method a kind of section."""

    def __init__(self, text: str, profile: Profile, sections: tuple[Section, ...]) -> None:
        self.text = text
        self.profile = profile
        self.sections = sections
        self.titles = {fold(t.title) for t in profile.themes}
        self.labels = {joined_fold(v): name for name, variants in profile.labels.items() for v in [name, *variants]}
        self.given = {s.id: s for s in profile.sections if s.id}
        openings = "|".join(re.escape(words) for words in profile.attributed_by)
        self.opening = re.compile(rf"(?:^|(?<=[\s.!?*(]))(?:{openings}):?\s", re.IGNORECASE)

    def parse(self) -> tuple[Item, ...]:
        items: list[Item] = []
        for section in self.sections:
            read = {"theme": self._theme, "example": self._example, "source": self._source, "contents": self._contents}
            items += read.get(section.kind, self._whole)(section)
        taken: Counter[str] = Counter()
        found = []
        for item in sorted(items, key=lambda item: item.span):
            taken[item.id] += 1  # a theme may have an action in its list and one below it
            found.append(item if taken[item.id] == 1 else replace(item, id=f"{item.id}-{taken[item.id]}"))
        return tuple(found)

    def lines(self, section: Section) -> list[Line]:
        found = []
        for part in section.spans:
            for match in re.finditer(r"[^\n]+", part.of(self.text)):
                line = match.group()
                bullet = BULLET.match(line)
                start = part.start + match.start() + (bullet.end() if bullet else 0)
                span = trim(self.text, Span(start, part.start + match.end()))
                if span.start < span.end:
                    found.append(Line(span, "bullet" if bullet else "heading" if fold(line) in self.titles else "text"))
        return found

    def _theme(self, section: Section) -> list[Item]:
        theme = self.given[section.id].theme
        lines = [line for line in self.lines(section) if line.kind != "heading"]
        bullets = [n for n, line in enumerate(lines) if line.kind == "bullet"]
        if not bullets:
            raise ProfileError(f"profile.yaml: section {section.id!r} is a theme but holds no list.")
        items: list[Item] = []
        if opening := lines[: bullets[0]]:
            span = Span(opening[0].span.start, opening[-1].span.end)
            lead_in = LEAD_IN.search(span.of(self.text))
            end = span.start + lead_in.start() if lead_in else span.end
            words = trim(self.text, Span(span.start, end))
            if words.start < words.end:
                items.append(Item(f"{theme}-introduction", "introduction", section.id, span, words, theme=theme))
        items += self._bullets(section, [lines[n] for n in bullets], theme)
        if closing := [line for line in lines[bullets[-1] + 1 :] if line.kind == "text"]:
            span = Span(closing[0].span.start, closing[-1].span.end)
            items.append(Item(f"{theme}-action", "action", section.id, span, span, theme=theme))
        return items

    def _bullets(self, section: Section, lines: list[Line], theme: str | None) -> list[Item]:
        items: list[Item] = []
        spans: list[Span] = []
        for line in lines:
            bullet = line.span.of(self.text)
            if any(bullet.startswith(begin) for begin in self.profile.bullets.joined) and spans:
                spans[-1] = Span(spans[-1].start, line.span.end)
            else:
                spans.append(line.span)
        number = 0
        for span in spans:
            if any(span.of(self.text).startswith(begin) for begin in self.profile.bullets.actions):
                items.append(Item(f"{theme}-action", "action", section.id, span, span, theme=theme))
                continue
            number += 1
            source, end = self.attribution(span)
            label, start = self.label(Span(span.start, end))
            words = trim(self.text, Span(start, end), marks="*")
            items.append(Item(f"{theme}-{number}", "recommendation", section.id, span, words, theme=theme, source=source, label=label))
        return items

    def attribution(self, span: Span) -> tuple[str | None, int]:
        """The source that a bullet's closing words ("From …") name, and where the words before it end."""
        words = span.of(self.text)
        for match in self.opening.finditer(words):
            if not words[: match.start()].strip(" *"):
                continue  # a bullet must say something before it says from where
            rest = words[match.end() :]
            for source in self.profile.sources:
                for title in source.cited_as:
                    pattern = r"\W+".join(re.escape(word) for word in fold(title).split())
                    named = re.match(r"\W*" + pattern, rest, re.IGNORECASE)
                    if named and DATE_WORDS.match(rest[named.end() :]):
                        return source.id, span.start + match.start()
        return None, span.end

    def label(self, span: Span) -> tuple[str | None, int]:
        """The words before the colon, in their preferred form, and where the quotable words begin."""
        words = span.of(self.text)
        stop = words.find(". ")
        if stop > 0 and (known := self.labels.get(joined_fold(words[:stop]))):
            return known, span.start
        match = LABEL.match(words)
        if not match or not words[match.end() :].strip():
            return None, span.start
        name = match["label"].strip()
        preferred = self.labels.get(joined_fold(name), name)
        if preferred == name:  # the first spelling that the report uses stands for later ones
            self.labels.setdefault(joined_fold(name), name)
        return preferred, span.start + (match.end() if match["bold"] else 0)

    def _example(self, section: Section) -> list[Item]:
        given = self.given[section.id]
        span = Span(section.spans[0].start, section.spans[-1].end)
        title = span.of(self.text).split("\n", 1)[0].strip(" :\r")
        name, _, place = title.rpartition(", ")
        if not name:
            name, place = title, ""
        return [Item(section.id, "example", section.id, span, span, name=given.name or name, place=given.place or place or None)]

    def _source(self, section: Section) -> list[Item]:
        given = self.given[section.id]
        span = Span(section.spans[0].start, section.spans[-1].end)
        parts = tuple((part, self._inside(section, quote)) for part, quotes in given.parts.items() for quote in quotes)
        title = next((at for part, at in parts if part == "title"), section.spans[0])
        return [Item(section.id, "source", section.id, span, title, source=given.source, name=section.title, parts=parts)]

    def _inside(self, section: Section, quote: str) -> Span:
        for part in section.spans:
            if (at := self.text.find(quote, part.start, part.end)) >= 0:
                return Span(at, at + len(quote))
        return find(self.text, quote, section.spans[0], where=f"parts of section {section.id!r}")

    def _contents(self, section: Section) -> list[Item]:
        items = []
        for theme in self.profile.themes:
            pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", theme.title))
            match = re.search(pattern, section.spans[0].of(self.text))
            if not match:
                raise ProfileError(f"profile.yaml: theme {theme.title!r} is not listed in section {section.id!r}.")
            span = Span(section.spans[0].start + match.start(), section.spans[0].start + match.end())
            items.append(Item(f"theme-{theme.id}-title", "theme", section.id, span, span, theme=theme.id, name=theme.title))
        return items

    def _whole(self, section: Section) -> list[Item]:
        span = Span(section.spans[0].start, section.spans[-1].end)
        return [Item(section.id, section.kind, section.id, span, span, name=section.title)]
