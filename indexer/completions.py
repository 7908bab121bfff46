"""What a query that is being typed may go on to: its last word completed from the words of the collection."""

import re
from dataclasses import dataclass
from typing import Final

from corpus.words.folding import is_han
from indexer.fields import BY_NAME
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.suggestions import HAN_WORD_MAX, Suggester, Suggestion

COMPLETIONS_MAX: Final = 8
# A letter of any script; digits and signs end a word here, as nothing begins with what stands before them.
_LAST_LETTERS: Final = re.compile(r"[^\W\d_]+\Z")
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
    if letters is None or letters[0] in _OPERATORS or _names_filter(typed[: letters.start()]):
        return Completions(len(typed), ())
    start, found = _begun(letters[0], suggester, limit + 1)
    start += letters.start()
    others = [one for one in found if one.word != typed[start:].lower()][:limit]
    return Completions(start, tuple(Completion(one.word, typed[:start] + one.word, one.reports) for one in others))


def _names_filter(before: str) -> bool:
    """Whether the value of a filter is being typed, which is no word of the collection."""
    named = _FIELD_BEFORE.search(before)
    field = BY_NAME.get(named[1].lower()) if named else None
    return field is not None and field.filter is not None


def _begun(letters: str, suggester: Suggester, limit: int) -> tuple[int, tuple[Suggestion, ...]]:
    """Where the word that goes on begins in the letters, and its completions: of ideographs the longest end."""
    if not is_han(letters[-1]):
        latin = next((n for n in range(len(letters), 0, -1) if is_han(letters[n - 1])), 0)
        return latin, suggester.begun(letters[latin:], limit)
    for start in range(max(0, len(letters) - HAN_WORD_MAX), len(letters)):
        found = suggester.begun(letters[start:], limit)
        if any(one.word != letters[start:] for one in found):
            return start, found
    return len(letters), ()
