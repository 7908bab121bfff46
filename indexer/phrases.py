"""The phrases of a report: what is offered while somebody types, and what a slip in a Chinese name is told by.

English: two or three words in a row as printed, without stop words. Chinese: names that the shipped lists know, rows
of single characters, and two or three of these and of the segmenter's words in a row, without function words. Short
forms stand as printed, in capitals.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from corpus.lexicon.shipped import shipped_terms
from corpus.words.folding import HAN, fold
from corpus.words.segmentation import han_words, word_count
from corpus.words.stems import STOP_WORDS

WORDS_MAX: Final = 3
LETTERS_MAX: Final = 60
CHARACTERS_MAX: Final = 12

_RUN: Final = re.compile(f"[{HAN}]{{2,}}")
# Words with one space or hyphen between: whatever else stands between two words ends a phrase.
_ROW: Final = re.compile(r"(?<![^\W_])[A-Za-z]+(?:[ -][A-Za-z]+)*(?![^\W_])")
_SHORT_FORM: Final = re.compile(r"(?<![\w-])[A-Z]{2,6}s?(?![\w-])")
# Words that begin and end no name: our choice, of what joins words in abstracts.
_FUNCTION_WORDS: Final = frozenset(
    "的 了 是 在 和 与 及 或 为 对 于 有 中 之 后 前 时 均 可 其 该 以 由 经 将 并 但 而 则 行 予 用 例 者 从 被 所 等 "
    "也 进行 以及 因此 可以 可能 其中 同时 目前 由于 通过 根据 采用 并且 对于 关于 以上 以下 之间 之后 之前 我们 本文 "
    "分别 没有 具有 认为 表明 显示 提示 随后 此后 以后 以前 患者 病人 一例 一种 这种 该病".split()
)
_FUNCTION_CHARACTERS: Final = "".join(sorted(word for word in _FUNCTION_WORDS if len(word) == 1))
# Words that join others in English and are no stop words of the ranking.
_JOINING: Final = STOP_WORDS | frozenset(
    "after before both against above below between via during than then while whereas however therefore thus also "
    "other another each either within without under over due using used his her we our they its which who whom whose "
    "had has have having been being were was did does do can could may might should would two three four one".split()
)


def phrases_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The phrases of a report's texts, each once, in order of code points; English in lower case, short forms not."""
    found: set[str] = set()
    for text in map(fold, texts):
        for run in _RUN.findall(text):
            found.update(_of_run(run))
        for row in _ROW.finditer(text):
            found.update(_of_row(row[0]))
        found.update(short.removesuffix("s") for short in _SHORT_FORM.findall(text))
    return tuple(sorted(found))


def _of_row(row: str) -> Iterator[str]:
    """Two or three neighbours of a row of English words."""
    for words in _stretches(re.split("[ -]", row.lower()), _JOINING):
        for phrase in _neighbours(words, 2):
            if len(" ".join(phrase)) <= LETTERS_MAX and all(len(word) > 1 for word in phrase):
                yield " ".join(phrase)


def _of_run(run: str) -> Iterator[str]:
    """Names, rows of single characters, and neighbours of a run of ideographs."""
    names = shipped_terms()
    for start in range(len(run) - 1):
        for end in range(start + 2, min(len(run), start + names.longest_run) + 1):
            if run[start:end] in names:
                yield run[start:end]
    for units in _stretches(list(_units(run)), _FUNCTION_WORDS):
        for unit in units:
            if 2 <= len(unit) <= CHARACTERS_MAX and not word_count(unit):
                yield unit
        for phrase in _neighbours(units, 2):
            if len("".join(phrase)) <= CHARACTERS_MAX:
                yield "".join(phrase)


def _units(run: str) -> Iterator[str]:
    """The names of a run, and the words between them; function words at the ends of a row of characters apart."""
    names, start, place = shipped_terms(), 0, 0
    while place < len(run):
        longest = min(len(run), place + names.longest_run)
        end = next((end for end in range(longest, place + 1, -1) if run[place:end] in names), place)
        if end > place:
            yield from _words(run[start:place])
            yield run[place:end]
            start = end
        place = max(end, place + 1)
    yield from _words(run[start:])


def _words(run: str) -> Iterator[str]:
    """The segmenter's words; a row of single characters without the function words at its ends, which stand apart."""
    for word in han_words(run) if run else ():
        if word_count(word) and word.strip(_FUNCTION_CHARACTERS):
            yield word
        else:
            core = word.strip(_FUNCTION_CHARACTERS)
            start = word.index(core) if core else len(word)
            yield from word[:start]
            if core:
                yield core
                yield from word[start + len(core) :]


def _stretches(words: Sequence[str], without: frozenset[str]) -> Iterator[list[str]]:
    """The words in a row that are none of these."""
    stretch: list[str] = []
    for word in words:
        if word in without:
            yield stretch
            stretch = []
        else:
            stretch.append(word)
    yield stretch


def _neighbours(words: Sequence[str], least: int) -> Iterator[Sequence[str]]:
    for start in range(len(words)):
        for end in range(start + least, min(len(words), start + WORDS_MAX) + 1):
            yield words[start:end]
