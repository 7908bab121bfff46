"""Keyword in context: which of the marked places a line of a concordance is centred on, and what stands beside it.

Words are line tokens: a Latin word, or one ideograph.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from corpus.words.folding import fold
from corpus.words.segmentation import han_words
from corpus.words.tokens import MARK, Token, is_han_token, line_tokens

Marks: TypeAlias = Sequence[tuple[int, int]]
# What a side of a line is sorted by: the words from the keyword outwards.
ContextKey: TypeAlias = tuple[bytes, ...]

# So many ideographs beside a keyword are cut into words: longer than any word, short enough for a long list.
_BESIDE_IDEOGRAPHS: Final = 12
# Words that are compared; lines that are equal so far are as good as equal.
_COMPARED_WORDS: Final = 8
# What may stand between marked words that are one keyword: immune thrombocytopenia, low-dose.
_JOINTS: Final = " \u00a0-\u2010\u2011"
# What stands at a word without a space between: before it, and behind it.
OPENING: Final = "([{“‘（《「『"
CLOSING: Final = ",.;:!?)]}%”’，。、；：！？）》」』％"


class Keyword(NamedTuple):
    """The range of a text that a line is centred on."""

    start: int
    end: int


def keyword_of(text: str, marks: Marks) -> Keyword | None:
    """The place with most marked words that stand side by side, the first of equals; None without marks."""
    best: tuple[int, Keyword] | None = None
    joined: list[int] = []  # start, end, number of marks of the place under way
    for start, end in marks:
        if joined and not text[joined[1] : start].strip(_JOINTS):
            joined[1:] = [end, joined[2] + 1]
        else:
            joined = [start, end, 1]
        if best is None or joined[2] > best[0]:
            best = (joined[2], Keyword(joined[0], joined[1]))
    return None if best is None else best[1]


class Context:
    """A text around its keyword."""

    def __init__(self, text: str, keyword: Keyword) -> None:
        self._text = text
        self._keyword = keyword
        self._tokens = line_tokens(text)
        self._before = bisect_right(self._tokens, keyword.start, key=lambda token: token.end)
        self._after = bisect_left(self._tokens, keyword.end, key=lambda token: token.start)

    def cut(self, words: int) -> tuple[int, int]:
        """The range of the text with at most so many words on either side of the keyword, cut between words."""
        start, end = 0, len(self._text)
        if self._before > words:
            start = self._tokens[self._before - words].start if words else self._keyword.start
            start = self._with_opening(start, self._tokens[self._before - words - 1].end)
        if len(self._tokens) - self._after > words:
            end = self._tokens[self._after + words - 1].end if words else self._keyword.end
            end = self._with_closing(end, self._tokens[self._after + words].start)
        return (min(start, self._keyword.start), max(end, self._keyword.end))

    def _with_opening(self, start: int, least: int) -> int:
        """The place moved before brackets and quotation marks that open there."""
        while start > least and self._text[start - 1] in OPENING:
            start -= 1
        return start

    def _with_closing(self, end: int, most: int) -> int:
        """The place moved behind stops and what closes there."""
        while end < most and self._text[end] in CLOSING:
            end += 1
        return end

    def word_left(self) -> str:
        """The word before the keyword, folded; empty at the beginning, and in Chinese behind punctuation."""
        return _word(list(islice(reversed(self._tokens[: self._before]), _BESIDE_IDEOGRAPHS)), left=True)

    def word_right(self) -> str:
        """The word behind the keyword, folded; empty at the end, and in Chinese before punctuation."""
        return _word(self._tokens[self._after : self._after + _BESIDE_IDEOGRAPHS], left=False)

    def key_left(self) -> ContextKey:
        """What the words to the left sort by, the nearest first."""
        return _key(list(islice(reversed(self._tokens[: self._before]), _COMPARED_WORDS)))

    def key_right(self) -> ContextKey:
        """What the words to the right sort by, the nearest first."""
        return _key(self._tokens[self._after : self._after + _COMPARED_WORDS])


def form_key(text: str) -> str:
    """What is one form of a word: script, width and case do not count."""
    return " ".join(fold(text).casefold().split())


def _word(outwards: Sequence[Token], *, left: bool) -> str:
    """The first word among the tokens that stand beside a keyword, given from it outwards."""
    if not outwards or outwards[0].text == MARK:
        return ""
    if not is_han_token(outwards[0].text):
        return outwards[0].text
    run = []
    for token in outwards:
        if not is_han_token(token.text):
            break
        run.append(token.text)
    return han_words("".join(reversed(run)))[-1] if left else han_words("".join(run))[0]


def _key(outwards: Sequence[Token]) -> ContextKey:
    """Latin words by letters, then ideographs in the order of GB 18030, the common ones by pinyin."""
    return tuple(b"" if token.text == MARK else token.text.encode("gb18030", "replace") for token in outwards)
