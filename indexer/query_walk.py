"""The way through the lexemes of a query, with its limits counted and its faults told."""

from typing import NoReturn

from indexer.limits import STRATEGY_CLAUSES_MAX, STRATEGY_DEPTH_MAX
from indexer.query import Note, Query
from indexer.query_lexemes import Lexeme, Manner, fault


class Walk:
    """Where a parser stands in the lexemes of one text, how deep, and after how many clauses."""

    def __init__(self, typed: str, lexemes: tuple[Lexeme, ...], manner: Manner) -> None:
        self.typed = typed
        self.lexemes = lexemes
        self.manner = manner
        self.notes: list[Note] = []
        self.at = 0
        self._depth = 0
        self._clauses = 0
        self._named_clauses = 0

    @property
    def next(self) -> Lexeme:
        """The lexeme to be taken next; the last is of kind "end"."""
        return self.lexemes[self.at]

    def take(self) -> Lexeme:
        """The next lexeme, left behind."""
        lexeme = self.lexemes[self.at]
        self.at += 1
        return lexeme

    def refuse(self, code: str, message: str, at: Lexeme, instead: str | None = None, **more: str) -> NoReturn:
        """Raise the QueryError at a lexeme; see `fault`."""
        raise fault(code, message, self.typed, at.start, at.end, instead, **more)

    def note(self, code: str, message: str, lexeme: Lexeme, word: str) -> None:
        """Note how a lexeme was read."""
        self.notes.append(Note(code, message, lexeme.start, lexeme.end, (("word", word),)))

    # ---- limits ------------------------------------------------------------------------------------------------

    def enter(self, at: Lexeme) -> None:
        """Go a level down; raises QueryError beyond the deepest."""
        self._depth += 1
        most = self.manner.limits.depth
        if self._depth > most:
            self.refuse("too-deep", f"Parentheses and NOT go at most {most} deep.", at, most=str(most))

    def leave(self) -> None:
        """Come back from a level."""
        self._depth -= 1

    def count(self, lexeme: Lexeme) -> None:
        """Count a clause; raises QueryError beyond the last."""
        self._clauses += 1
        most = self.manner.limits.clauses
        if self._clauses > most:
            message = f"A query has at most {most} words, phrases and filters."
            self.refuse("too-many-clauses", message, lexeme, most=str(most))

    def uncount(self) -> None:
        """Take back the last clause: a field before a group is none."""
        self._clauses -= 1

    def line(self, lexeme: Lexeme) -> Query:
        """What a line of the strategy asks; raises QueryError where there is none or all together are too much."""
        found = (self.manner.lines or {}).get(int(lexeme.text))
        if found is None:
            self.refuse("unknown-line", f"There is no line {lexeme.text} to name here.", lexeme, word=lexeme.text)
        self._named_clauses += found.clauses
        if self._named_clauses > STRATEGY_CLAUSES_MAX or self._depth + found.depth > STRATEGY_DEPTH_MAX:
            most = str(STRATEGY_CLAUSES_MAX)
            message = f"With the lines that it names this one holds more than {most} words, or is too deep."
            self.refuse("too-many-clauses", message, lexeme, most=most)
        return found.query
