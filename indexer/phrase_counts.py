"""How many reports hold each phrase, counted in bounded memory while a collection goes by.

Of more phrases than can be kept the rarest are dropped on the way (lossy counting, Manku and Motwani, VLDB 2002), so
that the count of a rare phrase of a large collection may be short of the truth by the reports before it was dropped.
The same reports in the same order give the same counts.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

# Phrases in memory at most, some 60 MB; and in the file of a generation, some 2 MB.
COUNTED_MAX: Final = 400_000
KEPT_MAX: Final = 60_000


class PhraseCounts:
    """Counts phrases report by report."""

    def __init__(self, counted_max: int = COUNTED_MAX) -> None:
        self._counts: Counter[str] = Counter()
        self._most = counted_max

    def add(self, phrases: Iterable[str]) -> None:
        """Count the phrases of one report."""
        self._counts.update(phrases)
        if len(self._counts) > self._most:
            self._drop()

    def _drop(self) -> None:
        """Leave at most half of what may be counted: the rarest go, all of one count together."""
        of_count = Counter(self._counts.values())
        left, least = len(self._counts), 1
        while left > self._most // 2:
            left -= of_count[least]
            least += 1
        self._counts = Counter({phrase: count for phrase, count in self._counts.items() if count >= least})

    def kept(self, most: int = KEPT_MAX) -> dict[str, int]:
        """The phrases of most reports with their counts, in order of code points."""
        best = sorted(self._counts.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[:most]
        return dict(sorted(best))
