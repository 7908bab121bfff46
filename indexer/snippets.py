"""What a result list shows of a report: titles, authors and the best sentence of each language, with marks."""

from dataclasses import dataclass
from typing import Final

from corpus.model import SIDES, Author, Report, Section, SectionKind, Sentence, Side, Version
from indexer.fields import LineName
from indexer.highlight import Marker
from indexer.plan import Match

Marks = tuple[tuple[int, int], ...]

# A longer sentence is cut around its first mark; about four lines of a result list.
SNIPPET_CHARACTERS_MAX: Final = 360
_BEFORE_MARK: Final = 120

_TITLE_LINES: Final[dict[Side, LineName]] = {"en": "title.en", "zh": "title.zh"}
_TEXT_LINES: Final[dict[Side, LineName]] = {"en": "text.en", "zh": "text.zh"}


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
        self._titles = {side: Marker(match, (line,)) for side, line in _TITLE_LINES.items()}
        self._texts = {side: Marker(match, (line,)) for side, line in _TEXT_LINES.items()}
        self._authors = Marker(match, ("author",))

    def titles(self, report: Report) -> tuple[FoundTitle, ...]:
        """A title for each of the two sides that the report has, English first."""
        return tuple(self._title(report, version) for side in SIDES if (version := report.version(side)) is not None)

    def _title(self, report: Report, version: Version) -> FoundTitle:
        assert version.side is not None
        side = version.side
        text, derived = version.title(), False
        if not text:
            cited = (title.text for title in report.citation.titles if title.language.split("-")[0] == side)
            text = next(cited, "")
        if not text and version.sentences:
            start, end = version.sentences[0]
            text, derived = version.text[start:end], True
        marks = (self._texts if derived else self._titles)[side].mark(text)
        return FoundTitle(side, version.language, text, marks, derived)

    def authors(self, report: Report) -> tuple[FoundAuthor, ...]:
        """The authors as printed, with marks."""
        mark = self._authors.mark
        return tuple(FoundAuthor(author, mark(author.latin), mark(author.han)) for author in report.citation.authors)

    def snippets(self, report: Report) -> tuple[Snippet, ...]:
        """The best sentence of each side that has a text, English first."""
        found = (self._snippet(version) for side in SIDES if (version := report.version(side)) is not None)
        return tuple(snippet for snippet in found if snippet is not None)

    def _snippet(self, version: Version) -> Snippet | None:
        """The sentence with most different marked words, the earliest of equals, the first where none is marked."""
        assert version.side is not None
        best: tuple[int, int, Sentence, Section, Marks] | None = None
        sections = [section for section in version.sections if section.kind != "TITLE"]
        for section in sections:
            marks = self._texts[version.side].mark(version.text[section.start : section.end])
            placed = [(start + section.start, end + section.start) for start, end in marks]
            for number, sentence in enumerate(version.sentences):
                if section.start <= sentence.start < section.end:
                    inside = _within(placed, sentence)
                    worth = len({version.text[start:end].casefold() for start, end in inside})
                    if best is None or worth > best[0]:
                        best = (worth, number, sentence, section, inside)
        if best is None:
            return None
        _, number, sentence, section, inside = best
        text, cut = _cut(version.text, sentence, inside)
        return Snippet(version.side, text, cut, number, section.kind)


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
