"""From the text of a query to its nodes, by recursive descent with bounded depth.

    query   = chain
    chain   = operand { [ AND | OR | NOT ] operand }      adjacency is AND; AND and OR mixed in one chain are refused
    operand = NOT operand | clause [ NEAR/n clause ]
    clause  = [ field: ] ( word | phrase | "(" chain ")" ) | word [tag] | phrase [tag] | filter: value

AND, OR and NOT without parentheses mean different things in different systems, so a chain that mixes them is refused
with every reading written out.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Final, Literal, NamedTuple, NoReturn, TypeAlias

from indexer.canonical import canonical
from indexer.errors import QueryError, Reading
from indexer.fields import Field
from indexer.limits import CLAUSES_MAX, DEPTH_MAX, QUERY_CHARACTERS_MAX
from indexer.query import And, Near, Not, Note, Or, Phrase, Place, Prefix, Query, Range, Term, Wildcard
from indexer.query_lexer import OPERATORS, Kind, Lexeme, fault, lex
from indexer.query_values import ClauseReader

Joint: TypeAlias = Literal["AND", "OR"]

_LOWER_OPERATORS: Final = frozenset(word.lower() for word in OPERATORS)
_EXPLANATIONS: Final = (
    "from left to right, as PubMed reads it",
    "AND before OR, as Ovid and Web of Science read it",
    "OR before AND, as Scopus reads it",
)


class Parsed(NamedTuple):
    """A query and what its author should know about how it was read."""

    query: Query
    notes: tuple[Note, ...]


def parse(text: str) -> Query:
    """The query that the text asks; raises QueryError, with the place and a way out, and nothing else."""
    return parse_with_notes(text).query


def parse_with_notes(text: str, *, any_word: bool = False) -> Parsed:
    """The query and the notes on its reading. With `any_word`, words that merely stand side by side join as OR."""
    if len(text) > QUERY_CHARACTERS_MAX:
        message = f"A query has at most {QUERY_CHARACTERS_MAX} characters; this one has {len(text)}."
        raise QueryError("too-long", message, QUERY_CHARACTERS_MAX, len(text), arguments=(("length", str(len(text))),))
    lexemes, notes = lex(text)
    parser = _Parser(text, lexemes, any_word)
    return Parsed(parser.whole(), (*notes, *parser.notes))


def all_of(parts: Sequence[Query]) -> Query:
    """And of the parts, an And among them opened up; one part alone is itself."""
    return _joined(And, parts)


def any_of(parts: Sequence[Query]) -> Query:
    """Or of the parts, an Or among them opened up; one part alone is itself."""
    return _joined(Or, parts)


def _joined(node: type[And] | type[Or], parts: Sequence[Query]) -> Query:
    opened = tuple(inner for part in parts for inner in (part.parts if isinstance(part, node) else (part,)))
    return opened[0] if len(opened) == 1 else node(opened)


class _Parser:
    def __init__(self, typed: str, lexemes: tuple[Lexeme, ...], any_word: bool) -> None:
        self.typed = typed
        self.lexemes = lexemes
        self.any_word = any_word
        self.read = ClauseReader(typed)
        self.at = 0
        self.depth = 0
        self.clauses = 0
        self.notes: list[Note] = []

    @property
    def next(self) -> Lexeme:
        return self.lexemes[self.at]

    def _take(self) -> Lexeme:
        lexeme = self.lexemes[self.at]
        self.at += 1
        return lexeme

    def _refuse(self, code: str, message: str, at: Lexeme, instead: str | None = None, **more: str) -> NoReturn:
        raise fault(code, message, self.typed, at.start, at.end, instead, **more)

    def whole(self) -> Query:
        if self.next.kind == "end":
            self._refuse("empty", "Type a word to search.", self.next)
        query = self._chain(None)
        if self.at < len(self.lexemes) - 1:  # the chain ends before the end: at a parenthesis
            self._refuse("unbalanced-parenthesis", "This parenthesis closes nothing.", self.next, "")
        return query

    # ---- chains and operators ----------------------------------------------------------------------------------

    def _chain(self, field: Field | None) -> Query:
        begin = self.next.start
        parts, joints, bare = [self._operand(field)], list[Joint](), True
        turn: Lexeme | None = None
        while self.next.kind not in ("end", ")"):
            before = self.next
            joint: Joint = "OR" if before.kind == "OR" or (self.any_word and before.kind not in OPERATORS) else "AND"
            if before.kind in ("AND", "OR"):
                self._take()
                bare = False
            if joints and joint != joints[0] and turn is None:
                turn = before
            joints.append(joint)
            parts.append(self._operand(field))
        if self.any_word and bare:
            return _any_word(parts)
        if turn is not None:
            end = self.lexemes[self.at - 1].end
            self._refuse_mixed(parts, joints, turn, begin, end)
        return all_of(parts) if "AND" in joints else any_of(parts)

    def _refuse_mixed(self, parts: list[Query], joints: list[Joint], turn: Lexeme, begin: int, end: int) -> NoReturn:
        readings: dict[Query, Reading] = {}
        for read, explanation in zip((_left_to_right, _and_first, _or_first), _EXPLANATIONS, strict=True):
            query = read(parts, joints)
            written = f"{self.typed[:begin]}{canonical(query)}{self.typed[end:]}".strip()
            readings.setdefault(query, Reading(written, explanation))
        message = "AND, OR and NOT are mixed here: put parentheses around what belongs together."
        raise QueryError("mixed-operators", message, turn.start, turn.end, readings=tuple(readings.values()))

    def _operand(self, field: Field | None) -> Query:
        if self.next.kind == "NOT":
            negation = self._take()
            self._enter(negation)
            part = self._operand(field)
            self.depth -= 1
            return Not(part, Place(negation.start, self.lexemes[self.at - 1].end))
        left = self._clause(field)
        if self.next.kind != "NEAR":
            return left
        near = self._take()
        right = self._clause(field)
        if self.next.kind == "NEAR":
            message = "NEAR joins two words; join two pairs with AND."
            self._refuse("near-chain", message, self.next)
        sides = (Term, Phrase, Prefix, Wildcard)
        if not isinstance(left, sides) or not isinstance(right, sides):
            self._refuse("near-sides", "NEAR stands between two words or phrases.", near)
        return Near(left, right, int(near.text), Place(left.place.start, right.place.end))

    def _enter(self, at: Lexeme) -> None:
        self.depth += 1
        if self.depth > DEPTH_MAX:
            message = f"Parentheses and NOT go at most {DEPTH_MAX} deep."
            self._refuse("too-deep", message, at, most=str(DEPTH_MAX))

    # ---- clauses -----------------------------------------------------------------------------------------------

    def _clause(self, field: Field | None) -> Query:
        lexeme = self._take()
        if lexeme.kind == "(":
            return self._group(lexeme, field)
        self._count(lexeme)
        if lexeme.kind == "field":
            return self._in_field(lexeme)
        if lexeme.kind not in ("word", "phrase"):
            self.at -= 1
            self._refuse_missing(lexeme)
        if self.next.kind == "tag":
            self._note_lone_tag(lexeme)
            return self.read.tagged(lexeme, self._take())
        self._note_lower_operator(lexeme)
        return self.read.word(lexeme, field) if lexeme.kind == "word" else self.read.phrase(lexeme, field)

    def _count(self, lexeme: Lexeme) -> None:
        self.clauses += 1
        if self.clauses > CLAUSES_MAX:
            message = f"A query has at most {CLAUSES_MAX} words, phrases and filters."
            self._refuse("too-many-clauses", message, lexeme, most=str(CLAUSES_MAX))

    def _group(self, opening: Lexeme, field: Field | None) -> Query:
        self._enter(opening)
        if self.next.kind == ")":
            self._refuse("empty-group", "There is nothing between these parentheses.", self.next)
        query = self._chain(field)
        if self.at == len(self.lexemes) - 1:  # not at the ) that ends a chain
            self._refuse("unbalanced-parenthesis", f"The ( at character {opening.start + 1} is never closed.", opening)
        self._take()
        self.depth -= 1
        if self.next.kind == "tag":
            message = f"A tag belongs to one word or phrase; write {self.next.text}:( … ) for all of these."
            self._refuse("tag-after-group", message, self.next)
        return query

    def _in_field(self, name: Lexeme) -> Query:
        """What follows `name:`, in that field; a filter's value stands in its own lexeme."""
        lexeme, field = self.next, name.field
        assert field is not None
        if lexeme.kind == "(":
            self.clauses -= 1
            return self._group(self._take(), field)
        if lexeme.kind == "tag" and field.filter is None:
            self._refuse("text-range", "A range from one word to another cannot be searched.", lexeme)
        if lexeme.kind not in ("word", "phrase", "value"):
            self._refuse("empty-field", f"{name.text}: needs a word right after it.", name)
        self._take()
        if self.next.kind == "tag":
            message = f"{name.text}: already names the field of this word; leave one of the two."
            self._refuse("two-fields", message, self.next, "")
        if lexeme.kind == "value":
            return self.read.value(lexeme, field)
        return self.read.word(lexeme, field) if lexeme.kind == "word" else self.read.phrase(lexeme, field)

    def _refuse_missing(self, found: Lexeme) -> NoReturn:
        """Something else stands where a word should."""
        if found.kind == "tag":
            message = f"[{found.text}] belongs right behind a word or a phrase."
            self._refuse("stray-tag", message, found, "")
        before = self.lexemes[self.at - 1] if self.at else None
        at = before if found.kind in ("end", ")") and before is not None else found
        message = f"{at.kind if at.kind in (*OPERATORS, 'NEAR') else 'This'} needs a word on either side."
        self._refuse("missing-operand", message, at, "" if at.kind in OPERATORS else None)

    # ---- notes -------------------------------------------------------------------------------------------------

    def _note_lower_operator(self, lexeme: Lexeme) -> None:
        word = lexeme.text
        if lexeme.kind == "word" and word in _LOWER_OPERATORS and len(self.lexemes) > 2:
            message = f"“{word}” was read as a word; the operator is written {word.upper()}."
            self._note("lower-operator", message, lexeme, word)

    def _note_lone_tag(self, lexeme: Lexeme) -> None:
        """A tag belongs to the word before it only; elsewhere it would cover all words before it."""
        before: Kind = self.lexemes[self.at - 2].kind if self.at > 1 else "end"
        if lexeme.kind == "word" and before == "word":
            tag = self.next.text
            message = f"[{tag}] was read for “{lexeme.text}” only; put several words in quotation marks."
            self._note("lone-tag", message, lexeme, lexeme.text)

    def _note(self, code: str, message: str, lexeme: Lexeme, word: str) -> None:
        self.notes.append(Note(code, message, lexeme.start, lexeme.end, (("word", word),)))


