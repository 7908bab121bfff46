"""Medical compounds put together from parts: thrombo-cyto-penia is 血小板减少症, 骨肉瘤 is osteo-sarc-oma.

The parts are a table written by hand (morphemes.tsv). An English word is prefixes, roots with a combining vowel, and an
ending or a whole word that a dictionary has; a Chinese one is the same from left to right. What comes out is a guess:
whoever asks keeps what the collection has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice, product
from typing import Final, NamedTuple

TABLE: Final = "morphemes.tsv"

# The longest word of medicine in use has some 30 letters, its Chinese a dozen characters.
LETTERS_MAX: Final = 34
CHARACTERS_MAX: Final = 10
PARTS_MAX: Final = 5
# Ways to take one word apart that are looked at, renderings of a part, and candidates that are given.
READINGS_MAX: Final = 4
CHOICES_MAX: Final = 4
CANDIDATES_MAX: Final = 12

# A whole English word at the end of a compound has at least as many letters.
WORD_LETTERS_MIN: Final = 5

_VOWELS: Final = "aeiouy"
_BEHIND: Final = "+"
_NOTHING: Final = "~"
_OPTIONAL_ENDS: Final = ("症", "术", "性")

# How an ending of nouns becomes one of adjectives: -penia, -penic; -sclerosis, -sclerotic; -graphy, -graphic.
_ADJECTIVES: Final = (
    ("osis", "otic"), ("itis", "itic"), ("asis", "atic"), ("ysis", "ytic"), ("esis", "etic"), ("oma", "omatous"),
    ("plasia", "plastic"), ("ia", "ic"), ("logy", "logical"), ("y", "ic"),
)  # fmt: skip

# The Chinese renderings of a whole English word, the best first.
Renders = Callable[[str], Sequence[str]]


class Part(NamedTuple):
    """A piece of a compound as it stands there, with its renderings in the other language, the usual one first."""

    form: str
    choices: tuple[str, ...]


class Compound(NamedTuple):
    """A candidate, with the parts that it was made from, as `thrombocyt+penia`."""

    text: str
    parts: str


class Morphemes(NamedTuple):
    """The table: English forms with their Chinese, and for Chinese forms their English ones by kind."""

    prefixes: dict[str, tuple[str, ...]]
    roots: dict[str, tuple[str, ...]]
    suffixes: dict[str, tuple[str, ...]]
    latin: dict[str, dict[str, tuple[str, ...]]]  # kind -> Chinese -> English forms


@cache
def load_morphemes() -> Morphemes:
    """The table that ships, read once a process."""
    prefixes: dict[str, tuple[str, ...]] = {}
    roots: dict[str, tuple[str, ...]] = {}
    suffixes: dict[str, tuple[str, ...]] = {}
    latin: dict[str, dict[str, tuple[str, ...]]] = {"prefix": {}, "root": {}, "suffix": {}}
    for line in files("corpus.lexicon").joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        forms, _, chinese = line.partition("\t")
        choices = tuple(chinese.split())
        for form in forms.split():
            kind, plain, table = _kind_of(form, prefixes, roots, suffixes)
            table[plain] = table.get(plain, ()) + choices
            for choice in choices:
                if choice != _NOTHING and not choice.startswith(_BEHIND):
                    latin[kind][choice] = (*latin[kind].get(choice, ()), form.strip("-"))
    for suffix, choices in tuple(suffixes.items()):
        for noun, adjective in _ADJECTIVES:
            if suffix.endswith(noun):
                suffixes.setdefault(suffix.removesuffix(noun) + adjective, choices)
                break
    for root, choices in tuple(roots.items()):
        if root.endswith("i") and len(root) > 4:
            roots.setdefault(root[:-1], choices)  # card-itis, arter-itis
    return Morphemes(prefixes, roots, suffixes, latin)


def _kind_of(
    form: str,
    prefixes: dict[str, tuple[str, ...]],
    roots: dict[str, tuple[str, ...]],
    suffixes: dict[str, tuple[str, ...]],
) -> tuple[str, str, dict[str, tuple[str, ...]]]:
    if form.endswith("-"):
        return "prefix", form[:-1], prefixes
    if form.startswith("-"):
        return "suffix", form[1:], suffixes
    return "root", form.partition("/")[0], roots


# ---- English to Chinese ------------------------------------------------------------------------------------------


def chinese_candidates(word: str, renders: Renders) -> tuple[Compound, ...]:
    """Chinese renderings put together for an English word (in lower case, American spelling), the likeliest first."""
    if not 5 <= len(word) <= LETTERS_MAX or not word.isalpha():
        return ()
    found: dict[str, str] = {}
    for parts in _best(_take_apart(word, 0, (), renders)):
        for text in _joined_chinese([part.choices for part in parts]):
            found.setdefault(text, "+".join(part.form for part in parts))
    return tuple(Compound(text, parts) for text, parts in islice(found.items(), CANDIDATES_MAX))


def _best(readings: Iterable[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
    """Of the ways to take a word apart those of fewest parts; a longer first part is the more telling."""
    return sorted(islice(readings, 64), key=lambda parts: (len(parts), -len(parts[0].form)))[:READINGS_MAX]


def _take_apart(word: str, start: int, before: tuple[Part, ...], renders: Renders) -> Iterator[tuple[Part, ...]]:
    """Every way to read the word from `start` on as roots and an ending."""
    table = load_morphemes()
    rest = word[start:]
    if len(before) >= PARTS_MAX or not rest:
        return
    if before:
        if rest in table.suffixes:
            yield (*before, Part(rest, table.suffixes[rest]))
        joined = word[start - 1] in _VOWELS or before[-1].form in table.prefixes
        if joined and rest not in table.suffixes and len(rest) >= WORD_LETTERS_MIN and (choices := renders(rest)):
            yield (*before, Part(rest, tuple(choices[:CHOICES_MAX])))
    for end in range(min(len(word), start + 18), start + 1, -1):
        form = word[start:end]
        if form in table.roots:
            part = Part(form, table.roots[form])
            yield from _take_apart(word, end, (*before, part), renders)
            if end < len(word) and word[end] in _VOWELS:
                yield from _take_apart(word, end + 1, (*before, part), renders)
        if form in table.prefixes and all(one.form in table.prefixes for one in before):
            yield from _take_apart(word, end, (*before, Part(form, table.prefixes[form])), renders)


def _joined_chinese(choices: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The parts' renderings joined, those of the usual choices first; an optional last character both ways."""
    ranked = sorted(
        islice(product(*(tuple(enumerate(options[:CHOICES_MAX])) for options in choices)), 256),
        key=lambda chosen: sum(place for place, _ in chosen),
    )
    for chosen in ranked:
        pieces = [text for _, text in chosen if text != _NOTHING]
        front = [text for text in pieces if not text.startswith(_BEHIND)]
        behind = [text[1:] for text in pieces if text.startswith(_BEHIND)]
        text = _without_repetition(front + behind)
        if len(text) > 1:
            yield text
            if len(text) > 2 and text.endswith(_OPTIONAL_ENDS):
                yield text[:-1]


