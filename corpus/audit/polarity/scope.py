"""What a negation in front of a word makes of it: "no significant difference", 差异无显著性."""

import re
from typing import Final

from corpus.audit.polarity.scanning import Cue
from corpus.audit.polarity.table import REVERSED
from corpus.model import Side

# Characters between a negation and the word it denies: "did not differ between the two groups significantly" at most.
REACH: Final[dict[Side, int]] = {"en": 40, "zh": 8}
# No more negations than these two can deny one word.
_REMEMBERED: Final = 2
_CLAUSE_END: Final = re.compile("[,;:.?!()，；：。？！（）、]")


def under_negation(cues: list[Cue], text: str, side: Side) -> list[Cue]:
    """The cues, those of REVERSED turned round once for every negation in front of them in their clause."""
    if not any(cue.meaning.reversible for cue in cues):
        return cues
    settled: list[Cue] = []
    negations: list[Cue] = []
    for cue in cues:
        turns = sum(_reaches(negation, cue, text, side) for negation in negations) if cue.meaning.reversible else 0
        settled.append(_reversed(cue) if turns % 2 else cue)
        # a weak negation of Chinese is mostly 不 or 无, one of English mostly another word
        if cue.meaning.surely_denies or (side == "zh" and cue.meaning.denies):
            negations = [*negations, cue][-_REMEMBERED:]
    return settled


def _reaches(negation: Cue, cue: Cue, text: str, side: Side) -> bool:
    if cue.start - negation.end > REACH[side]:
        return False
    return _CLAUSE_END.search(text, negation.end, cue.start) is None


def _reversed(cue: Cue) -> Cue:
    senses = tuple(
        sense._replace(pole=REVERSED[sense.concept][sense.pole]) if sense.concept in REVERSED else sense
        for sense in cue.meaning.senses
    )
    return cue._replace(meaning=cue.meaning._replace(senses=senses))
