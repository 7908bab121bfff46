"""The lines of a concordance: a unit's two texts, marked, and the place that the line is centred on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from corpus.model import SIDES, Citation, Report, Side
from indexer.concordance_query import OTHER, ReadTexts
from indexer.engine import Hit
from indexer.errors import IndexDamaged
from indexer.fields import TEXT_LINES, TITLE_LINES
from indexer.highlight import Marker
from indexer.kwic import Context, Keyword
from indexer.kwic import keyword_of as centre_of
from indexer.units import report_and_number, stretches


@dataclass(frozen=True, slots=True)
class UnitText:
    """What a unit says on one side; `marks` are ranges of the text, in order, disjoint."""

    side: Side
    language: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A unit, centred on its keyword: `keyword` and `context` are ranges of the own text, the one within the other.

    `other` is the counterpart, None where the unit has none; `rendering` is the marked place of it that most speaks of
    what was asked, None without a mark. `number` is the unit's within its report, from 1.
    """

    unit_id: str
    report_id: str
    number: int
    citation: Citation
    own: UnitText
    keyword: Keyword
    context: tuple[int, int]
    other: UnitText | None
    rendering: Keyword | None
    confidence: float
    score: float

    @property
    def keyword_text(self) -> str:
        """The keyword as it is written."""
        return self.own.text[self.keyword.start : self.keyword.end]

    @property
    def rendering_text(self) -> str:
        """The marked rendering as it is written; empty without one."""
        return "" if self.other is None or self.rendering is None else self.other.text[slice(*self.rendering)]


class LineMaker:
    """Makes the lines of one concordance, with so many words of context."""

    def __init__(self, texts: ReadTexts, context: int) -> None:
        match = texts.plan.match
        self._side = texts.side
        self._words = context
        self._titles = {side: Marker(match, (TITLE_LINES[side],)) for side in SIDES}
        self._texts = {side: Marker(match, (TEXT_LINES[side],)) for side in SIDES}

    def line(self, hit: Hit, reports: Mapping[str, Report]) -> tuple[ConcordanceLine, Context]:
        """The line of a unit that was found, and its text around the keyword; raises IndexDamaged where the store has
        no such unit.
        """
        report_id, number = report_and_number(hit.entry_id)
        report = reports.get(report_id)
        if report is None or report.alignment is None or not 1 <= number <= len(report.alignment.beads):
            raise IndexDamaged(f"the index finds {hit.entry_id}, which the store does not have; {_REMEDY}")
        bead = report.alignment.beads[number - 1]
        numbers: dict[Side, tuple[int, ...]] = {"en": bead.en, "zh": bead.zh}
        own, other = (self._text(report, side, numbers[side]) for side in (self._side, OTHER[self._side]))
        keyword = None if own is None else centre_of(own.text, own.marks)
        if own is None or keyword is None:
            raise IndexDamaged(f"the index finds a word in {hit.entry_id} that is not there; {_REMEDY}")
        context = Context(own.text, keyword)
        line = ConcordanceLine(
            unit_id=hit.entry_id,
            report_id=report_id,
            number=number,
            citation=report.citation,
            own=own,
            keyword=keyword,
            context=context.cut(self._words),
            other=other,
            rendering=None if other is None else centre_of(other.text, other.marks),
            confidence=bead.confidence,
            score=hit.score,
        )
        return line, context

    def _text(self, report: Report, side: Side, numbers: tuple[int, ...]) -> UnitText | None:
        """One side of a unit, each stretch marked by itself; None where the side is empty."""
        version = report.version(side)
        if version is None or not numbers:
            return None
        found = stretches(version, numbers)
        first, last = min(stretch.start for stretch in found), max(stretch.end for stretch in found)
        marks = [
            (start + stretch.start - first, end + stretch.start - first)
            for stretch in found
            for start, end in (self._titles if stretch.titled else self._texts)[side].mark(
                version.text[stretch.start : stretch.end]
            )
        ]
        text = version.text[first:last].replace("\n", " ")
        return UnitText(side, version.language, text, tuple(sorted(marks)))


_REMEDY: Final = "run: duizhao index rebuild"
