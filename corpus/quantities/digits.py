"""Numbers written in digits: thousands, decimals, powers of ten; names and references that hold digits are passed over.

One pass of one expression that begins with a digit, a point or a bracket, over folded text, in linear time.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from corpus.model import Side
from corpus.quantities.names import footnotes_end, goes_on, in_name, is_reference, noted_year
from corpus.quantities.numeral import Numeral

# More digits than this are an identifier or a sequence, no amount. Our choice.
DIGITS_MAX: Final = 24
_POWER_MAX: Final = 99

_GROUPS: Final = r"[,\u2009\u202f\xa0]"
# After a number in groups: no digits that make a list or a time of it, but the other end of a range may follow.
_NO_MORE: Final = r"(?![0-9]|[,/:][0-9]|-[0-9](?![0-9]{0,2}\ [0-9]{3}(?![0-9])))"
_NUMBER: Final = re.compile(
    rf"""
    [0-9.\[¼½¾⅓⅔⅛⅕]
    (?: (?<=\[)[0-9][0-9 ,;-]{{0,60}}\]                             # [12], [3-5]
      | (?<=[¼½¾⅓⅔⅛⅕])
      | (?<=\.)(?<!\.\.)(?<![\u4e00-\u9fff]\.)[0-9]+                # .05
      | (?<=1)0\.[0-9]{{4,9}}/[^\s\u2e80-\uffff]+                   # a DOI
      | (?<=[0-9])[0-9]{{0,2}}(?:{_GROUPS}[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?
      | (?<=[1-9])[0-9]{{0,2}}(?:\ [0-9]{{3}})+{_NO_MORE}(?:\.[0-9]+)?   # 1 045, a thin space once
      | (?<=[0-9])[0-9]*(?:[.·](?!10[\^⁰¹²³⁴-⁹])[0-9]+)*[¼½¾⅓⅔⅛⅕]?
    )
    """,
    re.VERBOSE,
)

_SUPER: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS: Final = str.maketrans(_SUPER + "⁺⁻", "0123456789+-")
_COUNTED_AFTER: Final = r"\s?(?:/\s?[A-Za-zμ]|cells?\b|copies\b|cfu\b|CFU\b|pfu\b|PFU\b|个|拷贝|IU\b|U\b)"


def _exponent(tag: str) -> str:
    """The expression of an exponent that shows that it is one: ^9, **9, ⁹, e9; its groups end in `tag`."""
    return (
        rf"\s?(?:\^|\*{{1,2}})\s?[({{]?(?P<raised{tag}>[+-]?[0-9]{{1,3}})[)}}]?"
        rf"|(?P<super{tag}>[⁺⁻]?[{_SUPER}]{{1,3}})"
        rf"|[eE](?P<letter{tag}>[+-]?[0-9]{{1,3}})(?![0-9A-Za-z])"
    )


_POWER: Final = re.compile(
    rf"""
    \s{{0,2}}[×✕⨯xX*·⋅•]\s{{0,2}}10
      (?: {_exponent("_times")}
        | \s?\((?P<bracket>[+-]?[0-9]{{1,2}})\)
        | (?P<minus>-[0-9]{{1,2}})(?![0-9.])
        | \s(?P<apart>[0-9]{{1,2}})(?={_COUNTED_AFTER})
        | (?P<flat>[3-9]|1[0-2])(?={_COUNTED_AFTER})
        | (?P<lost>)(?=\s?/\s?[A-Za-zμ]) )
    | \s10(?:{_exponent("_beside")})
    | [eE](?P<plain>[+-]?[0-9]{{1,3}})(?![0-9A-Za-z])
    """,
    re.VERBOSE,
)
_BARE_POWER: Final = re.compile(
    rf"{_exponent('')}|\s?\((?P<bracket>[+-]?[0-9]{{1,2}})\)(?=\s?/\s?[A-Za-zμ])|\s?\((?P<minus>-[0-9]{{1,2}})\)"
)
# Most counts per litre of blood are printed in thousands of millions.
_LIKELY_LOST: Final = {"L": 9, "l": 9}
_POWER_BEGINS: Final = frozenset(" ×✕⨯xX*·⋅•eE")
_LOST_UNIT: Final = re.compile(r"\s?/\s?([A-Za-zμ]+)")

# Chinese as some corpora print it: 8, 400名. Not in a list: 120, 130和150.
_SPACED: Final = re.compile(r"(?:, [0-9]{3})+(?![0-9]|\s?[,、和及与]\s?[0-9])")
# Decimals in groups of three, as Chinese journals print them (GB/T 15835): 0.053 5
_DECIMAL_GROUPS: Final = re.compile(r"(?: [0-9]{3})* [0-9]{1,3}(?=[\s)~±;。、]|,(?![0-9])|$)")
_GROUP_DIGITS: Final = 3
_NOT_DIGITS: Final = re.compile(_GROUPS + "| ")


class Power(NamedTuple):
    """A power of ten after a number; `damaged` where its exponent is no longer raised, or gone."""

    end: int
    exponent: int
    damaged: bool


def digit_numerals(text: str, side: Side) -> Iterator[Numeral]:
    """The numbers in digits of a folded text, in order."""
    passed = -1  # where a name or reference ended that goes on over the next number
    reach = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        written = match.group()
        if start < reach:
            continue
        if written[0] == "[":
            if len(written) > 1 and not is_reference(text, start):
                reach = start + 1
                yield from _inside(text, start, end)
            continue
        if "/" in written or end - start > DIGITS_MAX or written == ".":
            continue
        if in_name(text, start, passed) or goes_on(text, end):
            passed = end
            continue
        if "." in written and (year := noted_year(text, start, end)):
            end, written, passed = year, text[start:year], end
        if side == "zh":
            if (footnotes := footnotes_end(text, start, end)) > 0:
                reach = footnotes
                continue
            if end - start <= _GROUP_DIGITS and (spaced := _SPACED.match(text, end)) and written[0] != "0":
                end, written = spaced.end(), written + spaced.group()
            elif text[end - 4 : end - 3] == "." and (grouped := _DECIMAL_GROUPS.match(text, end)):
                end, written = grouped.end(), written + grouped.group()
        numeral = _numeral(text, start, end, written)
        if numeral is not None:
            reach = numeral.end
            yield numeral


def _inside(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers in a bracket that is no reference: [12, 15] after an estimate."""
    for match in _NUMBER.finditer(text, start + 1, end):
        numeral = _numeral(text, match.start(), match.end(), match.group())
        if numeral is not None:
            yield numeral


def _numeral(text: str, start: int, end: int, written: str) -> Numeral | None:
    value = _value(written)
    if value is None:
        return None
    if written == "10":
        bare = _BARE_POWER.match(text, end)
        if bare is not None and (power := _power(bare)) is not None:
            return Numeral(start, bare.end(), Decimal(1).scaleb(power), "power", power=power)
    tail = read_power(text, end)
    if tail is None:
        return Numeral(start, end, value, "digits", False, not written.isdigit())
    return Numeral(start, tail.end, value.scaleb(tail.exponent), "power", tail.damaged, power=tail.exponent)


def read_power(text: str, end: int) -> Power | None:
    """The power of ten that a number ending at `end` is multiplied by."""
    if text[end : end + 1] not in _POWER_BEGINS:
        return None
    tail = _POWER.match(text, end)
    if tail is None:
        return None
    power = _power(tail)
    if power is not None:
        return Power(tail.end(), power, tail.lastgroup == "flat")
    if tail.lastgroup == "lost":
        unit = _LOST_UNIT.match(text, tail.end())
        return Power(tail.end(), _LIKELY_LOST.get(unit[1], 1) if unit else 1, True)
    return None


def _value(written: str) -> Decimal | None:
    number = _NOT_DIGITS.sub("", written).replace("·", ".")
    extra = Decimal(0)
    if number and not number[-1].isascii():
        extra = _VULGAR[number[-1]]
        number = number[:-1] or "0"
    if number.count(".") > 1:
        return None  # a version, a section, a date
    return Decimal(number) + extra


_VULGAR: Final = {sign: Decimal(unicodedata.numeric(sign)).quantize(Decimal("1e-9")) for sign in "¼½¾⅛⅕"} | {
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
}


def _power(match: re.Match[str]) -> int | None:
    """The exponent that was read; None if there is none, or one that no amount has."""
    written = match[match.lastgroup] if match.lastgroup else ""
    if not written:
        return None
    power = int(written.translate(_TO_DIGITS))
    return power if abs(power) <= _POWER_MAX else None
