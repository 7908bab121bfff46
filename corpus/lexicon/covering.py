"""A run of Han characters covered by the fewest known words.

Of coverings with as few pieces the one with the longest words counts, where characters that no word covers are worst.
Linear in the length of the run for words of bounded length.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

# In words: a character that nothing knows is worse than two words, and a word of one character than one of more.
UNKNOWN: Final = 2.2
ONE_CHARACTER: Final = 1.3
# For each word, so that of 2 + 2 and 1 + 3 characters the even ones win; below every other difference.
UNEVEN: Final = 0.001


class Piece(NamedTuple):
    """A range of a run; `known` says whether it is a word, and not a character that no word covers."""

    start: int
    end: int
    known: bool


def cover(run: str, is_word: Callable[[str], bool], longest: int) -> tuple[Piece, ...]:
    """The pieces of a run, left to right, which joined are the run; no word has more characters than `longest`."""
    size = len(run)
    costs = [0.0] + [float("inf")] * size
    pieces: list[Piece] = [Piece(0, 0, False)] * (size + 1)
    for end in range(1, size + 1):
        for start in range(max(0, end - longest), end):
            length = end - start
            known = is_word(run[start:end])
            if not known and length > 1:
                continue
            step = (ONE_CHARACTER if length == 1 else 1.0) if known else UNKNOWN
            cost = costs[start] + step + UNEVEN * length * length
            if cost < costs[end]:
                costs[end] = cost
                pieces[end] = Piece(start, end, known)
    path: list[Piece] = []
    end = size
    while end:
        path.append(pieces[end])
        end = pieces[end].start
    return tuple(reversed(path))
