"""What the collection has taught, numbered and frozen: what is made with it names the number and can be made again."""

from dataclasses import dataclass
from typing import Final, NamedTuple


class TermPair(NamedTuple):
    """An English and a Chinese term that translate each other, with the beads it was seen in."""

    en: str
    zh: str
    probability: float
    occurrences: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the collection has taught, frozen under a number. Number 0 is what ships: nothing learnt yet."""

    number: int
    revision: int = 0
    report_count: int = 0
    pairs: tuple[TermPair, ...] = ()


UNTAUGHT: Final = Knowledge(number=0)
