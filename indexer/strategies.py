"""Strategies: searches of many numbered lines, as methods sections of reviews print them.

    1. "Purpura, Thrombocytopenic, Idiopathic"[Mesh]
    2. immune thrombocytop*[tiab]
    3. #1 OR #2

Each line is read as the system reads it that the file was written for, PubMed or Ovid, and the lines that it names are
put in their place. docs/query-language.md has the rules.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, TypeAlias

from indexer.engine import SearchRequest
from indexer.errors import QueryError, StrategyError
from indexer.generations import OpenGeneration
from indexer.limits import STRATEGY_CHARACTERS_MAX, STRATEGY_LINE_LIMITS, STRATEGY_LINES_MAX
from indexer.planning import make_plan
from indexer.query import Everything, Note, Query
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
_UNREAD: Final = Everything()


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """A line: its number, its text without that, and the query with all lines that it names written out.

    `written` begins at a line of the file (from 1) and a column of it, and may go on in the lines below.
    """

    number: int
    written: str
    line_number: int
    column: int
    query: Query = _UNREAD
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The line as written, on one line."""
        return " ".join(self.written.split())

    @property
    def parsed(self) -> Parsed:
        """The query and the notes on its reading."""
        return Parsed(self.query, self.notes)

    def placed(self, error: QueryError) -> StrategyError:
        """An error of this line with its place in the file."""
        rows = self.written.split("\n")
        row = self.written.count("\n", 0, error.start)
        shift = self.column if row == 0 else 0
        start = error.start - sum(len(above) + 1 for above in rows[:row])
        end = max(start, min(len(rows[row]), start + error.end - error.start))
        shown = " " * shift + rows[row]
        return StrategyError(error, self.line_number + row, shown, start + shift, end + shift)


class Strategy(NamedTuple):
    """The lines in their order, and their numbers in an order in which each follows all lines that it names."""

    lines: tuple[StrategyLine, ...]
    named_first: tuple[int, ...]

    @property
    def last(self) -> StrategyLine:
        """The line of the highest number, which the search comes down to; histories print it first."""
        return max(self.lines, key=lambda line: line.number)


class LineHits(NamedTuple):
    """A line, how many reports it finds, and notes on its reading that no line before it had."""

    line: StrategyLine
    hits: int
    notes: tuple[Note, ...]


def read_strategy(text: str) -> Strategy:
    """The lines of a strategy, each a query.

    Raises StrategyError, which knows the line and the place, and QueryError for a file that is too long or empty.
    """
    if len(text) > STRATEGY_CHARACTERS_MAX:
        message = f"A strategy has at most {STRATEGY_CHARACTERS_MAX} characters; this one has {len(text)}."
        length = (("length", str(len(text))),)
        raise QueryError("too-long", message, STRATEGY_CHARACTERS_MAX, len(text), arguments=length)
    lines = {line.number: line for line in _written_lines(text)}
    if not lines:
        raise QueryError("empty", "There is no line in this strategy.", 0, 0)
    dialect: Dialect = "ovid" if any(is_ovid(line.written) for line in lines.values()) else "pubmed"
    named = {number: _named_lines(line, dialect, lines) for number, line in lines.items()}
    order = _named_first(lines, named)
    resolved: dict[int, LineQuery] = {}
    for number in order:
        parsed = _parse(lines[number], _manner(lines[number], dialect, resolved))
        resolved[number] = LineQuery(parsed.query, sum(1 for _ in leaves(parsed.query)), depth_of(parsed.query))
        lines[number] = replace(lines[number], query=parsed.query, notes=parsed.notes)
    return Strategy(tuple(lines.values()), tuple(order))


def count_hits(strategy: Strategy, generation: OpenGeneration) -> tuple[LineHits, ...]:
    """What each line finds in a generation, in the order of lines; raises StrategyError."""
    counted: dict[int, LineHits] = {}
    lines = {line.number: line for line in strategy.lines}
    said: set[tuple[str, str]] = set()
    for number in strategy.named_first:  # so that a fault is met in the line where it stands
        line = lines[number]
        try:
            query = generation.expander.query(line.query, on=False).query  # as written, but for xl:on and ~word
            plan, notes = make_plan(query, generation.vocabulary)
        except QueryError as exc:
            raise line.placed(exc) from exc
        total = generation.engine.search(SearchRequest(plan=plan, limit=0)).total
        new = tuple(note for note in (*line.notes, *notes) if (note.code, note.message) not in said)
        said.update((note.code, note.message) for note in new)
        counted[number] = LineHits(line, total, new)
    return tuple(counted[line.number] for line in strategy.lines)


