"""What a result list shows of a report: titles, authors and the best sentence of each language, with marks."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from corpus.model import SIDES, Author, Report, Section, SectionKind, Sentence, Side, Version
from indexer.fields import TEXT_LINES, TITLE_LINES
from indexer.highlight import Marker
from indexer.plan import Match
from indexer.titles import title_of

Marks: TypeAlias = tuple[tuple[int, int], ...]

# A longer sentence is cut around its first mark; about four lines of a result list.
SNIPPET_CHARACTERS_MAX: Final = 360
_BEFORE_MARK: Final = 120


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence of one version; `marks` are ranges of `text`. Where it was cut, `text` has … for what is missing."""

    side: Side
    text: str
    marks: Marks
    sentence: int  # its number in the version, from 0
    section: SectionKind


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A version's title with marks; `derived` where the report has none and its first sentence stands in."""

    side: Side
    language: str
    text: str
    marks: Marks
    derived: bool


@dataclass(frozen=True, slots=True)
class FoundAuthor:
    """An author, with marks in the name of either script."""

    author: Author
    latin_marks: Marks
    han_marks: Marks


class Shower:
    """Shows reports in the light of one match."""

    def __init__(self, match: Match) -> None:
        self._titles = {side: Marker(match, (line,)) for side, line in TITLE_LINES.items()}
        self._texts = {side: Marker(match, (line,)) for side, line in TEXT_LINES.items()}
        self._authors = Marker(match, ("author",))

    def titles(self, report: Report) -> tuple[FoundTitle, ...]:
        """A title for each side that has one or a text to derive it from, English first."""
        titles = (self._title(report, side) for side in SIDES)
        return tuple(title for title in titles if title is not None)

    def _title(self, report: Report, side: Side) -> FoundTitle | None:
        title = title_of(report, side)
        if title is None:
            return None
        marker = self._texts[side] if title.derived else self._titles[side]
        return FoundTitle(side, title.language, title.text, marker.mark(title.text), title.derived)

    def authors(self, report: Report) -> tuple[FoundAuthor, ...]:
        """The authors as printed, with marks."""
        mark = self._authors.mark
        return tuple(FoundAuthor(author, mark(author.latin), mark(author.han)) for author in report.citation.authors)

    def snippets(self, report: Report) -> tuple[Snippet, ...]:
        """The best sentence of each side that has a text, English first."""
        derived = {title.side for title in self.titles(report) if title.derived}
        versions = (version for side in SIDES if (version := report.version(side)) is not None)
        found = (self._snippet(version, titled=version.side not in derived) for version in versions)
        return tuple(snippet for snippet in found if snippet is not None)

    def _snippet(self, version: Version, *, titled: bool) -> Snippet | None:
        """The sentence with most different marked words, the earliest of equals, the first where none is marked.

        The first sentence of a version that is not `titled` stands in as title, so any other with marks is preferred.
        """
        assert version.side is not None
        best: tuple[tuple[bool, int], int, Sentence, SectionKind, Marks] | None = None
        for section in bodies(version):
            marks = self._texts[version.side].mark(version.text[section.start : section.end])
            placed = [(start + section.start, end + section.start) for start, end in marks]
            for number in _sentences_of(version, section):
                sentence = version.sentences[number]
                inside = _within(placed, sentence)
                words = {version.text[start:end].casefold() for start, end in inside}
                worth = (bool(words) and (titled or number > 0), len(words))
                if best is None or worth > best[0]:
                    best = (worth, number, sentence, section.kind, inside)
        if best is None:
            return None
        _, number, sentence, kind, inside = best
        text, cut = _cut(version.text, sentence, inside)
        return Snippet(version.side, text, cut, number, kind)


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


def _sentences_of(version: Version, section: Section) -> range:
    """The numbers of the sentences that begin in the section."""
    first = bisect_left(version.sentences, section.start, key=lambda sentence: sentence.start)
    return range(first, bisect_left(version.sentences, section.end, key=lambda sentence: sentence.start))


def _within(marks: list[tuple[int, int]], sentence: Sentence) -> Marks:
    """The parts of the marks that lie in the sentence."""
    return tuple(
        (max(start, sentence.start), min(end, sentence.end))
        for start, end in marks
        if start < sentence.end and end > sentence.start
    )


def _cut(text: str, sentence: Sentence, marks: Marks) -> tuple[str, Marks]:
    """The sentence, or of a long one the stretch around the first mark, and the marks as ranges of that."""
    start, end = sentence
    if end - start > SNIPPET_CHARACTERS_MAX:
        first = marks[0][0] if marks else start
        start = _at_word(text, max(start, min(first - _BEFORE_MARK, end - SNIPPET_CHARACTERS_MAX)), sentence)
        end = min(end, start + SNIPPET_CHARACTERS_MAX)
    before = "…" if start > sentence.start else ""
    after = "…" if end < sentence.end else ""
    shift = len(before) - start
    inside = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in marks if a < end and b > start)
    return f"{before}{text[start:end]}{after}", inside


def _at_word(text: str, place: int, sentence: Sentence) -> int:
    """The place moved behind the next space, if one is near; Chinese is cut between any two characters."""
    if place <= sentence.start:
        return sentence.start
    space = text.find(" ", place, place + 20)
    return place if space < 0 else space + 1
