"""Digits that are no amounts: parts of names, footnotes, references."""

import re
from typing import Final

from corpus.words.folding import is_han

# Words before a hyphen that make no name of the number after: grade-3, post-2000.
_NO_NAMES: Final = frozenset(
    "to or post pre mid early late since grade day phase stage week month year age aged over under top class".split()
)
_NO_NAME_LENGTH_MAX: Final = 8
_KARYOTYPE: Final = re.compile(r"(?<![A-Za-z])(?:del|dup|inv|ins|add|der|dic|idic|iso|rob|trp|i|r|t)\($")
_CHEMICAL: Final = re.compile(
    r"-(?:[A-Z]|(?![yhdw])[a-z](?![a-z])|[αβγδ]|(?:deoxy|hydroxy|methyl|methoxy|mercapto|fluoro|amino|oxo|chloro|bromo|nitro|aza"
    r"|thio|acetyl|phenyl|keto|iodo|ethyl|propyl|butyl|dehydro|dihydro|carboxy))"
)
_LOCANTS: Final = re.compile("(?:,[0-9]{1,2}){1,4}-[A-Za-z]")  # 1,25-dihydroxyvitamin
_EVERY: Final = re.compile(r"[0-9]{1,2}\s?(?:h|d|w|wk|wks|weeks|hours|days|min)(?![A-Za-z])")  # q8h
_APART: Final = re.compile(r"[A-Za-z] - $")  # hhv - 8, as some corpora are printed

_FOOTNOTE_LENGTH_MAX: Final = 3
_FOOTNOTE_BEFORE: Final = frozenset(')]%"')
# in 2000.4,5: a year that ends its sentence, with footnotes behind the stop.
_YEAR_NOTED: Final = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\.[0-9]{1,3}(?=(?:[,-][0-9]{1,3})+(?:\s|$)|$)")
# Chinese characters that ask for a number: 为12, 增至5, 约20. After others a number that ends its clause is a footnote.
_NUMBER_ASKED: Final = frozenset("为是达于至到约过近有仅共成第较比均值数分率量超多少从由即及和与或高低增计含余每在")
_FOOTNOTES: Final = re.compile(r"(?:\s?[,-]\s?[0-9]{1,3}(?![0-9.%])){0,9}\s?(?=[。;、!?]|,(?!\s?[0-9])|$)")


def in_name(text: str, start: int, passed: int) -> bool:
    """Whether the number at `start` belongs to a name before it: CD4, IL-6, t(9;22); or is a footnote: words.12

    `passed` is where the last such number ended: a hyphen or comma goes on with it.
    """
    if start == 0:
        return False
    before = text[start - 1]
    if before.isalpha():
        if before in "qQxX":
            if text[start] == "." or (start > 1 and text[start - 2].isalpha()):
                return True
            return _EVERY.match(text, start) is None if before in "qQ" else text.startswith(("2=", "2 ="), start)
        return not is_han(before)
    if text[start] == ".":
        return before == "/" or before in _FOOTNOTE_BEFORE
    if passed == start - 1 and before in "-;,/":
        return True
    if start < 2:
        return False
    if before == " ":
        return text[start - 2] == "-" and _APART.search(text, max(0, start - 5), start) is not None
    if before in "-_.'" and text[start - 2].isalpha() and not is_han(text[start - 2]):
        return not (before == "-" and _word_before(text, start - 1) in _NO_NAMES)
    return before == "(" and _KARYOTYPE.search(text, max(0, start - 6), start) is not None


def goes_on(text: str, end: int) -> bool:
    """Whether a chemical's name goes on after the number: 5-FU, 6-mercaptopurine, 6-巯基嘌呤, 5'-UTR."""
    following = text[end : end + 2]
    if following[:1] == "-":
        return (len(following) > 1 and is_han(following[1])) or _CHEMICAL.match(text, end) is not None
    if following[:1] == ",":
        return _LOCANTS.match(text, end) is not None
    return following[:1] == "'" and following != "'s"


def footnotes_end(text: str, start: int, end: int) -> int:
    """Where the footnotes end that a Chinese clause ends with, the first at [start:end]; 0 if they are none."""
    if start == 0 or end - start > _FOOTNOTE_LENGTH_MAX or not text[start:end].isdigit():
        return 0
    before = text[start - 2] if text[start - 1] == " " and start > 1 else text[start - 1]
    if before in _NUMBER_ASKED or not (is_han(before) or before in _FOOTNOTE_BEFORE):
        return 0
    rest = _FOOTNOTES.match(text, end)
    return rest.end() if rest else 0


def noted_year(text: str, start: int, end: int) -> int:
    """Where a year ends whose sentence ends with footnotes, 0 if this is a number with decimals."""
    noted = _YEAR_NOTED.match(text, start)
    return noted.end("year") if noted is not None and noted.end() == end else 0


def is_reference(text: str, start: int) -> bool:
    """Whether a bracket at `start` with whole numbers points to a list: not after a number, and not an interval's."""
    before = text[max(0, start - 12) : start].rstrip()
    return not (before[-1:].isdigit() or before.endswith(("CI", "IQR", "range", "区间", "间距", "=", ":", "%", "围")))


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < _NO_NAME_LENGTH_MAX and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower()
