"""From numbers to quantities: their scales, ranges, spreads and units, one number after the other."""

import re
from decimal import Decimal
from math import gcd
from typing import Final, NamedTuple

from corpus.quantities.amount import Amount, times_power
from corpus.quantities.context import Before, look_before
from corpus.quantities.digits import read_power
from corpus.quantities.kinds import classify, is_flattened, kind_of
from corpus.quantities.numeral import Numeral
from corpus.quantities.numerals import LARGE, part, scale_value
from corpus.quantities.quantity import Quantity
from corpus.quantities.units import Reading, read_unit

_SCALE: Final = re.compile(
    r"\s?(?P<more>[余多几])?\s?(?:(?P<han>[十百千]?[万亿]{1,2}|[百千](?![克卡帕米分瓦赫伏])|十(?=[余多万亿]))|(?P<english>(?<!\w)"
    r"(?:hundred|thousand|million|billion|trillion)(?![a-z])))?(?P<still>[余多](?=[例名个人年天岁次种项位篇小周株所家]))?"
)
_SCALE_BEGINS: Final = frozenset("余多几十百千万亿htmb- ")
_RANGE: Final = re.compile(r"\s?(?:-{1,2}|~|∼|—{1,2}|至|到|\.\.)\s?|-?\s(?:to|through)\s|-\sor\s|-to-")
_RANGE_OR_COMMA: Final = re.compile(r"\s?(?:-{1,2}|~|∼|—{1,2}|至|到|[,;、])\s?|\s(?:to|and)\s")
_BETWEEN: Final = re.compile(r"\sand\s")
_SPREAD: Final = re.compile(r"\s?(?P<open>\()?\s?(?:±|\+/-)\s?")
_PARTS: Final = re.compile(r"\s?分之\s?")
_COLON: Final = re.compile(r"\s?[:∶比]\s?")
_PERCENT_BEFORE: Final = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
_HALF_MORE: Final = re.compile("个半(?=月|小时|疗程|周期)")
_HALF_AFTER: Final = re.compile("半(?!年|月|天|径|胱|乳|数|身|衰)")
_A_DAY: Final = re.compile(r"\s?(?:日|天|周|月|年)\s?[0-9一二两三四五六]{1,2}\s?次")
_EACH: Final = re.compile("[每](平方米|公斤|千克|kg|m2|m²|日|天|周)(?:体表面积|体重)?\\s?(?:给予|用|服)?\\s?$")
_EACH_UNITS: Final = {
    "平方米": "m2", "m2": "m2", "m²": "m2", "公斤": "kg", "千克": "kg", "kg": "kg", "日": "d", "天": "d", "周": "wk"
}  # fmt: skip
_MINUS_AFTER: Final = frozenset(" ([{<>=≤≥~,:;±/为于是至到\n")
# 1/3 is a fraction, 9/12 two numbers. Our choice.
_FRACTION_MAX: Final = 10
_YEAR_DIGITS: Final = 4


class _Part(NamedTuple):
    """A number with its scale: 1.2亿, 120 million."""

    end: int
    value: Decimal
    more: bool = False


