"""The quality of a collection: every flag in it, by rule and severity, and what changed since the last check."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from corpus.audit import REPORT_RULES
from corpus.audit.collection import COLLECTION_RULES
from corpus.model import SEVERITIES, Severity
from corpus.store import Store
from corpus.store.flags import FlagCount
from webapp.addresses import report_path, with_arguments
from webapp.request_args import ArgumentReader, Arguments
from webapp.views.flag_groups import FlagGroup, grouped
from webapp.views.flagged import FlaggedPlace, flagged_places, with_counterparts
from webapp.views.passages import ShownTitle, titles_of

PAGE_FLAGS: Final = 50
PAGES_MAX: Final = 1_000_000

# In the order of the rules: families as a reader meets them.
RULES: Final = (*REPORT_RULES, *COLLECTION_RULES)


@dataclass(frozen=True, slots=True)
class QualityForm:
    """Which flags are asked for: those of a rule or family, of a severity, new since the last check."""

    rule: str = ""
    severity: str = ""
    new: bool = False
    page: int = 1

    def path(self, base: str = "/quality") -> str:
        """The address that asks the same."""
        pairs = (
            ("rule", self.rule),
            ("severity", self.severity),
            ("new", "1" if self.new else ""),
            ("page", "" if self.page == 1 else str(self.page)),
        )
        return with_arguments(base, tuple((name, value) for name, value in pairs if value))

    def on_page(self, page: int) -> "QualityForm":
        """The same on another page."""
        return replace(self, page=page)

    def narrowed(self, rule: str, severity: str) -> "QualityForm":
        """The flags of a rule, or of a severity of it."""
        return QualityForm(rule, severity, self.new)


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """The flags of a rule and a severity: those there are, those that came and went since the last check."""

    rule: str
    severity: Severity
    current: int
    new: int
    gone: int
    url: str


@dataclass(frozen=True, slots=True)
class ReportFlags:
    """Flags of one report and severity, brought together."""

    severity: Severity
    titles: tuple[ShownTitle, ...]
    report_id: str
    url: str
    groups: tuple[FlagGroup, ...]


@dataclass(frozen=True, slots=True)
class FlagOfReport:
    """A flag, with the report that it stands in."""

    flag: FlaggedPlace
    titles: tuple[ShownTitle, ...]
    url: str


@dataclass(frozen=True, slots=True)
class QualityView:
    """The flags of the collection at a revision; `checked_revision` is what `duizhao check` saw last, 0 if never.

    `counts` are of all flags, `flags` a page of those asked for, of which there are `total`.
    """

    revision: int
    checked_revision: int
    reports: int
    counts: tuple[RuleCounts, ...]
    total: int
    page: int
    pages: int
    flags: tuple[FlagOfReport, ...]


def read_quality_form(arguments: Arguments) -> QualityForm:
    """What the arguments ask; raises BadArgument."""
    families = tuple(dict.fromkeys(rule.partition(".")[0] for rule in RULES))
    reader = ArgumentReader(arguments)
    form = QualityForm(
        rule=reader.word("rule", ("", *families, *RULES)),
        severity=reader.word("severity", ("", *SEVERITIES)),
        new=reader.word("new", ("", "1")) == "1",
        page=reader.number("page", 1, PAGES_MAX),
    )
    if reader.faults:
        raise reader.faults[0]
    return form


def quality_of(form: QualityForm, store: Store) -> QualityView:
    """The flags that are asked for, and all of them counted."""
    checked = store.flags.checked_revision()
    counts = store.flags.counts(checked)
    total = sum((count.new if form.new else count.current) for count in counts if _asked(form, count))
    pages = max(1, -(-total // PAGE_FLAGS))
    page = min(form.page, pages)
    listed = store.flags.listed(
        rule=form.rule,
        severity=form.severity,
        since=checked if form.new else 0,
        start=(page - 1) * PAGE_FLAGS,
        limit=PAGE_FLAGS,
    )
    reports = store.reports(flag.report_id for flag in listed)
    decided = store.flags.decided([flag.key for flag in listed])
    places = {
        place.key: FlagOfReport(place, titles_of(report), f"{report_path(report.report_id)}?view=quality#f{place.key}")
        for report in reports.values()
        for place in flagged_places(report, decided, with_counterparts(store, report))
    }
    return QualityView(
        revision=store.revision(),
        checked_revision=checked,
        reports=store.report_count(),
        counts=tuple(_counts(form, count) for count in sorted(counts, key=_order)),
        total=total,
        page=page,
        pages=pages,
        flags=tuple(places[flag.key] for flag in listed if flag.key in places),
    )


def by_report(flags: Iterable[FlagOfReport]) -> tuple[ReportFlags, ...]:
    """The listed flags, those of one severity that stand in one report together."""
    shown: list[ReportFlags] = []
    for (severity, report_id), members in groupby(flags, key=lambda one: (one.flag.severity, one.flag.report_id)):
        listed = tuple(members)
        url = listed[0].url.partition("#")[0]
        groups = grouped(one.flag for one in listed)
        shown.append(ReportFlags(severity, listed[0].titles, report_id, url, groups))
    return tuple(shown)


def _asked(form: QualityForm, count: FlagCount) -> bool:
    family = count.rule.partition(".")[0]
    return form.rule in ("", count.rule, family) and form.severity in ("", count.severity)


def _order(count: FlagCount) -> tuple[int, str, int]:
    """The most serious first, then by rule."""
    return (SEVERITIES.index(count.severity), count.rule, -count.current)


def _counts(form: QualityForm, count: FlagCount) -> RuleCounts:
    url = form.narrowed(count.rule, count.severity).path()
    return RuleCounts(count.rule, count.severity, count.current, count.new, count.gone, url)
