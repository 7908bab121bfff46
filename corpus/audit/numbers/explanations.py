"""Why a number may stand on one side only and be no fault: it is said in other words, or once more than needed."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from corpus.audit.numbers.figures import Figure, Passage, Printed, meaning
from corpus.audit.numbers.matching import Matching, is_short_year

# What says a value without a number, in either language.
_SAID: Final[dict[tuple[int, str], re.Pattern[str]]] = {
    (value, dimension): re.compile(words)
    for value, dimension, words in (
        (100, "%", r"\ball\b|every|entire|whole|complete|doubl|全|所有|均|皆|都|翻番|一倍|倍增"),
        (50, "%", "half|halv|半"),
        (25, "%", "quarter"),
        (10, "fold", "order|magnitude|数量级"),
        (100, "fold", "orders|magnitude|数量级"),
        (10, "", r"decade|\bten\b|十"),
        (12, "", "dozen|打"),
        (100, "", "hundred|百"),
        (1000, "", "‰|thousand|千"),
        (10_000, "", "万"),
        (100_000, "", "万"),
        (1_000_000, "", "million|百万|ppm"),
        (3600, "s", "hour|小时"),
        (86_400, "s", "day|daily|night|日|天|晚|昼夜"),
        (604_800, "s", "week|周|星期"),
        (1_209_600, "s", "fortnight|biweekly|weeks|周"),
        (1, "mo", "month|月"),
        (3, "mo", "quarter|季"),
        (6, "mo", "half|半|biannual"),
        (12, "mo", "year|annual|年|岁"),
        (120, "mo", "decade|年代"),
        (1200, "mo", "centur|世纪|百年"),
    )
}
# From three on: parts of words, by which numerals are known where they count nothing.
_SPELLED: Final = {
    value: tuple(numerals.split("/"))
    for value, numerals in enumerate(
        "三/three/tri 四/four/quad/tetra 五/five/pent 六/six/hex 七/seven/hept 八/eight/oct 九/nine 十/ten/dec "
        "十一/eleven 十二/twelve".split(),
        start=3,
    )
}
# One and two are articles, duals and pronouns as often as numbers.
_TRIFLE_MAX: Final = 2
_COUNTS: Final = frozenset(("number", "count", "grade"))
_RATES: Final = frozenset(("frequency", "fold"))
_INTERVAL: Final = re.compile(r"(?<![a-z])ci(?![a-z])|interval|区间|可信限|置信限")
_DURATIONS: Final = frozenset(("s", "mo"))


def unexplained(matching: Matching, en: Passage, zh: Passage) -> Matching:
    """The matching without what stands on one side only for a reason."""
    matching = _without_composed(matching)
    matched = [figure for pair in matching.pairs for figure in pair]
    left, right = matching.en, matching.zh
    if left:
        reasons = _Reasons(en, zh, matched)
        left = [figure for figure in left if not reasons.explain(figure)]
    if right:
        reasons = _Reasons(zh, en, matched)
        right = [figure for figure in right if not reasons.explain(figure)]
    return Matching(matching.pairs, left, right)


def _without_composed(matching: Matching) -> Matching:
    """The matching without a number that two neighbours say on the other side, and without those."""
    en, zh = matching.en, matching.zh
    if not en or not zh:
        return matching
    zh, en = _composed(zh, en)
    en, zh = _composed(en, zh)
    return Matching(matching.pairs, en, zh)


def _composed(wholes: list[Figure], parts: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """What is left of both: 五分之一 is one in five, 21 months are 1岁9个月."""
    kept: list[Figure] = []
    for whole in wholes:
        place = next((place for place, two in enumerate(pairwise(parts)) if _makes(whole, *two)), None)
        if place is None:
            kept.append(whole)
        else:
            parts = parts[:place] + parts[place + 2 :]
    return kept, parts


def _makes(whole: Figure, one: Figure, two: Figure) -> bool:
    if whole.dimension in _DURATIONS and one.dimension == two.dimension == whole.dimension:
        return one.unit != two.unit and one.base + two.base == whole.base
    if whole.kind not in ("percent", "fraction", "ratio") or one.dimension or two.dimension:
        return False
    above, below = sorted((one.value, two.value))
    return bool(above) and above * (100 if whole.dimension == "%" else 1) == whole.base * below


class _Reasons:
    """What may explain the numbers of one side by the other side of the bead."""

    def __init__(self, own: Passage, other: Passage, matched: Iterable[Figure]) -> None:
        """`matched` are the figures of both sides that found their equal."""
        self._own = own
        self._words = other.words
        self._repeated = {meaning(figure) for figure in matched}
        self._unread = {printed.value for printed in _unread(other)}

    def explain(self, figure: Figure) -> bool:
        """Whether the number is no fault."""
        if meaning(figure) in self._repeated or _is_said(figure, self._words):
            return True
        if figure.kind == "confidence":
            return not _INTERVAL.search(self._words)
        if not self._own.is_long(figure) and (_is_trifle(figure) or _is_spelled(figure, self._words)):
            return True
        return self._survives(figure)

    def _survives(self, figure: Figure) -> bool:
        """Whether the other side prints the same digits where no quantity is read: a name, a reference, a clock."""
        digits = self._own.digits_of(figure)
        if digits is None:
            return False
        return any(_is_printed_as(value, digits.value) or is_short_year(value, digits.value) for value in self._unread)


def _is_printed_as(one: Decimal, other: Decimal) -> bool:
    """Whether both are equal with equally many decimals."""
    return one == other and one.as_tuple().exponent == other.as_tuple().exponent


def _is_trifle(figure: Figure) -> bool:
    """Whether a short number is an article, a dual, an order or a rate, no amount: one, both, the first, 每年1次."""
    if figure.value > _TRIFLE_MAX:
        return figure.kind == "ordinal" and not figure.dimension
    if figure.kind in _COUNTS:
        return not figure.dimension
    return figure.kind == "ordinal" or (figure.kind in _RATES and figure.value == 1)


def _is_spelled(figure: Figure, words: str) -> bool:
    """Whether the words hold the numeral where no quantity is read: 三因素, sixmonth."""
    if figure.dimension == "month" or figure.value != figure.value.to_integral_value():
        return False
    numerals = _SPELLED.get(int(figure.value))
    return numerals is not None and any(numeral in words for numeral in numerals)


def _is_said(figure: Figure, words: str) -> bool:
    if figure.base != figure.base.to_integral_value():
        return False
    said = _SAID.get((int(figure.base), figure.dimension))
    return said is not None and said.search(words) is not None


def _unread(passage: Passage) -> Iterator[Printed]:
    """The numbers in digits that belong to no figure."""
    figures = sorted((figure.start, figure.end) for figure in passage.figures)
    place = 0
    for printed in passage.printed():
        while place < len(figures) and figures[place][1] <= printed.start:
            place += 1
        if place == len(figures) or printed.start < figures[place][0]:
            yield printed