# ---- lines of the file -------------------------------------------------------------------------------------------


def _written_lines(text: str) -> Iterator[StrategyLine]:
    """The lines with their numbers; raises StrategyError for a number given twice and for too many lines."""
    seen: set[int] = set()
    last = 0
    for written in _joined_lines(text):
        line = _numbered(written, last + 1)
        if line.number in seen or len(seen) == STRATEGY_LINES_MAX or not line.written.strip():
            raise _bad_line(line, written, line.number in seen)
        seen.add(line.number)
        last = line.number
        yield line


def _joined_lines(text: str) -> Iterator[StrategyLine]:
    """Lines of the file, those that go on the one before joined to it; comments and blank lines left out."""
    current: StrategyLine | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or _COMMENT.match(line):
            if current is not None:
                yield current
            current = None
        elif current is not None and line[0].isspace() and not _NUMBERED.match(line) and not _HASH_NUMBER.match(line):
            current = replace(current, written=f"{current.written}\n{line}")
        else:
            if current is not None:
                yield current
            current = StrategyLine(0, line, number, 0)
    if current is not None:
        yield current


def _numbered(written: StrategyLine, expected: int) -> StrategyLine:
    """The line with its number, given or the next, and without the hits that another system counted."""
    found = _NUMBERED.match(written.written) or _HASH_NUMBER.match(written.written)
    if found is None and (bare := _BARE_NUMBER.match(written.written)) and int(bare[1]) == expected:
        found = bare
    text = _HIT_COUNT.sub("", written.written)
    if found is None:
        return replace(written, number=expected, written=text)
    number = next(int(group) for group in found.groups() if group)
    return StrategyLine(number, text[found.end() :], written.line_number, written.column + found.end())


def _bad_line(line: StrategyLine, written: StrategyLine, twice: bool) -> StrategyError:
    if twice:
        message = f"There are two lines of the number {line.number}."
    elif not line.written.strip():
        message = "There is nothing behind the number of this line."
    else:
        message = f"A strategy has at most {STRATEGY_LINES_MAX} lines."
    first = written.written.split("\n")[0]
    return StrategyError(QueryError("bad-line", message, 0, len(first)), line.line_number, first, 0, len(first))


# ---- reading -----------------------------------------------------------------------------------------------------


def _manner(line: StrategyLine, dialect: Dialect, resolved: Mapping[int, LineQuery]) -> Manner:
    combination = _COMBINATION.fullmatch(line.written) is not None
    return Manner(
        dialect=dialect,
        limits=STRATEGY_LINE_LIMITS,
        lines=resolved,
        numbers_are_lines=dialect == "ovid" or combination,
    )


def _parse(line: StrategyLine, manner: Manner) -> Parsed:
    try:
        return parse_in_manner(line.written, manner)
    except QueryError as exc:
        raise line.placed(exc) from exc


def _named_lines(line: StrategyLine, dialect: Dialect, lines: Mapping[int, StrategyLine]) -> list[Lexeme]:
    """The names of other lines in a line, where they exist; the others are refused when it is read."""
    if len(line.written) > STRATEGY_LINE_LIMITS.characters:
        return []  # refused when it is read
    try:
        lexemes, _ = lex(line.written, _manner(line, dialect, {}))
    except QueryError as exc:
        raise line.placed(exc) from exc
    return [lexeme for lexeme in lexemes if lexeme.kind == "line" and int(lexeme.text) in lines]


def _named_first(lines: Mapping[int, StrategyLine], named: Mapping[int, list[Lexeme]]) -> list[int]:
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
                raise lines[number].placed(error)
            elif int(name.text) not in done:
                under_way.append((int(name.text), iter(named[int(name.text)])))
    return list(done)
