"""One report: what the API gives whole, and the page in tabs."""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from corpus.linking import LinkedReport
from corpus.model import Alignment, Citation, Flag, Report, SectionKind, Source, Version
from indexer.plan import EVERY_ENTRY, Match
from webapp.addresses import report_path
from webapp.views.aligned import AlignmentSummary, MarksBySide, Places, summary_of
from webapp.views.citations import citation_text
from webapp.views.links import LinkView, link_views, side_by_side
from webapp.views.passages import ShownPassage, ShownTitle, passage_of, titles_of


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with everything that is known of it; `citation_text` is one line for a reference list, its own alone.

    `links` are the reports of the same work in the other language: one at most. Where there is one, `versions`,
    `alignment`, `titles` and `flags` are those of both, side by side; the rest is the report's own.
    """

    id: str
    url: str
    revision: int
    titles: tuple[ShownTitle, ...]
    citation: Citation
    citation_text: str
    versions: tuple[Version, ...]
    alignment: Alignment | None
    alignment_summary: AlignmentSummary | None
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A way to look at a report: `name` is the value of ?view=, `language` that of its words, empty for ours."""

    name: str
    language: str = ""


class ProseSentence(NamedTuple):
    """A sentence in running text, numbered through the version from 1."""

    number: int
    passage: ShownPassage


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A section of one version, by paragraphs; `label` as printed."""

    kind: SectionKind
    label: str
    paragraphs: tuple[tuple[ProseSentence, ...], ...]


ALIGNED: Final = "aligned"
ORIGINAL: Final = "original"
QUALITY: Final = "quality"


def view_of(own: Report, linked: LinkedReport | None = None, match: Match = EVERY_ENTRY) -> ReportView:
    """The view of a report beside the one that it is linked to; what `match` speaks of is marked in its titles."""
    report = side_by_side(own, linked)
    return ReportView(
        id=report.report_id,
        url=report_path(report.report_id),
        revision=report.revision,
        titles=titles_of(report, match),
        citation=report.citation,
        citation_text=citation_text(own.citation, titles_of(own)),
        versions=report.versions,
        alignment=report.alignment,
        alignment_summary=summary_of(report.alignment),
        flags=report.flags,
        sources=tuple(replace(source, file=file_name(source.file)) for source in report.sources),
        links=link_views(linked),
    )


def file_name(path: str) -> str:
    """The name without its folders, which are nobody's business but the server's."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def tabs_of(report: Report) -> tuple[Tab, ...]:
    """The tabs that this report has: both sides aligned, each of its languages, the original, what is flagged."""
    aligned = (Tab(ALIGNED),) if report.alignment is not None else ()
    versions = tuple(Tab(version.side or version.language, version.language) for version in report.versions)
    quality = (Tab(QUALITY),) if report.flags else ()
    return (*aligned, *versions, Tab(ORIGINAL), *quality)


def version_of_tab(report: Report, name: str) -> Version | None:
    """The version that a tab shows, or None."""
    return next((version for version in report.versions if name in (version.side, version.language)), None)


def prose_of(report: Report, version: Version, marks: MarksBySide) -> tuple[ProsePart, ...]:
    """The version as running text in its sections."""
    own = marks.get(version.side, ()) if version.side else ()
    starts = {start for start, _ in version.paragraphs()}
    places = Places(version)
    parts: list[tuple[SectionKind, str, list[list[ProseSentence]]]] = []
    for number, sentence in enumerate(version.sentences, 1):
        section = places.section_of(sentence)
        kind, label = (section.kind, section.label) if section else ("UNASSIGNED", "")
        opens = not parts or parts[-1][:2] != (kind, label)
        if opens:
            parts.append((kind, label, []))
        if opens or sentence.start in starts:
            parts[-1][2].append([])
        passage = passage_of(version, *sentence, own, report.flags)
        parts[-1][2][-1].append(ProseSentence(number, passage))
    return tuple(ProsePart(kind, label, tuple(map(tuple, paragraphs))) for kind, label, paragraphs in parts)
