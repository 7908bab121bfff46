"""Which title a report shows in each language, and where it stands among titles in alphabetical order."""

import re
from typing import Final, NamedTuple

from corpus.model import Report, Side
from corpus.text.language import side_of
from corpus.words.folding import fold

# NISO Z39.75, 3.4: an article that begins a title is passed over.
_ARTICLE: Final = re.compile("(?:the|an?) +(?=.)")
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


class ReportTitle(NamedTuple):
    """A side's title in its language (BCP 47); `derived` where the source has none and its first sentence stands in.

    `start` is where it begins in the version's text, None for one of the citation.
    """

    language: str
    text: str
    derived: bool
    start: int | None = None


def title_of(report: Report, side: Side) -> ReportTitle | None:
    """The version's own title, else the citation's, else the first sentence; None for a side without any."""
    version = report.version(side)
    if version is not None and version.title():
        start = next(section.start for section in version.sections if section.kind == "TITLE")
        return ReportTitle(version.language, version.title(), derived=False, start=start)
    cited = next((title for title in report.citation.titles if side_of(title.language) == side), None)
    if cited is not None:
        return ReportTitle(cited.language, cited.text, derived=False)
    if version is None or not version.sentences:
        return None
    start, end = version.sentences[0]
    return ReportTitle(version.language, version.text[start:end], derived=True, start=start)


def alphabetical(text: str) -> str:
    """What a text is sorted by, compared by code points: case, accents, punctuation and a first article do not count.

    Simplified Chinese stands in the order of GB 18030, whose 3 755 most common characters go by pinyin, and after
    Latin letters.
    """
    words = _BETWEEN_WORDS.sub(" ", fold(text).casefold()).strip()
    return _ARTICLE.sub("", words, count=1).encode("gb18030", "replace").decode("latin-1") if words else ""
