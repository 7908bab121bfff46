"""`duizhao show`: one report in the terminal, side by side where it is wide enough."""

import shutil
from collections.abc import Iterator, Mapping
from typing import Final

import click
import msgspec

from corpus.errors import UnknownReport
from corpus.linking import LinkedReport, linked_report
from corpus.model import Alignment, Decision, Report, Version
from corpus.store import open_store
from webapp.commands.check_formats import group_lines, repair_words
from webapp.commands.counting import counted
from webapp.commands.link_words import REASONS
from webapp.commands.names import find
from webapp.commands.side_by_side import printable, two_columns, wrap
from webapp.flag_words import rule_name
from webapp.settings import Settings
from webapp.views.aligned import Confidence, confidence_of, summarised, summary_of
from webapp.views.citations import citation_text
from webapp.views.flag_groups import Said, beside, grouped, said_of, standing, units_of_flags
from webapp.views.flagged import FlaggedPlace, flagged_places
from webapp.views.links import side_by_side
from webapp.views.passages import titles_of
from webapp.views.report import view_of

# Narrower than this, the Chinese stands under each English unit.
SIDE_BY_SIDE_CELLS: Final = 80

MISSING: Final = "—"
# Below a unit, as on the page.
REMARKS: Final[dict[Confidence, str]] = {
    "low": "? Alignment uncertain: these may not say the same.",
    "middling": "? Aligned with middling confidence.",
}
UNLIKE: Final = "These texts do not look like translations of each other (parallel {:.2f})."
# Behind a title that the source does not print.
DERIVED: Final = "(from the text: no title is printed)"


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--side",
    type=click.Choice(["aligned", "en", "zh", "raw"]),
    default="aligned",
    help="Both sides in rows (as far as there are two), one of them, or the text as it was given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything known of the report, as the API gives it.")
@click.pass_obj
def show(settings: Settings, name: str, side: str, as_json: bool) -> None:
    """Print one report.

    ID is the report's id, an alias (doi:…, pmid:…), or the beginning of a sha256 id that only one report has.
    """
    with open_store(settings.database_path()) as store:
        report = store.report(find(store, name))
        assert report is not None
        linked = linked_report(store, report)
        decided = store.flags.decided([flag.key for flag in side_by_side(report, linked).flags])
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(view_of(report, linked)), indent=2))
        return
    for line in _lines(report, linked, decided, side, shutil.get_terminal_size().columns):
        click.echo(printable(line))


def _lines(
    own: Report, linked: LinkedReport | None, decided: Mapping[str, Decision], side: str, width: int
) -> Iterator[str]:
    """The report as lines of a terminal of `width` cells, beside the one that it is linked to, with the flags that
    nobody dismissed.
    """
    report = own if side == "raw" else standing(side_by_side(own, linked), decided)
    if linked is not None:
        report = beside(report, linked.other.report_id)
    if side == "raw":
        for number, version in enumerate(report.versions):
            if number == 0 or version.raw != report.versions[number - 1].raw:
                yield version.raw
        return
    yield from _heading(own, report, linked, width)
    alignment = report.alignment
    en, zh = report.version("en"), report.version("zh")
    if side == "aligned" and alignment is not None and en is not None and zh is not None:
        yield from _rows(alignment, en, zh, _notes(report), width)
        return
    if side in ("en", "zh") and report.version("en" if side == "en" else "zh") is None:
        raise UnknownReport(f"{report.report_id} has no version in {side}")
    for version in report.versions:
        if side in ("aligned", version.side):
            yield from _prose(version, width)
    for group in grouped(place for place in flagged_places(report, {}) if side in ("aligned", place.place.language)):
        yield from group_lines(group)


