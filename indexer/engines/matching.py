"""Which entries match: a plan's match evaluated over sorted arrays, by numpy alone.

An engine that can give postings and places as arrays needs nothing else. A set of entries is a mask of booleans, one
an entry; a set of places is an ascending array of numbers, entry above and position below, in which "one further" is
plus one and sections lie too far apart to touch.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final, TypeAlias, assert_never

import numpy as np
import numpy.typing as npt

from indexer.engine import SECTION_GAP
from indexer.engines.amount_columns import AmountColumns
from indexer.engines.entry_columns import NO_YEAR, EntryColumns
from indexer.engines.posting_arrays import ENTRY_SHIFT, PlaceNumbers, PostingSource, bag_field
from indexer.fields import LineName
from indexer.plan import (
    AllOf,
    AnyWord,
    BagTerm,
    HasAmount,
    HasValue,
    InARow,
    InBag,
    InUnit,
    Match,
    Nearby,
    NoneOf,
    OneOf,
    YearBetween,
)

Mask: TypeAlias = npt.NDArray[np.bool_]

# The furthest that two words may lie apart without reaching into the next section.
DISTANCE_MAX: Final = SECTION_GAP - 2

_NO_PLACES: Final[PlaceNumbers] = np.empty(0, np.int64)


class Matcher:
    """Evaluates matches over one index; holds no state of its own.

    `with_unit` gives the mask of the entries of which a unit matches.
    """

    def __init__(
        self,
        source: PostingSource,
        columns: EntryColumns,
        amounts: AmountColumns,
        with_unit: Callable[[Match], Mask],
    ) -> None:
        self._source = source
        self._columns = columns
        self._amounts = amounts
        self._with_unit = with_unit

    def mask(self, match: Match) -> Mask:
        """True for every entry that matches."""
        match match:
            case AnyWord():
                return self._mask_of(
                    self._source.postings(line, word).docs for line in match.lines for word in match.words
                )
            case InBag():
                return self._holding(match.terms)
            case InARow() | Nearby():
                return self._mask_of_places(match)
            case HasValue():
                return self._mask_of([self._columns.holders(match.filter, match.values)])
            case YearBetween():
                return self._years(match.low, match.high)
            case HasAmount():
                return self._mask_of([self._amounts.holders(match)])
            case InUnit():
                return self._with_unit(match.part)
            case AllOf():
                return self._all_of(match.parts)
            case OneOf():
                return reduce(np.logical_or, map(self.mask, match.parts), self._none())
            case NoneOf():
                return ~self.mask(match.part)
            case _:
                assert_never(match)

    def _none(self) -> Mask:
        return np.zeros(self._columns.count, dtype=np.bool_)

    def _mask_of(self, doc_arrays: Iterable[npt.NDArray[np.int32]]) -> Mask:
        mask = self._none()
        for docs in doc_arrays:
            mask[docs] = True
        return mask

    def _all_of(self, parts: tuple[Match, ...]) -> Mask:
        mask = np.ones(self._columns.count, dtype=np.bool_)
        for part in parts:
            mask &= self.mask(part)
            if not mask.any():
                break
        return mask

    def _holding(self, terms: Iterable[BagTerm]) -> Mask:
        return self._mask_of(self._source.postings(bag_field(side), term).docs for side, term in terms)

    def _years(self, low: int | None, high: int | None) -> Mask:
        years = self._columns.years
        mask: Mask = years != NO_YEAR
        if low is not None:
            mask &= years >= low
        if high is not None:
            mask &= years <= high
        return mask

    # ---- places ------------------------------------------------------------------------------------------------

    def _mask_of_places(self, match: InARow | Nearby) -> Mask:
        if isinstance(match, InARow):
            narrowed = self._narrowed(match)
            found = [self._in_a_row(match, line, narrowed) for line in match.lines]
        else:
            found = [self._nearby(match, line) for line in match.left.lines if line in match.right.lines]
        return self._mask_of((places >> ENTRY_SHIFT).astype(np.int32) for places in found)

    def _narrowed(self, match: InARow) -> Mask | None:
        """The entries that the hints leave, None without hints."""
        if not match.hints or not match.words:
            return None
        return reduce(np.logical_and, map(self._holding, match.hints))

    def _any_places(self, line: LineName, words: Iterable[str]) -> PlaceNumbers:
        """The places of all the words together."""
        arrays = [places for word in words if len(places := self._source.places(line, word))]
        if not arrays:
            return _NO_PLACES
        return arrays[0] if len(arrays) == 1 else np.unique(np.concatenate(arrays))

    def _in_a_row(self, match: InARow, line: LineName, narrowed: Mask | None) -> PlaceNumbers:
        """Where such a row begins: the rarest of its words led, all others looked up beside it."""
        if not match.words or (narrowed is not None and not narrowed.any()):
            return _NO_PLACES
        groups = [self._any_places(line, words) for words in match.words]
        lead = min(range(len(groups)), key=lambda number: len(groups[number]))
        starts = groups[lead] - lead
        if narrowed is not None and len(starts):
            starts = starts[narrowed[groups[lead] >> ENTRY_SHIFT]]
        for number, places in enumerate(groups):
            if number != lead:
                starts = starts[_among(starts + number, places)]
        return starts

    def _nearby(self, match: Nearby, line: LineName) -> PlaceNumbers:
        """Where a left side stands that has a right side close enough before or after it."""
        if match.distance > DISTANCE_MAX:
            raise ValueError(f"NEAR reaches at most {DISTANCE_MAX} positions far, not {match.distance}")
        left, left_length = self._spans(match.left, line)
        right, right_length = self._spans(match.right, line)
        after = _any_between(right, left + left_length, left + left_length + match.distance)
        before = _any_between(right, left - right_length - match.distance, left - right_length)
        return left[after | before]

    def _spans(self, side: AnyWord | InARow, line: LineName) -> tuple[PlaceNumbers, int]:
        """Where the side begins in the line, and how many positions it takes."""
        if isinstance(side, AnyWord):
            return self._any_places(line, side.words), 1
        return self._in_a_row(side, line, self._narrowed(side)), len(side.words)


def _among(wanted: PlaceNumbers, places: PlaceNumbers) -> Mask:
    """For each wanted place, whether it is one of `places`."""
    if not len(places):
        return np.zeros(len(wanted), dtype=np.bool_)
    found = places[np.minimum(np.searchsorted(places, wanted), len(places) - 1)]
    return np.equal(found, wanted)


def _any_between(places: PlaceNumbers, low: PlaceNumbers, high: PlaceNumbers) -> Mask:
    """For each range, both ends included, whether one of `places` lies in it."""
    return np.searchsorted(places, low, side="left") < np.searchsorted(places, high, side="right")
