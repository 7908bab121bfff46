"""The plain form of a written word: what a person would type for it on an ordinary keyboard.

Greek letters become their names (TNF-α: tnf-alpha), subscripts digits (CO₂: co2), signs in superscript signs (CD4⁺:
cd4+), and names of genes, antigens, cells and trial drugs stay whole at their hyphens (IL-6, SARS-CoV-2), while
ordinary compounds come apart (low-dose: low, dose).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.words.spelling import american
from corpus.words.stems import STOP_WORDS

# A longer word is no word of a language; its rest says nothing (sequences, base64). Our choice.
WORD_LENGTH_MAX: Final = 64

SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
SUBSCRIPTS: Final = "₀₁₂₃₄₅₆₇₈₉₊₋"

_GREEK_NAMED: Final = """
    α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi
    ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega
"""
_GREEK: Final = dict(zip(_GREEK_NAMED.split()[::2], _GREEK_NAMED.split()[1::2], strict=True)) | {
    "ς": "sigma",
    "ϑ": "theta",
    "ϕ": "phi",
    "ϵ": "epsilon",
}
_BY_KEYBOARD: Final = str.maketrans(
    _GREEK | dict(zip(SUPERSCRIPTS + SUBSCRIPTS, "0123456789+-" * 2, strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe"}
)
_GREEK_NAMES: Final = "|".join(sorted(_GREEK.values(), key=len, reverse=True))

# μg, μL, μmol: typed with a u, as in UCUM (https://ucum.org/ucum#section-Prefixes).
_MICRO: Final = re.compile(r"^μ(?=(?:g|l|m|M|s|L|A|V|W|mol|Mol|Sv|Gy|kat)$)")

# Whole at their hyphens: a short name, then a number, a Greek letter or a short part with a digit.
_NAME: Final = re.compile(
    rf"(?:[a-z]{{1,6}}[0-9]{{0,3}}[a-z]?|{_GREEK_NAMES})"
    rf"(?:-(?:[a-z]{{1,4}}|[a-z]{{1,3}}[0-9]{{1,3}}))*"
    rf"-(?:[0-9]{{1,3}}[a-z]{{0,2}}|[0-9]{{5,6}}|[a-z]{{1,3}}[0-9]{{1,3}}[a-z]?"
    rf"|[0-9]{{0,2}}(?:{_GREEK_NAMES})[a-z]?[0-9]{{0,2}})"
)
# Longer stretches are not kept in the cache: they do not come again, and 65 536 of them might fill the memory.
_REMEMBERED_LENGTH_MAX: Final = 100
_NAME_PARTS_MAX: Final = 4
_NAME_LENGTH_MAX: Final = 24

# Short words before a hyphen that are no names: anti-CD20, post-2000, grade-3, day-14, mid-2019.
_NO_NAMES_LISTED: Final = """
    anti pre post non pro pan multi inter intra extra co mid low high sub super semi re de un bi tri uni self ex
    day days week month year grade phase type stage level class group top step cycle visit dose line arm score model
    table fig figure case cohort part point page study trial wave round aged age under over about near per number item
    first second third early late max min mean total plus minus like than one two three four five six seven eight nine
    jan feb mar apr may jun jul aug sep sept oct nov dec january march april june july august
"""
_NO_NAMES: Final = STOP_WORDS | frozenset(_NO_NAMES_LISTED.split())

# After these a superscript digit is a power (mg/m², cm³) or a statistic (R², χ²); after others it is a footnote.
_TAKES_POWER: Final = re.compile(r"(?:.|[cdkmn]m|μm)", re.DOTALL)
_SUPERSCRIPT_END: Final = re.compile(f"[{SUPERSCRIPTS}]+$")
_SIGN_END: Final = re.compile(r"[+-]$")
_POSSESSIVE: Final = re.compile(r"'s$", re.IGNORECASE)


class Part(NamedTuple):
    """A word's plain form, and where it stands in what was written."""

    text: str
    start: int
    end: int


def parts_of(written: str) -> tuple[Part, ...]:
    """The plain words of a stretch that the scanner took for one word, with hyphens inside it perhaps."""
    return _remembered(written) if len(written) <= _REMEMBERED_LENGTH_MAX else _parts(written)


@lru_cache(maxsize=1 << 16)
def _remembered(written: str) -> tuple[Part, ...]:
    return _parts(written)


def _parts(written: str) -> tuple[Part, ...]:
    if "-" not in written[:-1]:
        return tuple(filter(_is_word, (_part(written, 0),)))
    pieces, start = [], 0
    *first, last = written.removesuffix("-").split("-")
    for piece in (*first, f"{last}-" if written.endswith("-") else last):
        pieces.append(_part(piece, start))
        start += len(piece) + 1
    return tuple(filter(_is_word, _join_names(pieces)))


def _is_word(part: Part) -> bool:
    return part.text != ""


def plain(written: str) -> str:
    """The typeable form of one word without hyphens: lower case, American; a stop word in capitals keeps them."""
    if written.isascii():
        word = written.lower()
    else:
        word = _MICRO.sub("u", written).lower().translate(_BY_KEYBOARD)
        decomposed = unicodedata.normalize("NFKD", word).lower().translate(_BY_KEYBOARD)
        word = "".join(character for character in decomposed if character.isalnum() or character in "+-'")
    word = _POSSESSIVE.sub("", word)[:WORD_LENGTH_MAX]
    if word in STOP_WORDS:
        return written if len(written) > 1 and written.isascii() and written.isupper() else word
    return american(word)


def is_capital_stop_word(word: str) -> bool:
    """Whether a line word is a stop word that kept its capitals: a disease, a scale, an organisation."""
    return word.isupper() and word.lower() in STOP_WORDS


def _part(piece: str, start: int) -> Part:
    """One piece's plain form; superscript digits that are a footnote's are left out of it."""
    power = _SUPERSCRIPT_END.search(piece)
    if (
        power
        and not _SIGN_END.search(plain_signs(power.group()))
        and not _TAKES_POWER.fullmatch(piece[: power.start()])
    ):
        piece = piece[: power.start()]
    if not any(character.isalpha() for character in piece):
        piece = piece.rstrip(f"+-{SUPERSCRIPTS}")  # 5+ is a number, and its sign no charge
    return Part(plain(piece), start, start + len(piece))


def plain_signs(scripts: str) -> str:
    """Super- or subscripts as ordinary digits and signs."""
    return scripts.translate(_BY_KEYBOARD)


def _join_names(pieces: list[Part]) -> list[Part]:
    """The pieces, with those of a name joined by their hyphens again; the longest name first."""
    joined: list[Part] = []
    index = 0
    while index < len(pieces):
        length = _name_length(pieces[index : index + _NAME_PARTS_MAX])
        name = "-".join(piece.text for piece in pieces[index : index + length])
        joined.append(Part(name, pieces[index].start, pieces[index + length - 1].end))
        index += length
    return joined


def _name_length(pieces: list[Part]) -> int:
    """How many of these pieces, from the first, are one name; 1 if the first stands alone."""
    if pieces[0].text.lower() in _NO_NAMES:
        return 1
    for length in range(len(pieces), 1, -1):
        name = "-".join(piece.text.rstrip("+-").lower() for piece in pieces[:length])
        if len(name) <= _NAME_LENGTH_MAX and _NAME.fullmatch(name):
            return length
    return 1
