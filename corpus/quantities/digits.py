"""Numbers written in digits: thousands, decimals, powers of ten; names and references that hold digits are passed over.

One pass of one expression that begins with a digit, a point or a bracket, over folded text, in linear time.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from corpus.quantities.numeral import Numeral
from corpus.words.folding import is_han

# More digits than this are an identifier or a sequence, no amount. Our choice.
DIGITS_MAX: Final = 24
_POWER_MAX: Final = 99

_GROUPS: Final = r"[,\u2009\u202f\xa0]"
_NUMBER: Final = re.compile(
    rf"""
    [0-9.\[¼½¾⅓⅔⅛⅕]
    (?: (?<=\[)[0-9][0-9 ,;-]{{0,60}}\]                             # [12], [3-5]
      | (?<=[¼½¾⅓⅔⅛⅕])
      | (?<=\.)[0-9]+                                               # .05
      | (?<=1)0\.[0-9]{{4,9}}/[^\s\u2e80-\uffff]+                   # a DOI
      | (?<=[0-9])[0-9]{{0,2}}(?:{_GROUPS}[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?
      | (?<=[1-9])[0-9]{{0,2}}(?:\ [0-9]{{3}})+(?![0-9]|[.,/:-][0-9])   # 1 045, a thin space once
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
_BARE_POWER: Final = re.compile(rf"{_exponent('')}|\s?\((?P<bracket>[+-]?[0-9]{{1,2}})\)(?=\s?/\s?[A-Za-zμ])")
# Most counts per litre of blood are printed in thousands of millions.
_LIKELY_LOST: Final = {"L": 9, "l": 9}
_LOST_UNIT: Final = re.compile(r"\s?/\s?([A-Za-zμ]+)")

# Words before a hyphen or blank that make no name of the number after: grade-3, post-2000.
_NO_NAMES: Final = frozenset(
    "post pre mid early late since grade day phase stage week month year age aged over under top class".split()
)
_KARYOTYPE: Final = re.compile(r"(?<![A-Za-z])(?:del|dup|inv|ins|add|der|dic|idic|iso|rob|trp|i|r|t)\($")
_CHEMICAL: Final = re.compile(
    r"-(?:[A-Z]|(?:[a-z](?![a-z])|(?:deoxy|hydroxy|methyl|methoxy|mercapto|fluoro|amino|oxo|chloro|bromo|nitro|aza|thio|acetyl"
    r"|phenyl|keto|iodo|ethyl|propyl|butyl|dehydro|dihydro|carboxy))|[αβγδ])"
)
_EVERY: Final = re.compile(r"[0-9]{1,2}\s?(?:h|d|w|wk|wks|weeks|hours|days|min)(?![A-Za-z])")  # q8h
_NOT_DIGITS: Final = re.compile(_GROUPS + "| ")


def digit_numerals(text: str) -> Iterator[Numeral]:
    """The numbers in digits of a folded text, in order."""
    passed = -1  # where a name or reference ended that goes on over the next number
    reach = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        written = match.group()
        if start < reach:
            continue
        if written[0] == "[":
            if len(written) > 1 and not _is_reference(text, start):
                reach = start + 1
                yield from _inside(text, start, end)
            continue
        if "/" in written or end - start > DIGITS_MAX or written == ".":
            continue
        if _in_name(text, start, passed) or _goes_on(text, end):
            passed = end
            continue
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
    if end < len(text) and text[end] in " ×✕⨯xX*·⋅•eE":
        tail = _POWER.match(text, end)
        if tail is not None and (power := _power(tail)) is not None:
            return Numeral(start, tail.end(), value.scaleb(power), "power", tail.lastgroup == "flat", power=power)
        if tail is not None and tail.lastgroup == "lost":
            unit = _LOST_UNIT.match(text, tail.end())
            power = _LIKELY_LOST.get(unit[1], 1) if unit else 1
            return Numeral(start, tail.end(), value.scaleb(power), "power", True, power=power)
    return Numeral(start, end, value, "digits", False, not written.isdigit())


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


def _is_reference(text: str, start: int) -> bool:
    """Whether a bracket with whole numbers points to a list: not after a number, and not an interval's."""
    before = text[max(0, start - 12) : start].rstrip()
    return not (before[-1:].isdigit() or before.endswith(("CI", "IQR", "range", "区间", "间距", "=", ":", "%", "围")))


def _in_name(text: str, start: int, passed: int) -> bool:
    """Whether the number belongs to a name before it: CD4, IL-6, COVID-19, t(9;22), or is a footnote's: words.12"""
    if start == 0:
        return False
    before = text[start - 1]
    if before.isalpha():
        if before in "qQxX":
            return (start > 1 and text[start - 2].isalpha()) or (before in "qQ" and not _EVERY.match(text, start))
        return not is_han(before)
    if passed == start - 1 and before in "-;,/":
        return True
    if start < 2:
        return False
    if before in "-_.'" and text[start - 2].isalpha() and not is_han(text[start - 2]):
        word = _word_before(text, start - 1)
        return not (before == "-" and word in _NO_NAMES)
    return before == "(" and _KARYOTYPE.search(text, max(0, start - 6), start) is not None


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 8 and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower()


def _goes_on(text: str, end: int) -> bool:
    """Whether a chemical's name goes on after the number: 5-FU, 6-mercaptopurine, 6-巯基嘌呤, 5'-UTR."""
    following = text[end : end + 2]
    if following[:1] == "-":
        if len(following) == 2 and is_han(following[1]):
            return True
        return _CHEMICAL.match(text, end) is not None
    return following[:1] == "'" and following != "'s"
