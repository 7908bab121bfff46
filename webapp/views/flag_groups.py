"""Flags brought together, so that forty of one kind are one thing to read; and the list of them beside a report."""

import bisect
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from corpus.model import SEVERITIES, Decision, Flag, Report, Severity
from webapp.flag_words import flag_words
from webapp.views.flagged import FlaggedPlace, Repair, report_meant

# Fewer flags of a rule are shown each by itself. Our choice.
GROUP_MIN: Final = 3
# Of a group so many are open to view.
OPEN_MAX: Final = 5
# Repairs that are said below a unit.
REPAIRS_MAX: Final = 6
# The families as a reader meets them.
FAMILIES: Final = ("numbers", "polarity", "certainty", "terms", "damage", "duplicates")
# Units named beside a rule in the list at the side.
LINKS_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """Flags of one report and one rule, equally severe: GROUP_MIN of them at least, or a single one."""

    rule: str
    severity: Severity
    flags: tuple[FlaggedPlace, ...]

    @property
    def open(self) -> tuple[FlaggedPlace, ...]:
        """The first of them."""
        return self.flags[:OPEN_MAX] if len(self.flags) > OPEN_MAX + 1 else self.flags

    @property
    def folded(self) -> tuple[FlaggedPlace, ...]:
        """The others."""
        return self.flags[len(self.open) :]

    @property
    def keys(self) -> str:
        """The keys of those that nothing was decided on, as `duizhao decide` takes them."""
        return " ".join(flag.key[:8] for flag in self.flags if flag.decision is None)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said below a unit: of one flag, or of several damaged places of a kind, with what would repair them."""

    rule: str
    severity: Severity
    count: int
    message: str
    repairs: tuple[Repair, ...]
    key: str
    other: str

    @property
    def contradicts(self) -> bool:
        """Whether it speaks of two sides that contradict each other."""
        return self.rule.partition(".")[0] not in ("damage", "duplicates")


@dataclass(frozen=True, slots=True)
class FamilyCount:
    """How many flags of a family of rules a report has."""

    family: str
    count: int


class FlagLink(NamedTuple):
    """Where a flag can be read: the number of its unit, 0 without one, and an address."""

    unit: int
    url: str


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule in the list beside a report: what it says if it says it once, and where."""

    rule: str
    count: int
    message: str
    links: tuple[FlagLink, ...]


def grouped(flags: Iterable[FlaggedPlace]) -> tuple[FlagGroup, ...]:
    """The flags of one report by rule and severity, the most serious first, then in the order of the rules."""
    by_rule: dict[tuple[str, Severity], list[FlaggedPlace]] = {}
    for flag in flags:
        by_rule.setdefault((flag.rule, flag.severity), []).append(flag)
    groups: list[FlagGroup] = []
    for (rule, severity), members in by_rule.items():
        if len(members) >= GROUP_MIN:
            groups.append(FlagGroup(rule, severity, tuple(members)))
        else:
            groups += [FlagGroup(rule, severity, (flag,)) for flag in members]
    return tuple(sorted(groups, key=lambda group: SEVERITIES.index(group.severity)))


def said_of(flags: Iterable[FlaggedPlace]) -> tuple[Said, ...]:
    """What is said of the flags of one unit: damage once a rule, each difference between the sides by itself."""
    by_rule: dict[str, list[FlaggedPlace]] = {}
    for flag in flags:
        by_rule.setdefault(flag.rule if flag.rule.startswith("damage.") else flag.key, []).append(flag)
    return tuple(_said(members) for members in by_rule.values())


def _said(flags: list[FlaggedPlace]) -> Said:
    first = flags[0]
    repairs = dict.fromkeys(flag.repair for flag in flags if flag.repair is not None)
    shown = tuple(repairs)[:REPAIRS_MAX]
    return Said(first.rule, first.severity, len(flags), first.message, shown, first.key, first.other)


def beside(report: Report, linked: str) -> Report:
    """The report as it is shown beside the one with this id: without being told that the other is there."""
    pair = (report.report_id, linked)
    kept = (flag for flag in report.flags if flag.rule != "duplicates.translation" or report_meant(flag) not in pair)
    return replace(report, flags=tuple(kept))


def counted_families(flags: Iterable[Flag], dismissed: Container[str] = ()) -> tuple[FamilyCount, ...]:
    """How many flags there are of each family, the sides' contradictions first; that a work is there in the other
    language too is no fault and not counted.
    """
    counts = Counter(
        flag.rule.partition(".")[0]
        for flag in flags
        if flag.key not in dismissed and flag.rule != "duplicates.translation"
    )
    return tuple(FamilyCount(family, counts[family]) for family in sorted(counts, key=_place_of))


def _place_of(family: str) -> int:
    return FAMILIES.index(family) if family in FAMILIES else len(FAMILIES)


def standing(report: Report, decided: Mapping[str, Decision]) -> Report:
    """The report without the flags that were dismissed."""
    kept = (flag for flag in report.flags if flag.key not in decided or decided[flag.key].action != "dismiss")
    return replace(report, flags=tuple(kept))


def listed_rules(report: Report, aligned_url: str, quality_url: str) -> tuple[ListedRule, ...]:
    """The rules that flag a report, the most serious first, linked to units where they are shown, else to its flags."""
    units = units_of_flags(report) if aligned_url else {}
    by_rule: dict[str, list[Flag]] = {}
    for flag in sorted(report.flags, key=lambda flag: SEVERITIES.index(flag.severity)):
        by_rule.setdefault(flag.rule, []).append(flag)
    return tuple(_listed(rule, flags, units, aligned_url, quality_url) for rule, flags in by_rule.items())


def units_of_flags(report: Report) -> dict[str, int]:
    """For each flag the number of the unit that its place begins in, from 1."""
    if report.alignment is None:
        return {}
    beads = {
        (side, sentence): number
        for number, bead in enumerate(report.alignment.beads, 1)
        for side, sentences in (("en", bead.en), ("zh", bead.zh))
        for sentence in sentences
    }
    numbers: dict[str, int] = {}
    for flag in report.flags:
        side, start, _ = flag.spans[0]
        version = report.version(side)
        sentences = version.sentences if version is not None else ()
        place = bisect.bisect_right(sentences, start, key=lambda sentence: sentence.end)
        if (side, place) in beads:
            numbers[flag.key] = beads[side, place]
    return numbers


def _listed(rule: str, flags: list[Flag], units: Mapping[str, int], aligned_url: str, quality_url: str) -> ListedRule:
    links: dict[FlagLink, None] = {}
    for flag in flags:
        unit = units.get(flag.key, 0)
        url = f"{aligned_url}#s{unit}" if unit else f"{quality_url}#f{flag.key}"
        links[FlagLink(unit, url)] = None
    return ListedRule(
        rule,
        len(flags),
        flag_words(flags[0]) if len(flags) == 1 else "",
        tuple(sorted(links, key=lambda link: link.unit))[:LINKS_MAX],
    )