def _heading(own: Report, report: Report, linked: LinkedReport | None, width: int) -> Iterator[str]:
    """What stands over the text: of the two records side by side each keeps its own citation."""
    yield own.report_id
    if linked is not None:
        yield from wrap(f"linked to {linked.other.report_id} ({REASONS[linked.link.reason]})", width)
    summary = summary_of(report.alignment)
    if summary is not None and not summary.looks_translated:
        yield from wrap(UNLIKE.format(summary.parallel_score), width)
    titles = titles_of(report)
    for title in titles:
        yield from wrap(f"{title.text} {DERIVED}" if title.derived else title.text, width)
    for line in _citations(own, linked):
        yield from wrap(line, width)
    for affiliation in report.citation.affiliations:
        yield from wrap(affiliation, width)
    for name, values in (("Keywords", report.citation.keywords), ("MeSH", report.citation.mesh)):
        if values:
            yield from wrap(f"{name}: {'; '.join(values)}", width)
    if report.flags:
        names = dict.fromkeys(rule_name(flag.rule) for flag in report.flags)
        yield from wrap(f"{counted(len(report.flags), 'flag')}: {', '.join(names)}", width)
    yield ""


def _citations(own: Report, linked: LinkedReport | None) -> Iterator[str]:
    """The report's citation, without its titles, which stand above; for two, each with its title and id."""
    if linked is None:
        if line := citation_text(own.citation, ()):
            yield line
        return
    for one in (own, linked.other):
        yield f"{one.report_id}: {citation_text(one.citation, titles_of(one)) or 'no citation in the source'}"


def _notes(report: Report) -> dict[int, list[str]]:
    """What is said below each unit of the flags in it, with the keys by which they are decided on."""
    units = units_of_flags(report)
    flags: dict[int, list[FlaggedPlace]] = {}
    for place in flagged_places(report, {}):
        flags.setdefault(units.get(place.key, 0), []).append(place)
    return {unit: [_note(said) for said in said_of(places)] for unit, places in flags.items()}


def _note(said: Said) -> str:
    words = said.message if said.count == 1 else f"{said.count} × {rule_name(said.rule)}"
    repairs = "; ".join(map(repair_words, said.repairs))
    return " ".join(filter(None, ("!", words, repairs, said.other, f"({said.key[:8]})" if said.count == 1 else "")))


def _rows(alignment: Alignment, en: Version, zh: Version, notes: dict[int, list[str]], width: int) -> Iterator[str]:
    """One row a bead, with its number, its confidence, and what is flagged in it."""
    margin = len(str(len(alignment.beads))) + 1
    labels: tuple[str, str] = ("", "")
    for number, bead in enumerate(alignment.beads, 1):
        here = (_label(en, bead.en) or labels[0], _label(zh, bead.zh) or labels[1])
        if here != labels:
            yield f"{' ' * margin}[{' · '.join(filter(None, here))}]"
            labels = here
        left, right = _side(en, bead.en), _side(zh, bead.zh)
        label = str(number).rjust(margin - 1) + " "
        if width >= SIDE_BY_SIDE_CELLS:
            lines = two_columns(left, right, width - margin)
        else:
            lines = wrap(left, width - margin) + wrap(right, width - margin)
        for index, line in enumerate(lines):
            yield (label if index == 0 else " " * margin) + line
        for note in notes.get(number, ()):
            yield from (" " * margin + line for line in wrap(note, width - margin))
        if remark := REMARKS.get(confidence_of(bead)):
            yield from (" " * margin + line for line in wrap(remark, width - margin))
    yield ""
    summary = summarised(alignment)
    doubt = f", {summary.doubtful} with less than high confidence" if summary.doubtful else ""
    both = f"{summary.aligned} of {counted(summary.units, 'unit')} with both sides"
    yield from wrap(f"{both}{doubt}; parallel {summary.parallel_score:.2f}", width)


def _side(version: Version, numbers: tuple[int, ...]) -> str:
    """The sentences of one side of a bead, or a dash where it has no counterpart."""
    if not numbers:
        return MISSING
    return version.text[version.sentences[numbers[0]].start : version.sentences[numbers[-1]].end].replace("\n", " ")


def _label(version: Version, numbers: tuple[int, ...]) -> str:
    """The label printed over the section in which the first of these sentences stands; empty if there is none."""
    if not numbers:
        return ""
    start = version.sentences[numbers[0]].start
    return next((section.label for section in version.sections if section.start <= start < section.end), "")


def _prose(version: Version, width: int) -> Iterator[str]:
    """One version in its paragraphs, each section under its label."""
    yield f"[{version.language}]"
    labels = {section.start: section.label for section in version.sections}
    for start, end in version.paragraphs():
        if label := labels.get(start):
            yield f"[{label}]"
        yield from wrap(version.text[start:end], width)
        yield ""
