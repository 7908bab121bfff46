"""Links that a curator makes and undoes; the decision is kept, and automatic linking respects it."""

from datetime import UTC, datetime
from typing import Literal

from corpus.errors import UnknownReport, UnlinkableReports
from corpus.linking.pairs import make_link, paired
from corpus.model import Decision, Link, Report
from corpus.store import Store


def link_reports(store: Store, one: str, other: str, *, who: str) -> Link:
    """Link the reports with these two ids, whichever is the English one; the link.

    Raises UnknownReport; UnlinkableReports for the same report twice, for two in one language, for one in both, and
    where one of them is linked to a third.
    """
    found = store.reports((one, other))
    for report_id in (one, other):
        if report_id not in found:
            raise UnknownReport(f"{report_id}: no report has this id; `duizhao search` prints ids")
    first, second = paired(found[one], found[other])
    for report in (first, second):
        _refuse_third(store, report, {first.report_id, second.report_id})
    link = make_link(first, second, "hand", store.knowledge())
    _decide(store, link, "link", who)
    store.links.keep([link])
    return link


def unlink_reports(store: Store, one: str, other: str, *, who: str) -> Link:
    """Undo the link between the reports with these two ids, for good; the link that was. Raises UnlinkableReports."""
    link = store.links.of(one)
    if link is None or {link.first, link.second} != {one, other}:
        raise UnlinkableReports(f"{one} and {other} are not linked; `duizhao link --list` lists what is")
    # The decision first: were the rest lost, automatic linking would still remove the link.
    _decide(store, link, "unlink", who)
    store.links.keep([], without=[(link.first, link.second)])
    return link


def _refuse_third(store: Store, report: Report, pair: set[str]) -> None:
    """Raise UnlinkableReports if a report is linked to one outside the pair."""
    link = store.links.of(report.report_id)
    if link is not None and {link.first, link.second} != pair:
        third = link.second if link.first == report.report_id else link.first
        raise UnlinkableReports(
            f"{report.report_id} is linked to {third} already; first `duizhao link --undo {report.report_id} {third}`"
        )


def _decide(store: Store, link: Link, action: Literal["link", "unlink"], who: str) -> None:
    store.decide(Decision(f"{link.first} {link.second}", action, who, datetime.now(UTC)))
