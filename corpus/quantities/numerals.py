"""Numbers written in words: Chinese numerals and English number words, as decimal values.

Longer numerals than anybody writes are none, so that no run of a million characters costs more than its reading.
"""

from decimal import Decimal
from typing import Final

from corpus.quantities.quantity import ARITHMETIC

# A numeral of more characters or words names no amount. Our choice: all nines up to 亿 are 24 characters.
NUMERAL_LENGTH_MAX: Final = 24

HAN_DIGITS: Final = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
SCALES: Final = _HAN_UNITS | {"万": 10_000, "亿": 100_000_000}

_TEENS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL: Final = {word: value for value, word in enumerate(_TEENS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
LARGE: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
} | {"thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20}
PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
MULTIPLES: Final = {"once": 1, "twice": 2, "thrice": 3}
FOLDS: Final = {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}


def han_value(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral: 一百零五 is 105, 二〇二五 2025, 三点五 3.5, 三万 30 000; None if it is none."""
    if len(numeral) > NUMERAL_LENGTH_MAX:
        return None
    whole, point, fraction = numeral.partition("点")
    value = Decimal(numeral_value(whole))
    if point:
        value += Decimal("0." + "".join(str(HAN_DIGITS[character]) for character in fraction))
    return value


def numeral_value(numeral: str) -> int:
    """The value of a whole Chinese numeral: 一百零五 is 105, 二〇二五 is 2025, 三万 is 30 000."""
    if not any(character in SCALES for character in numeral):
        return int("".join(str(HAN_DIGITS[character]) for character in numeral))
    total = section = digit = 0
    for character in numeral:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
        elif character in _HAN_UNITS:
            section, digit = section + (digit or 1) * _HAN_UNITS[character], 0
        elif character == "万":
            total, section, digit = total + (section + digit or 1) * 10_000, 0, 0
        else:
            total, section, digit = (total + section + digit or 1) * 100_000_000, 0, 0
    return total + section + digit


def scale_value(scales: str) -> Decimal:
    """The factor that characters after a number make: 万 is 10 000, 千万 10 000 000, 亿 100 000 000."""
    value = Decimal(1)
    for character in scales[:4]:
        value *= SCALES[character]
    return value


def english_value(words: list[str]) -> Decimal | None:
    """The value of number words in a row: twenty one is 21, two hundred and five 205; None if they make no number.

    `one hundred`, `a hundred` and bare `hundred` are the same.
    """
    if len(words) > NUMERAL_LENGTH_MAX:
        return None
    total = section = 0
    last = 0  # the value of the word before, if it was small
    for word in words:
        if word in SMALL:
            value = SMALL[word]
            if last and not (last >= 20 and last % 10 == 0 and 0 < value < 10):
                return None  # "two three" are two numbers
            section, last = section + value, value or 1
        elif word == "hundred":
            section, last = (section or 1) * 100, 0
        elif word in LARGE:
            total, section, last = total + (section or 1) * LARGE[word], 0, 0
        elif word == "dozen":
            section, last = (section or 1) * 12, 0
    return Decimal(total + section)


def part(above: Decimal, below: Decimal) -> Decimal:
    """A fraction's value, in the precision of all quantities."""
    return ARITHMETIC.divide(above, below)
