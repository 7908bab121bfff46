"""From the text of a query to its nodes, by recursive descent with bounded depth.

The grammar is written down in docs/query-language.md. AND, OR and NOT without parentheses mean different things in
different systems, so a chain that mixes them is refused with every reading written out; only a line of a strategy in
PubMed's syntax is read from left to right, as PubMed reads it, with a note.
"""

from typing import Final, NamedTuple, NoReturn

from indexer.errors import QueryError
from indexer.fields import BY_NAME, Field
from indexer.query import And, Near, Note, Phrase, Place, Prefix, Query, Term, Wildcard
from indexer.query_lexemes import OPERATORS, Kind, Lexeme, Manner, fault, half_width
from indexer.query_lexer import lex
from indexer.query_pairs import read_pair
from indexer.query_readings import Joint, left_to_right, loosened, readings_of
from indexer.query_trees import all_of, any_of, in_field, is_switch, leaves, negated
from indexer.query_values import NodeReader
from indexer.query_walk import Walk

_BEHIND: Final[tuple[Kind, ...]] = ("tag", "suffix")
_ONE_WORD_MARKS: Final = ("=", "~")  # say how the one word behind them is searched
# Words that join as an operator does, and are none.
_WORDED_OPERATORS: Final = {word.lower(): word for word in OPERATORS} | {
    word: operator
    for words, operator in (("与 與 和 及 且 并且 並且", "AND"), ("或 或者", "OR"), ("非", "NOT"))
    for word in words.split()
}


class Parsed(NamedTuple):
    """A query and what its author should know about how it was read."""

    query: Query
    notes: tuple[Note, ...]


def parse(text: str) -> Query:
    """The query that the text asks; raises QueryError, with the place and a way out, and nothing else."""
    return parse_with_notes(text).query


def parse_with_notes(text: str, *, any_word: bool = False) -> Parsed:
    """The query and the notes on its reading. With `any_word`, words that merely stand side by side join as OR."""
    return parse_in_manner(text, Manner(any_word=any_word))


def parse_in_manner(text: str, manner: Manner) -> Parsed:
    """The query and the notes on its reading, as a line of a strategy or otherwise; raises QueryError."""
    most = manner.limits.characters
    if len(text) > most:
        message = f"A query has at most {most} characters; this one has {len(text)}."
        raise QueryError("too-long", message, most, len(text), arguments=(("length", str(len(text))),))
    lexemes, notes = lex(text, manner)
    parser = _Parser(text, lexemes, manner)
    return Parsed(parser.whole(), (*notes, *parser.notes))


