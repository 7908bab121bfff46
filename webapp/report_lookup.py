"""A report by the segment of a URL that names it."""

from dataclasses import dataclass

from corpus.errors import UnknownReport
from corpus.linking import LinkedReport, linked_report
from corpus.model import Record, Report
from corpus.store import Store
from webapp.addresses import decode_id, encode_id
from webapp.app_state import collection


@dataclass(frozen=True, slots=True)
class LocatedReport:
    """A report's own id; `moved` where the address was an alias or spelled otherwise than we spell it."""

    report_id: str
    moved: bool
    store: Store

    def report(self) -> Report:
        """The report as the store has it now; raises UnknownReport."""
        report = self.store.report(self.report_id)
        if report is None:
            raise UnknownReport(self.report_id)
        return report

    def linked(self, report: Report) -> LinkedReport | None:
        """The report of the same work that it is linked to; None without one."""
        return linked_report(self.store, report)

    def records(self) -> tuple[Record, ...]:
        """The records that it was made from."""
        return self.store.records(self.report_id)


def find_report(segment: str) -> LocatedReport:
    """The report that the segment names by id or alias; raises UnknownReport."""
    try:
        name = decode_id(segment)
    except ValueError as exc:
        raise UnknownReport(segment) from exc
    store = collection().store()
    report_id = store.resolve(name)
    if report_id is None:
        raise UnknownReport(name)
    return LocatedReport(report_id, encode_id(report_id) != segment, store)
