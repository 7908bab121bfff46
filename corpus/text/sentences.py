"""Where a sentence ends, in English, in Chinese, and where they stand mixed.

One pass over the stops of a text; each is judged by at most some twenty characters on either side, so that time is
linear whatever the text. pysbd is good at English but its regular expressions take quadratic time on hostile text, and
its Chinese splits inside quotes. A semicolon ends no sentence: in the manual gold of English-Chinese medical articles
(ParaMed) not one of a hundred does.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.model import Sentence, Side

_STOP: Final = re.compile(r"[.!?。！？．｡…]+")
_CLOSERS: Final = "\"'”’»)]}）］】」』〉》〞"
_OPENERS: Final = "\"'“‘«([{（［【「『〈《"
_HAN: Final = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_IS_HAN: Final = re.compile(f"[{_HAN}]")
_FULL_WIDTH: Final = frozenset("。！？．｡")
_WINDOW: Final = 24  # characters looked at on each side of a stop; the longest abbreviation and citation run fit

# After these a stop is part of the word; what follows them is a name or a number, never a new sentence.
_NEVER_LAST: Final = frozenset(
    "dr mr mrs ms prof st vs v viz cf fig figs eq eqs ref refs no nos vol vols suppl sec ch pp p eds ed approx ca "
    "i.e e.g ie eg resp var subsp ssp spp sp et gen col lt capt rev hon messrs tab".split()
)
# These may end a sentence: only a small letter, a digit or a sign after them says that they did not.
_MAY_BE_LAST: Final = frozenset(
    "al etc jr sr inc ltd co corp univ dept ph.d m.d b.sc m.sc u.s u.k u.s.a a.m p.m min max hr hrs wk wks yr yrs mo "
    "jan feb mar apr jun jul aug sep sept oct nov dec i.v i.m i.p s.c p.o b.i.d q.d t.i.d a.k.a d.c in".split()
)
# Numbers stand after these: `No. 3` goes on, `The answer is no. Patients` ends.
_BEFORE_NUMBER: Final = frozenset("no nos p pp v vol vols ch sec ref refs tab ca eq".split())
_WORD_BEFORE: Final = re.compile(r"[A-Za-zÀ-ɏͰ-Ͽ](?:[A-Za-zÀ-ɏͰ-Ͽ0-9'’.-]*[A-Za-zÀ-ɏͰ-Ͽ0-9])?$")
# In a text in small letters, or one that lost the head of a sentence, a stop after an ordinary word still ends it.
_ORDINARY_WORD: Final = re.compile(r"(?:^|[\s(-])[a-z]{5,}[)\]]?$")
# What begins a sentence rather than follows an initial: `hepatitis B. The`, `in the U.S. We`.
_OPENING_WORDS: Final = frozenset("The This These In We It Our However All After Although Patients There A An".split())
_NUMBERING: Final = re.compile(r"(?:^|[.;:]\s)\d{1,2}$")
# Reference numbers glued to a stop: `lymphoma.1 However`, `risk.2,3 The`, `therapy.[4] In`.
_REFERENCES: Final = re.compile(
    rf"\[?\d{{1,3}}(?:\s?[,，–-]\s?\d{{1,3}}){{0,8}}\]?(?=\s*$|\s+[A-Z\"“(\[]|[?\s]?\s*[{_HAN}]|\?[A-Z])"
)
_SUPERSCRIPTS: Final = re.compile(r"[⁰¹²³⁴-⁹](?:[⁻,，–-]?[⁰¹²³⁴-⁹]){0,11}")


def split_sentences(text: str, side: Side | None) -> tuple[Sentence, ...]:
    """The sentences of a text: ranges in it, in order, without blanks at their ends, covering all that is not blank.

    No sentence crosses a line break. `side` is the text's language (None for a third): in Chinese an ASCII `?`, `!` or
    `.` may stand before a character without a blank. Linear in the length of the text.
    """
    sentences: list[Sentence] = []
    line_start = 0
    while line_start < len(text):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        start = line_start
        for end in (*_boundaries(text, line_start, line_end, side), line_end):
            _append(sentences, text, start, end)
            start = end
        line_start = line_end + 1
    return tuple(sentences)


def _append(sentences: list[Sentence], text: str, start: int, end: int) -> None:
    """Add text[start:end] without the blanks at its ends, unless nothing is left."""
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    if start < end:
        sentences.append(Sentence(start, end))


def _boundaries(text: str, start: int, end: int, side: Side | None) -> Iterator[int]:
    """The offsets within a line at which a sentence ends and another begins."""
    boundary, counted_to, quote_is_open = start, start, False
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < boundary:
            continue
        quote_is_open ^= bool(text.count('"', counted_to, stop.end()) % 2)
        counted_to = after = stop.end()
        while after < end and text[after] in _CLOSERS and after - stop.end() < _WINDOW:
            if text[after] == '"' and not quote_is_open:
                break  # a straight quote closes only what was opened; this one begins the next sentence
            after += 1
        found = _boundary(text, stop, after, end, side)
        if found is not None and found < end:
            boundary = found
            yield boundary


def _boundary(text: str, stop: re.Match[str], after: int, end: int, side: Side | None) -> int | None:
    """Where the sentence ends that this stop may end; `after` is behind the stop and the brackets it closes."""
    ahead = text[after : min(end, after + _WINDOW)]
    if _FULL_WIDTH.intersection(stop.group()):
        return _full_width_boundary(after, ahead)
    before = text[max(0, stop.start() - _WINDOW) : stop.start()]
    if not before.strip() or before[-1] in _OPENERS:
        return None
    glued = _SUPERSCRIPTS.match(ahead) or (None if before[-1:].isdigit() else _REFERENCES.match(ahead))
    if glued:
        after += glued.end()
        after += text.startswith("?", after) and text[after + 1 : after + 2].isupper()  # a lost thin space: `2?In`
        ahead = text[after : min(end, after + _WINDOW)]
    if not _may_begin(ahead, before, stop.group(), bool(glued), side):
        return None
    if stop.group() == "." and not glued and after == stop.end() and _is_abbreviation(before, ahead.lstrip()):
        return None
    return after


def _full_width_boundary(after: int, ahead: str) -> int | None:
    """A Chinese stop ends its sentence, with the quotes it closes and the reference numbers glued to it.

    Only a comma or the particle 的 right behind shows that the sentence goes on around what was quoted.
    """
    glued = _SUPERSCRIPTS.match(ahead) or re.match(r"\[\d{1,3}(?:[,，–-]\d{1,3}){0,8}\]", ahead)
    if glued:
        return after + glued.end()
    if ahead[:1] in tuple("，、；,;：:）)的") and ahead:
        return None
    return after


def _may_begin(ahead: str, before: str, stop: str, glued: bool, side: Side | None) -> bool:
    """Whether what follows a stop can be the beginning of a sentence."""
    following = ahead.lstrip()
    if not following:
        return True
    first = following.lstrip(_OPENERS + "•·*†‡§#-–— ")[:1] or following[0]
    blank = following is not ahead and following != ahead
    if _IS_HAN.match(first):
        # `P<0.05.结论`, `了.患者`: no blank is needed. But `no.1例` and `1.5倍` have a digit, and never come here.
        return side == "zh" or blank or bool(_IS_HAN.match(before[-1]))
    if "…" in stop or stop.startswith(".."):
        return blank and first.isupper()
    if not blank and not glued:
        # `well?described`, `3.5`, `del.5q`; but in Chinese `疗效好.BTK抑制剂` two sentences touch.
        return bool(_IS_HAN.match(before[-1])) and stop in (".", "?", "!") and (first.isupper() or first.isdigit())
    if first.islower():
        return (
            side == "en"
            and stop == "."
            and blank
            and bool(_ORDINARY_WORD.search(before))
            and not _is_abbreviation(before, following)
        )
    return first.isupper() or first.isdigit() or first in "<>≥≤=+±%α-ωΑ-Ω" or not first.isalnum()


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether the stop after `before` belongs to an abbreviation or an initial, and ends no sentence."""
    word = _WORD_BEFORE.search(before)
    if word is None:
        return _is_numbering(before)
    printed, short = word.group(), word.group().lower()
    first = following.lstrip(_OPENERS)[:1]
    opens = (following.lstrip(_OPENERS).split(maxsplit=1) or [""])[0].rstrip(",") in _OPENING_WORDS
    if short in _BEFORE_NUMBER and short != "no":
        return True
    if short == "no":
        return first.isdigit()
    if short in _NEVER_LAST:
        return True
    if short in _MAY_BE_LAST:
        return not first.isupper() or (short in ("u.s", "u.k", "u.s.a") and not opens)
    # An initial: `J. Smith`, `E. coli`; but `vitamin K. Patients`, `hepatitis B. The` end: the word before is small.
    if len(printed) == 1 and printed.isupper() and not opens:
        head = before[: -len(printed)].rstrip()
        return not head or head.endswith((".", ",", ";", "(")) or head.split()[-1][:1].isupper()
    return False


def _is_numbering(before: str) -> bool:
    """`1.` at the beginning of a line, or behind the stop of the item before, numbers an item and ends nothing."""
    return _NUMBERING.search(before) is not None
