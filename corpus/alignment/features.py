"""What is seen of a bead: how much its two sides share, how well their lengths agree, what each member adds.

A feature has a name and a value for every place where a bead of some shape can begin. The score of a bead is their
weighted sum (corpus.alignment.scoring); training sees the same features.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from corpus.alignment.evidence import Evidence, Matrix
from corpus.alignment.length import SMOOTHING, Floats, misfit

Shape = tuple[int, int]

# English and Chinese sentences of a bead; 2-2 and larger ones are 2 to 3 % of judged beads, or more in novels.
SHAPES: Final[tuple[Shape, ...]] = (
    (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1), (2, 3), (3, 2),
)  # fmt: skip

# Coverage that a chance pair reaches, and that sentences reach at least in a document whose words we know: bounds for
# what is estimated from the document itself.
CHANCE: Final = 0.1
CHANCE_MIN: Final = 0.02
TYPICAL_MIN: Final = 0.15
# Fewer sentences than this say nothing of chance.
FEW: Final = 4
# In characters: a short sentence is easily left out, and a long one easily split.
SHORT, LONG, VERY_LONG = 40.0, 120.0, 400.0

Feature = tuple[str, Matrix]


class Texts(NamedTuple):
    """What is counted of the sentences of one side: lengths in English characters, and 1.0 for headings."""

    lengths: Floats
    headings: Floats

    def within(self, sentences: slice) -> "Texts":
        """The same of some of the sentences."""
        return Texts(self.lengths[sentences], self.headings[sentences])


class _Sums:
    """The sums of each so many neighbours among some values, each count worked out once."""

    def __init__(self, values: Floats) -> None:
        self._by_count = {1: values}

    def __call__(self, count: int) -> Floats:
        if count not in self._by_count:
            fewer = self(count - 1)
            self._by_count[count] = fewer[:-1] + self._by_count[1][count - 1 :]
        return self._by_count[count]


class Stretch:
    """A stretch of a document, and the features of every bead that begins and ends in it.

    Arrays are by English sentence and Chinese sentence of the stretch. `typical` is the coverage that the best partners
    reach here, `chance` the coverage of all others: the unit in which a coverage is high or low.
    """

    def __init__(self, evidence: Evidence, en: Texts, zh: Texts, rows: slice, columns: slice) -> None:
        self._rows, self._columns = rows, columns
        self._block: Final = evidence.block(rows, columns)
        self._en: Final = en.within(rows)
        self._zh: Final = zh.within(columns)
        self.size: Final = (rows.stop - rows.start, columns.stop - columns.start)
        block = self._block
        self._en_total, self._zh_total = _Sums(block.en_totals), _Sums(block.zh_totals)
        self._en_length, self._zh_length = _Sums(self._en.lengths), _Sums(self._zh.lengths)
        self._few = min(self.size) < FEW
        self._en_chance = {b: _Sums(self._by_chance(found, block.en_totals)) for b, found in block.english.items()}
        self._zh_chance = {a: _Sums(self._by_chance(found.T, block.zh_totals)) for a, found in block.chinese.items()}
        en_cover = block.english[1] / block.en_totals[:, None]
        zh_cover = block.chinese[1] / block.zh_totals[None, :]
        self._cover: Final = 0.5 * (en_cover + zh_cover)
        best = 0.5 * (_median(en_cover.max(1)) + _median(zh_cover.max(0)))
        self.typical: Final = max(TYPICAL_MIN, best)
        self.chance: Final = CHANCE if self._few else max(CHANCE_MIN, float(_others_mean(self._cover).mean()))
        self._range = self.typical - self.chance + CHANCE

    def features(self, shape: Shape) -> Iterator[Feature]:
        """The features of beads of this shape: by first English and first Chinese sentence; by sentence for omissions.

        Nothing where the stretch is too small for the shape.
        """
        a, b = shape
        if a == 0:
            return self._of_omissions(self._cover.T, self._zh)
        if b == 0:
            return self._of_omissions(self._cover, self._en)
        return self._of_pairs(a, b) if a <= self.size[0] and b <= self.size[1] else iter(())

    def lift(self, en: int, zh: int, shape: Shape) -> float:
        """How far the coverage of a bead, given by its first sentences in the document, exceeds that of chance."""
        a, b = shape
        i, j = en - self._rows.start, zh - self._columns.start
        block = self._block
        en_cover = block.english[b][i : i + a, j].sum() / block.en_totals[i : i + a].sum()
        zh_cover = block.chinese[a][i, j : j + b].sum() / block.zh_totals[j : j + b].sum()
        return float(0.5 * (en_cover + zh_cover)) - self.chance

    def _of_omissions(self, cover: Matrix, texts: Texts) -> Iterator[Feature]:
        """A sentence is the more likely left out, the less any sentence of the other side covers."""
        best = cover.max(1)
        others = np.full_like(best, CHANCE) if self._few else _others_mean(cover)
        lift = (best - others) / self._range
        yield "bias", np.ones_like(best)
        yield "short", np.minimum(1, texts.lengths / SHORT)
        yield "long", np.minimum(1, texts.lengths / LONG)
        yield "heading", texts.headings
        yield "lift", lift
        yield "low lift", np.minimum(lift, 0.7)
        yield "relative", best / self.typical
        yield "low relative", np.minimum(best / self.typical, 0.4)
        yield "coverage", best
        yield "typical", np.full_like(best, self.typical)

    def _of_pairs(self, a: int, b: int) -> Iterator[Feature]:
        block, size = self._block, (a + b) / 2
        rows, columns = self.size[0] - a + 1, self.size[1] - b + 1
        en_total, zh_total = self._en_total(a)[:, None], self._zh_total(b)[None, :]
        en_found = _down(block.english[b], a, columns)
        zh_found = _across(block.chinese[a], b, rows)
        found = en_found + zh_found
        en_cover, zh_cover = en_found / en_total, zh_found / zh_total
        cover = 0.5 * (en_cover + zh_cover)
        chance = 0.5 * (self._en_chance[b](a)[:, None] / en_total + self._zh_chance[a](b)[None, :] / zh_total)
        lift = (cover - chance) / self._range
        yield "bias", np.ones_like(cover)
        yield "coverage", cover * size
        yield "relative", cover * (size / self.typical)
        yield "lesser side", np.minimum(en_cover, zh_cover) * (size / self.typical)
        yield "lift", lift * size
        yield "low lift", np.minimum(lift, 0.5) * size
        yield "found", np.log1p(found) * size
        yield "missing", np.log1p(np.maximum(0, en_total + zh_total - found)) * size
        yield from self._of_keys(a, b)
        yield from self._of_lengths(a, b)
        if a == b == 1:
            lead = (self._cover - np.maximum(_rivals(self._cover), _rivals(self._cover.T).T)) / self.typical
            yield "lead", np.minimum(lead, 0.2)
            yield "behind", np.minimum(lead, 0.0)
        if a + b > 2:
            yield from self._of_members(a, b, en_cover, zh_cover)

    def _of_keys(self, a: int, b: int) -> Iterator[Feature]:
        """Numbers and codes pass through translation as they are: shared ones bind, missing ones separate."""
        block = self._block
        found = _down(block.english_keys[b], a, self.size[1] - b + 1)
        missing = np.maximum(0, _sums(block.en_key_totals, a)[:, None] - found)
        zh_found = _across(block.chinese_keys[a], b, self.size[0] - a + 1)
        zh_missing = np.maximum(0, _sums(block.zh_key_totals, b)[None, :] - zh_found)
        yield "keys found", np.minimum(12.0, found + zh_found)
        yield "keys missing", np.minimum(6.0, missing) + np.minimum(6.0, zh_missing)

    def _of_lengths(self, a: int, b: int) -> Iterator[Feature]:
        en, zh = self._en_length(a)[:, None], self._zh_length(b)[None, :]
        unfit = misfit(en, zh)
        yield "misfit", np.minimum(unfit, 2.0)
        yield "great misfit", np.minimum(unfit, 10.0)
        if a + b > 2:
            yield "long English", np.minimum(en, VERY_LONG) / 100 + 0 * zh
            yield "long Chinese", np.minimum(zh, VERY_LONG) / 100 + 0 * en
            headings = _sums(self._en.headings, a)[:, None] + _sums(self._zh.headings, b)[None, :]
            yield "headings", headings
            yield "fits better whole", np.clip(self._unfit_without(en, zh, (a, b)), -1.0, 1.0)

    def _of_members(self, a: int, b: int, en_cover: Matrix, zh_cover: Matrix) -> Iterator[Feature]:
        """How well the least member is covered, and how much the less useful outer member adds to the other side."""
        rows, columns = en_cover.shape
        block = self._block
        least = np.full_like(en_cover, np.inf)
        gain = np.full_like(en_cover, np.inf)
        if a > 1:
            member = block.english[b] / block.en_totals[:, None]
            least = np.minimum(least, np.minimum.reduce([member[x : x + rows, :columns] for x in range(a)]))
            fewer = _across(block.chinese[a - 1], b, rows + 1) / self._zh_total(b)[None, :]
            gain = np.minimum(gain, zh_cover - np.maximum(fewer[1:], fewer[:-1]))
        if b > 1:
            member = block.chinese[a] / block.zh_totals[None, :]
            least = np.minimum(least, np.minimum.reduce([member[:rows, y : y + columns] for y in range(b)]))
            fewer = _down(block.english[b - 1], a, columns + 1) / self._en_total(a)[:, None]
            gain = np.minimum(gain, en_cover - np.maximum(fewer[:, 1:], fewer[:, :-1]))
        yield "least member", np.minimum(least, 0.25)
        yield "least gain", np.minimum(gain / self.typical, 0.25)

    def _unfit_without(self, en: Floats, zh: Floats, shape: Shape) -> Floats:
        """How much worse, in log lengths, the lengths would agree at best without an outer member of the bead."""
        a, b = shape
        others = []
        if a > 1:
            fewer = self._en_length(a - 1)[:, None]
            others += [_unfit(fewer[1:], zh), _unfit(fewer[:-1], zh)]
        if b > 1:
            fewer = self._zh_length(b - 1)[None, :]
            others += [_unfit(en, fewer[:, 1:]), _unfit(en, fewer[:, :-1])]
        worse: Floats = np.minimum.reduce(others) - _unfit(en, zh)
        return worse

    def _by_chance(self, found: Matrix, totals: Matrix) -> Matrix:
        """The weight of each row that a chance partner holds: long sentences and common words match anything."""
        return totals * np.float32(CHANCE / 2) if self._few else _others_mean(found)


def _unfit(en: Floats, zh: Floats) -> Floats:
    """The difference of two lengths' logarithms."""
    difference: Floats = np.abs(np.log((en + SMOOTHING) / (zh + SMOOTHING)))
    return difference


