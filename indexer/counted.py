"""Small numbers of patients as either language writes them: four patients, 4 cases, 四例, 4例. 第四例 is the fourth."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

_ENGLISH: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_DIGITS: Final = "一二三四五六七八九"
_CHINESE: Final = (*_DIGITS, "十", *(f"十{digit}" for digit in _DIGITS), "二十")
_VALUES: Final = {
    **{word: value for value, word in enumerate(_ENGLISH, 1)},
    **{word: value for value, word in enumerate(_CHINESE, 1)},
    **{str(value): value for value in range(1, len(_ENGLISH) + 1)},
    "两": 2,
}
_COUNTED: Final = ("patients", "cases", "patient", "case")
_NUMBER: Final = r"(?<![第一二两三四五六七八九十百千万几数])[一二两三四五六七八九十]{1,2}|(?<![\w.,/-])[0-9]{1,2}"
_COUNT: Final = re.compile(rf"({_NUMBER})\s?例")


def counted_english(words: Sequence[str]) -> tuple[str, ...]:
    """How Chinese says such a pair of words (four patients): 四例, 4例, of two 两例 too; nothing for other words."""
    value = _VALUES.get(words[0].lower()) if len(words) == 2 and words[1].lower() in _COUNTED else None
    if value is None:
        return ()
    return (*(("两例",) if value == 2 else ()), f"{_CHINESE[value - 1]}例", f"{value}例")


def counted_chinese(text: str) -> tuple[str, ...]:
    """How else such a text (四例, 4例) is said: in English, in words and digits, and in Chinese with the other sign."""
    found = _COUNT.fullmatch(text)
    value = _VALUES.get(found[1]) if found is not None else None
    if found is None or value is None:
        return ()
    nouns = _COUNTED[2:] if value == 1 else _COUNTED[:2]
    english = (f"{number} {noun}" for number in (_ENGLISH[value - 1], str(value)) for noun in nouns)
    signs = (*(("两",) if value == 2 else ()), _CHINESE[value - 1], str(value))
    return (*english, *(f"{sign}例" for sign in signs if sign != found[1]))


def counts_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds such a number of patients."""
    return (found.span() for found in _COUNT.finditer(text) if found[1] in _VALUES)
