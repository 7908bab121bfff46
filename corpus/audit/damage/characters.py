"""damage.character: a question mark, a box or a character of a symbol font in place of a character that was lost.

A question's mark stands behind a word and before a blank. One that is glued to what follows, that stands for a Greek
letter (`TNF-?`, `5 ?g`) or for a sign between numbers (`5.2 ? 1.3`) is what a converter wrote for what it could not.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report, Side

# U+25A1 and U+F0xx: what fonts show for, and Symbol's own codes of, characters that nothing else can show.
_MARKS: Final = re.compile("[?¿□\ue000-\uf8ff]+")
_WINDOW: Final = 160  # characters before a mark in which its sentence is looked for
_ASKING: Final = re.compile(
    r"^[(\"“]?(?i:wh(?:at|y|o|om|ose|ich|en|ere|ether)|how|is|are|was|were|do|does|did|can|could|should|would|will"
    r"|has|have|had|may|must|shall)\s"
    r"|\s(?:Wh(?:at|y|o|om|ose|ich|en|ere)|How|Is|Are|Was|Were|Do|Does|Did|Can|Could|Should|Would|Will|Has|Have)\s"
)
_ASKING_HAN: Final = re.compile(r"[吗呢么何谁哪几]|是否|有否|怎|能否|可否|有无|多少|还是|(.)[不没]\1")
_EMPHASIS_MAX: Final = 2  # marks in a row that a question may have
_HAN_FROM: Final = "\u2e80"  # the first character of the blocks of Chinese (Unicode 15)
_SENTENCE_EDGE: Final = re.compile(r"[.!?。！？\n]\s?(?=[A-Z\u4e00-\u9fff])|[。！？\n]")
_KARYOTYPE: Final = re.compile(r"[pq;]$|\($")
_KARYOTYPE_ARM: Final = re.compile("[pqXY][0-9]")
_STATISTIC: Final = ("mean ", "means ", "median ")
_NAME_BEFORE: Final = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}-[0-9]{0,2}$")
_UNIT_WORD: Final = re.compile(
    r"(?:[mkµμn]?g|[mkµμnd]?[lL]|mmol|nmol|U|IU|mm|cm|kg|Gy|h|hours?|min|minutes?|days?|weeks?|months?|years?"
    r"|patients|cases|cells)(?![A-Za-z?-])"
)
_REFERENCE_BEFORE: Final = re.compile(r"[a-z)]\.[0-9]{1,3}$")
_SINGLE_CAPITAL: Final = re.compile(r"(?<![A-Za-z0-9])[A-Zx]$")
_COMPOUND: Final = re.compile(r"(?<![A-Za-z])(?:well|long|short|high|low|newly|double)$")
_PARTICIPLE: Final = re.compile(r"[a-z]{3,}(?:ing|ed)(?![A-Za-z])")


def characters(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Runs of marks in place of lost characters; argument `count` is the length of the run."""
    for side, version in texts(report):
        yield from findings("damage.character", side, _lost(version.text, side))


def _lost(text: str, side: Side) -> Iterator[Place]:
    for mark in _MARKS.finditer(text):
        start, end = mark.span()
        before, after = text[max(0, start - 12) : start], text[end : end + 16]
        if _is_private(mark.group()) or (_stands_for_something(before, after) and not _asks(text, start, end, side)):
            suggestion = _repair(before, after) if end - start == 1 else None
            yield Place(start, end, "medium", (("count", str(end - start)),), suggestion)


def _is_private(run: str) -> bool:
    """Whether a run holds a character that only one font can show."""
    return any("\ue000" <= character <= "\uf8ff" for character in run)


def _stands_for_something(before: str, after: str) -> bool:
    """Whether a mark between these stands where no question ends."""
    left, right = before[-1:], after[:1]
    if left.isalnum() and (right.isalnum() or right == "("):
        return not (_KARYOTYPE.search(before) and right.isdigit())
    if left and left in ".)]%" and right.isalnum():
        return True
    if left == "-" and before[-2:-1].isalnum():
        return True  # TNF-?, TNF-?induced, NF-?B
    if left and left in " (/≥≤<>=~" and (right.isalnum() or (right == "-" and after[1:2].islower())):
        return not (left == "(" and _KARYOTYPE_ARM.match(after))  # 5 ?g, aged ?65 years
    if right == " ":
        return _stands_alone(before, after)
    return False


def _stands_alone(before: str, after: str) -> bool:
    """Whether a mark before a blank is a sign between numbers, or the end of a name: `5.2 ? 1.3`, `IL-1? secretion`."""
    behind = after[1:2]
    if before[-1:] in (" ", "("):
        return behind.isdigit() or behind in tuple("<>=") or (before.endswith(_STATISTIC) and behind.isupper())
    return behind.islower() and _NAME_BEFORE.search(before) is not None


def _asks(text: str, start: int, end: int, side: Side) -> bool:
    """Whether the marks at text[start:end] can be those of a question, to which the next sentence was glued."""
    before, after = text[start - 1], text[end : end + 16]
    if before.isdigit() and _UNIT_WORD.match(after):
        return False
    window = text[max(0, start - _WINDOW) : start]
    edge = max((found.end() for found in _SENTENCE_EDGE.finditer(window)), default=0)
    clause = window[edge:].lstrip()
    address = clause.rsplit(" ", 1)[-1]
    if "://" in address or "www." in address or "=" in after.split(" ")[0]:
        return True  # an address with its query
    if max(before, after[:1]) < _HAN_FROM:
        return bool(_ASKING.search(clause + " "))
    if side == "en" or min(before, after[:1]) >= _HAN_FROM:
        return end - start <= _EMPHASIS_MAX
    return bool(_ASKING_HAN.search(clause))


def _repair(before: str, after: str) -> str | None:
    """The blank or hyphen that was lost, where it is sure."""
    if before[-1:].isdigit() and _UNIT_WORD.match(after):
        return " "
    if (_REFERENCE_BEFORE.search(before) and after[:1].isupper()) or (before[-1:].isalpha() and after[:1] == "("):
        return " "
    if before[-1:].isalpha() and after[:1].isalpha():
        joined = _SINGLE_CAPITAL.search(before) or (_COMPOUND.search(before) and _PARTICIPLE.match(after))
        return "-" if joined else None
    return None
