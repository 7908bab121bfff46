"""Every text of a report with the line it stands in, as they are indexed."""

from collections.abc import Iterator

from corpus.model import SIDES, Report
from corpus.text.language import side_of
from indexer.fields import TEXT_LINES, TITLE_LINES, LineName
from indexer.snippets import bodies


def report_texts(report: Report) -> Iterator[tuple[LineName, str]]:
    """The texts of the report: of both versions first, then of the citation."""
    titled = set()
    for version in report.versions:
        if version.side is None:
            continue
        for section in version.sections:
            if section.kind == "TITLE":
                titled.add(version.side)
                yield TITLE_LINES[version.side], version.text[section.start : section.end]
        for section in bodies(version):
            yield TEXT_LINES[version.side], version.text[section.start : section.end]
    citation = report.citation
    for title in citation.titles:
        side = side_of(title.language)
        if side in SIDES and side not in titled:
            yield TITLE_LINES[side], title.text
    for author in citation.authors:
        yield "author", author.latin
        yield "author", author.han
    named: tuple[tuple[LineName, tuple[str, ...]], ...] = (
        ("affiliation", citation.affiliations),
        ("journal", (citation.journal,)),
        ("keyword", citation.keywords),
        ("mesh", citation.mesh),
    )
    for line, values in named:
        for value in values:
            yield line, value
