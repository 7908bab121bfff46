"""Rewriting a text without losing where it came from: every step takes a text with its map and gives both anew.

A run of a map is either a stretch kept as it was, or one character that stands for a range of raw. So a range of the
text can always be cut anywhere, and leads back to the smallest range of raw that holds it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.model import OffsetMap, Run


class Edit(NamedTuple):
    """Replace text[start:end]; edits of one step are sorted and do not overlap."""

    start: int
    end: int
    replacement: str


def unchanged(text: str) -> OffsetMap:
    """The map of a text that is its own raw."""
    return OffsetMap((Run(0, len(text), 0, len(text)),) if text else ())


def rewrite(text: str, offset_map: OffsetMap, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The text after the edits, and its map to the raw that `offset_map` leads to. Linear in text and edits."""
    pieces: list[str] = []
    runs: list[Run] = []
    written = kept_to = 0
    slices = _Slices(offset_map.runs)
    for edit in edits:
        pieces.append(text[kept_to : edit.start])
        runs.extend(slices.take(kept_to, edit.start, written))
        written += edit.start - kept_to
        if edit.replacement:
            raw_start, raw_end = offset_map.to_raw(edit.start, edit.end)
            places = range(written, written + len(edit.replacement))
            runs.extend(Run(place, place + 1, raw_start, raw_end) for place in places)
            pieces.append(edit.replacement)
            written += len(edit.replacement)
        kept_to = edit.end
    if kept_to == 0:
        return (text, offset_map)
    pieces.append(text[kept_to:])
    runs.extend(slices.take(kept_to, len(text), written))
    return ("".join(pieces), OffsetMap(tuple(runs)))


def excerpt(text: str, offset_map: OffsetMap, ranges: Sequence[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """The ranges of the text (sorted, disjoint) as lines of a new text, with its map to the same raw."""
    pieces: list[str] = []
    runs: list[Run] = []
    written = 0
    slices = _Slices(offset_map.runs)
    for number, (start, end) in enumerate(ranges):
        if number:
            break_at = runs[-1].raw_end if runs else 0
            runs.append(Run(written, written + 1, break_at, break_at))
            pieces.append("\n")
            written += 1
        pieces.append(text[start:end])
        runs.extend(slices.take(start, end, written))
        written += end - start
    return ("".join(pieces), OffsetMap(tuple(runs)))


def concatenate(pieces: Sequence[tuple[str, OffsetMap, int]]) -> tuple[str, OffsetMap]:
    """Texts as the lines of one; each comes with its map and the offset of its own raw in the common raw.

    Between two raws stands one line break, which is what the break between the texts is made from.
    """
    runs: list[Run] = []
    written = 0
    for text, offset_map, raw_start in pieces:
        if written:
            runs.append(Run(written, written + 1, raw_start - 1, raw_start))
            written += 1
        runs.extend(
            Run(run.text_start + written, run.text_end + written, run.raw_start + raw_start, run.raw_end + raw_start)
            for run in offset_map.runs
        )
        written += len(text)
    return ("\n".join(text for text, _, _ in pieces), OffsetMap(tuple(runs)))


class _Slices:
    """A cursor over runs: stretches are asked for from left to right, so that all of them cost one pass."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self._index = 0

    def take(self, start: int, end: int, new_start: int) -> Iterator[Run]:
        """The runs of text[start:end], renumbered to begin at `new_start`."""
        if start == end:
            return
        while self._index < len(self._runs) and self._runs[self._index].text_start < end:
            run = self._runs[self._index]
            if run.text_end > start:
                yield self._cut(run, max(start, run.text_start), min(end, run.text_end), new_start - start)
            if run.text_end > end:
                return
            self._index += 1

    @staticmethod
    def _cut(run: Run, start: int, end: int, shift: int) -> Run:
        if run.text_end - run.text_start != run.raw_end - run.raw_start:
            return Run(start + shift, end + shift, run.raw_start, run.raw_end)
        raw_shift = run.raw_start - run.text_start
        return Run(start + shift, end + shift, start + raw_shift, end + raw_shift)
