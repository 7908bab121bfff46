"""What each line of a plain file or a saved web page is: an article's head, its text, or what a site prints around it.

Rules look at the shape of a line and at where it stands; the phrases of journal sites are a table of their own
(boilerplate). A line in doubt is a paragraph, so that nothing of the text is lost.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.model import Side
from corpus.text.boilerplate import is_boilerplate, opens_boilerplate, without_bullet
from corpus.text.language import side_of, tell_language
from corpus.text.masthead import is_citation
from corpus.text.people import is_affiliation, is_authors, is_correspondence
from corpus.text.sections import begins_with_label, heading_label
from corpus.text.sentences import split_sentences

Role: TypeAlias = Literal[
    "title", "authors", "affiliation", "citation", "correspondence", "heading", "paragraph", "furniture"
]

# Lengths in characters from which a line with a stop is running text whatever stands around it. Our choice: below
# them lie titles and headings, above them even short abstracts.
_PARAGRAPH_LENGTH: Final[dict[Side, int]] = {"en": 250, "zh": 90}
_TITLE_LENGTH: Final[dict[Side, tuple[int, int]]] = {"en": (12, 350), "zh": (4, 120)}
# The beginning of a line that its language is told from.
TELLING_CHARACTERS: Final = 2000
_LINES_MAX: Final = 20_000  # no page of an article has more; a table or a log is not laid out
_FINAL_STOP: Final = re.compile(r"[.。;；!！:：,，]$")
_LOCATOR: Final = re.compile(r"https?://\S+$|www\.\S+$")


class Block(NamedTuple):
    """A line of a page, what it is, and the side it is read on; text[start:end] holds it without its line break."""

    role: Role
    start: int
    end: int
    side: Side


class _Line(NamedTuple):
    text: str
    start: int
    side: Side


def lay_out(text: str) -> tuple[Block, ...]:
    """One block for every line of a cleaned page that is not empty, in order."""
    lines = tuple(_lines(text))
    if len(lines) > _LINES_MAX:
        return tuple(Block("paragraph", line.start, line.start + len(line.text), line.side) for line in lines)
    bodies = _first_paragraphs(lines)
    roles: list[Role | None] = []
    zone: Side | None = None
    for number, line in enumerate(lines):
        role, opens = _role(line, in_head=number < bodies[line.side])
        if opens:
            zone = line.side
        elif role == "heading" or line.side != zone:
            zone = None
        roles.append("furniture" if zone else role)
    titles = set(_titles(lines, roles, bodies))
    return tuple(
        Block("title" if number in titles else role or "paragraph", line.start, line.start + len(line.text), line.side)
        for number, (line, role) in enumerate(zip(lines, roles, strict=True))
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield _Line(line, start, side_of(tell_language(line[:TELLING_CHARACTERS])) or "en")
        start += len(line) + 1


def _first_paragraphs(lines: Sequence[_Line]) -> dict[Side, int]:
    """The number of the line at which each side's running text begins; the number of lines if it has none."""
    first: dict[Side, int] = {"en": len(lines), "zh": len(lines)}
    for number, line in reversed(tuple(enumerate(lines))):
        if _is_running_text(line):
            first[line.side] = number
    return first


def _is_running_text(line: _Line) -> bool:
    """A long line of prose, or one that begins with the label of an abstract."""
    text = line.text
    if begins_with_label(text):
        return heading_label(text) is None and not is_citation(text)
    if len(text) < _PARAGRAPH_LENGTH[line.side]:
        return False
    return not (is_citation(text) or is_boilerplate(text) or is_authors(text) or is_affiliation(text))


def _role(line: _Line, *, in_head: bool) -> tuple[Role | None, bool]:
    """What the line shows itself to be, None if it shows nothing; and whether it opens a zone without text."""
    text = line.text
    if opens_boilerplate(text):
        return ("furniture", True)
    if heading_label(text) is not None:
        return ("citation" if is_citation(text) else "heading", False)
    if is_citation(text):
        return ("citation", False)
    if is_boilerplate(text) or _LOCATOR.match(text):
        return ("furniture", False)
    if is_correspondence(text):
        return ("correspondence", False)
    if is_affiliation(text) and (in_head or text.startswith(("作者单位", "单位"))):
        return ("affiliation", False)
    if in_head and is_authors(text):
        return ("authors", False)
    return (None, False)


def _titles(lines: Sequence[_Line], roles: Sequence[Role | None], bodies: dict[Side, int]) -> Iterator[int]:
    """The line of each side that is its title: the first one in the head that is nothing else and reads like one."""
    for side in ("en", "zh"):
        candidates = [n for n, line in enumerate(lines[: bodies[side]]) if line.side == side and roles[n] is None]
        if candidates and _reads_like_title(lines, roles, candidates[0]):
            yield candidates[0]


def _reads_like_title(lines: Sequence[_Line], roles: Sequence[Role | None], number: int) -> bool:
    """One sentence of a title's length; with a stop at its end only between citation and authors, as PubMed prints."""
    line = lines[number]
    shortest, longest = _TITLE_LENGTH[line.side]
    core = without_bullet(line.text)
    if not shortest <= len(core) <= longest or len(lines) == 1:
        return False
    following = _role_behind(lines, roles, number)
    if _FINAL_STOP.search(core):
        previous = roles[number - 1] if number else None
        return core.endswith((".", "。")) and (following == "authors" or previous == "citation" == following)
    return len(split_sentences(core, line.side)) <= 2


def _role_behind(lines: Sequence[_Line], roles: Sequence[Role | None], number: int) -> Role | None:
    """The role of the next line, the title in the other language passed over."""
    behind = number + 1
    if behind < len(lines) and roles[behind] is None and lines[behind].side != lines[number].side:
        behind += 1
    return roles[behind] if behind < len(roles) else None
