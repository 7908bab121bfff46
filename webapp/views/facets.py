"""What results can be narrowed by: the values of each filter among the hits, and the years as bars."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from indexer.engine import FacetCount
from indexer.fields import FilterName
from webapp.request_args import SearchForm
from webapp.views.flag_groups import FAMILIES

VALUES_SHOWN_MAX: Final = 8  # of a facet; the others are folded away
VALUES_MAX: Final = 500  # of a facet: a page with more would be slow, and they come up when the search is narrowed
# Of a filter that marks presence, only this one narrows; of flags the families, which are few.
_PARALLEL: Final = "parallel"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, how many hits have it, and the address that narrows by it or, when chosen, no longer does."""

    value: str
    hits: int
    chosen: bool
    url: str


class YearBar(NamedTuple):
    """A year in the histogram, in the units of its viewBox (234 by 58)."""

    year: int
    hits: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter among the hits, most frequent first (years: latest first); `more` were left out.

    `first` are those to show at once, the chosen ones among them, `rest` the others.
    """

    name: FilterName
    values: tuple[FacetValue, ...]
    more: int
    bars: tuple[YearBar, ...] = ()

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """The values to show at once."""
        return tuple(one for place, one in enumerate(self.values) if place < VALUES_SHOWN_MAX or one.chosen)

    @property
    def rest(self) -> tuple[FacetValue, ...]:
        """The values that are reached by unfolding."""
        return tuple(one for one in self.values[VALUES_SHOWN_MAX:] if not one.chosen)


def facet_of(name: FilterName, counts: tuple[FacetCount, ...], form: SearchForm) -> Facet:
    """The facet of these counts, each value with its address."""
    kept = [count for count in counts if _is_shown(name, count.value, counts) or (name, count.value) in form.chosen]
    if name == "year":
        kept = sorted(kept, key=lambda count: count.value, reverse=True)
    values = tuple(_value(name, count, form) for count in kept)
    shown = tuple(value for place, value in enumerate(values) if place < VALUES_MAX or value.chosen)
    return Facet(name, shown, len(values) - len(shown), _bars(kept) if name == "year" else ())


def _is_shown(name: FilterName, value: str, counts: tuple[FacetCount, ...]) -> bool:
    """Whether a value says something of its own: not zh-Hans beside zh, not a rule beside its family."""
    if name == "lang":
        return "-" not in value or value.split("-")[0] not in {count.value for count in counts}
    if name == "has":
        return value == _PARALLEL
    return name != "flag" or value in FAMILIES


def _value(name: FilterName, count: FacetCount, form: SearchForm) -> FacetValue:
    chosen = (name, count.value) in form.chosen
    other = form.no_longer_having(name, count.value) if chosen else form.having(name, count.value)
    return FacetValue(count.value, count.hits, chosen, other.path())


def _bars(counts: list[FacetCount]) -> tuple[YearBar, ...]:
    """A bar for every year from the first to the last, at most 60 of them."""
    hits = {int(count.value): count.hits for count in counts if count.value.isdigit()}
    if not hits:
        return ()
    years = range(max(min(hits), max(hits) - 59), max(hits) + 1)
    most, step = max(hits.values()), 234 / len(years)
    return tuple(
        YearBar(
            year,
            hits.get(year, 0),
            round(place * step, 1),
            round(step * 0.78, 1),
            round(max(1.0, 42 * hits.get(year, 0) / most), 1),
        )
        for place, year in enumerate(years)
    )
