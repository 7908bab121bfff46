"""A concordance in a terminal: keywords under each other, the counterpart beside them or below."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from indexer.kwic import CLOSING, OPENING
from webapp.commands.side_by_side import PIECE, cell_width, printable
from webapp.views.concordance import LineView
from webapp.views.passages import Mark

# Narrower than this, the counterpart stands under each line.
BESIDE_CELLS: Final = 110
# Of the cells beside the reference so much is the keyword's side.
_OWN_PART: Final = 0.58
_NAME_CELLS: Final = 15  # sha256: and eight digits, which `duizhao show` takes; longer names are cut
_KEYWORD_CELLS: Final = 30
_NARROWEST: Final = 50
_GAP: Final = "  "
NOTHING: Final = "—"


def kwic_lines(lines: Sequence[LineView], width: int) -> Iterator[str]:
    """The lines in columns of a terminal of `width` cells: reference, left, keyword, right, counterpart."""
    names = [f"{_short(line.report)}#{line.number}" for line in lines]
    keywords = [_whole(line.passage.text[slice(*line.keyword)], _KEYWORD_CELLS) for line in lines]
    name_cells = max(map(cell_width, names), default=0)
    room = max(_NARROWEST, width) - name_cells - len(_GAP)
    own = int(room * _OWN_PART) if width >= BESIDE_CELLS else room
    left_cells = (own - 2 * len(_GAP) - max(map(cell_width, keywords), default=0)) // 2
    for line, name, keyword in zip(lines, names, keywords, strict=True):
        left, right = _sides(line, left_cells + len(_GAP), own - left_cells - len(_GAP) - cell_width(keyword))
        before = _filled(name, name_cells) + _GAP + left
        row = f"{before}{click.style(keyword, bold=True)}{right}"
        if width >= BESIDE_CELLS:
            used = cell_width(before + keyword + right)
            row += " " * max(0, name_cells + len(_GAP) + own - used)
            yield f"{row} │ {_counterpart(line, room - own - 3)}".rstrip()
        else:
            yield row.rstrip()
            yield " " * (name_cells + len(_GAP)) + _counterpart(line, room)


def head(text: str, cells: int) -> str:
    """The beginning of the text that fits, cut between words, … where something is missing."""
    if cell_width(text.rstrip()) <= cells:
        return text.rstrip()
    kept = ""
    for piece in PIECE.findall(text):
        if cell_width((kept + piece).rstrip()) >= cells:
            break
        kept += piece
    return kept.rstrip() + "…"


def tail(text: str, cells: int) -> str:
    """The end of the text that fits, cut between words, … where something is missing; filled up from the left."""
    kept = text.lstrip()
    if cell_width(kept) > cells:
        kept = ""
        for piece in reversed(PIECE.findall(text)):
            if cell_width(piece + kept) >= cells:
                break
            kept = piece + kept
        kept = "…" + kept
    return " " * (cells - cell_width(kept)) + kept


def _sides(line: LineView, left_cells: int, right_cells: int) -> tuple[str, str]:
    """What stands left and right of the keyword, each in its cells: a gap between, but what opens or closes at the
    keyword stands at it.
    """
    text, keyword, context = line.passage.text, line.keyword, line.context
    before = ("…" if context.start else "") + _whole(text[context.start : keyword.start])
    after = _whole(text[keyword.end : context.end]) + ("…" if context.end < len(text) else "")
    left, right = before.rstrip(OPENING), after.lstrip(CLOSING)
    opening, closing = _GAP + before[len(left) :], after[: len(after) - len(right)] + _GAP
    left = tail(left.rstrip(), max(0, left_cells - cell_width(opening)))
    right = head(right.lstrip(), max(1, right_cells - cell_width(closing)))
    return left + opening, (closing + right).rstrip()


def _counterpart(line: LineView, cells: int) -> str:
    """The other side in so many cells, around what was asked of it."""
    if line.counterpart is None:
        return NOTHING
    text = line.counterpart.text
    place = line.rendering or Mark(0, 0)
    before, marked, after = text[: place.start], text[slice(*place)], text[place.end :]
    room = max(0, cells - cell_width(_whole(marked)))
    left = _whole(before)
    if cell_width(_whole(text)) > cells:
        left = tail(left, max(2, min(cell_width(left), room // 3))).lstrip()
    right = head(_whole(after), max(2, room - cell_width(left)))
    return f"{left}{click.style(_whole(marked), bold=True)}{right}"


def _filled(text: str, cells: int) -> str:
    return text + " " * max(0, cells - cell_width(text))


def _short(report_id: str) -> str:
    """The name of a report, or its beginning."""
    name = printable(report_id)
    return name if cell_width(name) <= _NAME_CELLS else head(name[:_NAME_CELLS], _NAME_CELLS).rstrip("…")


def _whole(text: str, cells: int | None = None) -> str:
    """The text in one line without control characters, cut if so many cells are too few."""
    line = printable(text).replace("\n", " ").replace("\t", " ")
    return line if cells is None else head(line, cells)
