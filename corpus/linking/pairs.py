"""Two reports of one work as a pair: which two can be linked, and what they say side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from corpus.alignment.versions import align_versions
from corpus.errors import UnlinkableReports
from corpus.knowledge import Knowledge
from corpus.model import Alignment, Flag, Link, LinkReason, Report, Side, Version
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """The report at the other end of a link, and the link with an alignment of the texts as they are now.

    `audited_revision` is what the collection's rules, which tell of contradictions between the two, saw last.
    """

    other: Report
    link: Link
    audited_revision: int = 0

    def with_counterparts(self, report: Report) -> Report | None:
        """The other report, where the counterparts of `report`'s flags stand; None if it is not as the rules saw it."""
        return self.other if _are_as_audited(report, self.other, self.audited_revision) else None

    def side_by_side(self, report: Report) -> Report:
        """`report` with the other's version beside its own, aligned; the flags of both. It is stored nowhere.

        A flag whose counterpart stands in a text that changed since has no counterpart.
        """
        english, chinese = (report, self.other) if report.report_id == self.link.first else (self.other, report)
        others = tuple(version for version in report.versions if version.side is None)
        return replace(
            report,
            versions=(version_on(english, "en"), version_on(chinese, "zh"), *others),
            alignment=self.link.alignment,
            flags=(
                *_flags_beside(report, self.other, self.audited_revision),
                *_flags_beside(self.other, report, self.audited_revision),
            ),
        )


def only_side(report: Report) -> Side | None:
    """The side of a report that has sentences on one side and no version on the other; otherwise None."""
    sides = [version.side for version in report.versions if version.side is not None]
    return sides[0] if len(sides) == 1 and version_on(report, sides[0]).sentences else None


def paired(one: Report, other: Report) -> tuple[Report, Report]:
    """The English and the Chinese report of two; raises UnlinkableReports unless each is in one of the languages."""
    if one.report_id == other.report_id:
        raise UnlinkableReports(f"{one.report_id}: a report cannot be linked to itself; name two reports")
    sides = (_side_to_link(one), _side_to_link(other))
    if sides[0] == sides[1]:
        language = "English" if sides[0] == "en" else "Chinese"
        raise UnlinkableReports(
            f"{one.report_id} and {other.report_id} are both in {language}; name an English and a Chinese report"
        )
    return (one, other) if sides[0] == "en" else (other, one)


def fitting_pairs(store: Store, one: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]]:
    """Of two lists of ids, the pairs of an English-only and a Chinese-only report, each pair once."""
    found = store.reports([*one, *other])
    sides = {report_id: only_side(report) for report_id, report in found.items()}
    pairs = {tuple(sorted(pair)): pair for pair in product(one, other) if {sides[i] for i in pair} == {"en", "zh"}}
    return list(pairs.values())


def make_link(first: Report, second: Report, reason: LinkReason, knowledge: Knowledge) -> Link:
    """The link of an English and a Chinese report, their texts aligned."""
    aligned = align_versions((version_on(first, "en"), version_on(second, "zh")), knowledge)
    alignment = aligned or Alignment((), 0.0, knowledge.number)
    return Link(first.report_id, second.report_id, reason, alignment, first.revision, second.revision)


def linked_report(store: Store, report: Report) -> LinkedReport | None:
    """The report that this one is linked to; None without one, or when the two are no longer a pair.

    The beads always fit the texts: a link made from earlier texts is aligned anew, and not written.
    """
    link = store.links.of(report.report_id)
    if link is None:
        return None
    other = store.report(_other_end(link, report.report_id))
    if other is None or not _is_pair(report, other):
        return None
    first, second = (report, other) if report.report_id == link.first else (other, report)
    if (first.revision, second.revision) != (link.first_revision, link.second_revision):
        link = make_link(first, second, link.reason, store.knowledge())
    return LinkedReport(other, link, store.flags.audited().audited_revision)


def linked_ids(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """For each of the ids for whose report `linked_report` gives one, the id of that."""
    links = store.links.among(ids)
    reports = store.reports({end for link in links.values() for end in (link.first, link.second)})
    others = {report_id: _other_end(link, report_id) for report_id, link in links.items()}
    return {
        one: other
        for one, other in others.items()
        if one in reports and other in reports and _is_pair(reports[one], reports[other])
    }


def _flags_beside(report: Report, other: Report, audited_revision: int) -> tuple[Flag, ...]:
    """The flags of a report; without the places in the other that the rules saw in another text."""
    if _are_as_audited(report, other, audited_revision):
        return report.flags
    sides = {version.side for version in report.versions}
    return tuple(replace(flag, spans=tuple(span for span in flag.spans if span.side in sides)) for flag in report.flags)


def _are_as_audited(report: Report, other: Report, audited_revision: int) -> bool:
    """Whether the collection's rules saw `other` as it is now, and linked to `report`: then a flag of that names it."""
    return other.revision <= audited_revision and any(
        ("other", other.report_id) in flag.arguments for flag in report.flags
    )


def _other_end(link: Link, report_id: str) -> str:
    return link.second if report_id == link.first else link.first


def _is_pair(one: Report, other: Report) -> bool:
    """Whether the two, as they are now, are an English and a Chinese report in one language each."""
    return {only_side(one), only_side(other)} == {"en", "zh"}


def _side_to_link(report: Report) -> Side:
    side = only_side(report)
    if side is not None:
        return side
    if report.version("en") is not None and report.version("zh") is not None:
        raise UnlinkableReports(
            f"{report.report_id}: has an English and a Chinese version already; "
            "only reports in one of the two languages are linked"
        )
    raise UnlinkableReports(f"{report.report_id}: has no English or Chinese text to align; name another report")


def version_on(report: Report, side: Side) -> Version:
    """The version of a report that is known to have this side."""
    version = report.version(side)
    assert version is not None, "only reports with this side are asked"
    return version
