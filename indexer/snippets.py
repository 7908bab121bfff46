"""What a result list shows of a report: titles, authors and the best sentence of each language, with marks."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from corpus.model import SIDES, Author, Report, Section, SectionKind, Sentence, Side, Version
from indexer.fields import TITLE_LINES
from indexer.found_places import Finder, ranges_by_side
from indexer.highlight import Ranges as Marks
from indexer.plan import Match
from indexer.report_reading import ReportReading
from indexer.report_texts import bodies
from indexer.titles import title_of

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
        self._finder = Finder(match)
        self._seen: _Seen | None = None

    def titles(self, report: Report) -> tuple[FoundTitle, ...]:
        """A title for each side that has one or a text to derive it from, English first."""
        titles = (self._title(report, side) for side in SIDES)
        return tuple(title for title in titles if title is not None)

    def _title(self, report: Report, side: Side) -> FoundTitle | None:
        title = title_of(report, side)
        if title is None:
            return None
        if title.start is None:
            marks = self._finder.mark(title.text, TITLE_LINES[side])
        else:
            inside = _within(self._look_at(report).marks[side], title.start, title.start + len(title.text))
            marks = tuple((start - title.start, end - title.start) for start, end in inside)
        return FoundTitle(side, title.language, title.text, marks, title.derived)

    def authors(self, report: Report) -> tuple[FoundAuthor, ...]:
        """The authors as printed, with marks."""
        finder = self._finder
        return tuple(
            FoundAuthor(author, finder.mark(author.latin, "author"), finder.mark(author.han, "author"))
            for author in report.citation.authors
        )

    def snippets(self, report: Report) -> tuple[Snippet, ...]:
        """The best sentence of each side that has a text, English first."""
        derived = {title.side for title in self.titles(report) if title.derived}
        versions = (version for side in SIDES if (version := report.version(side)) is not None)
        seen = self._look_at(report)
        found = (_snippet(version, seen, titled=version.side not in derived) for version in versions)
        return tuple(snippet for snippet in found if snippet is not None)

    def _look_at(self, report: Report) -> "_Seen":
        """What is found in the report, which is asked for its titles and its sentences one after the other."""
        if self._seen is None or self._seen.report is not report:
            places = tuple(self._finder.places(ReportReading(report)))
            particular = (place for place in places if place.particular)
            self._seen = _Seen(report, ranges_by_side(places), ranges_by_side(particular))
        return self._seen


class _Seen(NamedTuple):
    """The marks in a report, and those of them that are more particular than words."""

    report: Report
    marks: dict[Side, Marks]
    particular: dict[Side, Marks]


def _snippet(version: Version, seen: _Seen, *, titled: bool) -> Snippet | None:
    """The sentence with most amounts and words of units that were asked for, then with most different marked words,
    the earliest of equals, the first where none is marked.

    The first sentence of a version that is not `titled` stands in as title, so any other as good is preferred.
    """
    assert version.side is not None
    marks, particular = seen.marks[version.side], seen.particular[version.side]
    best: tuple[tuple[int, bool, int], int, SectionKind] | None = None
    for section in bodies(version):
        for number in _sentences_of(version, section):
            sentence = version.sentences[number]
            words = _different(version, _within(marks, *sentence))
            worth = (_different(version, _within(particular, *sentence)), bool(words) and (titled or number > 0), words)
            if best is None or worth > best[0]:
                best = (worth, number, section.kind)
    if best is None:
        return None
    _, number, kind = best
    sentence = version.sentences[number]
    inside = _within(marks, *sentence)
    first = next(iter((*_within(particular, *sentence), *inside)), None)
    text, cut = _cut(version.text, sentence, inside, sentence.start if first is None else first[0])
    return Snippet(version.side, text, cut, number, kind)


def _sentences_of(version: Version, section: Section) -> range:
    """The numbers of the sentences that begin in the section."""
    first = bisect_left(version.sentences, section.start, key=lambda sentence: sentence.start)
    return range(first, bisect_left(version.sentences, section.end, key=lambda sentence: sentence.start))


def _within(marks: Marks, start: int, end: int) -> Marks:
    """The parts of the ordered marks that lie in a range."""
    first = bisect_right(marks, start, key=lambda mark: mark[1])
    last = bisect_left(marks, end, key=lambda mark: mark[0])
    return tuple((max(a, start), min(b, end)) for a, b in marks[first:last])


def _different(version: Version, marks: Marks) -> int:
    """How many different words are marked."""
    return len({version.text[start:end].casefold() for start, end in marks})


def _cut(text: str, sentence: Sentence, marks: Marks, first: int) -> tuple[str, Marks]:
    """The sentence, or of a long one the stretch around the place `first`, and the marks as ranges of that."""
    start, end = sentence
    if end - start > SNIPPET_CHARACTERS_MAX:
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
