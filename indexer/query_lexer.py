"""From the characters of a query to its lexemes: words, phrases, operators, fields, tags.

One pass from left to right, linear in the text. Full-width punctuation and letters count as their half-width forms, an
ideographic space is a space; every replacement keeps its length, so that places count in the text as typed.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from indexer.errors import QueryError
from indexer.fields import BY_NAME, Field
from indexer.limits import NEAR_DISTANCE_MAX
from indexer.query import Note

Kind: TypeAlias = Literal["(", ")", "word", "phrase", "tag", "field", "value", "AND", "OR", "NOT", "NEAR", "end"]

OPERATORS: Final = ("AND", "OR", "NOT")
# An opening quotation mark -> the marks that close it.
QUOTES: Final = {'"': '"', "“": "”“", "”": "”“", "「": "」", "『": "』"}
_QUOTE_MARKS: Final = frozenset('"“”「」『』')
_SEPARATORS: Final = frozenset(",;!。、《》〈〉【】〔〕…—")
_ENDS_A_WORD: Final = _QUOTE_MARKS | frozenset(" []{}")
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z_.]*):")
_NEAR: Final = re.compile(r"NEAR(?:/([0-9]{0,4}))?")
_TRIM_LEFT: Final = "'‘’`-–"
_TRIM_RIGHT: Final = "'‘’`.-–"
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

# What other systems or later versions offer, said to be missing rather than misread: prefix -> what it would be.
_UNAVAILABLE: Final = {
    "qty": "Quantity search (qty:)",
    "dose": "Dose search (dose:)",
    "xl": "Cross-lingual search (xl:)",
}


class Lexeme(NamedTuple):
    """A piece of a query. `text` is the word, the quoted text, the tag's inside, a filter's value, or NEAR's number."""

    kind: Kind
    text: str
    start: int
    end: int
    field: Field | None = None


