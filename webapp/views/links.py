"""A link as it is shown: from the report's page, and in a list."""

from dataclasses import dataclass
from typing import NamedTuple

from corpus.linking import LinkedReport
from corpus.model import Alignment, Citation, Link, LinkReason, Report, Side
from indexer.plan import EVERY_ENTRY, Match
from webapp.addresses import report_path
from webapp.views.aligned import AlignmentSummary, summarised
from webapp.views.citations import citation_text
from webapp.views.passages import ShownTitle, titles_of


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another report of the same work: id, page, side, its own citation, why it is linked, and the beads of the two."""

    id: str
    url: str
    side: Side
    titles: tuple[ShownTitle, ...]
    citation: Citation
    citation_text: str
    reason: LinkReason
    parallel_score: float
    alignment: Alignment
    alignment_summary: AlignmentSummary


class LinkRow(NamedTuple):
    """A link in a list: the English and the Chinese id; `aligned` of `units` have both sides."""

    en: str
    zh: str
    reason: LinkReason
    parallel_score: float
    units: int
    aligned: int


def link_view(linked: LinkedReport, match: Match = EVERY_ENTRY) -> LinkView:
    """The view of a link from the one report to the other."""
    other, link = linked.other, linked.link
    titles = titles_of(other, match)
    return LinkView(
        id=other.report_id,
        url=report_path(other.report_id),
        side="en" if other.report_id == link.first else "zh",
        titles=titles,
        citation=other.citation,
        citation_text=citation_text(other.citation, titles),
        reason=link.reason,
        parallel_score=link.alignment.parallel_score,
        alignment=link.alignment,
        alignment_summary=summarised(link.alignment),
    )


def link_views(linked: LinkedReport | None) -> tuple[LinkView, ...]:
    """The view of a report's link, if it has one."""
    return () if linked is None else (link_view(linked),)


def row_of(link: Link) -> LinkRow:
    """The row of a link."""
    summary = summarised(link.alignment)
    return LinkRow(link.first, link.second, link.reason, summary.parallel_score, summary.units, summary.aligned)


def side_by_side(report: Report, linked: LinkedReport | None) -> Report:
    """The report with the linked one's version beside its own; as it is without a link."""
    return report if linked is None else linked.side_by_side(report)