def _sums(values: Floats, count: int) -> Floats:
    """The sum of each `count` neighbours."""
    size = len(values) - count + 1
    total = values[:size].copy()
    for shift in range(1, count):
        total += values[shift : shift + size]
    return total


def _down(matched: Matrix, count: int, columns: int) -> Matrix:
    """Sums of `count` neighbouring rows."""
    return _sums(matched[:, :columns], count)


def _across(matched: Matrix, count: int, rows: int) -> Matrix:
    """Sums of `count` neighbouring columns."""
    return _sums(matched[:rows].T, count).T


def _others_mean(matched: Matrix) -> Matrix:
    """The mean of each row without its greatest value."""
    others: Matrix = (matched.sum(1) - matched.max(1)) / max(1, matched.shape[1] - 1)
    return others


def _rivals(cover: Matrix) -> Matrix:
    """For each place the greatest value of the others in its row."""
    if cover.shape[1] == 1:
        return np.zeros_like(cover)
    place = cover.argmax(1)
    rows = np.arange(len(cover))
    best = cover[rows, place]
    without = cover.copy()
    without[rows, place] = -1.0
    rivals = np.repeat(best[:, None], cover.shape[1], axis=1)
    rivals[rows, place] = without.max(1)
    return rivals


def _median(values: Sequence[float] | Floats) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return float(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)
