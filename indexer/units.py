"""Units: one aligned bead each, `report_id#n` with n from 1 as readers see it, and the stretches of their text."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Sentence, Version


class Stretch(NamedTuple):
    """A range of a version's text, `titled` where it is the title: in lines a title stands apart."""

    start: int
    end: int
    titled: bool


def unit_id(report_id: str, number: int) -> str:
    """The id of a report's unit of that number, from 1."""
    return f"{report_id}#{number}"


def report_and_number(entry_id: str) -> tuple[str, int]:
    """The report and the number, from 1, of a unit's id; raises ValueError for what is none."""
    report_id, mark, number = entry_id.rpartition("#")
    if not (mark and number.isascii() and number.isdigit()):
        raise ValueError(f"{entry_id!r} is no unit")
    return report_id, int(number)


def stretches(version: Version, numbers: Sequence[int]) -> tuple[Stretch, ...]:
    """The text of these sentences, titles first; those that follow each other in one, as phrases may span them."""
    titled = {number for number in numbers if _in_title(version, version.sentences[number])}
    rest = [number for number in numbers if number not in titled]
    return (*_stretch(version, sorted(titled), True), *_stretch(version, rest, False))


def _stretch(version: Version, numbers: Sequence[int], titled: bool) -> tuple[Stretch, ...]:
    """From the first to the last of these sentences, which are neighbours."""
    if not numbers:
        return ()
    return (Stretch(version.sentences[numbers[0]].start, version.sentences[numbers[-1]].end, titled),)


def _in_title(version: Version, sentence: Sentence) -> bool:
    return any(
        section.kind == "TITLE" and section.start <= sentence.start < section.end for section in version.sections
    )
