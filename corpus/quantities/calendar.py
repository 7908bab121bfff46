"""Dates, decades and centuries of both languages; a single year is found with the other numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from corpus.model import Side
from corpus.quantities.quantity import Quantity

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = (
    "(?:j(?:an(?:uary)?|une?|uly?)|feb(?:ruary)?|ma(?:r(?:ch)?|y)|a(?:pr(?:il)?|ug(?:ust)?)|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_FULL_MONTHS: Final = frozenset(
    "january february april june july august september october november december March".split()
)
_YEAR: Final = "[12][0-9]{3}(?![0-9])"
_DAY: Final = "(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_ENGLISH: Final = re.compile(
    rf"""
    (?<![a-z]){_MONTH}(?![a-z])\.?
      (?: \s(?P<day>{_DAY})(?:st|nd|rd|th)? (?! \s?[%.]?[0-9]) )?
      (?: ,?\s(?:of\s)?(?P<year>{_YEAR}) )?
    """,
    re.VERBOSE,
)
_DAY_BEFORE: Final = re.compile(rf"(?<![0-9.,-])({_DAY})(?:st|nd|rd|th)?\s(?:of\s)?$")
_NUMERIC: Final = re.compile(
    r"[12](?<![0-9./-][12])([0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9./-]?[0-9])"
)
_MONTH_TO_MONTH: Final = re.compile(
    r"([12](?<![0-9./-][12])[0-9]{3})([-/.])(0[1-9]|1[0-2])(?:\s?(?:--?|~|至|到)\s?|\sto\s)"
    r"([12][0-9]{3})\2(0[1-9]|1[0-2])(?![0-9./-]?[0-9])"
)
_CHINESE: Final = re.compile(
    rf"""
    (?<![0-9])(?<![0-9]\.)
    (?: (?:(?P<year>[12][0-9]{{3}})\s?年\s?)?(?P<month>1[0-2]|0?[1-9])
          (?:\s?[-~至到]\s?(?P<last>1[0-2]|0?[1-9]))?\s?月(?![龄经])份?(?:\s?(?P<day>{_DAY})\s?[日号])?
      | (?P<century>[0-9]{{1,2}})\s?世纪(?:\s?(?P<tens>[0-9])0\s?年代)?
      | (?P<decade>[1-9][0-9]{{0,2}}0)\s?年代 )
    """,
    re.VERBOSE,
)
_HAN_CENTURY: Final = re.compile(
    "(?P<century>二十一?|十[五六七八九])世纪(?:(?P<tens>[一二三四五六七八九])十年代)?|(?P<decade>[二三四五六七八九])十年代"
)
_LATIN_DECADE: Final = re.compile(r"[12](?<![0-9.,][12])([5-90][0-9]0)\s?'?s(?![a-z])")
_LATIN_CENTURY: Final = re.compile(r"(?<![0-9.,])([0-9]{1,2})(?:st|nd|rd|th)[\s-]century")
_JOIN: Final = re.compile(r"\s?(?:-|~|至|到|to|through|until|and)\s?")
_HAN_VALUES: Final = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
# 70年代 without a century is of the twentieth, but for the years that are still too near. Our choice.
_LAST_CENTURY_FROM: Final = 30


class _Day(NamedTuple):
    start: int
    end: int
    year: int
    month: int
    day: int
    last_month: int = 0


def calendar_quantities(text: str, lowered: str, side: Side) -> list[Quantity]:
    """The dates, decades and centuries of a folded text, in order; ranges of dates are one quantity."""
    days = sorted(_days(text, lowered, side))
    found = list(_joined(text, days))
    found.extend(_spans_of_years(text))
    found.sort()
    return [quantity for number, quantity in enumerate(found) if not number or quantity.start >= found[number - 1].end]


def _days(text: str, lowered: str, side: Side) -> Iterator[_Day]:
    for match in _NUMERIC.finditer(text):
        yield _Day(*match.span(), int(text[match.start() : match.end(1)]), int(match[3]), int(match[4]))
    for match in _MONTH_TO_MONTH.finditer(text):
        for year, month in ((1, 3), (4, 5)):
            yield _Day(match.start(year), match.end(month), int(match[year]), int(match[month]), 0)
    if side == "zh" and "月" in text:
        for match in _CHINESE.finditer(text):
            if match["month"]:
                month, last = int(match["month"]), int(match["last"] or 0)
                yield _Day(*match.span(), int(match["year"] or 0), month, int(match["day"] or 0), last)
    for match in _ENGLISH.finditer(lowered):
        day, year, start, end = int(match["day"] or 0), int(match["year"] or 0), match.start(), match.end()
        name = match.group()[:3]
        if not day and (before := _DAY_BEFORE.search(text, max(0, start - 9), start)):
            day, start = int(before[1]), before.start()
        elif not day and not year and not _is_month(text[start:end]):
            continue
        if end > start and text[end - 1] == ".":
            end -= 1
        yield _Day(start, end, year, _MONTHS.index(name) + 1, day)


def _is_month(written: str) -> bool:
    """Whether a month's name alone is one: march and may are verbs, unless March begins with a capital."""
    name = written.rstrip(".")
    return name in _FULL_MONTHS or (name[0].isupper() and name != "May" and name.lower() in _FULL_MONTHS)


