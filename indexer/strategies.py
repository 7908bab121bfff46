"""Strategies: searches of many numbered lines, as methods sections of reviews print them.

    1. "Purpura, Thrombocytopenic, Idiopathic"[Mesh]
    2. immune thrombocytop*[tiab]
    3. #1 OR #2

Each line is read as the system reads it that the file was written for, PubMed or Ovid, and the lines that it names are
put in their place. docs/query-language.md has the rules.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from indexer.errors import QueryError, StrategyError
from indexer.limits import STRATEGY_CHARACTERS_MAX, STRATEGY_LINE_LIMITS, STRATEGY_LINES_MAX
from indexer.query import Note, Query
from indexer.query_dialects import is_ovid
from indexer.query_lexemes import Lexeme, LineQuery, Manner
from indexer.query_lexer import lex
from indexer.query_parser import Parsed, parse_in_manner
from indexer.query_trees import depth_of, leaves

Dialect: TypeAlias = Literal["pubmed", "ovid"]

_COMMENT: Final = re.compile(r"\s*(?://|#(?!\d))")
# 1. or 1) or 1: or "#1:" before a line; then "#1 " or "1 " unless an operator follows.
_NUMBERED: Final = re.compile(r"\s*#?(\d{1,4})[.):]\s+|\s*#?(\d{1,4})[.)](?=[^\d\s])|\s*#?(\d{1,4})\t\s*")
_HASH_NUMBER: Final = re.compile(r"\s*#(\d{1,4})\s+(?!(?:and|or|not|near|adj)\b)(?=\S)", re.IGNORECASE)
_BARE_NUMBER: Final = re.compile(r"\s*(\d{1,4})\s+(?!(?:and|or|not|near|adj)\b)(?=\S)", re.IGNORECASE)
_HIT_COUNT: Final = re.compile(r"\s+\(\d[\d,]*\)\s*$|\t\s*\d[\d,]*\s*$")
_COMBINATION: Final = re.compile(r"[()\s]*(?:#?\d{1,4}|(?:and|or|not)\b|[()]|\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """A line: its number, its text without that, the query with all lines that it names written out, and notes."""

    number: int
    text: str
    query: Query
    notes: tuple[Note, ...]

    @property
    def parsed(self) -> Parsed:
        """The query and the notes on its reading."""
        return Parsed(self.query, self.notes)


class _Written(NamedTuple):
    """A line as it stands in the file: `text` begins at a line and column of it, and may go on below."""

    number: int
    text: str
    line_number: int
    column: int


def read_strategy(text: str) -> tuple[StrategyLine, ...]:
    """The lines of a strategy in their order.

    Raises StrategyError, which knows the line and the place, and QueryError for a file that is too long or empty.
    """
    if len(text) > STRATEGY_CHARACTERS_MAX:
        message = f"A strategy has at most {STRATEGY_CHARACTERS_MAX} characters; this one has {len(text)}."
        length = (("length", str(len(text))),)
        raise QueryError("too-long", message, STRATEGY_CHARACTERS_MAX, len(text), arguments=length)
    lines = {line.number: line for line in _written_lines(text)}
    if not lines:
        raise QueryError("empty", "There is no line in this strategy.", 0, 0)
    dialect: Dialect = "ovid" if any(is_ovid(line.text) for line in lines.values()) else "pubmed"
    named = {number: _named_lines(line, dialect, lines) for number, line in lines.items()}
    read: dict[int, StrategyLine] = {}
    resolved: dict[int, LineQuery] = {}
    for number in _named_first(lines, named):
        parsed = _parse(lines[number], _manner(lines[number], dialect, resolved))
        resolved[number] = LineQuery(parsed.query, sum(1 for _ in leaves(parsed.query)), depth_of(parsed.query))
        read[number] = StrategyLine(number, " ".join(lines[number].text.split()), *parsed)
    return tuple(read[number] for number in lines)


# ---- lines of the file -------------------------------------------------------------------------------------------


def _written_lines(text: str) -> Iterator[_Written]:
    """The lines with their numbers; raises StrategyError for a number given twice and for too many lines."""
    seen: set[int] = set()
    last = 0
    for written in _joined_lines(text):
        line = _numbered(written, last + 1)
        if line.number in seen or len(seen) == STRATEGY_LINES_MAX or not line.text.strip():
            raise _bad_line(line, written, line.number in seen)
        seen.add(line.number)
        last = line.number
        yield line


def _joined_lines(text: str) -> Iterator[_Written]:
    """Lines of the file, those that go on the one before joined to it; comments and blank lines left out."""
    current: _Written | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or _COMMENT.match(line):
            if current is not None:
                yield current
            current = None
        elif current is not None and line[0].isspace() and not _NUMBERED.match(line) and not _HASH_NUMBER.match(line):
            current = current._replace(text=f"{current.text}\n{line}")
        else:
            if current is not None:
                yield current
            current = _Written(0, line.removeprefix("\ufeff"), number, len(line) - len(line.removeprefix("\ufeff")))
    if current is not None:
        yield current


def _numbered(written: _Written, expected: int) -> _Written:
    """The line with its number, given or the next, and without the hits that another system counted."""
    found = _NUMBERED.match(written.text) or _HASH_NUMBER.match(written.text)
    if found is None and (bare := _BARE_NUMBER.match(written.text)) and int(bare[1]) == expected:
        found = bare
    text = _HIT_COUNT.sub("", written.text)
    if found is None:
        return written._replace(number=expected, text=text)
    number = next(int(group) for group in found.groups() if group)
    return _Written(number, text[found.end() :], written.line_number, written.column + found.end())


def _bad_line(line: _Written, written: _Written, twice: bool) -> StrategyError:
    if twice:
        message = f"There are two lines of the number {line.number}."
    elif not line.text.strip():
        message = "There is nothing behind the number of this line."
    else:
        message = f"A strategy has at most {STRATEGY_LINES_MAX} lines."
    first = written.text.split("\n")[0]
    return StrategyError(QueryError("bad-line", message, 0, len(first)), line.line_number, first, 0, len(first))


# ---- reading -----------------------------------------------------------------------------------------------------


def _manner(line: _Written, dialect: Dialect, resolved: Mapping[int, LineQuery]) -> Manner:
    combination = _COMBINATION.fullmatch(line.text) is not None
    return Manner(
        dialect=dialect,
        limits=STRATEGY_LINE_LIMITS,
        lines=resolved,
        numbers_are_lines=dialect == "ovid" or combination,
    )


def _parse(line: _Written, manner: Manner) -> Parsed:
    try:
        return parse_in_manner(line.text, manner)
    except QueryError as exc:
        raise _placed(exc, line) from exc


def _named_lines(line: _Written, dialect: Dialect, lines: Mapping[int, _Written]) -> list[Lexeme]:
    """The names of other lines in a line, where they exist; the others are refused when it is read."""
    if len(line.text) > STRATEGY_LINE_LIMITS.characters:
        return []  # refused when it is read
    try:
        lexemes, _ = lex(line.text, _manner(line, dialect, {}))
    except QueryError as exc:
        raise _placed(exc, line) from exc
    return [lexeme for lexeme in lexemes if lexeme.kind == "line" and int(lexeme.text) in lines]


def _named_first(lines: Mapping[int, _Written], named: Mapping[int, list[Lexeme]]) -> list[int]:
    """The lines, each behind all that it names; raises StrategyError for a line that names itself in the end."""
    done: dict[int, None] = {}
    for first in lines:
        under_way: list[tuple[int, Iterator[Lexeme]]] = [(first, iter(named[first]))] if first not in done else []
        while under_way:
            number, names = under_way[-1]
            name = next(names, None)
            if name is None:
                done[number] = None
                under_way.pop()
            elif any(int(name.text) == above for above, _ in under_way):
                message = f"Line {number} names line {name.text}, which is found only with line {number} itself."
                error = QueryError("line-cycle", message, name.start, name.end, arguments=(("word", name.text),))
                raise _placed(error, lines[number])
            elif int(name.text) not in done:
                under_way.append((int(name.text), iter(named[int(name.text)])))
    return list(done)


def _placed(error: QueryError, line: _Written) -> StrategyError:
    """The error with its place in the file."""
    before = line.text[: error.start].split("\n")
    rows = line.text.split("\n")
    row = len(before) - 1
    shift = line.column if row == 0 else 0
    start = len(before[-1])
    end = max(start, min(len(rows[row]), start + error.end - error.start))
    shown = " " * shift + rows[row]
    return StrategyError(error, line.line_number + row, shown, start + shift, end + shift)