def _without_repetition(pieces: Sequence[str]) -> str:
    """Pieces joined; blood is named once: 高 + 血糖 + 血症 is 高血糖症."""
    text = ""
    for piece in pieces:
        text += piece[1:] if piece.startswith("血") and "血" in text else piece
    return text


# ---- Chinese to English ------------------------------------------------------------------------------------------


def english_candidates(run: str) -> tuple[Compound, ...]:
    """English words put together for a Chinese compound (folded), the likeliest first; none unless it is parts alone,
    at least two, with an ending.
    """
    if not 2 <= len(run) <= CHARACTERS_MAX:
        return ()
    found: dict[str, str] = {}
    readings = sorted(islice(_read_chinese(run, ()), 64), key=len)[:READINGS_MAX]
    for parts in readings:
        for text in _joined_english([part.choices for part in parts]):
            found.setdefault(text, "+".join(part.form for part in parts))
    return tuple(Compound(text, parts) for text, parts in islice(found.items(), CANDIDATES_MAX))


def _read_chinese(rest: str, before: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Every way to read a run as prefixes, roots and one ending."""
    latin = load_morphemes().latin
    if len(before) >= PARTS_MAX:
        return
    if before and any(_is_root(part) for part in before) and rest in latin["suffix"]:
        yield (*before, Part(rest, latin["suffix"][rest]))
    for end in range(len(rest) - 1, 0, -1):
        form = rest[:end]
        if form in latin["root"]:
            yield from _read_chinese(rest[end:], (*before, Part(form, latin["root"][form])))
        if form in latin["prefix"] and not any(_is_root(part) for part in before):
            yield from _read_chinese(rest[end:], (*before, Part(form, latin["prefix"][form])))


def _is_root(part: Part) -> bool:
    return "/" in part.choices[0]


def _joined_english(choices: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The parts' forms joined, each root with its vowel before a consonant."""
    ranked = sorted(
        islice(product(*(tuple(enumerate(options[:CHOICES_MAX])) for options in choices)), 256),
        key=lambda chosen: sum(place for place, _ in chosen),
    )
    for chosen in ranked:
        text = ""
        for _, form in reversed(chosen):
            root, slash, vowel = form.partition("/")
            text = (root + (vowel if slash and text and text[0] not in _VOWELS else "")) + text
        yield text
