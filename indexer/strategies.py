"""Strategies: searches of many numbered lines, as methods sections of reviews print them.

    1. "Purpura, Thrombocytopenic, Idiopathic"[Mesh]
    2. immune thrombocytop*[tiab]
    3. #1 OR #2

Each line is read as the system reads it that the file was written for, PubMed or Ovid, and the lines that it names are
put in their place. docs/query-language.md has the rules.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, TypeAlias

from indexer.engine import SearchRequest
from indexer.errors import BadStrategy, QueryError, StrategyError
from indexer.generations import OpenGeneration
from indexer.limits import STRATEGY_CHARACTERS_MAX, STRATEGY_LINE_LIMITS, STRATEGY_LINES_MAX
from indexer.planning import Planned, make_plan
from indexer.query import Everything, Note, Query
from indexer.query_dialects import is_ovid
from indexer.query_lexemes import Lexeme, LineQuery, Manner
from indexer.query_lexer import lex
from indexer.query_parser import Parsed, parse_in_manner
from indexer.query_trees import depth_of, leaves

Dialect: TypeAlias = Literal["pubmed", "ovid"]

_COMMENT: Final = re.compile(r"\s*(?://|#(?!\d))")
# 1. or 1) or 1: or "#1:" before a line; then "#1 " or "1 " unless an operator follows; or/1-3 is a whole line.
_NUMBERED: Final = re.compile(r"\s*#?(\d{1,4})[.):](?:\s+|$)|\s*#?(\d{1,4})[.)](?=[^\d\s])|\s*#?(\d{1,4})\t\s*")
_NO_OPERATOR: Final = r"(?!(?:(?:and|or)(?!/\d)|not|near|adj)\b)(?=\S)"
_HASH_NUMBER: Final = re.compile(rf"\s*#(\d{{1,4}})\s+{_NO_OPERATOR}", re.IGNORECASE)
_BARE_NUMBER: Final = re.compile(rf"\s*(\d{{1,4}})\s+{_NO_OPERATOR}", re.IGNORECASE)
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
    names: frozenset[int] = frozenset()  # numbers of the lines that it names

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
    """A line, how many reports it finds as written and with words of the other language added, and notes on its reading
    that no line before it had.
    """

    line: StrategyLine
    hits: int
    expanded_hits: int
    notes: tuple[Note, ...]


def read_strategy(text: str) -> Strategy:
    """The lines of a strategy, each a query.

    Raises BadStrategy, which knows every bad line and the place in it, and QueryError for a file that is too long or
    empty.
    """
    if len(text) > STRATEGY_CHARACTERS_MAX:
        message = f"A strategy has at most {STRATEGY_CHARACTERS_MAX} characters; this one has {len(text)}."
        length = (("length", str(len(text))),)
        raise QueryError("too-long", message, STRATEGY_CHARACTERS_MAX, len(text), arguments=length)
    faults: dict[int, StrategyError] = {}
    lines = _written_lines(text, faults)
    if not (lines or faults):
        raise QueryError("empty", "There is no line in this strategy.", 0, 0)
    dialect: Dialect = "ovid" if any(is_ovid(line.written) for line in lines.values()) else "pubmed"
    named = {number: _named_lines(line, dialect, {*lines, *faults}, faults) for number, line in lines.items()}
    names = {number: frozenset(int(name.text) for name in found) for number, found in named.items()}
    order = _named_first(lines, named, faults)
    resolved: dict[int, LineQuery] = {}
    for number in _without_bad(order, names, faults):
        line = lines[number]
        try:
            parsed = parse_in_manner(line.written, _manner(line, dialect, resolved))
        except QueryError as exc:
            faults[number] = line.placed(exc)
            continue
        resolved[number] = LineQuery(parsed.query, sum(1 for _ in leaves(parsed.query)), depth_of(parsed.query))
        lines[number] = replace(line, query=parsed.query, notes=parsed.notes, names=names[number])
    if faults:
        raise BadStrategy(faults.values(), len({*lines, *faults}))
    return Strategy(tuple(lines.values()), tuple(order))


def count_hits(strategy: Strategy, generation: OpenGeneration) -> tuple[LineHits, ...]:
    """What each line finds in a generation, in the order of lines; raises BadStrategy before any line is run."""
    lines = {line.number: line for line in strategy.lines}
    faults: dict[int, StrategyError] = {}
    plans: dict[int, tuple[Planned, Planned]] = {}
    for number in _without_bad(strategy.named_first, {one.number: one.names for one in strategy.lines}, faults):
        try:  # a fault is met in the line where it stands, not in those that name it
            plans[number] = _plans(lines[number].query, generation)
        except QueryError as exc:
            faults[number] = lines[number].placed(exc)
    if faults:
        raise BadStrategy(faults.values(), len(lines))
    said: set[str] = set()
    counted: dict[int, LineHits] = {}
    for number in strategy.named_first:
        line, (written, expanded) = lines[number], plans[number]
        notes = {note.message: note for note in (*line.notes, *written.notes) if note.message not in said}
        said.update(notes)
        hits = _hits(written, generation)
        more = hits if expanded.plan.match == written.plan.match else _hits(expanded, generation)
        counted[number] = LineHits(line, hits, more, tuple(notes.values()))
    return tuple(counted[line.number] for line in strategy.lines)


def _plans(query: Query, generation: OpenGeneration) -> tuple[Planned, Planned]:
    """How a line is searched as written, but for xl:on and ~word, and with words of the other language; planned once
    where none is added, for a line may name all others and be as long as they are together.
    """
    written, expanded = (generation.expander.query(query, on=on).query for on in (False, True))
    planned = make_plan(written, generation.vocabulary)
    return planned, planned if expanded == written else make_plan(expanded, generation.vocabulary)


def _hits(planned: Planned, generation: OpenGeneration) -> int:
    return generation.engine.search(SearchRequest(plan=planned.plan, limit=0)).total


def _without_bad(
    order: Iterable[int], named: Mapping[int, Collection[int]], faults: Mapping[int, StrategyError]
) -> Iterator[int]:
    """The lines in order, without those that are bad by the time their turn comes, or name one that is left out."""
    left_out = set[int]()
    for number in order:
        if number in faults or any(name in faults or name in left_out for name in named[number]):
            left_out.add(number)
        else:
            yield number


# ---- lines of the file -------------------------------------------------------------------------------------------


def _written_lines(text: str, faults: dict[int, StrategyError]) -> dict[int, StrategyLine]:
    """The lines by their numbers. A number given twice, or to nothing, is a fault; so is what follows the last line
    that a strategy may have, and nothing behind that is read.
    """
    lines: dict[int, StrategyLine] = {}
    last = 0
    for written in _joined_lines(text):
        line = _numbered(written, last + 1)
        last = line.number
        full = len(lines) == STRATEGY_LINES_MAX
        if line.number in lines or full or not line.written.strip():
            faults.setdefault(line.number, _bad_line(line, written, lines.get(line.number)))
            if full:
                return lines
        else:
            lines[line.number] = line
    return lines


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


def _bad_line(line: StrategyLine, written: StrategyLine, same: StrategyLine | None) -> StrategyError:
    """What is wrong with a line that is read from `written`; `same` is one before it that has the same number. Of two
    of which one only was counted, without a number of its own, that one is shown.
    """
    if same is not None and same.column == 0 < line.column:
        written, line, same = same, same, line
    if same is not None and line.column == 0:
        other = f"which is the number of line {same.line_number} of the file"
        message = f"This line has no number of its own and was counted as {line.number}, {other}."
    elif same is not None:
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


def _named_lines(
    line: StrategyLine, dialect: Dialect, known: Set[int], faults: dict[int, StrategyError]
) -> list[Lexeme]:
    """The names of known lines in a line; others are refused when it is read."""
    if len(line.written) > STRATEGY_LINE_LIMITS.characters:
        return []  # refused when it is read
    try:
        lexemes, _ = lex(line.written, _manner(line, dialect, {}))
    except QueryError as exc:
        faults.setdefault(line.number, line.placed(exc))
        return []
    return [lexeme for lexeme in lexemes if lexeme.kind == "line" and int(lexeme.text) in known]


def _named_first(
    lines: Mapping[int, StrategyLine], named: Mapping[int, Sequence[Lexeme]], faults: dict[int, StrategyError]
) -> list[int]:
    """The lines, each behind all that it names; a line that names itself in the end is a fault."""
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
                faults.setdefault(number, lines[number].placed(error))
            elif int(name.text) not in done and int(name.text) in lines:
                under_way.append((int(name.text), iter(named[int(name.text)])))
    return list(done)
