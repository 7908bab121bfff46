"""Reports of one work under two ids: an English-only and a Chinese-only one, linked, aligned, and never merged."""

from corpus.linking.automatic import LinkChange, LinkSummary, link_automatically, linking_due
from corpus.linking.by_hand import link_reports, unlink_reports
from corpus.linking.pairs import LinkedReport, fitting_pairs, linked_report

__all__ = [
    "LinkChange",
    "LinkSummary",
    "LinkedReport",
    "fitting_pairs",
    "link_automatically",
    "link_reports",
    "linked_report",
    "linking_due",
    "unlink_reports",
]
