"""Numbers, units, doses and powers of ten of both languages, as values that can be compared across them.

    quantities("platelet counts of > 50 × 10⁹/L", "en")  ==  one of value 5E10, unit "/L", comparator ">"
    base(quantities("血小板5万/μL", "zh")[0])             ==  (5E10, "/L")

docs/quantities.md has the units and the rules.
"""

from decimal import localcontext

from corpus.model import Side
from corpus.quantities.calendar import calendar_quantities
from corpus.quantities.chinese import han_numerals
from corpus.quantities.comparing import Base, Bounds, base, bounds, comparable
from corpus.quantities.digits import digit_numerals
from corpus.quantities.english import english_numerals
from corpus.quantities.grades import grades
from corpus.quantities.quantity import ARITHMETIC, Comparator, Kind, Quantity
from corpus.quantities.reading import Reader
from corpus.quantities.sharing import share_units
from corpus.words.folding import fold

__all__ = ["Base", "Bounds", "Comparator", "Kind", "Quantity", "base", "bounds", "comparable", "quantities"]


def quantities(text: str, side: Side) -> tuple[Quantity, ...]:
    """The quantities of a text, in reading order, never overlapping; number words are those of the side's language.

    Passed over are numbers in names (CD4, IL-6, 5-FU), references in brackets or superscript, DOIs and versions. Linear
    in the length of the text.
    """
    folded = fold(text)
    lowered = folded.lower()
    if len(lowered) != len(folded):
        lowered = "".join(lower if len(lower := character.lower()) == 1 else character for character in folded)
    words = english_numerals(lowered) if side == "en" else han_numerals(folded)
    whole = sorted([*calendar_quantities(folded, lowered, side), *grades(folded, lowered)])
    numerals = sorted([*digit_numerals(folded, side), *words])
    with localcontext(ARITHMETIC):
        found = Reader(folded, lowered, numerals, whole).read()
    share_units(folded, found)
    return tuple(found)
