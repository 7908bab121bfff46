"""What made an entry match, as ranges of its text: the match's words compared with the text's line tokens.

The same for every engine, since it needs none: nothing is segmented, and a row is marked only where all of it stands.
What a NOT excludes is never marked. It knows one text; indexer.found_places goes through whole reports.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from corpus.words.tokens import Token, line_tokens
from indexer.fields import LineName
from indexer.plan import AllOf, AnyWord, InARow, InUnit, Match, Nearby, OneOf

Ranges: TypeAlias = tuple[tuple[int, int], ...]

# A range of positions among the tokens of a text, half-open.
_Stretch: TypeAlias = tuple[int, int]


class Marker:
    """Marks texts that stand in the same lines for one match.

    A text is one section or a part of one: a row or NEAR is looked for within it. Free text, which matches by bags,
    marks nothing.
    """

    def __init__(self, match: Match, lines: Iterable[LineName]) -> None:
        wanted = frozenset(lines)
        self._rows: list[tuple[frozenset[str], ...]] = []
        self._nearby: list[Nearby] = []
        for leaf in positive_leaves(match):
            if isinstance(leaf, AnyWord | InARow) and wanted.intersection(leaf.lines):
                self._rows.append(_words_of(leaf))
            elif isinstance(leaf, Nearby) and wanted.intersection(leaf.left.lines, leaf.right.lines):
                self._nearby.append(leaf)
        self._starts = _Starts(self._rows)

    @property
    def may_mark(self) -> bool:
        """Whether any text could be marked: whether words were asked of these lines."""
        return bool(self._rows or self._nearby)

    def mark(self, text: str) -> Ranges:
        """The ranges of the text that are meant; in order, disjoint, not touching."""
        return self.mark_tokens(line_tokens(text)) if self.may_mark else ()

    def mark_tokens(self, tokens: Sequence[Token]) -> Ranges:
        """The same of a text whose line tokens are there already."""
        stretches = list(self._starts.stretches(tokens))
        for near in self._nearby:
            stretches.extend(_near_stretches(near, tokens))
        return merged(sorted((tokens[first].start, tokens[last - 1].end) for first, last in stretches))


class _Starts:
    """Rows by their first word, so that a text is gone through once for all of them."""

    def __init__(self, rows: Iterable[tuple[frozenset[str], ...]]) -> None:
        self._by_word: dict[str, list[tuple[frozenset[str], ...]]] = {}
        for row in dict.fromkeys(rows):
            for word in row[0] if row else ():
                self._by_word.setdefault(word, []).append(row)

    def stretches(self, tokens: Sequence[Token]) -> Iterator[_Stretch]:
        for place, token in enumerate(tokens):
            for row in self._by_word.get(token.text, ()):
                if len(tokens) - place >= len(row) and all(
                    tokens[place + n].text in row[n] for n in range(1, len(row))
                ):
                    yield (place, place + len(row))


def positive_leaves(match: Match) -> Iterator[AnyWord | InARow | Nearby]:
    """The words, rows and NEARs of a match that are not excluded by a NOT: what can be marked."""
    if isinstance(match, AllOf | OneOf):
        for part in match.parts:
            yield from positive_leaves(part)
    elif isinstance(match, InUnit):
        yield from positive_leaves(match.part)
    elif isinstance(match, AnyWord | InARow | Nearby):
        yield match


def _words_of(leaf: AnyWord | InARow) -> tuple[frozenset[str], ...]:
    return (leaf.words,) if isinstance(leaf, AnyWord) else leaf.words


def _near_stretches(near: Nearby, tokens: Sequence[Token]) -> Iterator[_Stretch]:
    """The stretches of either side that have one of the other side close enough."""
    left = list(_Starts([_words_of(near.left)]).stretches(tokens))
    right = list(_Starts([_words_of(near.right)]).stretches(tokens))
    for own, other, length in (
        (left, right, len(_words_of(near.right))),
        (right, left, len(_words_of(near.left))),
    ):
        places = [first for first, _ in other]
        for first, last in own:
            after = _between(places, last, last + near.distance)
            if after or _between(places, first - length - near.distance, first - length):
                yield (first, last)


def _between(places: Sequence[int], low: int, high: int) -> bool:
    """Whether one of the ascending places lies between these, both included."""
    return bisect_left(places, low) < bisect_right(places, high)


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Sorted ranges, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