def _joined(text: str, days: list[_Day]) -> Iterator[Quantity]:
    """Each date, or two that "to" joins; the one without a year has the other's."""
    place = 0
    while place < len(days):
        first, place = days[place], place + 1
        last = None
        if place < len(days) and first.end <= days[place].start <= first.end + 9:
            join = _JOIN.fullmatch(text, first.end, days[place].start)
            if join and ("and" not in join.group() or text.endswith(("between ", "Between "), 0, first.start)):
                last, place = days[place], place + 1
        yield _date(first, last)


def _date(first: _Day, last: _Day | None) -> Quantity:
    year = first.year or (last.year if last else 0)
    low = _number(year, first.month, first.day)
    if last is not None:
        high = _number(last.year or year, last.month, last.day)
    elif first.last_month:
        high = _number(year, first.last_month, 0)
    else:
        return Quantity(first.start, first.end, low, "", "date")
    return Quantity(first.start, (last or first).end, low, "", "date", high=high)


def _number(year: int, month: int, day: int) -> Decimal:
    return Decimal(year * 10_000 + month * 100 + day)


def _spans_of_years(text: str) -> Iterator[Quantity]:
    """Decades and centuries."""
    for pattern in (_CHINESE, _HAN_CENTURY) if "世纪" in text or "年代" in text else ():
        for match in pattern.finditer(text):
            if match["century"]:
                century = match["century"]
                number = int(century) if century.isdecimal() else _han_century(century)
                tens = match["tens"]
                if tens:
                    ten = int(tens) if tens.isdecimal() else _HAN_VALUES[tens]
                    yield Quantity(*match.span(), Decimal((number - 1) * 100 + ten * 10), "", "decade")
                else:
                    yield Quantity(*match.span(), Decimal(number), "", "century")
            elif match["decade"]:
                written = match["decade"]
                decade = int(written) if written.isdecimal() else _HAN_VALUES[written] * 10
                if decade < 100:
                    decade += 1900 if decade >= _LAST_CENTURY_FROM else 2000
                yield Quantity(*match.span(), Decimal(decade), "", "decade")
    for match in _LATIN_DECADE.finditer(text):
        yield Quantity(*match.span(), Decimal(text[match.start() : match.end(1)]), "", "decade")
    for match in _LATIN_CENTURY.finditer(text) if "century" in text else ():
        yield Quantity(*match.span(), Decimal(match[1]), "", "century")


def _han_century(numeral: str) -> int:
    return 20 + (numeral == "二十一") if numeral[0] == "二" else 10 + _HAN_VALUES[numeral[1]]
