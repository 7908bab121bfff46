"""Numbers in English words: four, twenty-one, two thirds, half, first, twice, a dozen."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from corpus.quantities.numeral import Form, Numeral
from corpus.quantities.numerals import FOLDS, LARGE, MULTIPLES, ORDINALS, PARTS, SMALL, english_value, part

_ADDENDS: Final = frozenset(SMALL) | frozenset(LARGE) | {"dozen"}
_ALL: Final = sorted({*_ADDENDS, *PARTS, *ORDINALS, *MULTIPLES, *FOLDS}, key=len, reverse=True)
_BY_LETTER: Final = {
    letter: [word[1:] for word in _ALL if word[0] == letter] for letter in sorted({word[0] for word in _ALL})
}
_WORD: Final = "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in _BY_LETTER.items()) + ")"
# Words of one number stand side by side; a longer run is cut, so that its reading stays linear.
_RUN: Final = re.compile(rf"\b(?:an?\s)?{_WORD}\b(?:(?:\s|-)(?:and\s)?(?:an?\s)?{_WORD}\b){{0,11}}")
_TOKEN: Final = re.compile("[a-z]+")

# No numbers: half-life, second half, one another; "one of" is a pronoun's.
_NO_HALF: Final = re.compile(r"[\s-](?:li(?:fe|ves)|maximal|maximum|time|site)")
_HALF_A: Final = re.compile(r"\san?(?=\s(?:hour|day|week|month|year|minute|tablet|dose|lit(?:er|re)|gram)s?\b)")
_NO_ONE: Final = re.compile(
    r"\s(?:of\sthe\s(?:most|main|major|key|leading)|of\sthese|another|or\smore|can|could|may|must|should|that|which)\b"
)
_VAGUE: Final = re.compile(r"\b(?:several|few|many|some|no|any|each|every|this|that|other|another)\s$")


def english_numerals(lowered: str) -> Iterator[Numeral]:
    """The numbers in words of a folded text in lower case, in order."""
    for run in _RUN.finditer(lowered):
        before = lowered[run.start() - 1] if run.start() else " "
        if before in "-_'" and run.start() > 1 and lowered[run.start() - 2].isalnum():
            continue  # nano-second, forty-four is one run
        tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(lowered, *run.span())]
        yield from _numbers(lowered, tokens)


def _numbers(text: str, tokens: list[tuple[str, int, int]]) -> Iterator[Numeral]:
    """The numbers that these words side by side make."""
    place = 0
    while place < len(tokens):
        word, start, _ = tokens[place]
        if word in ("a", "an"):
            article, place = start, place + 1
            if place < len(tokens):
                word = tokens[place][0]
                start = article
                if word not in LARGE and word not in PARTS and word != "dozen":
                    start = tokens[place][1]
        elif word == "and":
            place += 1
            continue
        taken, numeral = _number(text, tokens, place, start)
        if numeral is not None:
            yield numeral
        place += max(1, taken)


def _number(text: str, tokens: list[tuple[str, int, int]], place: int, start: int) -> tuple[int, Numeral | None]:
    """One number from `place`: how many words it takes, and the number if it counts anything."""
    if place >= len(tokens):
        return 1, None
    word, own, end = tokens[place]
    has_article = start < own
    if word in _ADDENDS and (word not in LARGE or has_article):
        return _cardinal(text, tokens, place, start)
    if word in MULTIPLES:
        return 1, Numeral(start, end, Decimal(MULTIPLES[word]), "times")
    if word in FOLDS:
        return 1, Numeral(start, end, Decimal(FOLDS[word]), "fold")
    if word == "half":
        return 1, None if _NO_HALF.match(text, end) or _is_noun(text, start) else _half(text, tokens, place, start)
    if has_article and word in ("third", "quarter", "fifth", "tenth") and text.startswith(" of", end):
        return 1, Numeral(start, end, part(Decimal(1), Decimal(PARTS[word])), "fraction")
    if word in ORDINALS:
        return 1, Numeral(own, end, Decimal(ORDINALS[word]), "ordinal")
    return 1, None


def _half(text: str, tokens: list[tuple[str, int, int]], place: int, start: int) -> Numeral:
    """Half, half a million, or half an hour."""
    end = tokens[place][2]
    following = tokens[place + 1 : place + 3]
    if len(following) == 2 and following[0][0] == "a" and following[1][0] in LARGE:
        return Numeral(start, following[1][2], Decimal(LARGE[following[1][0]]) / 2, "word")
    article = _HALF_A.match(text, end)
    return Numeral(start, article.end() if article else end, Decimal("0.5"), "fraction")


def _is_noun(text: str, start: int) -> bool:
    """Whether "half" is one of two: the first half, the latter half."""
    return text[max(0, start - 8) : start].endswith(
        ("first ", "second ", "other ", "latter ", "upper ", "lower ", "last ")
    )


def _cardinal(text: str, tokens: list[tuple[str, int, int]], place: int, start: int) -> tuple[int, Numeral | None]:
    """A whole number, with the ordinal, the fraction or the half that follows it."""
    words: list[str] = []
    taken = 0
    for word, _, _ in tokens[place:]:
        if word == "and" and words and words[-1] not in LARGE:
            break
        if word != "and" and (word not in _ADDENDS or english_value([*words, word]) is None):
            break
        taken += 1
        if word != "and":
            words.append(word)
    while tokens[place + taken - 1][0] == "and":
        taken -= 1
    value, end = english_value(words), tokens[place + taken - 1][2]
    following = [word for word, _, _ in tokens[place + taken : place + taken + 3]]
    if value is None:
        return taken, None
    result: Form = "word"
    if following[:3] == ["and", "a", "half"]:
        value, taken = value + Decimal("0.5"), taken + 3
    elif following and following[0] in PARTS and (following[0].endswith(("s", "half")) or value == 1) and value < 20:
        value, taken, result = part(value, Decimal(PARTS[following[0]])), taken + 1, "fraction"
    elif following and following[0] in ORDINALS and value >= 20 and value % 10 == 0:
        value, taken, result = value + ORDINALS[following[0]], taken + 1, "ordinal"
    elif value == 1 and (_NO_ONE.match(text, end) or _VAGUE.search(text, max(0, start - 9), start)):
        return taken, None
    return taken, Numeral(start, tokens[place + taken - 1][2], value, result)
