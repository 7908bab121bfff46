"""The view of a concordance: what its page, the API and the terminal all show."""

from dataclasses import dataclass
from typing import Final

from corpus.model import Citation, Side
from corpus.store import Store
from indexer.concordance import Concordance, Group, concordance
from indexer.concordance_lines import ConcordanceLine, UnitText
from indexer.generations import OpenGeneration
from indexer.query import Note
from webapp.addresses import report_path
from webapp.concordance_args import ConcordanceForm
from webapp.query_messages import note_in_words
from webapp.views.passages import Mark, ShownPassage
from webapp.views.results import pages_of

GROUPS_SHOWN_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class LineView:
    """A unit. `keyword` and `context` are ranges of `passage`: what is in the middle, and what is shown around it.

    `counterpart` is what the other language says, null where the unit has none; `rendering` the range of it that was
    asked for, null where nothing is marked. `url` is the report's page, at the unit.
    """

    rank: int
    id: str
    report: str
    number: int
    url: str
    citation: Citation
    side: Side
    passage: ShownPassage
    keyword: Mark
    context: Mark
    counterpart: ShownPassage | None
    rendering: Mark | None
    confidence: float
    score: float


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group: its value, how it is mostly written, its units, and the address of its lines, or, if chosen, of all."""

    value: str
    label: str
    units: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class ConcordanceView:
    """A page of a concordance: see `indexer.concordance.Concordance`; the texts are in their canonical forms."""

    term: str
    lang: Side
    other: str
    without: str
    units: int
    examined: int
    total: int
    page: int
    pages: int
    lines: tuple[LineView, ...]
    groups: tuple[GroupView, ...]
    more_groups: int
    notes: tuple[Note, ...]
    generation: int
    revision: int
    took_ms: float


def found_concordance(
    form: ConcordanceForm, page_size: int, generation: OpenGeneration, store: Store
) -> ConcordanceView:
    """The view of what the form asks, made in one generation; raises QueryError."""
    return concordance_view(concordance(form.wanted(page_size), generation, store), form, page_size)


def concordance_view(found: Concordance, form: ConcordanceForm, page_size: int) -> ConcordanceView:
    """The view of a concordance that was asked by the form."""
    size = form.size or page_size
    groups = tuple(_group(group, form) for group in found.groups)
    shown = tuple(group for place, group in enumerate(groups) if place < GROUPS_SHOWN_MAX or group.chosen)
    return ConcordanceView(
        term=found.texts.term,
        lang=found.texts.side,
        other=found.texts.contains,
        without=found.texts.without,
        units=found.units,
        examined=found.examined,
        total=found.total,
        page=form.page,
        pages=pages_of(found.total, size),
        lines=tuple(_line(line, rank) for rank, line in enumerate(found.lines, (form.page - 1) * size + 1)),
        groups=shown,
        more_groups=len(groups) - len(shown),
        notes=tuple(note_in_words(note) for note in found.texts.notes),
        generation=found.generation,
        revision=found.revision,
        took_ms=round(found.took_ms, 2),
    )


def _line(line: ConcordanceLine, rank: int) -> LineView:
    return LineView(
        rank=rank,
        id=line.unit_id,
        report=line.report_id,
        number=line.number,
        url=report_path(line.report_id, fragment=f"s{line.number}"),
        citation=line.citation,
        side=line.own.side,
        passage=_passage(line.own),
        keyword=Mark(*line.keyword),
        context=Mark(*line.context),
        counterpart=None if line.other is None else _passage(line.other),
        rendering=None if line.rendering is None else Mark(*line.rendering),
        confidence=line.confidence,
        score=round(line.score, 6),
    )


def _passage(text: UnitText) -> ShownPassage:
    return ShownPassage(text.language, text.text, tuple(Mark(*mark) for mark in text.marks))


def _group(group: Group, form: ConcordanceForm) -> GroupView:
    chosen = form.value == group.value
    url = form.of_group(None if chosen else group.value).path()
    return GroupView(group.value, group.label, group.units, chosen, url)
