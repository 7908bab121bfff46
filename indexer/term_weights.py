"""How much each bag term of a query counts.

Measured on ten judged sets of both languages by paired tests (docs/decisions/0006-what-a-query-ranks-by.md); around
each constant the figures hardly change.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from corpus.words.asking_words import ASKING_TERMS
from corpus.words.tokens import EXACT, is_han_token

# A word as it was typed, beside its stem.
_EXACT: Final = 0.3
# A name with digits or signs (IL-6, CD4+): rarely met by chance.
_NAME: Final = 1.5
# A word that asks rather than names.
_ASKING: Final = 0.4
# A few ideographs are a term, which must stand together; more are a wording, which a text may put otherwise.
_TERM_LENGTH_MAX: Final = 4
_IDEOGRAPH_OF_WORDING: Final = 2.0
_PAIR_OF_WORDING: Final = 0.7


def term_weights(terms: Iterable[str]) -> dict[str, float]:
    """The weight of every distinct term of a query, in order of first appearance; a term that is typed n times counts
    √n times.
    """
    counts = Counter(terms)
    ideographs = sum(count for term, count in counts.items() if is_ideograph(term))
    wording = ideographs > _TERM_LENGTH_MAX
    return {term: float(count**0.5 * _weight(term, wording=wording)) for term, count in counts.items()}


def is_ideograph(term: str) -> bool:
    """Whether a bag term is one ideograph in its own namespace."""
    return len(term) == 2 and term[0] == "1" and is_han_token(term[1])


def is_pair(term: str) -> bool:
    """Whether a bag term is two neighbouring ideographs in their own namespace."""
    return len(term) == 3 and term[0] == "2" and is_han_token(term[1])


def _weight(term: str, *, wording: bool) -> float:
    weight = _ASKING if term in ASKING_TERMS else 1.0
    if term.startswith(EXACT):
        return weight * _EXACT
    if is_ideograph(term):
        return weight * _IDEOGRAPH_OF_WORDING if wording else weight
    if is_pair(term):
        return weight * _PAIR_OF_WORDING if wording else weight
    return weight * _NAME if _is_name(term) else weight


def _is_name(term: str) -> bool:
    """Whether a Latin term holds both letters and something else."""
    return not term.isalpha() and any(character.isalpha() for character in term)
