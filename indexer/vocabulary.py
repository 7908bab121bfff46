"""The words of a generation: what wildcards expand to, what a stem stands for, which values the filters hold.

Made from the entries while they are indexed, kept as one JSON file beside the index, read whole when a generation is
opened. Every answer is sorted, so that a plan depends on the query and the collection alone.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from corpus.words.folding import has_han
from corpus.words.pinyin import pinyin
from corpus.words.tokens import MARK, is_han_token, is_han_word, word_keys
from indexer.entries import Entry
from indexer.fields import FilterName
from indexer.phrase_counts import PhraseCounts

# Filters whose values are few and are typed by people; identifiers and years are not.
LISTED_FILTERS: Final[tuple[FilterName, ...]] = ("type", "flag", "collection", "origin", "lang", "has", "journal")

_BEYOND: Final = "\U0010ffff"  # sorts behind every character that words begin with


class _Content(msgspec.Struct, frozen=True):
    """The file: words and phrases in order with the number of reports that hold them, the words of a key other than
    itself, and the Chinese ones in the order of their pinyin, each behind it and a space.
    """

    report_count: int
    words: list[str]
    counts: list[int]
    han_words: list[str]
    han_counts: list[int]
    families: dict[str, list[str]]
    names: list[str]
    values: dict[str, list[str]]
    phrases: list[str]
    phrase_counts: list[int]
    sounds: list[str]


class VocabularyBuilder:
    """Collects words entry by entry; only reports count, units repeat their words."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._han: Counter[str] = Counter()
        self._names: set[str] = set()
        self._values: dict[str, set[str]] = {name: set() for name in LISTED_FILTERS}
        self._phrases = PhraseCounts()
        self._report_count = 0

    def add(self, entry: Entry) -> None:
        """Count the entry's words once each."""
        if entry.target != "reports":
            return
        self._report_count += 1
        self._words.update({word for sections in entry.lines.values() for section in sections for word in section})
        self._names.update(word for section in entry.lines.get("author", ()) for word in section)
        self._han.update({term for bag in entry.bags.values() for term in bag if is_han_word(term)})
        self._phrases.add(entry.phrases)
        for name in LISTED_FILTERS:
            self._values[name].update(entry.filters.get(name, ()))

    def finish(self) -> "Vocabulary":
        """The vocabulary of all entries added."""
        words = sorted(word for word in self._words if word != MARK and not is_han_token(word))
        han = sorted(self._han)
        phrases = self._phrases.kept()
        return Vocabulary(
            _Content(
                report_count=self._report_count,
                words=words,
                counts=[self._words[word] for word in words],
                han_words=han,
                han_counts=[self._han[word] for word in han],
                families=_families(words),
                names=sorted(name for name in self._names if name != MARK and not is_han_token(name)),
                values={name: sorted(values) for name, values in self._values.items()},
                phrases=list(phrases),
                phrase_counts=list(phrases.values()),
                sounds=_sounds({*han, *filter(has_han, phrases)}),
            )
        )

    def save(self, path: Path) -> "Vocabulary":
        """Write the vocabulary of all entries added, and return it."""
        vocabulary = self.finish()
        vocabulary.save(path)
        return vocabulary


