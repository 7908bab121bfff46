"""What an English word is ranked and looked up by: nothing for a stop word, the Porter2 stem for any other."""

import re
from functools import lru_cache
from importlib.metadata import version
from typing import Final

import Stemmer

from corpus.words.spelling import american

# The short list that reached the best ranking on judged sets; with negations and modal verbs, without single
# letters other than "a" (T cells, vitamin K).
_STOP_WORDS: Final = """
    a an and are as at be but by for from has have in into is it its no not of on or such that the their then there
    these they this to was were will with what which who how does do did can could should would may might been being
    than between among also all us we our
"""
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())

_PORTER2: Final = Stemmer.Stemmer("english", 0)  # without its own cache; it holds the GIL while it works
_LETTERS_ONLY: Final = re.compile(r"[a-z']+")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The Porter2 stem (https://snowballstem.org/algorithms/english/stemmer.html) of a lower-case word of letters.

    Anything else, a name with digits or a stop word kept in capitals, is its own stem.
    """
    if _LETTERS_ONLY.fullmatch(word) is None:
        return word
    return str(_PORTER2.stemWord(word))


def english_unit(word: str) -> str:
    """What an English word in lower case is compared by across languages: the stem of its American spelling. Stop words
    have one too; who compares leaves them out.
    """
    return stem(american(word))


def stemmer_name() -> str:
    """The stemmer and its release: a part of the words' fingerprint."""
    return f"porter2 (PyStemmer {version('pystemmer')}, Snowball {Stemmer.version()})"
