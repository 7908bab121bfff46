"""Everything that can go wrong in finding, as one tree.

    IndexerError
    ├── QueryError           a query that cannot be read or is refused; knows the place and a way out
    │   ├── StrategyError    the same in a line of a strategy; knows the line
    │   └── ConcordanceError the same in one of the texts of a concordance; knows which
    ├── BadStrategy          a strategy of which lines cannot be understood or are refused; knows all of them
    ├── IndexUnavailable     there is no index to search
    │   ├── IndexMissing     none was built yet
    │   ├── IndexDamaged     a file differs from its manifest, or a hit is not in the store
    │   └── IndexStale       of another format, or built with other words than this program makes
    └── RebuildFailed        a new index could not be made; the old one goes on serving

Nothing here knows the command line or HTTP.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

# The texts of a concordance: a word of one side; what the other side says, and what it does not say.
AskedPart: TypeAlias = Literal["term", "contains", "without"]


class IndexerError(Exception):
    """A failure of the index or of a query, in words that its owner can act on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand an ambiguous query: the query written out, and the words that explain it."""

    query: str
    explanation: str


class QueryError(IndexerError):
    """A query that cannot be understood or is refused.

    `start` and `end` are the code points of the fault in the query as typed; `code` is stable, for translations;
    `arguments` fill the translated words; `suggestion` is a query that would be accepted, where one is known;
    `readings` are the ways to understand a query with mixed operators.
    """

    def __init__(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        *,
        arguments: tuple[tuple[str, str], ...] = (),
        suggestion: str | None = None,
        readings: tuple[Reading, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.start = start
        self.end = end
        self.arguments = arguments
        self.suggestion = suggestion
        self.readings = readings


class StrategyError(QueryError):
    """A line of a strategy that cannot be understood or is refused.

    `line_number` counts the lines of the file from 1; `start` and `end` are places in `line`, its text.
    """

    def __init__(self, error: QueryError, line_number: int, line: str, start: int, end: int) -> None:
        super().__init__(
            error.code,
            error.message,
            start,
            end,
            arguments=error.arguments,
            suggestion=error.suggestion,
            readings=error.readings,
        )
        self.line_number = line_number
        self.line = line


class BadStrategy(IndexerError):
    """A strategy of `lines` lines that cannot be run: `faults` are those that are to be mended, in the file's order.

    A line that is well but for one that it names is not among them.
    """

    def __init__(self, faults: Iterable[StrategyError], lines: int) -> None:
        self.faults: Final = tuple(sorted(faults, key=lambda fault: (fault.line_number, fault.start)))
        self.lines: Final = lines
        super().__init__(self.faults[0].message)


class ConcordanceError(QueryError):
    """A text of a concordance that cannot be understood or is refused.

    `part` says which; `start` and `end` are places in `text`, as it was typed.
    """

    def __init__(self, error: QueryError, part: AskedPart, text: str) -> None:
        super().__init__(
            error.code,
            error.message,
            error.start,
            error.end,
            arguments=error.arguments,
            suggestion=error.suggestion,
            readings=error.readings,
        )
        self.part = part
        self.text = text


class IndexUnavailable(IndexerError):
    """There is no index that can be searched; the message names the command that mends it."""


class IndexMissing(IndexUnavailable):
    """No index was built yet."""


class IndexDamaged(IndexUnavailable):
    """A file of the index is missing or differs from its manifest, or the index finds what the store does not have."""


class IndexStale(IndexUnavailable):
    """The index has a format that this program does not read, or was built with other words than it makes."""


class RebuildFailed(IndexerError):
    """A new generation could not be made: the disk, memory or a process failed; the old one goes on serving."""
