"""What can be recognised in both languages without a dictionary: numbers by value, and terms in Latin letters.

A key is a string: a number as "#1045", a term folded to lower case. Years, doses, percentages, trial codes, drug codes
and abbreviations all pass through translation as they are.
"""

import re
from typing import Final

from corpus.quantities.numerals import SCALES, numeral_value

# Full-width ASCII (U+FF01-FF5E) to its half-width form; one character to one.
HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

# A comma separates thousands only before three digits that no fourth follows: refs 1,2,3 are three numbers.
NUMBER: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
# 1.2万; digits are counted and begun at one place only, so that a run of a million digits is looked at once.
SCALED: Final = re.compile(r"(?<![0-9,.])([0-9][0-9,]{0,15}(?:\.[0-9]{1,15})?)\s?([百千万亿])")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]+")
# 一 alone is left out: it is mostly part of a word (一般, 一种).
NUMERAL: Final = re.compile("[零〇一二三四五六七八九两十百千万亿]{2,12}|[二三四五六七八九两十]")

SMALL: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
TENS: Final = "ten twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_NUMBERS: Final = {word: value for value, word in enumerate(SMALL.split(), 2)} | {
    word: 10 * value for value, word in enumerate(TENS.split(), 1)
}


def english_keys(text: str) -> dict[str, bool]:
    """The keys of an English sentence; True for those that its translation should hold: numbers, and codes by shape."""
    text = text.translate(HALF_WIDTH)
    keys = dict.fromkeys(_numbers(text), True)
    for word in WORD.findall(text):
        folded = word.lower()
        if folded in ENGLISH_NUMBERS:
            keys.setdefault(f"#{ENGLISH_NUMBERS[folded]}", False)
        keys[folded] = keys.get(folded, False) or _is_code(word)
    return keys


def chinese_keys(text: str) -> dict[str, bool]:
    """The keys of a Chinese sentence; every term in Latin letters should stand in the English too."""
    text = text.translate(HALF_WIDTH)
    keys = dict.fromkeys(_numbers(text), True)
    for amount, scale in SCALED.findall(text):
        keys.pop(number_key(amount), None)
        keys[scaled_key(amount, scale)] = True
    for numeral in NUMERAL.findall(text):
        keys.setdefault(f"#{numeral_value(numeral)}", False)
    keys.update(dict.fromkeys((word.lower() for word in WORD.findall(text)), True))
    return keys


def scaled_key(amount: str, scale: str) -> str:
    """An amount in digits before a scale in Chinese: 1,200 and 万 as 12000000."""
    return number_key(f"{float(amount.replace(',', '')) * SCALES[scale]:.4f}")


def _numbers(text: str) -> list[str]:
    return [number_key(number) for number in NUMBER.findall(text)]


def number_key(number: str) -> str:
    """A number by its value: 1,045 as 1045, 9.0 as 9, 007 as 7."""
    whole, _, fraction = number.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    return f"#{whole.lstrip('0') or '0'}" + (f".{fraction}" if fraction else "")


def _is_code(word: str) -> bool:
    """Whether a word has the shape of an abbreviation or a code: BTKi, CD4, mRNA."""
    return any(character.isdigit() for character in word) or not word[1:].islower()
