"""Lines that were broken at a fixed width, as PubMed and mail programs do, joined to paragraphs again.

A wrapped line is known by being full (the first word of the next would not have fitted), or by a next line that goes on
in small letters. Only a page in which most breaks inside paragraphs are of this kind is taken for wrapped.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from corpus.text.offsets import Edit

_WIDTH: Final = (50, 120)  # in characters; narrower are lists, wider is what editors no longer wrap
_SLACK: Final = 2  # some programs count the blank at the end of a line, some the break itself
_LONG_SHARE_MIN: Final = 0.6  # of the width: a shorter line ends where its author ended it
_BEGINS_ANEW: Final = re.compile(r"\s*(?:[(\[]?\d{1,3}[)\].]|[A-Z][A-Z /&,-]{2,60}:|[•【])")
_FULL_BREAKS_MIN: Final = 4
_FULL_SHARE_MIN: Final = 0.6


def wrap_edits(page: str) -> tuple[Edit, ...]:
    """The line breaks of a wrapped page that end no paragraph, each to become a blank; none if it is not wrapped."""
    lines = page.replace("\r\n", " \n").split("\n")  # of the same length, so that offsets hold
    width = max(len(line.rstrip()) for line in lines)
    if not _WIDTH[0] <= width <= _WIDTH[1] or all(line.strip() for line in lines):
        return ()
    breaks = tuple(_breaks_inside_paragraphs(lines, width))
    full = tuple(Edit(start, start + 1, _joint(page, start)) for start, is_full in breaks if is_full)
    wrapped = len(full) >= _FULL_BREAKS_MIN and len(full) >= _FULL_SHARE_MIN * len(breaks)
    return full if wrapped else ()


def _joint(page: str, place: int) -> str:
    """What stands for a break: a blank between words, nothing between Chinese characters."""
    around = page[max(0, place - 1) : place + 2].strip()
    return "" if around and all(character >= "\u2e80" for character in around.split("\n")) else " "


def _breaks_inside_paragraphs(lines: list[str], width: int) -> Iterator[tuple[int, bool]]:
    """The offset of each break behind a long line that another follows, and whether it ends no paragraph."""
    offset = 0
    for line, following in pairwise(lines):
        offset += len(line)
        length = len(line.rstrip())
        if length >= width * _LONG_SHARE_MIN and following.strip() and not _BEGINS_ANEW.match(following):
            word = following.split(maxsplit=1)[0]
            yield (offset, length + 1 + len(word) > width - _SLACK or word[0].islower() or line.rstrip().endswith(","))
        offset += 1
