"""Why a number may stand on one side only and be no fault: it is said in other words, or once more than needed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from corpus.audit.numbers.figures import Figure, Passage, Printed

# What says a value without a number, in either language.
_SAID: Final[dict[tuple[int, str], re.Pattern[str]]] = {
    (value, dimension): re.compile(words)
    for value, dimension, words in (
        (100, "%", "\\ball|every|entire|whole|complete|doubl|全|所有|均|皆|都|翻番|一倍|倍增"),
        (50, "%", "half|halv|半"),
        (25, "%", "quarter"),
        (10, "fold", "order|magnitude|数量级"),
        (100, "fold", "orders|magnitude|数量级"),
        (10, "", "decade|\\bten\\b|十"),
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
_INTERVAL: Final = re.compile(r"(?<![a-z])ci(?![a-z])|interval|区间|可信限|置信限")


class Explanations:
    """What may explain the numbers of one side by the other side of the bead."""

    def __init__(self, own: Passage, other: Passage, matched: Iterable[Figure]) -> None:
        """`matched` are the figures of both sides that found their equal."""
        self._own = own
        self._other = other
        self._words = other.words()
        self._repeated = {_meaning(figure) for figure in matched}
        self._unread = [printed.value for printed in _unread(other)]

    def explain(self, figure: Figure) -> bool:
        """Whether the number is no fault; a number in digits that quantities pass over explains one figure."""
        if _meaning(figure) in self._repeated:
            return True
        said = _SAID.get((int(figure.base), figure.dimension)) if figure.base == int(figure.base) else None
        if said is not None and said.search(self._words):
            return True
        if figure.kind == "confidence":
            return not _INTERVAL.search(self._words)
        return self._survives(figure) or _is_share(figure, self._other.figures)

    def _survives(self, figure: Figure) -> bool:
        """Whether the other side prints the same digits where no quantity is read: a name, a reference, a clock."""
        digits = self._own.digits_of(figure)
        if digits is None:
            return False
        for place, value in enumerate(self._unread):
            if value == digits.value and value.as_tuple().exponent == digits.value.as_tuple().exponent:
                del self._unread[place]
                return True
        return False


def _meaning(figure: Figure) -> tuple[Decimal, str, str]:
    """What a number says twice if it stands there twice."""
    return figure.base, figure.dimension, figure.comparator


def _unread(passage: Passage) -> Iterator[Printed]:
    """The numbers in digits that belong to no figure."""
    figures = sorted((figure.start, figure.end) for figure in passage.figures)
    place = 0
    for printed in passage.printed():
        while place < len(figures) and figures[place][1] <= printed.start:
            place += 1
        if place == len(figures) or printed.start < figures[place][0]:
            yield printed


def _is_share(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether two neighbours on the other side make this percentage or ratio: one in five is 20%."""
    if figure.kind not in ("percent", "fraction", "ratio"):
        return False
    hundred = 100 if figure.dimension == "%" else 1
    for one, two in pairwise(others):
        for above, below in ((one.value, two.value), (two.value, one.value)):
            if below and above < below and above * hundred == figure.base * below:
                return True
    return False