def fault(
    code: str, message: str, typed: str, start: int, end: int, instead: str | None = None, **arguments: str
) -> QueryError:
    """The error at typed[start:end]; `instead` is what could stand there, and makes the suggestion."""
    suggestion = None if instead is None else " ".join(f"{typed[:start]}{instead}{typed[end:]}".split())
    return QueryError(code, message, start, end, arguments=tuple(arguments.items()), suggestion=suggestion or None)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like this one, or None if none is alike."""
    found = difflib.get_close_matches(name.lower()[:40], sorted(names), n=1, cutoff=0.6)
    return found[0] if found else None


def half_width(typed: str) -> str:
    """The text, equally long, with half-width forms, plain spaces, and U+FFFD for halves of surrogate pairs."""
    return "".join(map(_plain_character, typed.translate(_HALF_WIDTH)))


def _plain_character(character: str) -> str:
    if character.isspace() or character in "\u200b\ufeff":
        return " "
    category = unicodedata.category(character)
    return " " if category == "Cc" else "\ufffd" if category == "Cs" else character


def _trimmed(word: str) -> str:
    """The word without apostrophes, dashes and a full stop around it, unless that would turn it into something else."""
    bare = word.rstrip(_TRIM_RIGHT).lstrip(_TRIM_LEFT)
    means_more = bare in OPERATORS or _NEAR.fullmatch(bare) is not None
    return word if means_more or not bare[0].isalnum() else bare


def lex(typed: str) -> tuple[tuple[Lexeme, ...], tuple[Note, ...]]:
    """The lexemes, closed by one of kind "end", and notes on what was passed over; raises QueryError."""
    return _Lexer(typed).run()


class _Lexer:
    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.text = half_width(typed)
        self.at = 0
        self.lexemes: list[Lexeme] = []
        self.notes: list[Note] = []

    def run(self) -> tuple[tuple[Lexeme, ...], tuple[Note, ...]]:
        text, size = self.text, len(self.text)
        while self.at < size:
            character = text[self.at]
            if character == " " or character == ":" or character in _SEPARATORS:
                self.at += 1
            elif character in "()":
                self._add("(" if character == "(" else ")", character, self.at, self.at + 1)
            elif character in QUOTES:
                self._quoted("phrase")
            elif character in "「」『』":
                raise self._unbalanced_quote(self.at)
            elif character == "[":
                self._bracketed("tag")
            elif character in "]{}":
                raise self._stray(character)
            elif not self._field():
                self._word()
        self._add("end", "", size, size)
        return tuple(self.lexemes), tuple(self.notes)

    def _add(self, kind: Kind, text: str, start: int, end: int, field: Field | None = None) -> None:
        self.lexemes.append(Lexeme(kind, text, start, end, field))
        self.at = end

    def _fault(
        self, code: str, message: str, start: int, end: int, instead: str | None = None, **more: str
    ) -> QueryError:
        return fault(code, message, self.typed, start, end, instead, **more)

    # ---- quoted and bracketed ----------------------------------------------------------------------------------

    def _quoted(self, kind: Kind) -> None:
        start = self.at
        closing = QUOTES[self.text[start]]
        end = next((i for i in range(start + 1, len(self.text)) if self.text[i] in closing), None)
        if end is None:
            raise self._unbalanced_quote(start)
        self._add(kind, " ".join(self.text[start + 1 : end].split()), start, end + 1)

    def _unbalanced_quote(self, start: int) -> QueryError:
        closing = QUOTES.get(self.text[start], "")
        error = self._fault(
            "unbalanced-quote", f"The quotation mark at character {start + 1} has no partner.", start, start + 1
        )
        error.suggestion = self.typed.rstrip() + closing[0] if closing and self.text[start + 1 :].strip() else None
        return error

    def _bracketed(self, kind: Kind) -> None:
        start = self.at
        end = self.text.find("]", start)
        if end < 0:
            raise self._fault(
                "unbalanced-bracket", f"The [ at character {start + 1} is never closed.", start, start + 1
            )
        self._add(kind, " ".join(self.text[start + 1 : end].split()), start, end + 1)

    def _stray(self, character: str) -> QueryError:
        if character == "{":
            message = "Searching both sides of one sentence pair, {en:… zh:…}, is not available."
            return self._fault("unavailable", message, self.at, self.at + 1, what="{en:… zh:…}")
        message = f"The {character} at character {self.at + 1} closes nothing."
        return self._fault("unbalanced-bracket", message, self.at, self.at + 1, "")

    # ---- fields and their values -------------------------------------------------------------------------------

    def _field(self) -> bool:
        """Read `name:` if it stands here; a colon before a space after another word is punctuation, as in a title."""
        found = _FIELD.match(self.text, self.at)
        if found is None:
            return False
        name, start, end = found[1], found.start(), found.end()
        field = BY_NAME.get(name.lower())
        if field is None:
            if self.text.startswith("//", end):
                return False
            if not self.text[end : end + 1].strip():
                return False
            raise self._unknown_field(name, start, end)
        self._add("field", name, start, end, field)
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        if field.filter is not None:
            self._value(field)
        return True

    def _unknown_field(self, name: str, start: int, end: int) -> QueryError:
        if what := _UNAVAILABLE.get(name.lower()):
            return self._fault("unavailable", f"{what} is not available.", start, end, what=what)
        near = nearest(name, BY_NAME)
        hint = f"Did you mean {near}:?" if near else "If it is a word, write a space instead of the colon."
        instead = f"{near}:" if near else f"{name} "
        return self._fault("unknown-field", f"There is no field “{name}”. {hint}", start, end, instead, name=name)

    def _value(self, field: Field) -> None:
        """Read a filter's value: quoted, for years also in brackets, or up to the next space."""
        character = self.text[self.at : self.at + 1]
        if character in QUOTES:
            self._quoted("value")
        elif character == "[":
            self._bracketed("value")
        elif character not in ("", "(", ")"):
            start, end = self.at, self._raw_end(self.at)
            value = self.text[start:end].rstrip(",;!。、" if field.name == "year" else ".,;!。、")
            self._add("value", value, start, start + len(value) if value else end)
            self.at = end
        if self.lexemes[-1].kind == "value":
            self.lexemes[-1] = self.lexemes[-1]._replace(field=field)

    def _raw_end(self, start: int) -> int:
        """Where a value ends: at a space, a quotation mark, or a parenthesis that it did not open."""
        depth = 0
        for place in range(start, len(self.text)):
            character = self.text[place]
            depth += (character == "(") - (character == ")")
            if character == " " or character in _QUOTE_MARKS or depth < 0:
                return place
        return len(self.text)

    # ---- words -------------------------------------------------------------------------------------------------

    def _word(self) -> None:
        start = self.at
        end = self._word_end(start)
        word = self.text[start:end]
        self.at = end
        if word in OPERATORS:
            self._add(word, word, start, end)  # type: ignore[arg-type]  # the tuple holds just these kinds
        elif near := _NEAR.fullmatch(word):
            self._near(near[1], start, end)
        else:
            self._plain_word(word, start, end)

    def _word_end(self, start: int) -> int:
        text, place = self.text, start
        while place < len(text):
            character = text[place]
            if character in _ENDS_A_WORD or character == ")":
                break
            if character in _SEPARATORS or character == ":":
                if not self._inside_a_word(place, start):
                    break
            elif character == "(":
                closed = self._closing(place)
                if closed is None or text[start:place] in OPERATORS:
                    break
                place = closed
            place += 1
        return max(place, start + 1)

    def _inside_a_word(self, place: int, start: int) -> bool:
        """Whether a comma or colon belongs to the word around it: 10,000 and 2018:2025 and http://…"""
        around = self.text[max(start, place - 1) : place] + self.text[place + 1 : place + 2]
        between_digits = len(around) == 2 and around.isascii() and around.isdigit()
        mark = self.text[place]
        return (mark in ",:" and between_digits) or (mark == ":" and self.text.startswith("//", place + 1))

    def _closing(self, opening: int) -> int | None:
        """The parenthesis that closes this one within the same word, as in del(5q)."""
        depth = 0
        for place in range(opening, len(self.text)):
            character = self.text[place]
            if character in _ENDS_A_WORD:
                return None
            depth += (character == "(") - (character == ")")
            if depth == 0:
                return place
        return None

    def _near(self, number: str | None, start: int, end: int) -> None:
        if not number:
            message = "NEAR needs a number of words: NEAR/5. For the word itself, write near."
            raise self._fault("near-distance", message, start, end, "NEAR/5")
        if int(number) > NEAR_DISTANCE_MAX:
            message = f"NEAR reaches at most {NEAR_DISTANCE_MAX} words."
            most = str(NEAR_DISTANCE_MAX)
            raise self._fault("near-distance", message, start, end, f"NEAR/{most}", most=most)
        self._add("NEAR", number, start, end)

    def _plain_word(self, word: str, start: int, end: int) -> None:
        if word.strip("|") == "":
            raise self._fault("unknown-operator", f"“{word}” is no operator; write OR.", start, end, " OR ", word=word)
        if "*" in word and not any(map(str.isalnum, word.split("*")[0])):
            message = "A word cannot begin with *: begin with at least three letters or one Chinese character."
            raise self._fault("leading-wildcard", message, start, end)
        if not any(map(str.isalnum, word)):
            self._note("ignored-mark", f"“{word}” holds no letter or digit and was passed over.", start, end, word)
            return
        if word.startswith("-") and not word[1].isdigit():
            self._note(
                "minus", f"The minus of “{word}” was passed over; to exclude a word write NOT.", start, end, word
            )
        trimmed = _trimmed(word)
        left = word.index(trimmed)
        self._add("word", trimmed, start + left, start + left + len(trimmed))
        self.at = end

    def _note(self, code: str, message: str, start: int, end: int, word: str) -> None:
        self.notes.append(Note(code, message, start, end, (("word", word),)))
