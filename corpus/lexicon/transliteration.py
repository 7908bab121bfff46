"""Names of drugs across scripts: 利妥昔单抗 is rituximab, -单抗 is -mab, and 利-妥-昔 sounds like ri-tu-xi.

International Nonproprietary Names (https://www.who.int/teams/health-product-and-policy-standards/inn/stems) end in the
stem of their class, which has a Chinese rendering; what stands before it is written by sound, character by character.
Both tables are ours (transliteration.tsv).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from corpus.knowledge import TermPair
from corpus.words.folding import HAN, fold

TABLE: Final = "transliteration.tsv"

# A pair scores at least this much if it is one name; set by hand on the names of drugs.tsv: of names in one class three
# quarters are told apart. Below the class alone agrees.
SCORE_MIN: Final = 0.7

NAME_CHARACTERS_MAX: Final = 10
NAME_LETTERS_MAX: Final = 24

# What the class is worth beside the sounds before it.
CLASS_WEIGHT: Final = 0.35

_LATIN_WORD: Final = re.compile(r"[a-z]+")
_HAN_RUN: Final = re.compile(f"[{HAN}]+")

_SKIPPED_CHARACTER: Final = -0.4
_SKIPPED_CONSONANT: Final = -0.35
_SKIPPED_VOWEL: Final = -0.08
_SYLLABLE_LETTERS_MAX: Final = 5
_VOWELS: Final = "aeiou"

# Letters that are one sound where names are transliterated.
_SOUNDS: Final = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"qu|[cqk]"), "k"),
    (re.compile(r"[xz]"), "s"),
    (re.compile(r"[vw]"), "f"),
    (re.compile(r"r"), "l"),
    (re.compile(r"y"), "i"),
    (re.compile(r"m(?![aeiou])"), "n"),
    (re.compile(r"(.)\1"), r"\1"),
)


class NameClass(NamedTuple):
    """The stem of a class of drugs in both languages."""

    en: str
    zh: str


class SoundTable(NamedTuple):
    """The table: the stems of classes, the longest first, and the sounds of each character."""

    classes: tuple[NameClass, ...]
    sounds: dict[str, tuple[str, ...]]


@cache
def load_sounds() -> SoundTable:
    """The table that ships, read once a process."""
    classes: list[NameClass] = []
    sounds: dict[str, tuple[str, ...]] = {}
    for line in files("corpus.lexicon").joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        first, _, second = line.partition("\t")
        if first.startswith("-"):
            classes += [NameClass(first[1:], stem) for stem in second.split()]
        elif first and not first.startswith("#"):
            sounds[first] = tuple(_sound(spelling) for spelling in second.split())
    classes.sort(key=lambda one: (-len(one.zh), -len(one.en), one))
    return SoundTable(tuple(classes), sounds)


def transliteration_score(zh: str, en: str) -> float:
    """How well a Chinese name (folded) and an English one (in lower case) sound alike, 0 to 1; names of one class share
    a stem, and of two names those with a stem in one language alone score 0.
    """
    if not 2 <= len(zh) <= NAME_CHARACTERS_MAX or not 3 <= len(en) <= NAME_LETTERS_MAX or not en.isalpha():
        return 0.0
    shared = [one for one in _classes_of(zh) if en.endswith(one.en)]
    if not shared:
        return 0.0 if _classes_of(zh) else _alike(zh, _sound(en))
    scores = []
    for one in shared:
        rest_zh, rest_en = zh.removesuffix(one.zh), en.removesuffix(one.en)
        if rest_zh and rest_en:
            scores.append(CLASS_WEIGHT + (1 - CLASS_WEIGHT) * _alike(rest_zh, _sound(rest_en)))
    return max(scores, default=0.0)


def names_like(zh: str, words: Iterable[str]) -> list[tuple[str, float]]:
    """Of English words (in lower case) those that a Chinese name (folded) transliterates, the best first."""
    found = [(word, score) for word in words if (score := transliteration_score(zh, word)) >= SCORE_MIN]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def class_of_word(word: str) -> str:
    """The longest stem of a class that an English word ends in; empty if none."""
    return max((one.en for one in load_sounds().classes if word.endswith(one.en)), key=len, default="")


def names_in(run: str) -> Iterator[tuple[int, int]]:
    """The ranges of a folded run that may be the name of a drug: those that end in the stem of a class and consist of
    characters that names are written with; the longest of each end first.
    """
    table = load_sounds()
    for end in range(3, len(run) + 1):
        stem = next((one.zh for one in table.classes if run.endswith(one.zh, 0, end)), "")
        start = end - len(stem)
        if not stem:
            continue
        while start > 0 and end - start < NAME_CHARACTERS_MAX and run[start - 1] in table.sounds:
            start -= 1
        yield from ((first, end) for first in range(start, end - len(stem)))


def pairs_in(words: Iterable[str], run: str) -> list[tuple[str, str, float]]:
    """(English, Chinese, score) of the names of drugs that stand in both the words (lower case) and the run (folded) of
    one pair of sentences: of each English name the best.
    """
    names = [word for word in dict.fromkeys(words) if class_of_word(word)]
    best: dict[str, tuple[str, str, float]] = {}
    if names:
        for start, end in names_in(run):
            for word, score in names_like(run[start:end], names):
                if word not in best or score > best[word][2]:
                    best[word] = (word, run[start:end], score)
    return [best[word] for word in sorted(best)]


def collect_names(beads: Iterable[tuple[str, str]]) -> tuple[TermPair, ...]:
    """The names of drugs that stand together in pairs of sentences (English, Chinese), sorted; the score is their
    probability, and each is counted once a pair of sentences.
    """
    scores: dict[tuple[str, str], float] = {}
    counts: dict[tuple[str, str], int] = {}
    for en, zh in beads:
        words = _LATIN_WORD.findall(fold(en).lower())
        for run in _HAN_RUN.findall(fold(zh)):
            for word, name, score in pairs_in(words, run):
                scores[word, name] = score
                counts[word, name] = counts.get((word, name), 0) + 1
    return tuple(TermPair(en, zh, round(scores[en, zh], 4), counts[en, zh]) for en, zh in sorted(counts))


def joined_names(found: Iterable[TermPair]) -> tuple[TermPair, ...]:
    """What `collect_names` found in several places as if it had been one, sorted."""
    joined: dict[tuple[str, str], TermPair] = {}
    for pair in found:
        known = joined.get((pair.en, pair.zh))
        count = pair.occurrences + (known.occurrences if known else 0)
        joined[pair.en, pair.zh] = pair._replace(occurrences=count)
    return tuple(joined[names] for names in sorted(joined))


def _classes_of(zh: str) -> tuple[NameClass, ...]:
    return tuple(one for one in load_sounds().classes if zh.endswith(one.zh) and len(zh) > len(one.zh))


def _alike(zh: str, sounds: str) -> float:
    """The best agreement of characters with a row of sounds, in order, 0 to 1: what they share less what is skipped,
    by the number of syllables.
    """
    table = load_sounds().sounds
    rows = [[0.0] * (len(sounds) + 1) for _ in range(len(zh) + 1)]
    for i in range(len(zh) + 1):
        for j in range(len(sounds) + 1):
            if i == j == 0:
                continue
            options = []
            if i:
                options.append(rows[i - 1][j] + _SKIPPED_CHARACTER)
            if j:
                options.append(rows[i][j - 1] + (_SKIPPED_VOWEL if sounds[j - 1] in _VOWELS else _SKIPPED_CONSONANT))
            if i and j:
                spellings = table.get(zh[i - 1], ())
                for size in range(1, min(j, _SYLLABLE_LETTERS_MAX) + 1):
                    options.append(rows[i - 1][j - size] + _agreement(spellings, sounds[j - size : j]))
            rows[i][j] = max(options)
    return max(0.0, rows[-1][-1] / len(zh))


@lru_cache(maxsize=1 << 14)
def _agreement(spellings: tuple[str, ...], heard: str) -> float:
    """1 for a sound of the character, less for one with its consonants or its first."""
    if heard in spellings:
        return 1.0
    skeleton = _consonants(heard)
    if skeleton and any(_consonants(one) == skeleton for one in spellings):
        return 0.7
    if any(one[0] == heard[0] for one in spellings) and heard[0] not in _VOWELS:
        return 0.3
    return -0.3


def _consonants(sound: str) -> str:
    return "".join(letter for letter in sound if letter not in _VOWELS)


@lru_cache(maxsize=1 << 14)
def _sound(letters: str) -> str:
    for pattern, replacement in _SOUNDS:
        letters = pattern.sub(replacement, letters)
    return letters
