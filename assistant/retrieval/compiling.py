"""The lexicon of one report: what its items, profile and glossary call things."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.datatypes import Report
from assistant.indexing.words import STOPWORDS, stem, words
from assistant.retrieval.lexicon import CUES, Lexicon
from assistant.retrieval.ordinals import NUMBERS, ORDINALS
from assistant.retrieval.tokens import tokens

Named = tuple[str, tuple[str, ...]]  # facet, stems of a phrase


def compile_lexicon(report: Report, glossary: dict[str, dict[str, list[str]]]) -> Lexicon:
    own = {*words(report.publisher), *words(report.title), "".join(word[0] for word in words(report.publisher))}
    cued: set[Named] = set()  # lone words that name a study beside a cue noun, and those that name it by themselves
    bare: set[Named] = {("source", (stem(word),)) for source in report.sources for word in words(f"{source.title} {source.short}")}
    lexicon = Lexicon(order={"theme": [t.id for t in report.themes], "source": [s.id for s in report.sources]})
    for facet, named in (("theme", {t.id: t.title for t in report.themes}), ("source", {s.id: s.title for s in report.sources})):
        for key, title in named.items():
            lexicon.add(title, facet, key, strong=True)
            lexicon.proper[tuple(t.word for t in tokens(title))] = (facet, key)
            for part in re.split(r",\s+|\s+and\s+(?=[A-Z])", title):
                if len(tokens(part)) > 1:
                    lexicon.add(part, facet, key, strong=False)
                    lexicon.proper[tuple(t.word for t in tokens(part))] = (facet, key)
            for phrase in glossary.get(f"{facet}s", {}).get(key, []):
                _add_named(lexicon, phrase, facet, key, own, cued, bare)
    titled = [stem(word) for theme in report.themes for word in set(words(theme.title)) if word not in STOPWORDS]
    for theme in report.themes:  # a word that only one title holds names that theme beside a cue: "the policy theme"
        for word in words(theme.title):
            if len(word) > 4 and titled.count(stem(word)) == 1:
                lexicon.add(word, "theme", theme.id, strong=False)
    for source in report.sources:
        _add_named(lexicon, source.short, "source", source.id, own, cued, bare)
        if source.date:
            lexicon.add(source.date, "source", source.id, strong=True)
            lexicon.add(source.date.split()[0], "source", source.id, strong=False)
            lexicon.add(f"{source.date[:3]} {source.date.split()[-1]}", "source", source.id, strong=True)  # "Nov 2020"
    lexicon.labels = tuple(dict.fromkeys(item.label for item in report.items if item.label))
    for label in lexicon.labels:
        lexicon.add(label, "label", label, strong=len(tokens(label)) > 2)
        lexicon.add(label, "label", label, strong=False)
        first = [t.word for t in tokens(label)]
        for phrase in [*(" ".join(first[:n]) for n in range(2, len(first))), *glossary.get("labels", {}).get(label, []), *label.replace("–", "-").split(" - ")]:
            lexicon.add(phrase, "label", label, strong=False)
    for item in report.of_kind("example"):
        lexicon.add(item.name or "", "example", item.id, strong=True)
        for phrase in glossary.get("examples", {}).get(item.id, []):
            lexicon.add(phrase, "example", item.id, strong=True)
        for phrase in [item.name or "", *glossary.get("examples", {}).get(item.id, [])]:
            names = _also_called(phrase, glossary.get("acronyms", {}))
            speaking = tuple(
                other.id for other in report.of_kind("example") if other.id == item.id or any(_speaks_of(other.span.of(report.text), name) for name in names)
            )
            if len(speaking) > 1:
                lexicon.shared[tuple(token.stem for token in tokens(phrase))] = speaking
        if item.place and item.place.casefold() not in f"{report.publisher} {report.title}".casefold():
            lexicon.add(item.place, "place", item.place, strong=True)
    for place, phrases in glossary.get("places", {}).items():
        for phrase in phrases:
            lexicon.add(phrase, "place", place, strong=True)
    for name, phrases in glossary.get("organisations", {}).items():
        for phrase in [name, *phrases]:  # so that "Social Economy Taskforce" is not read as the social economy study
            stems = tuple(token.stem for token in tokens(phrase))
            if len(stems) > 1 and not any(facet == "source" for facet, _ in [*lexicon.weak.get(stems, ()), *lexicon.strong.get(stems, ())]):
                lexicon.add(phrase, "organisation", name, strong=True)
    for tag, phrases in glossary.get("topics", {}).items():
        for phrase in [tag, *phrases]:
            lexicon.add(phrase, "topic", tag, strong=True)
    lexicon.narrow = cued - bare
    return lexicon


def _speaks_of(text: str, name: str) -> bool:
    """Whether a text has a proper name, as it is written."""
    return name[:1].isupper() and re.search(rf"\b{re.escape(name)}\b", text) is not None


def _also_called(name: str, acronyms: Mapping[str, str | list[str]]) -> set[str]:
    """A name with its acronyms, or an acronym with what it stands for."""
    plain = re.sub(r"^the ", "", name, flags=re.IGNORECASE).casefold()
    full = {acronym: re.sub(r"^the ", "", str(stands_for), flags=re.IGNORECASE) for acronym, stands_for in acronyms.items()}
    meant = full.get(name, plain).casefold()
    return {name, *(acronym for acronym, words_of in full.items() if words_of.casefold() == meant), *(w for w in full.values() if w.casefold() == meant)}


def _add_named(lexicon: Lexicon, phrase: str, facet: str, value: str, own: set[str], cued: set[Named], bare: set[Named]) -> None:
    """A synonym that carries a cue noun is strong as it stands; its core without the cue is weak.

    The publisher's and the title's words (`own`) name nothing by themselves.
    """
    parts = tokens(phrase)
    core = [t.word for t in parts if t.stem not in CUES[facet] and t.stem not in ORDINALS and t.word not in NUMBERS and not t.word.isdigit()]
    has_cue = any(t.stem in CUES[facet] for t in parts)
    if not core:
        return  # "the last theme" is read by its place
    lexicon.add(phrase, facet, value, strong=has_cue)
    if facet == "source" and phrase.removeprefix("the ").removeprefix("The ")[:1].isupper() and not phrase[-1].isdigit():
        lexicon.proper[tuple(t.word.removesuffix("'s") for t in parts)] = (facet, value)
    if not set(core) <= own:
        lexicon.add(" ".join(core), facet, value, strong=False)
        if facet == "source" and len(core) == 1:
            (cued if has_cue and not re.search(rf"\b{core[0][:1].upper()}{re.escape(core[0][1:])}", phrase) else bare).add((facet, (stem(core[0]),)))
