"""Places in an English sentence where no name stands: the sentence is whole there, or belongs together as a phrase."""

import re
from typing import Final

_PRONOUNS: Final = frozenset("he she we they there".split())
_FINITE: Final = frozenset(
    "had has have was were is are did does do will would could can may must should received presented showed found "
    "developed underwent reported remained responded died reported describe described present conclude suggest".split()
)
_AUXILIARIES: Final = frozenset("was were is are be been has have had did does will would could can may should".split())
_AFTER_AUXILIARY: Final = frozenset("been not be also no being significantly".split())
_DETERMINERS: Final = frozenset("the a an this these that those his her their our its".split())
# Nouns that have a complement with `of` and are never in apposition to a name.
_RELATIONAL: Final = frozenset(
    "onset evaluation number numbers use presence absence lack course history risk diagnosis signs evidence incidence "
    "rate rates percentage majority amount loss degree assessment management cause causes end beginning time age "
    "duration prevalence frequency proportion range most one some many all part parts case cases years months weeks "
    "days aim purpose basis result results severity outcome outcomes development occurrence".split()
)
# Phrases that nothing interrupts, by their first and next word.
_PAIRS: Final = frozenset(
    tuple(phrase.split())
    for phrase in """due to|according to|because of|instead of|such as|as well|well as|more than|less than|greater than|
    higher than|lower than|rather than|other than|prior to|in order|at least|at most|out of|up to|so that|as a|able to|
    each other|in vitro|in vivo|et al|follow up|no significant|as the|followed by|based on|consisted of|consists of|
    compared with|compared to|patients with|patients who|children with|diagnosed with|diagnosis of|associated with|
    refractory to|secondary to|similar to|related to|subject to|likely to|need to|used to|was a|was the|were the|is a|
    is the|are the|has been|have been|had been|had a|to be|may be|can be|could be|should be|not be|did not|was not|
    were not|is not|are not|does not|do not|of the same|the same""".replace("\n", "").split("|")
)
# `at the time`, with the noun that follows the determiner.
_THE_NOUNS: Final[dict[str, frozenset[str]]] = {
    "at": frozenset("time end age start beginning onset same moment expense age site level initial".split()),
    "in": frozenset("presence absence case course context setting same majority literature present".split()),
    "on": frozenset("basis other day contrary".split()),
    "for": frozenset("treatment first purpose".split()),
    "by": frozenset("end".split()),
}
_AROUND: Final = re.compile(r"([A-Za-z'’-]+)\s$")
_BEHIND: Final = re.compile(r"\s([A-Za-z'’-]+)(?:\s([A-Za-z'’-]+))?")


def breaks_sentence(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] stands where the sentence is whole without it."""
    left = _AROUND.search(text, max(0, start - 24), start)
    right = _BEHIND.match(text, end, end + 48)
    if left is None or right is None:
        return False
    before, after, next_after = left[1], right[1], right[2] or ""
    if before in _PRONOUNS or before.lower() in _PRONOUNS:
        return after in _FINITE
    if before in _DETERMINERS and after in _DETERMINERS:
        return True
    if before in _RELATIONAL and after == "of":
        return True
    if before in _THE_NOUNS and after in _DETERMINERS:
        return next_after in _THE_NOUNS[before]
    if before in _AUXILIARIES and after in _AFTER_AUXILIARY:
        return True
    return (before.lower(), after) in _PAIRS