class _Parser(Walk):
    def __init__(self, typed: str, lexemes: tuple[Lexeme, ...], manner: Manner) -> None:
        super().__init__(typed, lexemes, manner)
        self.read = NodeReader(typed, self.notes)

    def whole(self) -> Query:
        if self.next.kind == "end":
            self.refuse("empty", "Type a word to search.", self.next)
        query = self._chain(None)
        if self.at < len(self.lexemes) - 1:  # the chain ends before the end: at a parenthesis
            self._refuse_closing(self.next)
        self._check_switches(query)
        return query

    def _check_switches(self, query: Query) -> None:
        """A switch is for the whole query: it stands beside words, not within OR or NOT."""
        beside = query.parts if isinstance(query, And) else (query,)
        for leaf in leaves(query):
            if is_switch(leaf) and not any(leaf is part for part in beside):
                message = "xl: switches the whole search; it stands beside the words, not within OR or NOT."
                raise fault("switch-place", message, self.typed, *leaf.place, "")
        if all(map(is_switch, beside)):
            self.refuse("empty", "Type a word to search.", self.next)

    def _refuse_closing(self, at: Lexeme) -> NoReturn:
        if at.kind == "side":
            self.refuse("pair-side", "A side stands before a word, within braces.", at, "")
        if at.kind == "}":
            self.refuse("unbalanced-bracket", "This brace closes nothing.", at, "")
        self.refuse("unbalanced-parenthesis", "This parenthesis closes nothing.", at, "")

    # ---- chains and operators ----------------------------------------------------------------------------------

    def _chain(self, field: Field | None) -> Query:
        begin = self.next.start
        parts, joints, joined_at = [self._operand(field)], list[Joint](), list[Lexeme]()
        while self.next.kind not in ("end", ")", "}", "side"):
            joined_at.append(self.next)
            joints.append(self._joint())
            parts.append(self._operand(field))
        typed = tuple(zip(joints, joined_at, strict=True))
        if self.manner.any_word:
            parts, joints = loosened(parts, joints)
        if len(set(joints)) > 1:
            turn = next((at for joint, at in typed if joint not in ("", joints[0])), joined_at[-1])
            end = self.lexemes[self.at - 1].end
            if self.manner.dialect != "pubmed":
                self._refuse_mixed(parts, joints, turn, begin, end)
            message = "AND, OR and NOT were read from left to right, as PubMed reads them"
            self.note("left-to-right", message, turn, turn.text)
            return left_to_right(parts, joints)
        return all_of(parts) if "AND" in joints else any_of(parts)

    def _joint(self) -> Joint:
        """What joins the next operand, taken where it is written."""
        if self.next.kind in ("AND", "OR"):
            return "OR" if self.take().kind == "OR" else "AND"
        return "" if self.manner.any_word else "AND"

    def _refuse_mixed(self, parts: list[Query], joints: list[Joint], turn: Lexeme, begin: int, end: int) -> NoReturn:
        readings = readings_of(parts, joints, self.typed[:begin], self.typed[end:])
        message = "AND, OR and NOT are mixed here: put parentheses around what belongs together."
        raise QueryError("mixed-operators", message, turn.start, turn.end, readings=readings)

    def _operand(self, field: Field | None) -> Query:
        if self.next.kind == "NOT":
            negation = self.take()
            self.enter(negation)
            part = self._operand(field)
            self.leave()
            return negated(part, Place(negation.start, self.lexemes[self.at - 1].end))
        left = self._clause(field)
        if self.next.kind != "NEAR":
            return left
        near = self.take()
        right = self._clause(field)
        if self.next.kind == "NEAR":
            message = "NEAR joins two words; join two pairs with AND."
            self.refuse("near-chain", message, self.next)
        sides = (Term, Phrase, Prefix, Wildcard)
        if not isinstance(left, sides) or not isinstance(right, sides):
            self.refuse("near-sides", "NEAR stands between two words or phrases.", near)
        return Near(left, right, int(near.text), Place(left.place.start, right.place.end))

    # ---- clauses -----------------------------------------------------------------------------------------------

    def _clause(self, field: Field | None) -> Query:
        lexeme = self.take()
        if lexeme.kind == "(":
            return self._group(lexeme, field)
        if lexeme.kind == "line":
            return self.line(lexeme)
        self.count(lexeme)
        match lexeme.kind:
            case "{":
                return read_pair(self, lexeme, lambda: self._operand(None))
            case "field":
                return self._in_field(lexeme)
            case "quantity":
                return self.read.quantity(lexeme)
            case "word" | "phrase":
                return self._word(lexeme, field)
        self.at -= 1
        self._refuse_missing(lexeme)

    def _word(self, lexeme: Lexeme, field: Field | None) -> Query:
        """A word or phrase with the tag or suffix behind it, if any."""
        lexeme = self._covered(lexeme)
        if self.next.kind in ("tag", "suffix"):
            self._note_lone_tag(lexeme)
            return self.read.tagged(lexeme, self.take())
        self._note_worded_operator(lexeme)
        return self.read.word(lexeme, field) if lexeme.kind == "word" else self.read.phrase(lexeme, field)

    def _covered(self, first: Lexeme) -> Lexeme:
        """In a strategy, several words as a phrase: PubMed makes it of those before a tag, Ovid of all side by side."""
        at = self.at
        while self.lexemes[at].kind == "word":
            at += 1
        run = self.lexemes[self.at - 1 : at]
        behind = self.lexemes[at] if self.lexemes[at].kind in _BEHIND else None
        side_by_side = self.manner.dialect == "ovid" and not any(word.text.startswith(_ONE_WORD_MARKS) for word in run)
        if first.kind != "word" or len(run) == 1 or not (side_by_side or (self.manner.dialect and behind)):
            return first
        last = run[-1]
        words = " ".join(half_width(self.typed[first.start : last.end]).split())
        self.at = at
        tag = self.typed[behind.start : behind.end] if behind else ""
        message = f'“{words}{tag}” was read as the phrase "{words}"{tag}'
        arguments = (("word", f"{words}{tag}"), ("here", f'"{words}"{tag}'))
        self.notes.append(Note("read-as", message, first.start, last.end, arguments))
        return Lexeme("phrase", words, first.start, last.end)

    def _group(self, opening: Lexeme, field: Field | None) -> Query:
        self.enter(opening)
        if self.next.kind == ")":
            self.refuse("empty-group", "There is nothing between these parentheses.", self.next)
        query = self._chain(field)
        if (closing := self.take()).kind != ")":
            self._refuse_open(opening, closing)
        self.leave()
        if self.next.kind == "tag":
            message = f"A tag belongs to one word or phrase; write {self.next.text}:( … ) for all of these."
            self.refuse("tag-after-group", message, self.next)
        return in_field(query, BY_NAME[self.take().text]) if self.next.kind == "suffix" else query

    def _refuse_open(self, opening: Lexeme, found: Lexeme) -> NoReturn:
        if found.kind == "side":
            self.refuse("pair-side", "A side stands before a word, no word before its side.", found, "")
        message = f"The ( at character {opening.start + 1} is never closed."
        self.refuse("unbalanced-parenthesis", message, opening)

    def _in_field(self, name: Lexeme) -> Query:
        """What follows `name:`, in that field; a filter's value stands in its own lexeme."""
        lexeme, field = self.next, name.field
        assert field is not None
        if lexeme.kind == "(":
            self.uncount()
            return self._group(self.take(), field)
        if lexeme.kind == "tag" and field.lines:
            self.refuse("text-range", "A range from one word to another cannot be searched.", lexeme)
        if lexeme.kind not in ("word", "phrase", "value"):
            self.refuse("empty-field", f"{name.text}: needs a word right after it.", name)
        self.take()
        if self.next.kind == "tag":
            message = f"{name.text}: already names the field of this word; leave one of the two."
            self.refuse("two-fields", message, self.next, "")
        if lexeme.kind == "value":
            return self.read.value(lexeme, field)
        return self.read.word(lexeme, field) if lexeme.kind == "word" else self.read.phrase(lexeme, field)

    def _refuse_missing(self, found: Lexeme) -> NoReturn:
        """Something else stands where a word should."""
        if found.kind == "tag":
            message = f"[{found.text}] belongs right behind a word or a phrase."
            self.refuse("stray-tag", message, found, "")
        if found.kind == "side":
            self.refuse("pair-side", "A side stands within braces only, before a word.", found, "")
        before = self.lexemes[self.at - 1] if self.at else None
        at = before if found.kind in ("end", ")", "}") and before is not None else found
        message = f"{at.kind if at.kind in (*OPERATORS, 'NEAR') else 'This'} needs a word on either side."
        self.refuse("missing-operand", message, at, "" if at.kind in OPERATORS else None)

    # ---- notes -------------------------------------------------------------------------------------------------

    def _note_worded_operator(self, lexeme: Lexeme) -> None:
        word = lexeme.text
        operator = _WORDED_OPERATORS.get(word)
        if lexeme.kind == "word" and operator and len(self.lexemes) > 2:
            message = f"“{word}” was read as a word; the operator is written {operator}."
            arguments = (("word", word), ("here", operator))
            self.notes.append(Note("lower-operator", message, lexeme.start, lexeme.end, arguments))

    def _note_lone_tag(self, lexeme: Lexeme) -> None:
        """A tag belongs to the word before it only; elsewhere it would cover all words before it."""
        before: Kind = self.lexemes[self.at - 2].kind if self.at > 1 else "end"
        if lexeme.kind == "word" and before == "word":
            tag = self.next.text
            message = f"[{tag}] was read for “{lexeme.text}” only; put several words in quotation marks."
            self.note("lone-tag", message, lexeme, lexeme.text)
