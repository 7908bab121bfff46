"""What a query matches in a whole report, as ranges of the texts of its versions."""

from corpus.model import SIDES, Report
from indexer.errors import IndexUnavailable, QueryError
from indexer.fields import TEXT_LINES, TITLE_LINES
from indexer.highlight import Marker
from indexer.plan import EVERY_ENTRY, Match
from indexer.search import read_inquiry
from webapp.app_state import collection
from webapp.request_args import SearchForm
from webapp.views.aligned import MarksBySide
from webapp.views.passages import Mark


def match_of(form: SearchForm) -> Match:
    """What the form's query matches; everything and so nothing in particular where it cannot be read or searched.

    A report is worth showing whatever is wrong with the query that led to it.
    """
    if not form.q.strip():
        return EVERY_ENTRY
    try:
        with collection().lease() as (generation, _):
            return read_inquiry(form.inquiry(page_size=1), generation).plan.match
    except (QueryError, IndexUnavailable):
        return EVERY_ENTRY


def marks_in(report: Report, match: Match) -> MarksBySide:
    """The marks of both sides, counted in each version's text; every section is looked at by itself."""
    marks: MarksBySide = {}
    for side in SIDES:
        if (version := report.version(side)) is None:
            continue
        markers = {True: Marker(match, (TITLE_LINES[side],)), False: Marker(match, (TEXT_LINES[side],))}
        marks[side] = tuple(
            Mark(section.start + start, section.start + end)
            for section in version.sections
            for start, end in markers[section.kind == "TITLE"].mark(version.text[section.start : section.end])
        )
    return marks
