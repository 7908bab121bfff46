"""What a query matches in a whole report, as ranges of the texts of its versions."""

from corpus.model import Report
from indexer.errors import IndexUnavailable, QueryError
from indexer.found_places import Finder, ranges_by_side
from indexer.plan import EVERY_ENTRY, Match
from indexer.report_reading import ReportReading
from webapp.app_state import collection
from webapp.request_args import SearchForm
from webapp.views.aligned import MarksBySide
from webapp.views.broaden import reading_of
from webapp.views.passages import Mark


def match_of(form: SearchForm) -> Match:
    """What the form's query matches, with the words it is broadened by; everything and so nothing in particular where
    it cannot be read or searched.

    A report is worth showing whatever is wrong with the query that led to it.
    """
    if not form.q.strip():
        return EVERY_ENTRY
    try:
        with collection().lease() as (generation, store):
            return reading_of(form, 1, (), generation, store).plan.match
    except (QueryError, IndexUnavailable):
        return EVERY_ENTRY


def marks_in(report: Report, match: Match) -> MarksBySide:
    """The marks of both sides, counted in each version's text."""
    ranges = ranges_by_side(Finder(match).places(ReportReading(report)))
    return {side: tuple(Mark(*mark) for mark in marks) for side, marks in ranges.items()}
