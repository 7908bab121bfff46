"""Which numbers of the two sides of a bead say the same.

First what is equal in base units, then what is equal as two languages print it: a unit said once, months for weeks, a
value rounded after its conversion, a year in two digits.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from corpus.audit.numbers.figures import Figure, Passage

Pair: TypeAlias = tuple[Figure, Figure]

# A month is 28 to 31 days: 4 weeks, 30 days, a twelfth of 52 weeks or of 365 days.
_MONTH_SECONDS: Final = (Decimal(28 * 86400), Decimal(31 * 86400))
# 101 °F are printed as 38.3 °C, and 6 to 59 months are an age up to 5 years. Our choice.
_CONVERTED: Final = Decimal("0.02")
# One third is printed as 33%, two thirds as 67%.
_PERCENT_ROUNDED: Final = Decimal(1)
_CENTURY: Final = 100
_YEARS: Final = range(1900, 2100)
_CALENDAR: Final = range(1000, 2100)
_YEARLY: Final = ("", "a")
# Statistics programs print P = 0.000 for what is below 0.001.
_P_LEAST: Final = Decimal("0.001")
# What says the lower part of a unit elsewhere in the sentence: every day 100 mg, a fall of 2 g or more per deciliter.
_SAID_BELOW: Final = {
    "d": re.compile("day|dail|night|日|天|晚"),
    "kg": re.compile("kg|kilo|weight|体重|公斤|千克"),
    "L": re.compile("lit(?:er|re)|l(?![a-z])|mm3|mm³|cubic|升|立方"),
    "m2": re.compile("square|surface|m2|m²|平方|体表"),
    "mo": re.compile("month|year|annual|月|年"),
}
# A bead with more unmatched numbers than this on a side is a table or no translation. Our choice.
UNMATCHED_MAX: Final = 30


class Matching(NamedTuple):
    """The pairs that say the same, and what is left on both sides in the order of the text."""

    pairs: list[Pair]
    en: list[Figure]
    zh: list[Figure]


def match(en: Passage, zh: Passage) -> Matching:
    """The numbers of both sides paired, each at most once; more than UNMATCHED_MAX are paired by equality alone."""
    matching = _equal(en.figures, zh.figures)
    if not matching.en or not matching.zh or max(len(matching.en), len(matching.zh)) > UNMATCHED_MAX:
        return matching
    matching = paired(matching, lambda one, other: _unit_elsewhere(one, other, en, zh))
    return paired(paired(matching, _unit_unsaid), _about_equal)


def paired(matching: Matching, says_the_same: Callable[[Figure, Figure], bool]) -> Matching:
    """The matching with what is left paired, first come first served."""
    if not matching.en or not matching.zh:
        return matching
    pairs, zh = list(matching.pairs), list(matching.zh)
    en: list[Figure] = []
    for figure in matching.en:
        place = next((place for place, other in enumerate(zh) if says_the_same(figure, other)), None)
        if place is None:
            en.append(figure)
        else:
            pairs.append((figure, zh.pop(place)))
    return Matching(pairs, en, zh)


def _equal(en: Sequence[Figure], zh: Sequence[Figure]) -> Matching:
    """What is equal in base units."""
    waiting: defaultdict[tuple[Decimal, str], list[int]] = defaultdict(list)
    for place in range(len(zh) - 1, -1, -1):
        waiting[zh[place].base, zh[place].dimension].append(place)
    pairs: list[Pair] = []
    left: list[Figure] = []
    taken: set[int] = set()
    for figure in en:
        same = waiting.get((figure.base, figure.dimension))
        if same:
            place = same.pop()
            taken.add(place)
            pairs.append((figure, zh[place]))
        else:
            left.append(figure)
    return Matching(pairs, left, [figure for place, figure in enumerate(zh) if place not in taken])


def _unit_elsewhere(one: Figure, other: Figure, en: Passage, zh: Passage) -> bool:
    """The same amount, where one side says what it is for or in at another place of the sentence."""
    if one.value != other.value or not one.unit or not other.unit:
        return False
    (above, *below), (other_above, *other_below) = one.unit.split("/"), other.unit.split("/")
    if above != other_above or not (set(below) ^ set(other_below)):
        return False
    below, other_below = one.dimension.split("/")[1:], other.dimension.split("/")[1:]
    unsaid = [(part, en) for part in set(other_below) - set(below)]
    unsaid += [(part, zh) for part in set(below) - set(other_below)]
    return all(part in _SAID_BELOW and _SAID_BELOW[part].search(passage.words) for part, passage in unsaid)


def _unit_unsaid(one: Figure, other: Figure) -> bool:
    """The same number, its unit on one side only: 80.0% to 89.3% and 80.0 to 89.3, day 30 and 第30.

    A calendar year is no duration without its unit, but in 2000年前 it may be one of years.
    """
    if one.value != other.value or (one.unit and other.unit):
        return False
    if one.unit in _YEARLY and other.unit in _YEARLY:
        return True
    return not (is_calendar_year(one) or is_calendar_year(other))


def is_calendar_year(figure: Figure) -> bool:
    """Whether it is a year, or a bare number that may be one."""
    if figure.kind == "number":
        return figure.value in _CALENDAR
    return figure.kind == "year"


def _about_equal(one: Figure, other: Figure) -> bool:
    """The same but for rounding and the ways in which two languages print it."""
    if one.dimension == other.dimension:
        return (
            _rounded(one, other)
            or (not one.dimension and is_short_year(one.value, other.value))
            or _least(one, other)
            or _next_whole(one, other)
        )
    if {one.dimension, other.dimension} == {"s", "mo"}:
        seconds, months = (one, other) if one.dimension == "s" else (other, one)
        return _MONTH_SECONDS[0] * months.base <= seconds.base <= _MONTH_SECONDS[1] * months.base
    return "frequency" in (one.kind, other.kind) and one.value == other.value and _is_rate(one, other)


def _rounded(one: Figure, other: Figure) -> bool:
    if "fraction" in (one.kind, other.kind):
        return one.dimension == "%" and abs(one.base - other.base) <= _PERCENT_ROUNDED
    return one.unit != other.unit and abs(one.base - other.base) <= _CONVERTED * max(one.base, other.base)


def is_short_year(one: Decimal, other: Decimal) -> bool:
    """Whether one is a year in two digits, the other in four: 1998-99, COVID-19."""
    short, long = sorted((one, other))
    return short < _CENTURY and long in _YEARS and long % _CENTURY == short


def _least(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind == "p value" and {one.value, other.value} == {Decimal(0), _P_LEAST}


def _next_whole(one: Figure, other: Figure) -> bool:
    """More than 8 years are 9 or more, less than 10 at most 9."""
    if one.unit != other.unit or not (one.value % 1 == 0 == other.value % 1):
        return False
    steps = {(">", "≥"): 1, ("≥", ">"): -1, ("<", "≤"): -1, ("≤", "<"): 1}
    return other.value - one.value == steps.get((one.comparator, other.comparator))


def _is_rate(one: Figure, other: Figure) -> bool:
    """Once every year is at intervals of one year."""
    return one.value == 1 and (one.unit == f"/{other.unit}" or other.unit == f"/{one.unit}")
