"""The concordance: how a word is used, unit by unit, each with its counterpart in the other language.

A hit is a unit of the index in whose text the word is marked; it stands in one line, centred on its keyword. Totals,
order and counts by report, year and journal are the engine's and exact. Order by context and counts by what the text
says need the text: they are of the first EXAMINED_MAX units in the engine's order, and the result says of how many.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.store import Store
from indexer.concordance_lines import ConcordanceLine, LineMaker
from indexer.concordance_query import AskedTexts, ReadTexts, read_texts
from indexer.engine import Hit, ResultPage, SearchRequest, Sort
from indexer.errors import ConcordanceError, QueryError
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.kwic import Context, form_key
from indexer.plan import HasValue
from indexer.reach import check_reach
from indexer.units import report_and_number

Order: TypeAlias = Literal["relevance", "left", "right", "newest", "oldest"]
Grouping: TypeAlias = Literal["keyword", "left", "right", "rendering", "report", "year", "journal"]

# Units whose text is looked at for an order or a group that only the text gives: about half a second of work.
EXAMINED_MAX: Final = 1_000
# Units whose reports are in memory at a time.
_UNITS_AT_ONCE: Final = 100

_SORTS: Final[dict[Order, Sort]] = {
    "relevance": "relevance", "left": "relevance", "right": "relevance", "newest": "newest", "oldest": "oldest",
}  # fmt: skip
_FILTERS: Final[dict[Grouping, FilterName]] = {"report": "id", "year": "year", "journal": "journal"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a concordance.

    `texts` are the queries of both sides. `value` keeps only the lines of that group, as `Group.value` names it;
    script and case do not count in what the text says.
    `context` is how many words (Chinese: characters) a line shows on either side of its keyword.
    """

    texts: AskedTexts
    group: Grouping | None = None
    value: str | None = None
    order: Order = "relevance"
    filters: tuple[HasValue, ...] = ()
    context: int = 10
    offset: int = 0
    limit: int = 20


class Group(NamedTuple):
    """Units that have this in common; `label` is how it is mostly written, empty where there is nothing."""

    value: str
    label: str
    units: int


@dataclass(frozen=True, slots=True)
class Concordance:
    """The stretch of lines that was asked for.

    `units` were found; `examined` of them were looked at, all unless text decides and there are more than EXAMINED_MAX;
    `total` lines are there to be paged through: the units examined, or of them those of the chosen group.
    """

    texts: ReadTexts
    units: int
    examined: int
    total: int
    lines: tuple[ConcordanceLine, ...]
    groups: tuple[Group, ...]
    generation: int
    revision: int
    took_ms: float


def concordance(wanted: Wanted, generation: OpenGeneration, store: Store) -> Concordance:
    """The lines of a concordance over one generation.

    Raises ConcordanceError for a text that cannot be read, QueryError for lines beyond the 10 000th, IndexDamaged where
    the store lacks a unit that the index finds.
    """
    started = time.perf_counter()
    check_reach(wanted.offset, wanted.limit)
    texts = read_texts(wanted.texts, generation.vocabulary)
    if wanted.group == "rendering" and not texts.contains:
        message = "Renderings are counted among what the other language is asked for: say what it may contain."
        raise ConcordanceError(QueryError("no-rendering", message, 0, 0), "contains", wanted.texts.contains)
    search = _Search(wanted, texts, generation, store)
    shown = search.by_text() if search.needs_text else search.by_engine()
    return Concordance(
        texts=texts,
        units=shown.units,
        examined=shown.examined,
        total=shown.total,
        lines=shown.lines,
        groups=shown.groups,
        generation=generation.number,
        revision=generation.manifest.revision,
        took_ms=(time.perf_counter() - started) * 1000,
    )


class _Shown(NamedTuple):
    units: int
    examined: int
    total: int
    lines: tuple[ConcordanceLine, ...]
    groups: tuple[Group, ...]


class _Examined(NamedTuple):
    """A line, and how what is asked of its text answers: the group it is of, and how that is written."""

    line: ConcordanceLine
    context: Context
    value: str
    label: str


