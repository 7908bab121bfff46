"""Every text of a report with the line it stands in, as they are indexed."""

from collections.abc import Iterator
from typing import NamedTuple

from corpus.model import SIDES, Report, Section, Side, Version
from corpus.text.language import side_of
from indexer.fields import TEXT_LINES, TITLE_LINES, LineName


class LineText(NamedTuple):
    """A text and its line. It is that of the version of `side` from `start` on, or, without a side, the citation's."""

    line: LineName
    text: str
    side: Side | None = None
    start: int = 0


def report_texts(report: Report) -> Iterator[LineText]:
    """The texts of the report: of both versions first, then of the citation."""
    titled = set()
    for version in report.versions:
        if version.side is None:
            continue
        for section in version.sections:
            if section.kind == "TITLE":
                titled.add(version.side)
                yield _of_version(TITLE_LINES[version.side], version, section)
        for section in bodies(version):
            yield _of_version(TEXT_LINES[version.side], version, section)
    citation = report.citation
    for title in citation.titles:
        side = side_of(title.language)
        if side in SIDES and side not in titled:
            yield LineText(TITLE_LINES[side], title.text)
    for author in citation.authors:
        yield LineText("author", author.latin)
        yield LineText("author", author.han)
    named: tuple[tuple[LineName, tuple[str, ...]], ...] = (
        ("affiliation", citation.affiliations),
        ("journal", (citation.journal,)),
        ("keyword", citation.keywords),
        ("mesh", citation.mesh),
    )
    for line, values in named:
        for value in values:
            yield LineText(line, value)


def bodies(version: Version) -> Iterator[Section]:
    """What of a version is not title: the other sections, and the text between sections as one without a label."""
    end = 0
    for section in sorted(version.sections, key=lambda section: section.start):
        if section.start > end:
            yield Section("UNASSIGNED", "", end, section.start)
        if section.kind != "TITLE":
            yield section
        end = max(end, section.end)
    if end < len(version.text):
        yield Section("UNASSIGNED", "", end, len(version.text))


def _of_version(line: LineName, version: Version, section: Section) -> LineText:
    return LineText(line, version.text[section.start : section.end], version.side, section.start)
