"""Tags left in text: superscripts and subscripts become characters, inline tags go, block tags end a paragraph.

Only the names of HTML and JATS are tags, and only where they are written like tags: `P<0.001` and `a <b and c> d` stay.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from corpus.text.offsets import Edit

_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong "
    "sub sup tt u var bold italic monospace overline roman sans-serif sc underline styled-content named-content "
    "xref ext-link uri email inline-formula inline-graphic tex-math alternatives abstracttext "
    "inf emph".split()
)
_BLOCK: Final = frozenset(
    "p br hr div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th thead tbody section article header footer main "
    "nav aside blockquote pre sec title abstract trans-abstract list list-item disp-formula break".split()
)
# Signs that mean nothing in a formula without their partner; other names are dropped even when their partner is lost.
_NEEDS_PARTNER: Final = frozenset("a b i p q s u".split())

_ATTRIBUTE: Final = (
    r"""\s{1,9}[A-Za-z_][\w:.-]{0,60}\s{0,9}=\s{0,9}(?:"[^"<>]{0,900}"|'[^'<>]{0,900}'|[^\s"'<>=]{1,300})"""
)
_TAG: Final = re.compile(
    rf"<(/?)((?:mml:|m:|jats:|xhtml:)?[A-Za-z][A-Za-z0-9-]{{0,30}})(?:{_ATTRIBUTE}){{0,20}}\s{{0,9}}(/?)>"
)
_COMMENT: Final = re.compile(r"<!--[^<>]{0,2000}-->")
_RAISED: Final = re.compile(r"<(su[bp]|inf)>([^<>\n]{1,60})</\1>", re.IGNORECASE)

_SUPERSCRIPTS: Final = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS: Final = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
# Words keep their letters: CD4<sup>high</sup> in small letters would be found by nobody.
_RAISABLE: Final = re.compile(r"[0-9+\-−–=()n,;*/ ]*")


def markup_edits(text: str) -> Iterator[Edit]:
    """The edits that take tags out of a text; none if it holds no tag. Linear in its length."""
    if "<" not in text:
        return
    tags = [(match.start(), match.end(), _replacement(match)) for match in _paired(text)]
    tags += [(match.start(), match.end(), "") for match in _COMMENT.finditer(text)]
    raised = _raised_characters(text, [(start, end) for start, end, _ in sorted(tags)])
    for start, end, replacement in sorted([*tags, *raised]):
        yield Edit(start, end, replacement)


def _replacement(tag: re.Match[str]) -> str:
    return "\n" if _name(tag) in _BLOCK else ""


def _name(tag: re.Match[str]) -> str:
    return tag.group(2).lower().rpartition(":")[2] if ":" in tag.group(2) else tag.group(2).lower()


def _paired(text: str) -> Iterator[re.Match[str]]:
    """Every tag that is one; a short name counts only with its partner."""
    open_tags: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(text):
        name = _name(tag)
        if ":" not in tag.group(2) and name not in _INLINE and name not in _BLOCK:
            continue
        if name not in _NEEDS_PARTNER or tag.group(3):
            yield tag
        elif not tag.group(1):
            open_tags.setdefault(name, []).append(tag)
        elif open_tags.get(name):
            yield open_tags[name].pop()
            yield tag


def _raised_characters(text: str, tags: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Single characters between <sup> or <sub> tags, each with its small form where Unicode has one."""
    depth_name, raised_from = "", 0
    for number, (start, end) in enumerate(tags):
        tag = text[start:end].lower().replace("inf", "sub")
        if tag in ("<sup>", "<sub>"):
            depth_name, raised_from = tag[1:4], number
        elif tag in ("</sup>", "</sub>") and depth_name == tag[2:5]:
            yield from _small_forms(text, tags[raised_from : number + 1], depth_name)
            depth_name = ""


def _small_forms(text: str, tags: list[tuple[int, int]], name: str) -> Iterator[tuple[int, int, str]]:
    """The small forms of what stands between these tags, if all of it can be written small."""
    stretches = [(left[1], right[0]) for left, right in pairwise(tags)]
    if not all(_RAISABLE.fullmatch(text, start, end) for start, end in stretches):
        return
    table = _SUPERSCRIPTS if name == "sup" else _SUBSCRIPTS
    for start, end in stretches:
        for place in range(start, end):
            small = text[place].translate(table)
            if small != text[place]:
                yield (place, place + 1, small)