class Vocabulary:
    """The words of one generation; never changes, may be shared between threads."""

    def __init__(self, content: _Content) -> None:
        self._content = content

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """The vocabulary in a file that `save` wrote; raises OSError, or ValueError for anything else in the file."""
        return cls(msgspec.json.decode(path.read_bytes(), type=_Content))

    def save(self, path: Path) -> None:
        """Write the vocabulary as one JSON file."""
        path.write_bytes(msgspec.json.encode(self._content))

    @property
    def report_count(self) -> int:
        """The number of reports that the words were taken from."""
        return self._content.report_count

    @property
    def word_count(self) -> int:
        """The number of different Latin line words."""
        return len(self._content.words)

    def count(self, word: str) -> int:
        """The number of reports that hold this line word or Chinese word."""
        content = self._content
        for words, counts in ((content.words, content.counts), (content.han_words, content.han_counts)):
            place = bisect_left(words, word)
            if place < len(words) and words[place] == word:
                return counts[place]
        return 0

    def family(self, key: str) -> frozenset[str]:
        """The line words found under a key of `corpus.words.tokens.term_keys`."""
        family = frozenset(self._content.families.get(key, ()))
        return family | {key} if not family and self._holds(key) and key in word_keys(key) else family

    def prefix(self, text: str, limit: int | None = None) -> tuple[str, ...]:
        """The line words that begin with this text, in order, at most `limit`."""
        return _beginning(self._content.words, text, limit)

    def han_prefix(self, text: str, limit: int | None = None) -> tuple[str, ...]:
        """The Chinese words that begin with these characters, in order, at most `limit`."""
        return _beginning(self._content.han_words, text, limit)

    def phrase_count(self, phrase: str) -> int:
        """The number of reports that were seen to hold this phrase; 0 for one that is not kept."""
        place = bisect_left(self._content.phrases, phrase)
        known = place < len(self._content.phrases) and self._content.phrases[place] == phrase
        return self._content.phrase_counts[place] if known else 0

    def phrases(self, text: str) -> tuple[str, ...]:
        """The phrases that begin with this text, in order."""
        return _beginning(self._content.phrases, text, None)

    def sounding(self, letters: str) -> tuple[str, ...]:
        """The Chinese words and phrases whose pinyin begins with these letters, in the order of their pinyin; behind a
        whole reading a space says that nothing may follow.
        """
        return tuple(sound.partition(" ")[2] for sound in _beginning(self._content.sounds, letters, None))

    def names(self, initial: str) -> tuple[str, ...]:
        """The words of authors' names that begin so."""
        return _beginning(self._content.names, initial, None)

    def wildcard(self, pattern: str) -> tuple[str, ...]:
        """The line words of this shape: `*` any characters, `?` one or none."""
        ends, pieces = shape(pattern), _literal_pieces(pattern)
        begun = self.prefix(_literal_start(pattern))
        # Looking for the pieces first is ten times as fast, and leaves few words.
        likely = (word for word in begun if all(piece in word for piece in pieces))
        return tuple(word for word in likely if len(word) in ends(word))

    def han_wildcard(self, pattern: str) -> tuple[str, ...]:
        """The parts of Chinese words of the collection that have this shape, in order."""
        ends, start = shape(pattern), _literal_start(pattern)
        found = {
            word[place:end]
            for word in self._content.han_words
            for place in _places(word, start)
            for end in ends(word[place:], offset=place)
        }
        return tuple(sorted(found))

    def values(self, name: FilterName) -> tuple[str, ...]:
        """The values of a filter that occur; none for filters that are not listed."""
        return tuple(self._content.values.get(name, ()))

    def _holds(self, word: str) -> bool:
        words = self._content.words
        place = bisect_left(words, word)
        return place < len(words) and words[place] == word


def shape(pattern: str) -> Callable[..., set[int]]:
    """A function from a text to the lengths of its beginnings that have the pattern's shape.

    All ways through the pattern are followed at once (Thompson, CACM 1968): time is linear in text times pattern,
    whatever the number of wildcards.
    """

    def ends(text: str, *, offset: int = 0) -> set[int]:
        states = _skipping({0}, pattern)
        found = {offset} if len(pattern) in states else set()
        for length, character in enumerate(text, 1):
            states = _skipping(set(_steps(states, pattern, character)), pattern)
            if len(pattern) in states:
                found.add(offset + length)
            if not states:
                break
        return found

    return ends


def _steps(states: set[int], pattern: str, character: str) -> Iterator[int]:
    for state in states:
        if state < len(pattern):
            if pattern[state] == "*":
                yield state
            elif pattern[state] in ("?", character):
                yield state + 1


def _skipping(states: set[int], pattern: str) -> set[int]:
    """The states and those reached from them without a character: wildcards may stand for none."""
    reached = set(states)
    for state in states:
        while state < len(pattern) and pattern[state] in "*?":
            state += 1
            reached.add(state)
    return reached


def _literal_start(pattern: str) -> str:
    """What a pattern begins with before its first wildcard."""
    return pattern[: min((pattern.find(mark) for mark in "*?" if mark in pattern), default=len(pattern))]


def _literal_pieces(pattern: str) -> list[str]:
    """What a pattern holds between its wildcards."""
    return pattern.replace("*", "?").split("?")


def _places(word: str, start: str) -> Iterator[int]:
    place = word.find(start)
    while place >= 0:
        yield place
        place = word.find(start, place + 1)


def _beginning(words: list[str], text: str, limit: int | None) -> tuple[str, ...]:
    first, last = bisect_left(words, text), bisect_left(words, text + _BEYOND)
    return tuple(words[first : last if limit is None else min(last, first + limit)])


def _sounds(han: set[str]) -> list[str]:
    """Words of two characters or more behind their pinyin, in order."""
    return sorted(f"{pinyin(word)} {word}" for word in han if len(word) > 1)


def _families(words: list[str]) -> dict[str, list[str]]:
    """Key to its words, without the keys that stand for themselves alone."""
    families: dict[str, list[str]] = {}
    for word in words:
        for key in word_keys(word):
            families.setdefault(key, []).append(word)
    return {key: family for key, family in families.items() if family != [key]}
