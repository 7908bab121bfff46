"""What made an entry match, as ranges of its text: the match's words compared with the text's line tokens.

The same for every engine, since it needs none: nothing is segmented, and a row is marked only where all of it stands.
What a NOT excludes is never marked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from corpus.words.stems import STOP_WORDS
from corpus.words.tokens import Token, is_han_token, line_tokens, word_keys
from indexer.fields import LineName
from indexer.plan import AllOf, AnyWord, BagTerm, InARow, InBag, Match, Nearby, OneOf

# A range of positions among the tokens of a text, half-open.
_Stretch: TypeAlias = tuple[int, int]

_HAN_NAMESPACES: Final = ("1", "2")  # the first character of the bag terms of single ideographs and of pairs


def mark(text: str, match: Match, lines: Iterable[LineName]) -> tuple[tuple[int, int], ...]:
    """The ranges of the text, which stands in these lines, that the match speaks of; in order, disjoint, not touching.

    The text is one section or a part of one: a row or NEAR is looked for within it.
    """
    return Marker(match, lines).mark(text)


class Marker:
    """Marks many texts of the same lines for one match."""

    def __init__(self, match: Match, lines: Iterable[LineName]) -> None:
        wanted = frozenset(lines)
        self._rows: list[tuple[frozenset[str], ...]] = []
        self._nearby: list[Nearby] = []
        self._terms: set[str] = set()
        for leaf in _positive_leaves(match):
            if isinstance(leaf, AnyWord | InARow) and wanted.intersection(leaf.lines):
                self._rows.append(_words_of(leaf))
            elif isinstance(leaf, Nearby) and wanted.intersection(leaf.left.lines, leaf.right.lines):
                self._nearby.append(leaf)
            elif isinstance(leaf, InBag):
                self._add_bag(leaf.terms, wanted)
        self._starts = _Starts(self._rows)

    def mark(self, text: str) -> tuple[tuple[int, int], ...]:
        """The ranges of the text that are meant; in order, disjoint, not touching."""
        if not (self._rows or self._nearby or self._terms):
            return ()
        tokens = line_tokens(text)
        stretches = [*self._starts.stretches(tokens), *self._bag_words(tokens)]
        for near in self._nearby:
            stretches.extend(_near_stretches(near, tokens))
        return _merged(sorted((tokens[first].start, tokens[last - 1].end) for first, last in stretches))

    def _add_bag(self, terms: Iterable[BagTerm], wanted: frozenset[LineName]) -> None:
        """Bag terms as words and rows; ideographs alone only where no longer word was asked."""
        texts = {term for bag, term in terms if any(line.endswith(f".{bag}") for line in wanted)}
        han = {term for term in texts if is_han_token(term[:1])}
        longer = {term for term in han if len(term) > 1}
        self._rows.extend(tuple(frozenset((character,)) for character in term) for term in sorted(longer or han))
        self._terms = {term for term in texts - han if not _is_pair(term)}

    def _bag_words(self, tokens: Sequence[Token]) -> Iterator[_Stretch]:
        if not self._terms:
            return
        for place, token in enumerate(tokens):
            if token.text not in STOP_WORDS and not self._terms.isdisjoint(word_keys(token.text)):
                yield (place, place + 1)


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


def _positive_leaves(match: Match) -> Iterator[AnyWord | InARow | Nearby | InBag]:
    if isinstance(match, AllOf | OneOf):
        for part in match.parts:
            yield from _positive_leaves(part)
    elif isinstance(match, AnyWord | InARow | Nearby | InBag):
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


def _is_pair(term: str) -> bool:
    return term[:1] in _HAN_NAMESPACES and is_han_token(term[1:2])


def _merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
