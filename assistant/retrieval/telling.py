"""Words that tell what a label or a theme says, without its name: "under the warning that tech is no cure-all"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.indexing.words import words

_LABEL = r"(?:labels?|banners?|tags?|headings?|headed|labelled|tagged)"
_SAYING = (
    r"(?:warn(?:s|ing)|say(?:s|ing)|tell(?:s|ing)|remind(?:s|ing)|urg(?:es|ing)|stress(?:es|ing)|admit(?:s|ting)|not(?:es|ing)|insist(?:s|ing)|read(?:s|ing)"
    r"|caution(?:s|ing)|advis(?:es|ing)|call(?:s|ing) for|ask(?:s|ing) (?:for|us))"
)
_WORDS = r"(?P<what>[^?.!;:–—]{8,110}?)"
HEADED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_LABEL} (?:that |which )?{_SAYING} (?:us |people |readers |partners )?(?:that |to |of |about )?{_WORDS}(?=\W*$|[?.!;:–—])",
        r"\b(?:under|beneath|below|behind|with|carry(?:ing)?|from) (?:the|that|a) (?:\w+ )?"
        r"(?:warning|slogan|motto|reminder|plea|line|lead-in|remark|mantra|maxim|caution)"
        rf" (?:that|to|of|about|on|saying|reading) {_WORDS}(?=\W*$|[?.!;:–—])",
        rf"\b(?:the|that|a) [\"“‘']?(?P<what>[^?.!;:–—\"“”‘]{{8,110}}?)[\"”’']? {_LABEL}\b",
        rf"\b(?:begin|start|open)(?:s|ning|ing)? (?:with |by saying )?(?:the words? )?[\"“‘']?{_WORDS}(?=[\"”’']?\W*$)",
        rf"^{_WORDS}\s*[:,–—-]+\s*(?:that|which|this|the|there)(?: is|'s)?(?: the| an?| one of the)? {_LABEL}\b",
    )
)
FILED = re.compile(
    r"\b(?:filed|listed|put|placed|comes?|came|sits?|goes|went|grouped|falls?|stands?|stored|tucked|sitting|been|are|is|there) (?:\w+ )?(?:under|beneath) "
    r"(?P<what>[^?.!;:,–—]{8,110}?)(?=\W*$|[?.!;:,–—])"
)
UNDER = re.compile(r"\b(?:headings?|banner|tag|label) (?:on|about|for|of|regarding) (?P<what>[^?.!;:,–—]{8,110}?)(?=\W*$|[?.!;:,–—])")
ADVISED = re.compile(
    r"\b(?:recommend\w*|suggest\w*|propos\w*|advi[cs]e\w*|said|says|asks?|points?) (?:be done |us |doing )?"
    r"(?:about|on|for|regarding|concerning|around|as to|to do with) "
    r"(?P<what>[^?.!,;:–—]{12,90})\W*$"
)


MAKERS = re.compile(
    r"\b(?:brought in|called in|hired|commissioned|engaged|appointed|employed|paid|asked|chosen|picked) to "
    r"(?:look (?:at|into)|study|examine|review|research|investigate|find out|write up|assess|explore) (?P<what>[^?.!;:–—]{8,90}?)(?=\W*$|[?.!;:–—])"
)


@dataclass(frozen=True, slots=True)
class Told:
    """Words [first, last) of a question, which may tell the sense of one of these facets."""

    facets: tuple[str, ...]
    words: str
    first: int
    last: int


def senses(plain: str) -> Iterator[Told]:
    """What a question says of a label, beside a noun for one, or of what something is filed under; the surest way first."""
    for facets, pattern in [*((("label",), pattern) for pattern in HEADED), (("theme", "label"), FILED), (("theme", "label"), UNDER), (("source",), MAKERS)]:
        for match in pattern.finditer(plain):
            yield _told(plain, match, facets)


def advised(plain: str) -> Told | None:
    """What advice is asked for on."""
    match = ADVISED.search(plain)
    return _told(plain, match, ("label",)) if match else None


def _told(plain: str, match: re.Match[str], facets: tuple[str, ...]) -> Told:
    first = len(words(plain[: match.start("what")]))
    return Told(facets, match["what"], first, first + len(words(match["what"])))