# ---- readings ----------------------------------------------------------------------------------------------------


def _any_word(parts: Sequence[Query]) -> Query:
    """One of the words; filters and exclusions hold all the same."""
    held = [part for part in parts if isinstance(part, (Range, Not))]
    words = [part for part in parts if not isinstance(part, (Range, Not))]
    return all_of([any_of(words), *held] if words else held)


def _left_to_right(parts: Sequence[Query], joints: Sequence[Joint]) -> Query:
    steps = zip(joints, parts[1:], strict=True)
    return reduce(lambda left, step: _JOIN[step[0]]([left, step[1]]), steps, parts[0])


def _and_first(parts: Sequence[Query], joints: Sequence[Joint]) -> Query:
    return any_of([all_of(group) for group in _split(parts, joints, at="OR")])


def _or_first(parts: Sequence[Query], joints: Sequence[Joint]) -> Query:
    return all_of([any_of(group) for group in _split(parts, joints, at="AND")])


def _split(parts: Sequence[Query], joints: Sequence[Joint], at: Joint) -> list[list[Query]]:
    groups = [[parts[0]]]
    for joint, part in zip(joints, parts[1:], strict=True):
        if joint == at:
            groups.append([part])
        else:
            groups[-1].append(part)
    return groups


_JOIN: Final[dict[Joint, Callable[[Sequence[Query]], Query]]] = {"AND": all_of, "OR": any_of}