class _Search:
    """One concordance being made."""

    def __init__(self, wanted: Wanted, texts: ReadTexts, generation: OpenGeneration, store: Store) -> None:
        self._wanted = wanted
        self._plan = texts.plan
        self._engine = generation.engine
        self._revision = generation.manifest.revision
        self._store = store
        self._maker = LineMaker(texts, wanted.context)
        self._filter = None if wanted.group is None else _FILTERS.get(wanted.group)
        grouped_by_text = wanted.group is not None and self._filter is None
        self.needs_text = grouped_by_text or wanted.order in ("left", "right")

    def by_engine(self) -> _Shown:
        """The lines in the engine's order, counts and totals of all units."""
        page = self._page(self._wanted.offset, self._wanted.limit)
        lines = tuple(line for line, _ in self._lines(page.hits))
        units = self._units(page)
        return _Shown(units, units, page.total, lines, _counted(page))

    def by_text(self) -> _Shown:
        """The lines in the order of their text, and counts by it, of the units that are looked at."""
        page = self._page(0, EXAMINED_MAX)
        examined = [self._examined(line, context) for line, context in self._lines(page.hits)]
        groups = (
            _counted(page) if self._filter is not None else _groups(examined, counted=self._wanted.group is not None)
        )
        if self._filter is None and self._wanted.value is not None:
            examined = [one for one in examined if one.value == form_key(self._wanted.value)]
        if self._wanted.order == "left":
            examined.sort(key=lambda one: (one.context.key_left(), one.context.key_right()))
        elif self._wanted.order == "right":
            examined.sort(key=lambda one: (one.context.key_right(), one.context.key_left()))
        stretch = examined[self._wanted.offset : self._wanted.offset + self._wanted.limit]
        lines = tuple(one.line for one in stretch)
        return _Shown(self._units(page), len(page.hits), len(examined), lines, groups)

    def _page(self, offset: int, limit: int) -> ResultPage:
        """Units in the engine's order; of a group that the engine knows, its own."""
        filters = self._wanted.filters
        if self._filter is not None and self._wanted.value is not None:
            filters = (*filters, HasValue(self._filter, frozenset((self._wanted.value,))))
        return self._engine.search(
            SearchRequest(
                plan=self._plan,
                target="units",
                offset=offset,
                limit=limit,
                sort=_SORTS[self._wanted.order],
                facets=() if self._filter is None else (self._filter,),
                filters=filters,
            )
        )

    def _units(self, page: ResultPage) -> int:
        """The number of units whatever group was chosen."""
        if self._filter is None or self._wanted.value is None:
            return page.total
        request = SearchRequest(plan=self._plan, target="units", limit=0, filters=self._wanted.filters)
        return self._engine.search(request).total

    def _lines(self, hits: Sequence[Hit]) -> Iterator[tuple[ConcordanceLine, Context]]:
        """The line of each hit, with only some of the reports in memory at a time."""
        for start in range(0, len(hits), _UNITS_AT_ONCE):
            part = hits[start : start + _UNITS_AT_ONCE]
            ids = dict.fromkeys(report_and_number(hit.entry_id)[0] for hit in part)
            reports = self._store.reports(ids, self._revision)
            for hit in part:
                yield self._maker.line(hit, reports)

    def _examined(self, line: ConcordanceLine, context: Context) -> _Examined:
        match self._wanted.group:
            case "keyword":
                label = line.keyword_text
            case "rendering":
                label = line.rendering_text
            case "left":
                label = context.word_left()
            case "right":
                label = context.word_right()
            case _:
                label = ""
        return _Examined(line, context, form_key(label), label)


def _counted(page: ResultPage) -> tuple[Group, ...]:
    """The groups that the engine counted."""
    return tuple(Group(value, value, units) for _, counts in page.facets for value, units in counts)


def _groups(examined: Sequence[_Examined], *, counted: bool) -> tuple[Group, ...]:
    """The groups of these lines, most frequent first, each labelled as it is mostly written."""
    forms: dict[str, Counter[str]] = {}
    for one in examined if counted else ():
        forms.setdefault(one.value, Counter())[one.label] += 1
    groups = [
        Group(value, min(labels, key=lambda label: (-labels[label], label)), labels.total())
        for value, labels in forms.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.units, group.value)))
