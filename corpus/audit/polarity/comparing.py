"""Where the cues of the two sides of a bead cannot be reconciled."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from corpus.audit.polarity.scanning import Cue

# A bead that says one pole more often is a list, in which nobody can tell what answers what; our choice.
PLACES_MAX: Final = 12

# concept -> its two poles; a negation has one
POLES: Final[dict[str, tuple[str, str]]] = {
    "direction": ("up", "down"),
    "level": ("high", "low"),
    "duration": ("long", "short"),
    "quality": ("better", "worse"),
    "merit": ("superior", "inferior"),
    "efficacy": ("effective", "ineffective"),
    "response": ("complete", "partial"),
    "significance": ("yes", "no"),
    "certainty": ("open", "settled"),
    "outlook": ("promising", "good"),
}


class Place(NamedTuple):
    """A cue, and how far through its side it stands, from 0 to 1."""

    cue: Cue
    depth: float


class Voices:
    """What one side of a bead says: its cues by concept, pole and strength."""

    def __init__(self, cues: Iterable[Cue], start: int, end: int) -> None:
        self.start, self.end = start, end
        self._places: dict[tuple[str, str, bool], list[Place]] = {}
        size = max(1, end - start)
        for cue in cues:
            place = Place(cue, (cue.start - start) / size)
            for sense in cue.meaning.senses:
                self._places.setdefault((sense.concept, sense.pole, sense.sure), []).append(place)

    def sure(self, concept: str, pole: str) -> list[Place]:
        """The cues that need a counterpart."""
        return self._places.get((concept, pole, True), [])

    def weak(self, concept: str, pole: str) -> list[Place]:
        """The cues that can be a counterpart."""
        return self._places.get((concept, pole, False), [])


class Surplus(NamedTuple):
    """Sure cues of a pole on one side, more than the other side can answer; `answers` are what it has."""

    places: list[Place]
    answers: list[Place]

    @property
    def certain(self) -> bool:
        """Whether nothing on the other side could be an answer."""
        return not self.answers

    def loneliness(self, place: Place) -> float:
        """How far the nearest answer stands; 1 without any."""
        return min((abs(place.depth - answer.depth) for answer in self.answers), default=1.0)


class Turn(NamedTuple):
    """Two cues of opposite poles, English and Chinese; `certain` if neither could be answered by any other."""

    concept: str
    en: Cue
    zh: Cue
    certain: bool


class Lone(NamedTuple):
    """A negation that the other side lacks; `certain` if that side has none at all."""

    cue: Cue
    certain: bool


def surplus(one: Voices, other: Voices, concept: str, pole: str) -> Surplus | None:
    """What `one` says of a pole beyond what `other` can answer; weak cues answer each other first."""
    sure, answers, weak = one.sure(concept, pole), other.sure(concept, pole), other.weak(concept, pole)
    free = max(0, len(weak) - len(one.weak(concept, pole))) if concept in POLES else len(weak)
    if not len(answers) + free < len(sure) <= PLACES_MAX:
        return None
    return Surplus(sure, answers + (weak[:PLACES_MAX] if free else []))


def turned(en: Voices, zh: Voices) -> Iterator[Turn]:
    """Where the sides say the opposite."""
    for concept, (one, other) in POLES.items():
        for en_pole, zh_pole in ((one, other), (other, one)):
            if not (en.sure(concept, en_pole) and zh.sure(concept, zh_pole)):
                continue
            in_english = surplus(en, zh, concept, en_pole)
            in_chinese = surplus(zh, en, concept, zh_pole)
            if in_english is not None and in_chinese is not None:
                first, second = _likeliest(in_english, in_chinese)
                yield Turn(concept, first.cue, second.cue, in_english.certain and in_chinese.certain)


def lone_negation(one: Voices, other: Voices) -> Lone | None:
    """The negation of one side that the other lacks, or None where each finds its answer."""
    found = surplus(one, other, "negation", "not")
    return None if found is None else Lone(max(found.places, key=found.loneliness).cue, found.certain)


def _likeliest(english: Surplus, chinese: Surplus) -> tuple[Place, Place]:
    """The two cues that most likely translate each other: near each other, far from answers of their own pole."""

    def distance(pair: tuple[Place, Place]) -> float:
        one, other = pair
        return abs(one.depth - other.depth) - english.loneliness(one) - chinese.loneliness(other)

    return min(((one, other) for one in english.places for other in chinese.places), key=distance)
