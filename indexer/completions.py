"""What a query that is being typed may go on to: its last word, or last words, completed from the words and phrases of
the collection."""

import re
from dataclasses import dataclass
from typing import Final

from corpus.words.folding import fold, is_han
from indexer.fields import BY_NAME
from indexer.han_slips import HAN_WORD_MAX
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.suggestions import Suggester, Suggestion

COMPLETIONS_MAX: Final = 8
# Letters of any script. Behind a digit or a sign of a mixed term (TNF-al, CD4ce) they begin no word of their own.
_LAST_LETTERS: Final = re.compile(r"[^\W\d_]+\Z")
_MIXED_BEHIND: Final = re.compile(r"(?:[0-9_+/^*?)\]α-ωΑ-Ω]|[A-Z0-9][-‐‑–])\Z")
# The last words of a row of English ones with one space between.
_LAST_WORDS: Final = re.compile(r"(?<![\w\-:=~*?.])([A-Za-z]{2,} )?[A-Za-z]{2,} [A-Za-z]+\Z")
_WORDS_BEFORE_MAX: Final = 200
# Characters after which a Chinese word may begin although nothing known ends there.
_JOINING: Final = frozenset("的和与及或在后前行用经为对")
_FIELD_BEFORE: Final = re.compile(r"([\w.]+):\Z")
_OPERATORS: Final = frozenset(("AND", "OR", "NOT", "NEAR"))


@dataclass(frozen=True, slots=True)
class Completion:
    """A word of the collection, the whole query with it, and the number of reports that hold it."""

    word: str
    query: str
    reports: int


@dataclass(frozen=True, slots=True)
class Completions:
    """What the typed text may go on to; `start` is where its last word begins, in code points."""

    start: int
    completions: tuple[Completion, ...]


def complete(typed: str, suggester: Suggester, limit: int = COMPLETIONS_MAX) -> Completions:
    """Completions of the last word, those of most reports first; none where no word is being typed."""
    letters = _LAST_LETTERS.search(typed[-QUERY_CHARACTERS_MAX:]) if len(typed) <= QUERY_CHARACTERS_MAX else None
    if letters is None or letters[0] in _OPERATORS or _no_word_begins(typed[: letters.start()], letters[0]):
        return Completions(len(typed), ())
    found: tuple[Suggestion, ...]
    start, found = _begun_phrase(typed, suggester, limit + 1)
    if not found:
        start, found = _begun(letters[0], suggester, limit + 1)
        start += letters.start()
    as_typed = fold(typed[start:]).lower()
    others = [one for one in found if one.word.lower() != as_typed][:limit]
    return Completions(start, tuple(Completion(one.word, typed[:start] + one.word, one.reports) for one in others))


def _no_word_begins(before: str, letters: str) -> bool:
    """Whether the letters are the value of a filter, or the middle of a mixed term: no word of the collection."""
    if not is_han(letters[0]) and _MIXED_BEHIND.search(before):
        return True
    named = _FIELD_BEFORE.search(before)
    field = BY_NAME.get(named[1].lower()) if named else None
    return field is not None and field.filter is not None


def _begun_phrase(typed: str, suggester: Suggester, limit: int) -> tuple[int, tuple[Suggestion, ...]]:
    """Where two or three words begin that phrases of the collection go on from, the longest first, and the phrases."""
    tail = typed[-_WORDS_BEFORE_MAX:]
    words = _LAST_WORDS.search(tail)
    start = words.start() if words else -1
    while words is not None and " " in tail[start:]:
        if not _OPERATORS.intersection(tail[start:].split()) and (found := suggester.phrases(tail[start:], limit)):
            return len(typed) - len(tail) + start, found
        start = tail.index(" ", start) + 1
    return len(typed), ()


def _begun(letters: str, suggester: Suggester, limit: int) -> tuple[int, tuple[Suggestion, ...]]:
    """Where the word that goes on begins in the letters, and its completions: of ideographs the longest end. An end
    of one character counts only where a word can begin: not 那 of 来那.
    """
    if not is_han(letters[-1]):
        latin = next((n for n in range(len(letters), 0, -1) if is_han(letters[n - 1])), 0)
        return latin, suggester.begun(letters[latin:], limit)
    for start in range(max(0, len(letters) - HAN_WORD_MAX), len(letters)):
        found = suggester.begun(letters[start:], limit)
        goes_on = any(one.word != fold(letters[start:]) for one in found)
        if goes_on and (start < len(letters) - 1 or _may_begin(fold(letters[:start]), suggester)):
            return start, found
    return len(letters), ()


def _may_begin(before: str, suggester: Suggester) -> bool:
    """Whether a Chinese word may begin behind this: at the beginning, behind letters, behind a word."""
    if not before or not is_han(before[-1]) or before[-1] in _JOINING:
        return True
    return any(suggester.knows(before[-length:]) for length in range(2, min(len(before), HAN_WORD_MAX) + 1))
