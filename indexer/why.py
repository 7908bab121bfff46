"""Why a report was found: for each thing that was asked, what stands in the report, and where.

It compares the clauses with the report's text as the highlighter does, so that it holds for every engine.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from corpus.model import Report, Side
from indexer.broadened_plan import added_word
from indexer.clauses import Clause, clauses
from indexer.fields import LineName
from indexer.found_places import Finder
from indexer.query import Not, Query
from indexer.query_trees import is_switch
from indexer.report_reading import ReportReading
from indexer.vocabulary import Vocabulary

# Why a clause is there that nobody typed, where it was added to broaden the search.
BROADENED: Final = "broaden"

# Different spellings told of one clause in one field; a wildcard can match two hundred.
FORMS_MAX: Final = 12
# Units told of one clause: a pair that mostly excludes can match nearly all.
UNITS_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class FoundForm:
    """What stands in the report, as printed first, in which line, and how many times, whatever its capitals."""

    text: str
    line: LineName
    times: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause and what in the report it matched. A filter and an exclusion hold without forms; `holds` is False for a
    word of an OR that the report does not have. `units` are those that hold a pair, from 1; its forms stand there.
    """

    clause: Clause
    holds: bool
    forms: tuple[FoundForm, ...] = ()
    units: tuple[int, ...] = ()

    @property
    def excludes(self) -> bool:
        """Whether the clause asks for what is not there."""
        return isinstance(self.clause.query, Not)


class Explainer:
    """Explains reports in the light of one query, and of the words by which it was broadened."""

    def __init__(self, query: Query, scope: Side | None, vocabulary: Vocabulary, broadened: Sequence[str] = ()) -> None:
        more = (Clause(added_word(word), scope, BROADENED) for word in broadened)
        asked = dict.fromkeys((*clauses(query, scope, excluded=True), *more))
        self._finders = tuple(
            (clause, Finder(clause.plan(vocabulary).match)) for clause in asked if not is_switch(clause.query)
        )

    def explain(self, report: Report) -> tuple[Reason, ...]:
        """A reason for each clause, in the order of typing; those that were added only where they hold."""
        reading = ReportReading(report)
        reasons = (_reason(clause, finder, reading) for clause, finder in self._finders)
        return tuple(reason for reason in reasons if reason.holds or not reason.clause.reason)


def _reason(clause: Clause, finder: Finder, reading: ReportReading) -> Reason:
    if not finder.holds(reading):
        return Reason(clause, holds=False)
    forms = islice(_forms(finder, reading), FORMS_MAX)
    units = islice(dict.fromkeys(unit.number for unit in finder.units(reading)), UNITS_MAX)
    return Reason(clause, True, tuple(forms), tuple(units))


def _forms(finder: Finder, reading: ReportReading) -> Iterator[FoundForm]:
    """The places found, equal ones counted, the most frequent first."""
    times: Counter[tuple[LineName, str]] = Counter()
    printed: dict[tuple[LineName, str], str] = {}
    for place in finder.places(reading):
        form = " ".join(place.text.split())
        key = (place.line, form.casefold())
        times[key] += 1
        printed.setdefault(key, form)
    for key, count in times.most_common():
        yield FoundForm(printed[key], key[0], count)
