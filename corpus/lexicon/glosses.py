"""What a gloss of CC-CEDICT names: the English phrases that a Chinese word can be rendered by, with their weights.

    /(medicine) thrombocytosis/blood platelet/to reduce; to cut down (old)/CL:個|个[ge4]/

Asides and labels in brackets do not count as words, nor do articles and the "to" of verbs. What says how Chinese is
written or counted is no rendering.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.words.folding import fold
from corpus.words.stems import STOP_WORDS, english_unit

# A rendering of more words describes the thing rather than names it.
PHRASE_WORDS_MAX: Final = 5

# A later sense is a rarer one, by this much for each before it, down to a floor. Our choice, not calibrated.
LATER_SENSE: Final = 0.04
LATER_SENSE_MIN: Final = 0.7
# What is marked as old or of a dialect is seldom meant.
MARKED: Final = 0.5

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SENSE_ENDS: Final = re.compile(r"[/;]")
_NAMES_APART: Final = re.compile(r",\s+(?:or\s+)?")
_MARKED: Final = re.compile(
    r"\((?:[^()]*\b)?(?:old|archaic|dialect|literary|bound form|slang|Tw|Cantonese)\b[^()]*\)", re.IGNORECASE
)
_NO_RENDERING: Final = re.compile(
    r"CL:|(?:\w+ )?surname |see |also (?:written|pr\.|called)|used |(?:Taiwan )?pr\. |same as |abbr\. (?:for|of) "
    r"|(?:\w+ ){0,3}(?:variant|form) of |classifier |transliteration |phonetic|Kangxi radical |component in ",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:'[a-z]+)?|[0-9]+")
# Before the words that name: articles, the sign of the infinitive, and what stands for an object.
_LEADING: Final = frozenset("to be a an the become of sb sth one's".split())
_TRAILING: Final = frozenset("sb sth etc of to".split())

_PLURALS: Final = {
    "children": "child", "women": "woman", "men": "man", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "bacteria": "bacterium", "criteria": "criterion", "phenomena": "phenomenon", "nuclei": "nucleus", "foci": "focus",
    "loci": "locus", "fungi": "fungus", "stimuli": "stimulus", "thrombi": "thrombus", "emboli": "embolus",
    "bronchi": "bronchus", "villi": "villus", "metastases": "metastasis", "crises": "crisis", "bases": "base",
    "vertebrae": "vertebra", "larvae": "larva", "sera": "serum", "ova": "ovum", "strata": "stratum",
    "indices": "index", "matrices": "matrix", "appendices": "appendix", "cortices": "cortex", "lives": "life",
    "leaves": "leaf", "wolves": "wolf", "halves": "half", "wives": "wife", "people": "person",
}  # fmt: skip
_PLURAL_ENDINGS: Final = (("oses", "osis"), ("yses", "ysis"), ("eses", "esis"), ("omata", "oma"))


class Rendering(NamedTuple):
    """An English phrase of a gloss, in lower case: 1 is the weight of the first sense's own words. `whole` says that
    the phrase is a gloss by itself, not one of several names between commas.
    """

    words: tuple[str, ...]
    weight: float
    whole: bool

    @property
    def text(self) -> str:
        """The phrase as one string."""
        return " ".join(self.words)


def renderings(glosses: str) -> Iterator[Rendering]:
    """The phrases of an entry's glosses, in their order; of each gloss whole, then of its parts between commas."""
    sense = 0
    for gloss in _SENSE_ENDS.split(glosses):
        if not gloss.strip() or _NO_RENDERING.match(gloss.strip()):
            continue
        weight = max(LATER_SENSE_MIN, 1.0 - LATER_SENSE * sense)
        if _MARKED.search(gloss):
            weight *= MARKED
        sense += 1
        yield from _of_gloss(_ASIDE.sub(" ", _ASIDE.sub(" ", gloss)), weight)  # twice: asides have asides


def _of_gloss(plain: str, weight: float) -> Iterator[Rendering]:
    parts = _NAMES_APART.split(plain)
    for part in parts[:3]:
        words = phrase_words(part)
        if 0 < len(words) <= PHRASE_WORDS_MAX:
            yield Rendering(words, weight if len(parts) == 1 else 0.8 * weight, len(parts) == 1)


def phrase_words(text: str) -> tuple[str, ...]:
    """The words of a phrase, folded and in lower case, without what only leads in or out."""
    words = [word.lower().removesuffix("'s") for word in _WORD.findall(fold(text))]
    while words and words[0] in _LEADING and len(words) > 1:
        del words[0]
    while words and words[-1] in _TRAILING and len(words) > 1:
        del words[-1]
    return tuple(words)


@lru_cache(maxsize=1 << 16)
def phrase_units(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a phrase is compared by: the units of its words, without stop words where it has others."""
    content = [word for word in words if word not in STOP_WORDS]
    return tuple(word_unit(word) for word in content or words)


@lru_cache(maxsize=1 << 16)
def word_unit(word: str) -> str:
    """What a word in lower case is compared by across languages: the unit (corpus.words.stems.english_unit) of its
    singular, for a stemmer leaves the plurals of Latin and Greek alone.
    """
    return english_unit(_learned_singular(word))


def singular_of(word: str) -> str:
    """The singular of a noun in lower case, as far as its ending tells; of another word something to compare it by."""
    singular = _learned_singular(word)
    if singular != word or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")) or len(word) < 4:
        return singular
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _learned_singular(word: str) -> str:
    """The singular of a plural of Latin or Greek, or of one that has an ending of its own."""
    singular = _PLURALS.get(word)
    if singular is not None:
        return singular
    for ending, replacement in _PLURAL_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + replacement
    return word
