"""Grades, stages and phases in Roman numerals: phase II/III, Ⅲ期, stage IIIB."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from corpus.quantities.context import is_graded
from corpus.quantities.quantity import Quantity

_ROMAN: Final = {
    numeral: value
    for numerals in ("I II III IV V VI VII VIII IX X XI XII", "Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ Ⅵ Ⅶ Ⅷ Ⅸ Ⅹ Ⅺ Ⅻ")
    for value, numeral in enumerate(numerals.split(), 1)
}
_NUMERAL: Final = "(?:[IVX]{1,4}|[Ⅰ-Ⅻ])"
_GRADE: Final = re.compile(
    rf"(?P<low>{_NUMERAL})[ABCabc]?(?:(?:\s?[-~/至到]\s?|\s(?:to|or|and)\s|[或和、])(?P<high>{_NUMERAL})[ABCabc]?)?(?![A-Za-z0-9])"
)
_GRADE_AFTER: Final = re.compile(r"[\s-]?(?:级|期(?!间|望)|度|型)")


def grades(text: str, lowered: str) -> Iterator[Quantity]:
    """The grades in Roman numerals of a folded text, in order."""
    for match in _GRADE.finditer(text):
        start, end = match.span()
        if start and text[start - 1].isascii() and text[start - 1].isalnum():
            continue
        low, high = _ROMAN.get(match["low"]), _ROMAN.get(match["high"] or "")
        if low is None or (match["high"] and high is None):
            continue
        after = _GRADE_AFTER.match(text, end)
        if after is None and not is_graded(lowered, start):
            continue
        upper = Decimal(high) if high is not None and high > low else None
        yield Quantity(start, after.end() if after else end, Decimal(low), "", "grade", high=upper)
