"""The nouns of the collection: records as they arrive, reports as they are kept, and every range inside them.

All values are frozen and hold tuples, so that equal content is equal value, hashable and safe to hand to a worker.
Offsets are half-open and count code points. The raw text of a version is never altered: cleaning makes a second
text, and `OffsetMap` leads every range of it back.
"""

import bisect
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

Side: TypeAlias = Literal["en", "zh"]
SIDES: Final[tuple[Side, ...]] = ("en", "zh")

Origin: TypeAlias = Literal["author", "publisher", "translator", "machine", "unknown"]

# NLM's categories of a structured abstract (https://www.nlm.nih.gov/bsd/policy/structured_abstracts.html), and TITLE.
SectionKind: TypeAlias = Literal["TITLE", "BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS", "UNASSIGNED"]

Severity: TypeAlias = Literal["high", "medium", "low"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)  # the most serious first

LinkReason: TypeAlias = Literal["hand", "doi", "pmid", "title", "parallel"]


# ---- what arrives ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record came from: `number` counts records in `file` from 1; `sha256` is of the record's own bytes."""

    database: str
    file: str
    number: int
    sha256: str
    retrieved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """A person in both scripts, as printed; the script the source lacks is empty."""

    latin: str = ""
    han: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in one language (BCP 47)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference list says of a work. Empty where the source is silent; nothing is invented."""

    titles: tuple[Title, ...] = ()
    authors: tuple[Author, ...] = ()
    affiliations: tuple[str, ...] = ()
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""  # lower case, without a resolver in front
    pmid: str = ""
    keywords: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of a record as the record gave it: a title, a labelled part of an abstract, or a whole text."""

    kind: SectionKind
    text: str
    label: str = ""  # as printed: "Methods", "方法"


@dataclass(frozen=True, slots=True)
class RecordText:
    """The passages that a record gives in one language; `language` None means that the record does not say."""

    language: str | None
    passages: tuple[Passage, ...]
    origin: Origin = "unknown"


@dataclass(frozen=True, slots=True)
class Record:
    """What a reader yields: one unit of a file, decoded but not interpreted.

    `layout` "fields" says that each text stands in a field of its own; "page" that the one passage is a plain file or
    a saved web page in which authors, citation, furniture and the languages stand mixed, still to be told apart.
    """

    report_id: str | None
    citation: Citation
    texts: tuple[RecordText, ...]
    source: Source
    layout: Literal["fields", "page"] = "fields"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be read: where it stands, why, and what its owner can do."""

    file: str
    number: int
    reason: str
    remedy: str


# ---- what is kept ----------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """A stretch of text and the stretch of raw it was made from; of equal length where characters match one to one."""

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From ranges of the cleaned text to ranges of the raw text; runs are sorted, disjoint and cover the text."""

    runs: tuple[Run, ...]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest raw range that holds what text[start:end] was made from; an empty range maps to an empty one."""
        if not self.runs:
            return (0, 0)
        raw_start = self._edge(start)[0]
        return (raw_start, raw_start) if end <= start else (raw_start, max(raw_start, self._edge(end - 1)[1]))

    def _edge(self, offset: int) -> tuple[int, int]:
        """The raw range of the one character at `offset`."""
        index = max(0, bisect.bisect_right(self.runs, offset, key=lambda run: run.text_start) - 1)
        run = self.runs[index]
        if offset >= run.text_end:
            return (run.raw_end, run.raw_end)
        if run.text_end - run.text_start == run.raw_end - run.raw_start:
            place = run.raw_start + offset - run.text_start
            return (place, place + 1)
        return (run.raw_start, run.raw_end)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a version's text; `label` as printed, empty where the source printed none."""

    kind: SectionKind
    label: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence's range in a version's text; numbered through the version from 0. Never crosses a line break."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Version:
    """A report in one language. `side` is None for a language other than English and Chinese: kept, never aligned.

    `raw` is the text as the record gave it (fields joined by line breaks, the title first; a plain file whole). In
    `text` a line break ends a paragraph, and every range of sections and sentences counts in it.
    """

    side: Side | None
    language: str  # BCP 47: en, zh-Hans, zh-Hant, fr …
    origin: Origin
    raw: str
    text: str
    offset_map: OffsetMap
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """The ranges between line breaks, empty ones left out."""
        ranges, start = [], 0
        for line in self.text.split("\n"):
            if line:
                ranges.append((start, start + len(line)))
            start += len(line) + 1
        return tuple(ranges)

    def title(self) -> str:
        """The text of the TITLE section, or an empty string: a title is never invented here."""
        return next((self.text[s.start : s.end] for s in self.sections if s.kind == "TITLE"), "")


class Bead(NamedTuple):
    """Sentences that say the same on both sides, by number; an omission leaves one side empty.

    The term is Brown, Lai and Mercer's (ACL 1991). `confidence` is between 0 and 1.
    """

    en: tuple[int, ...]
    zh: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in reading order that hold every sentence of both sides exactly once.

    `parallel_score` (0 to 1) says how far the two versions are translations of each other; `knowledge` is the number
    of the knowledge the beads were made with.
    """

    beads: tuple[Bead, ...]
    parallel_score: float
    knowledge: int


class Span(NamedTuple):
    """A range in the text of one side."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A place that is damaged, or where the sides contradict. The place comes first in `spans`, its counterpart second.

    Words in either interface language are made from `rule` and `arguments`. `key` hashes report, rule, side, excerpt
    and occurrence: it survives a new audit, and decisions hang on it.
    """

    key: str
    rule: str  # family.name, e.g. damage.replaced
    severity: Severity
    spans: tuple[Span, ...]
    arguments: tuple[tuple[str, str], ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the collection: what was given, and all that was derived from it.

    `revision` is the store's count of changes when this state was written; 0 before it is stored.
    """

    report_id: str
    revision: int
    citation: Citation
    versions: tuple[Version, ...]
    alignment: Alignment | None
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]

    def version(self, side: Side) -> Version | None:
        """The version of that side, or None."""
        return next((version for version in self.versions if version.side == side), None)

    def at_revision(self, revision: int) -> "Report":
        """The same report, stamped with another revision."""
        return replace(self, revision=revision)


# ---- what people and the collection add ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports of one work, which stay two. `alignment` counts the sentences that they had at these revisions."""

    first: str  # the id of the English report
    second: str  # the id of the Chinese report
    reason: LinkReason
    alignment: Alignment
    first_revision: int
    second_revision: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a curator decided. `target` is a flag's key, or for links the two report ids joined by a space."""

    target: str
    action: Literal["accept", "dismiss", "undo", "link", "unlink"]
    who: str
    decided_at: datetime
    reason: str = ""
