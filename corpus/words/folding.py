"""One character for all its spellings, character by character, so that offsets stay what they were.

Full-width forms become ASCII, Kangxi radicals and compatibility ideographs the unified character, traditional
characters simplified ones, accented Latin letters their base, hyphens of all kinds "-". Case is kept, and so are
super- and subscripts: NFKC would turn 10⁹ into 109.

Traditional to simplified goes by OpenCC's single characters, never by its phrases: what a character becomes must not
depend on its neighbours, or a part of a text would no longer be found in the whole.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

import opencc

# Ideographs, the zero of 二〇二五 and the repetition mark. Compatibility forms and radicals are folded before.
# https://www.unicode.org/versions/Unicode15.1.0/ch18.pdf
HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

# Characters without a shape of their own: soft hyphen, joiners, byte order mark, variation selectors.
IGNORABLE: Final = "\u00ad\u034f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"

# CJK Radicals Supplement without a compatibility mapping, from Unicode's EquivalentUnifiedIdeograph.txt; text taken
# out of PDF files is full of them.
_RADICALS: Final = dict(
    zip(
        "⺁⺇⺎⺒⺓⺖⺘⺙⺛⺝⺞⺠⺡⺢⺣⺤⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺵⺶⺼⺽⺾⺿⻁⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "厂几兀巳幺忄扌攵旡月歹民氵氺灬爫丬犭王目示礻竹糹纟罓罒网羊肉臼艹艹虎西见角讠贝车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)

# Letters that Unicode does not decompose, where one plain letter is what people type instead.
_PLAIN_LETTERS: Final = dict(zip("øØłŁđĐħĦıŧŦµ’‘ʼ＇‐‑‒–−﹣", "oOlLdDhHitTμ''''------", strict=True))

_TWO_WAY_RANGES: Final = (
    (0x00C0, 0x024F),  # Latin letters with accents
    (0x1E00, 0x1EFF),
    (0x0386, 0x03CE),  # Greek with tonos
    (0x2100, 0x214F),  # letterlike symbols
    (0x2E80, 0x2FDF),  # radicals
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF01, 0xFF9F),  # full-width and half-width forms
    (0x1D400, 0x1D7FF),  # mathematical letters
    (0x2F800, 0x2FA1F),
)

_ANY_HAN: Final = re.compile(f"[{HAN}]")


def fold(text: str) -> str:
    """The text with every character in its one spelling; of the same length, so that offsets hold. Idempotent."""
    return text if text.isascii() else text.translate(_table())


def is_han(character: str) -> bool:
    """Whether this one character is an ideograph (after folding)."""
    return _ANY_HAN.fullmatch(character) is not None


def has_han(text: str) -> bool:
    """Whether the text holds an ideograph (compatibility forms count, radicals only after folding)."""
    return _ANY_HAN.search(text) is not None


@cache
def folding_sha256() -> str:
    """The hash of the whole table: a part of the words' fingerprint, whichever release of OpenCC it came from."""
    return hashlib.sha256(repr(sorted(_table().items())).encode()).hexdigest()


@cache
def _table() -> dict[int, int]:
    """Code point to code point, closed: nothing that it yields is folded further."""
    steps = {**_simplified(), **dict(_compatible()), **_RADICALS, **_PLAIN_LETTERS}
    return {ord(character): ord(_end(character, steps)) for character in steps}


def _end(character: str, steps: dict[str, str]) -> str:
    """Follow the steps from this character; a loop ends where it began."""
    seen = {character}
    while (following := steps.get(character, character)) not in seen:
        seen.add(following)
        character = following
    return character


def _compatible() -> Iterator[tuple[str, str]]:
    """Characters whose compatible form, accents off, is one character."""
    for first, last in _TWO_WAY_RANGES:
        for character in map(chr, range(first, last + 1)):
            plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
            if len(plain) == 1 and plain != character:
                yield character, plain


def _simplified() -> dict[str, str]:
    """Traditional to simplified, as OpenCC maps each ideograph alone."""
    ideographs = [
        chr(code) for first, last in ((0x3400, 0x9FFF), (0x20000, 0x323AF)) for code in range(first, last + 1)
    ]
    converted = opencc.OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    return {old: new for old, new in zip(ideographs, converted, strict=True) if old != new and len(new) == 1}
