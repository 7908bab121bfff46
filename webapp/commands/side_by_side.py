"""Text in the cells of a terminal, in which a Han character is two cells wide (Unicode Standard Annex 11)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

# What may not begin a line (JIS X 4051 and GB/T 15834, the common part).
NOT_FIRST: Final = frozenset("，。、；：！？）》」』”’％,.;:!?)]}%")

# Stops and closing brackets, a word in Latin letters with the space behind it, or one wide character.
PIECE: Final = re.compile("[%,.;:!?)\\]}]+\\s*|[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\\s*|\\S\\s*|\\s+")

# Line breaks (Unicode Standard Annex 14), and the controls that embed, override and isolate a direction (Annex 9).
_TURNING: Final = re.compile("[\n\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def cell_width(text: str) -> int:
    """The cells that a text takes: 2 for wide and full-width characters, 0 for combining marks."""
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text in `width` cells (2 at least), broken at spaces and beside Han; a longer word is cut."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, max(2, width)):
        cells = cell_width(piece.rstrip())
        if line and used + cells > width and piece[0] not in NOT_FIRST:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += cell_width(piece)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """What a line break may not cut: words, cut only if longer than a line, and single wide characters."""
    for piece in PIECE.findall(text):
        while cell_width(piece) > width and len(piece.rstrip()) > 1:
            head, cells = 0, 0
            while head < len(piece) and cells + _cells(piece[head]) <= width:
                cells += _cells(piece[head])
                head += 1
            yield piece[: max(1, head)]
            piece = piece[max(1, head) :]
        if piece:
            yield piece


def two_columns(left: str, right: str, width: int) -> list[str]:
    """Two texts beside each other, ` │ ` between them, in `width` cells."""
    column = (width - 3) // 2
    lefts, rights = wrap(left, column), wrap(right, column)
    height = max(len(lefts), len(rights))
    lefts += [""] * (height - len(lefts))
    rights += [""] * (height - len(rights))
    return [
        f"{one}{' ' * max(0, column - cell_width(one))} │ {other}".rstrip()
        for one, other in zip(lefts, rights, strict=True)
    ]


def printable_line(text: str) -> str:
    """The text as one line that reads in its own order: U+FFFD for breaks and for what turns the direction, too."""
    return _TURNING.sub("\ufffd", printable(text))


def printable(text: str) -> str:
    """The text without control characters but line breaks and tabs: a file must not steer the reader's terminal."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\ufffd" for c in text)
