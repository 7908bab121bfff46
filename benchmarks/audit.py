"""What the audit costs: milliseconds of processor time a report for each check, beside the making of the report.

    python benchmarks/audit.py [FILE.jsonl …] [--output benchmarks/results/audit.md]

Files hold records that `duizhao ingest` reads; without one the bundled bilingual report is measured. Reports are made
once; then every check runs over all of them, one after the other, on one core, and the best of ROUNDS rounds counts.
"""

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from corpus.audit import REPORT_RULES, audit_report
from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Record, Report
from corpus.readers import read
from corpus.registry import resolve
from corpus.reports import bundled_reports

ROUNDS: Final = 5
# The reports of a round are as many as make its time measurable.
REPORTS_MIN: Final = 100
RECORD_BYTES_MAX: Final = 10_000_000


def records_of(paths: Sequence[Path]) -> Iterator[Record]:
    """The records of these files, in order."""
    for path in paths:
        for record in read(path, format=None, record_bytes_max=RECORD_BYTES_MAX):
            if isinstance(record, Record):
                yield record


def best_ms(work: Callable[[], object], count: int) -> float:
    """Milliseconds of processor time for one of `count` reports, in the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return 1000 * best / count


def rows_of(records: Sequence[Record]) -> Iterator[tuple[str, float]]:
    """What was measured, with its milliseconds a report."""
    reports = [make_report([record], UNTAUGHT) for record in records]
    bilingual = [report for report in reports if report.alignment is not None] or reports
    bilingual *= -(-REPORTS_MIN // len(bilingual))
    making = best_ms(lambda: [make_report([record], UNTAUGHT) for record in records], len(records))
    yield "making a report, the audit included", making
    yield "the whole audit", best_ms(lambda: [audit_report(report) for report in bilingual], len(bilingual))
    for place in dict.fromkeys(REPORT_RULES.values()):
        yield place, best_ms(lambda place=place: _run(place, bilingual), len(bilingual))  # type: ignore[misc]


def _run(place: str, reports: Sequence[Report]) -> None:
    check = resolve(place)
    for report in reports:
        list(check(report, UNTAUGHT))


def main() -> None:
    """Measure and print a table, or write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    paths = args.files or [Path(path) for path in bundled_reports() if "btki" in Path(path).name]
    records = list(records_of(paths))
    rows = list(rows_of(records))
    making = rows[0][1]
    lines = [f"{date.today()}, {platform.machine()}, Python {platform.python_version()}, {len(records)} records", ""]
    lines += ["| | ms a report | share of its making |", "|---|---|---|"]
    lines += [f"| {name} | {ms:.2f} | {ms / making:.2f} |" for name, ms in rows]
    text = "\n".join(lines) + "\n"
    if args.output is None:
        sys.stdout.write(text)
    else:
        args.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
