"""Where words begin and end: one pass of one regular expression over folded text, in linear time."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from corpus.words.folding import HAN, IGNORABLE
from corpus.words.mixed_terms import SUBSCRIPTS, SUPERSCRIPTS, parts_of, plain_signs

_SUPER_DIGITS: Final = SUPERSCRIPTS[:10]
_ALNUM: Final = rf"[^\W_{HAN}{SUPERSCRIPTS}{SUBSCRIPTS}]"
_INSIDE: Final = rf"(?:{_ALNUM}|[\u0300-\u036f{IGNORABLE}{SUBSCRIPTS}])"

# A number and its unit are two words even when written together: 5mg, 24h. Single letters only where no name ends so.
_UNITS: Final = (
    "mg|g|kg|ug|μg|ng|pg|ml|l|dl|ul|μl|mm|cm|um|μm|nm|km|mmol|μmol|umol|nmol|pmol|mol|mmhg|iu|h|hr|hrs|min|mins|ms|wk|wks|mo|yr|yrs"
    "|years?|months?|weeks?|days?|hours?|gy|mgy|msv|kcal|kda|bp|kb|hz|mhz|ppm|cells"
)

# Nuclides that are written with their mass in superscript: ⁹⁹ᵐTc, ¹⁸F, ¹³¹I.
_NUCLIDES: Final = "[ᵐm]?(?:Tc|Ga|Lu|In|Sm|Sr|Ra|Cu|Zr|Tl|Rb|Cr|Fe|Co|Xe|Re|F|I|C|Y|P|H|N|O)"

_PER_UNIT: Final = r"\s?/\s?[A-Za-zμ]{1,2}[23²³]?(?![A-Za-z0-9])|\s?[·⋅]?\s?[A-Za-zμ]{1,2}(?:⁻¹|\^?-1(?![0-9]))"

_PIECE: Final = re.compile(
    rf"""
    (?P<han> [{HAN}]+ )
    | (?P<times> (?<=[0-9])\s?[xX]\s?(?=[0-9]) )           # 50 x 10: no word
    | (?P<word> [A-Za-z]+ (?=[\s.,;:!?)\]/]|$) )            # nearly all of English
    | (?P<power> 10 (?: \^-?[0-9]{{1,3}} | ⁻?[{_SUPER_DIGITS}]{{1,3}} | \([0-9]{{1,2}}\)(?=\s?/\s?[A-Za-zμ]{{1,2}}\b) )
        (?: {_PER_UNIT} )? )
    | (?P<karyotype> (?i: (?:del|dup|inv|ins|add|der|dic|idic|iso|rob|trp|i|r|t)
        \( (?:[0-9]{{1,2}}|[xy]) [0-9pqxyter;.]{{0,24}} \) (?: \( [0-9pqxter;.]{{1,24}} \) )? ) )
    | (?P<number>
        (?: [0-9]{{1,3}}(?:[,\u2009\u202f][0-9]{{3}})+(?:\.[0-9]+)?   # 1,045
          | [0-9]+(?:\.[0-9]+)+                                       # 0.05
          | [0-9]+·(?!10[\^{_SUPER_DIGITS}])[0-9]+                    # 0·05, as The Lancet prints it
          | (?<![\w.])\.[0-9]+                                        # .05
          | [0-9]+ )
        (?: (?!{_ALNUM}) | (?=(?i:{_UNITS})(?!{_ALNUM})) | (?=[xX][0-9]) ) )
    | (?P<mixed>
        (?: (?<!\w)[{_SUPER_DIGITS}]{{1,3}} (?={_NUCLIDES}(?![A-Za-z])) )?
        {_ALNUM}{_INSIDE}* (?:'[A-Za-z]+){{0,2}}
        (?: -{_ALNUM}{_INSIDE}* (?:'[A-Za-z]+){{0,2}} )*
        (?: [{_SUPER_DIGITS}]{{0,3}}[⁺⁻][{_SUPER_DIGITS}]{{0,2}} | [{_SUPER_DIGITS}]{{1,3}}
          | (?<=[0-9])[+-](?!{_ALNUM}) | (?<=[0-9])\+ | \+(?![\w+]) )? )
    """,
    re.VERBOSE,
)

_NOT_IN_NUMBER: Final = re.compile("[,\u2009\u202f]")
_BLANKS_AND_DOTS: Final = re.compile(r"[\s·⋅]")
_PER: Final = re.compile(r"([a-z]{1,2})\^?-1$")


class Piece(NamedTuple):
    """A plain word, or a whole run of ideographs, with its range in the folded text."""

    text: str
    start: int
    end: int
    is_han: bool


def scan(folded: str) -> Iterator[Piece]:
    """The words and the runs of ideographs of a folded text, in order; what stands between them is no word."""
    for match in _PIECE.finditer(folded):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "han":
            yield Piece(match.group(), start, end, True)
        elif kind in ("word", "mixed"):
            for part in parts_of(match.group()):
                yield Piece(part.text, start + part.start, start + part.end, False)
        elif kind == "number":
            yield Piece(_plain_number(match.group()), start, end, False)
        elif kind == "power":
            yield Piece(_plain_power(match.group()), start, end, False)
        elif kind == "karyotype":
            yield Piece(match.group().lower(), start, end, False)


def _plain_number(written: str) -> str:
    """1,045 as 1045, .05 as 0.05, 0·05 as 0.05."""
    number = _NOT_IN_NUMBER.sub("", written).replace("·", ".")[:64]
    return f"0{number}" if number.startswith(".") else number


def _plain_power(written: str) -> str:
    """10⁹/L, 10^9 / L, 10(9)/L and 10⁹·L⁻¹ as 10^9/l."""
    exponent = written[2:].lstrip("^").replace("(", "").replace(")", "").replace("μ", "u")
    return "10^" + _PER.sub(r"/\1", _BLANKS_AND_DOTS.sub("", plain_signs(exponent)).lower())