class Reader:
    """Reads the numbers of one text into quantities, from left to right, around those that are known already."""

    def __init__(self, text: str, lowered: str, numerals: list[Numeral], known: list[Quantity]) -> None:
        self._text = text
        self._lowered = lowered
        self._numerals = numerals
        self._known = known
        self._floor = 0  # nothing before this place is read again
        self._limit = len(text)  # nothing from here on is the reader's own
        self.quantities: list[Quantity] = []

    def read(self) -> list[Quantity]:
        """The quantities, in order, without overlaps; what is known comes before what is found."""
        place = 0
        for known in [*self._known, None]:
            self._limit = len(self._text) if known is None else known.start
            while place < len(self._numerals) and self._numerals[place].start < self._limit:
                numeral = self._numerals[place]
                place += self._read_one(place) if numeral.start >= self._floor else 1
            if known is not None and known.start >= self._floor:
                self._add(known)
        return self.quantities

    def _read_one(self, place: int) -> int:
        """Read the quantity that begins with this number; how many numbers it took."""
        numeral = self._numerals[place]
        if numeral.value == 1 and _A_DAY.match(self._text, numeral.end):
            return 1  # 一日三次
        before = look_before(self._text, self._lowered, numeral.start, self._floor)
        start, negative = self._sign(numeral, before.start)
        scale = _PERCENT_BEFORE.get(self._text[start - 3 : start]) if start - 3 >= self._floor else None
        first = self._scaled(numeral)
        if negative:
            first = first._replace(value=-first.value)
        if scale is None and (taken := self._fraction(place, first, before)):
            return taken
        value, half = self._half_more(first)
        unit = read_unit(self._text, half)
        amount = Amount(numeral, min(start, before.start), half, value, unit, before, floor=self._floor)
        taken = 1
        if (second := self._next(place)) is not None:
            amount, taken = self._second(second, amount)
        if first.more:
            amount = amount._replace(more=True)
        if scale is None:
            amount = self._half_after(self._each(self._after_parenthesis(amount)))
        else:  # 百分之二十
            high = None if amount.high is None else amount.high * scale
            percent = Reading("%", amount.end, spelled="%")
            amount = amount._replace(start=start - 3, value=amount.value * scale, high=high, unit=percent)
        quantity = classify(self._text, self._lowered, amount)
        if quantity is not None:
            self._add(quantity)
        return taken

    def _half_after(self, amount: Amount) -> Amount:
        """一年半 is one and a half years."""
        if amount.unit is None or amount.unit.unit not in ("a", "mo", "d", "wk", "h"):
            return amount
        half = _HALF_AFTER.match(self._text, amount.unit.end)
        if half is None:
            return amount
        return amount._replace(value=amount.value + Decimal("0.5"), unit=amount.unit._replace(end=half.end()))

    def _after_parenthesis(self, amount: Amount) -> Amount:
        """(65.2 ± 12.1)岁, (200 ± 50)×10⁹/L: the unit of what the parenthesis holds stands behind it."""
        begin, text = amount.start - 1, self._text
        if amount.unit is not None or not text.startswith(")", amount.end) or not text.startswith("(", max(begin, 0)):
            return amount
        power = read_power(text, amount.end + 1)
        end = power.end if power else amount.end + 1
        unit = read_unit(text, end) if begin >= self._floor else None
        if unit is None or not unit.unit:
            return amount
        amount = amount._replace(start=begin, end=end, unit=unit)
        if power is None:
            return amount
        numeral = amount.numeral._replace(damaged=amount.numeral.damaged or power.damaged)
        return times_power(amount, power.exponent)._replace(numeral=numeral)

    def _each(self, amount: Amount) -> Amount:
        """每平方米80 mg, 每天165 mg: what the dose is for stands before it."""
        if amount.unit is None or not amount.unit.unit or kind_of(amount.unit.unit) != "dose":
            return amount
        each = _EACH.search(self._text, max(self._floor, amount.start - 12), amount.start)
        if each is None or "/" in amount.unit.unit:
            return amount
        unit = f"{amount.unit.unit}/{_EACH_UNITS[each[1]]}"
        return amount._replace(start=each.start(), unit=amount.unit._replace(unit=unit))

    def _sign(self, numeral: Numeral, before: int) -> tuple[int, bool]:
        """Where the number begins with its sign, and whether that is a minus."""
        at = numeral.start - 1
        signed = numeral.form in ("digits", "power") and at >= self._floor and self._text[at] == "-"
        if signed and (at == 0 or self._text[at - 1] in _MINUS_AFTER):
            return at, True
        return numeral.start, False

    def _scaled(self, numeral: Numeral) -> _Part:
        """The number times the scale written after it."""
        end = numeral.end
        if numeral.form not in ("digits", "han", "power") or self._text[end : end + 1] not in _SCALE_BEGINS:
            return _Part(end, numeral.value)
        scale = _SCALE.match(self._text, end)
        if scale is None:
            return _Part(end, numeral.value)
        factor = Decimal(1)
        if scale["han"]:
            factor = scale_value(scale["han"])
        elif scale["english"]:
            factor = Decimal(LARGE[scale["english"].lower()])
        elif not scale["more"] and not scale["still"]:
            return _Part(end, numeral.value)
        return _Part(scale.end(), numeral.value * factor, bool(scale["more"] or scale["still"]))

    def _half_more(self, first: _Part) -> tuple[Decimal, int]:
        """两个半月 is two and a half months."""
        half = _HALF_MORE.match(self._text, first.end)
        return (first.value, first.end) if half is None else (first.value + Decimal("0.5"), half.end())

    def _fraction(self, place: int, first: _Part, before: Before) -> int:
        """Read 三分之二, 1/3, 1:2; how many numbers it took, or 0."""
        numeral = self._numerals[place]
        second = self._next(place)
        if second is None or second.start > first.end + 4 or second.form not in ("digits", "han"):
            return 0
        start = before.start
        between = self._text[first.end : second.start]
        if _PARTS.fullmatch(between) and first.value > 0:
            value = part(second.value, first.value)
            self._add(Quantity(start, second.end, value, "", "fraction", before.comparator))
        elif between == "/" and self._is_small_fraction(numeral, second):
            value = part(numeral.value, second.value)
            self._add(Quantity(start, second.end, value, "", "fraction", before.comparator))
        elif _COLON.fullmatch(between) and second.value > 0 and numeral.form == second.form:
            if "比" not in between and self._is_clock(numeral, second):
                self._floor = second.end
                return 2
            value = part(numeral.value, second.value)
            self._add(Quantity(start, second.end, value, ":", "ratio", before.comparator))
        else:
            return 0
        return 2

    def _is_small_fraction(self, above: Numeral, below: Numeral) -> bool:
        if above.grouped or below.grouped or not 0 < above.value < below.value <= _FRACTION_MAX:
            return False
        around = self._text[above.start - 1 : above.start] + self._text[below.end : below.end + 1]
        return gcd(int(above.value), int(below.value)) == 1 and not any(sign in "/级期度型" for sign in around)

    def _is_clock(self, hours: Numeral, minutes: Numeral) -> bool:
        zero = self._text[minutes.start] == "0" or self._text[hours.start] == "0"
        return zero and hours.value < 25 and minutes.end - minutes.start == 2

    def _next(self, place: int) -> Numeral | None:
        """The number after this one, if it is not part of something known."""
        if place + 1 < len(self._numerals) and self._numerals[place + 1].start < self._limit:
            return self._numerals[place + 1]
        return None

    def _add(self, quantity: Quantity) -> None:
        self.quantities.append(quantity)
        self._floor = quantity.end

    def _second(self, second: Numeral, first: Amount) -> tuple[Amount, int]:
        """The amount with the upper end or the spread that follows it; how many numbers it took."""
        ends = [first.end] if first.unit is None else [first.unit.end, first.end]
        for end in ends:
            if not end <= second.start <= end + 12:
                continue
            between = self._text[end : second.start]
            unit_first = first.unit if end != first.end else None
            if (spread := _SPREAD.fullmatch(between)) is not None:
                return self._with_spread(first, unit_first, second, closed=spread["open"] is not None)
            joins, negative = self._joins(between, first)
            if joins:
                return self._with_second(first, unit_first, second, negative=negative)
        return first, 1

    def _joins(self, between: str, first: Amount) -> tuple[bool, bool]:
        """Whether this makes a range of two numbers, and whether the second has a minus."""
        pattern = _RANGE_OR_COMMA if first.before.kind == "interval" else _RANGE
        if pattern.fullmatch(between):
            return True, False
        if between.endswith("-") and len(between) > 1 and pattern.fullmatch(between[:-1]):
            return True, True
        if _BETWEEN.fullmatch(between):
            return self._lowered.endswith(("between ", "between the ages of "), 0, first.start), False
        return False, False

    def _with_spread(
        self, first: Amount, unit_first: Reading | None, second: Numeral, *, closed: bool
    ) -> tuple[Amount, int]:
        """Both numbers as a value and its spread: 65 ± 12 years, 24.9 (± 10.0)天."""
        scaled = self._scaled(second)
        end = scaled.end + (closed and self._text.startswith(")", scaled.end))
        unit = read_unit(self._text, end)
        if unit_first is not None and unit is not None and unit.unit != unit_first.unit:
            return first, 1
        if unit is None and unit_first is not None:
            unit = unit_first._replace(end=end)
        value = first.value if first.numeral.power else first.value.scaleb(second.power)
        return first._replace(end=end, value=value, spread=scaled.value, unit=unit), 2

    def _with_second(
        self, first: Amount, unit_first: Reading | None, second: Numeral, *, negative: bool
    ) -> tuple[Amount, int]:
        """Both numbers as one amount, if they have one unit and rise; otherwise the first alone."""
        if second.form not in ("digits", "power", "han", "word"):
            return first, 1
        scaled = self._scaled(second)
        value, end = self._half_more(scaled)
        value = -value if negative else value
        unit = read_unit(self._text, end)
        if unit_first is not None and (unit is None or unit.unit != unit_first.unit):
            return first, 1
        low = self._shared_scale(first, second, scaled)
        if value < low and low == first.value:
            value = self._short_year(first, second, value)
        if value < low or (self._text.startswith("-", end) and self._text[end + 1 : end + 2].isdigit()):
            return first, 1
        if self._falls(first, second, scaled):
            return first, 1
        if unit is not None and is_flattened(self._text, unit.unit, first.numeral, second):
            return first, 1
        return first._replace(end=end, value=low, high=value, unit=unit), 2

    def _shared_scale(self, first: Amount, second: Numeral, scaled: _Part) -> Decimal:
        """3-5万 is 30 000 to 50 000, 3-5 × 10⁹ likewise: a scale after the second number is the first's too."""
        if first.numeral.value != first.value or first.numeral.power:
            return first.value
        factor = (part(scaled.value, second.value) if second.value else Decimal(1)).scaleb(second.power)
        return first.value * factor if first.value < second.value.scaleb(-second.power) else first.value

    def _falls(self, first: Amount, second: Numeral, scaled: _Part) -> bool:
        """Whether the numbers fall but for a scale that both have: from 99.4 to 88.5 billion."""
        printed = second.value.scaleb(-second.power)
        return scaled.value > printed and printed < first.value < 10 * printed and not first.numeral.power

    def _short_year(self, first: Amount, second: Numeral, value: Decimal) -> Decimal:
        """2015-18 ends in 2018."""
        numeral = first.numeral
        if numeral.end - numeral.start == _YEAR_DIGITS and second.end - second.start == 2 and not numeral.grouped:
            return first.value - first.value % 100 + value
        return value
