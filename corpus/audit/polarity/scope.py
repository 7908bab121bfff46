"""What a negation in front of a word makes of it: "no significant difference", 差异无显著性."""

import re
from typing import Final

from corpus.audit.polarity.scanning import Cue
from corpus.model import Side

# concept -> what each of its poles becomes under a negation
REVERSED: Final = {"significance": {"yes": "no", "no": "yes"}}

# Characters between a negation and the word it denies: "did not differ between the two groups significantly" at most.
REACH: Final[dict[Side, int]] = {"en": 40, "zh": 8}
_CLAUSE_END: Final = re.compile("[,;:.?!()，；：。？！（）、]")


def under_negation(cues: list[Cue], text: str, side: Side) -> list[Cue]:
    """The cues, those of REVERSED turned round once for every sure negation in front of them in their clause."""
    settled: list[Cue] = []
    negations: list[Cue] = []
    for cue in cues:
        if any(sense.concept in REVERSED for sense in cue.senses):
            before = [n for n in negations if _reaches(n, cue, text, side)]
            cue = _reversed(cue) if len(before) % 2 else cue
        settled.append(cue)
        if any(sense.concept == "negation" and _denies(sense.sure, side) for sense in cue.senses):
            negations = [*negations[-1:], cue]
    return settled


def _denies(sure: bool, side: Side) -> bool:
    """A weak negation of Chinese is mostly 不 or 无; one of English mostly another word."""
    return sure or side == "zh"


def _reaches(negation: Cue, cue: Cue, text: str, side: Side) -> bool:
    gap = text[negation.end : cue.start] if cue.start - negation.end <= REACH[side] else "."
    return _CLAUSE_END.search(gap) is None


def _reversed(cue: Cue) -> Cue:
    return cue._replace(
        senses=tuple(
            sense._replace(pole=REVERSED[sense.concept][sense.pole]) if sense.concept in REVERSED else sense
            for sense in cue.senses
        )
    )
