"""Two versions side by side: one unit a bead, in parts as the report is divided."""

import bisect
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.model import Alignment, Bead, Flag, Report, Section, SectionKind, Sentence, Side, Version
from webapp.views.flag_groups import Said, said_of
from webapp.views.flagged import flagged_places
from webapp.views.passages import Mark, ShownPassage, passage_of

Confidence: TypeAlias = Literal["high", "middling", "low", "alone"]

# Where a bead's confidence is put into words. Chosen by reading, not measured: a unit is called high unless an aligner
# would rather not be asked about it.
HIGH: Final = 0.7
MIDDLING: Final = 0.4

# Below this, two texts seldom are translations of each other: a curator may know better, and is told.
DOUBTFUL_SCORE: Final = 0.5

# The drawing of an alignment: its width, and the height of all bars together at most, in the units of its viewBox.
DRAWING_WIDTH: Final = 304
DRAWING_HEIGHT: Final = 400
BARS_MAX: Final = 200

MarksBySide: TypeAlias = dict[Side, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A bead as a row: `number` from 1, as anchors and entries count; a side without a counterpart is empty."""

    number: int
    en: tuple[ShownPassage, ...]
    zh: tuple[ShownPassage, ...]
    shape: str  # sentences a side, "2:1"
    confidence: Confidence
    said: tuple[Said, ...]  # of what is flagged in it


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units under one heading: a section where the source labels it, otherwise a paragraph, counted from 1."""

    kind: SectionKind
    paragraph: int
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class AlignmentSummary:
    """How far the two versions say the same: `aligned` of `units` have both sides, `doubtful` of those not surely."""

    units: int
    aligned: int
    doubtful: int
    parallel_score: float

    @property
    def looks_translated(self) -> bool:
        """Whether the texts look like translations of each other."""
        return self.parallel_score >= DOUBTFUL_SCORE


class Bar(NamedTuple):
    """A unit in the drawing: its number, where it stands, how wide each side is, whether the sides contradict."""

    number: int
    y: float
    height: float
    en: float
    zh: float
    differs: bool


def summary_of(alignment: Alignment | None) -> AlignmentSummary | None:
    """The summary, or None for a report in one language."""
    return None if alignment is None else summarised(alignment)


def summarised(alignment: Alignment) -> AlignmentSummary:
    """The summary of an alignment."""
    paired = [bead for bead in alignment.beads if bead.en and bead.zh]
    doubtful = sum(confidence_of(bead) != "high" for bead in paired)
    return AlignmentSummary(len(alignment.beads), len(paired), doubtful, alignment.parallel_score)


def confidence_of(bead: Bead) -> Confidence:
    """A bead's confidence in a word; "alone" where a side is empty."""
    if not (bead.en and bead.zh):
        return "alone"
    return "high" if bead.confidence >= HIGH else "middling" if bead.confidence >= MIDDLING else "low"


def parts_of(report: Report, marks: MarksBySide) -> tuple[UnitGroup, ...]:
    """The parts of the aligned view; empty for a report that is not aligned. `marks` count in each version's text."""
    en, zh = report.version("en"), report.version("zh")
    if report.alignment is None or en is None or zh is None:
        return ()
    places = {"en": Places(en), "zh": Places(zh)}
    flagged = {place.key: place for place in flagged_places(report, {})}
    parts: list[tuple[tuple[SectionKind, int], list[Unit]]] = []
    for number, bead in enumerate(report.alignment.beads, 1):
        unit = Unit(
            number,
            _passages(en, bead.en, report.flags, marks),
            _passages(zh, bead.zh, report.flags, marks),
            f"{len(bead.en)}:{len(bead.zh)}",
            confidence_of(bead),
            said_of(
                flagged[flag.key]
                for version, sentences in ((en, bead.en), (zh, bead.zh))
                for flag in flags_in(report.flags, version, sentences)
            ),
        )
        place = places["en"].of(en.sentences[bead.en[0]]) if bead.en else None
        if place is None and not parts:
            place = places["zh"].of(zh.sentences[bead.zh[0]])
        if place is not None and (not parts or parts[-1][0] != place):
            parts.append((place, []))
        parts[-1][1].append(unit)
    return tuple(UnitGroup(kind, paragraph, tuple(units)) for (kind, paragraph), units in parts)


def bars_of(parts: tuple[UnitGroup, ...]) -> tuple[Bar, ...]:
    """The alignment as a drawing, a bar for each unit; none where there are too many to tell apart."""
    units = [unit for part in parts for unit in part.units]
    if not units or len(units) > BARS_MAX:
        return ()
    lengths = [(sum(len(p.text) for p in unit.en), sum(len(p.text) for p in unit.zh)) for unit in units]
    widest = [max(1, *(pair[side] for pair in lengths)) for side in (0, 1)]
    step, half = min(11.0, DRAWING_HEIGHT / len(units)), DRAWING_WIDTH / 2 - 2
    return tuple(
        Bar(
            unit.number,
            round(i * step, 1),
            round(step * 0.4, 1),
            round(half * en / widest[0], 1),
            round(half * zh / widest[1], 1),
            any(said.contradicts for said in unit.said),
        )
        for i, (unit, (en, zh)) in enumerate(zip(units, lengths, strict=True))
    )


class Places:
    """Where the sentences of a version stand: in which section, and in which paragraph of the unlabelled text."""

    def __init__(self, version: Version) -> None:
        self._sections = version.sections
        self._section_starts = [section.start for section in version.sections]
        titles = [(s.start, s.end) for s in version.sections if s.kind == "TITLE"]
        self._paragraph_starts = [
            start for start, _ in version.paragraphs() if not any(a <= start < b for a, b in titles)
        ]

    def section_of(self, sentence: Sentence) -> Section | None:
        """The section that the sentence begins in."""
        index = bisect.bisect_right(self._section_starts, sentence.start) - 1
        return self._sections[index] if index >= 0 and sentence.start < self._sections[index].end else None

    def of(self, sentence: Sentence) -> tuple[SectionKind, int]:
        """The section's kind and, only for unlabelled text, the number of the paragraph."""
        section = self.section_of(sentence)
        kind: SectionKind = section.kind if section else "UNASSIGNED"
        return kind, bisect.bisect_right(self._paragraph_starts, sentence.start) if kind == "UNASSIGNED" else 0


def flags_in(flags: tuple[Flag, ...], version: Version, numbers: tuple[int, ...]) -> tuple[Flag, ...]:
    """The flags whose first span begins in one of these sentences."""
    ranges = [version.sentences[n] for n in numbers]
    return tuple(
        flag
        for flag in flags
        if flag.spans and flag.spans[0].side == version.side
        and any(start <= flag.spans[0].start < end for start, end in ranges)
    )  # fmt: skip


def _passages(
    version: Version, numbers: tuple[int, ...], flags: tuple[Flag, ...], marks: MarksBySide
) -> tuple[ShownPassage, ...]:
    """One passage a sentence."""
    own = marks.get(version.side, ()) if version.side else ()
    return tuple(passage_of(version, *version.sentences[n], own, flags) for n in numbers)
