"""From the characters of a query to its lexemes: words, phrases, operators, fields, tags.

One pass from left to right, linear in the text. Full-width punctuation and letters count as their half-width forms, an
ideographic space is a space; every replacement keeps its length, so that places count in the text as typed.
"""

import re
from typing import Final

from indexer.errors import QueryError
from indexer.fields import BY_NAME, Field
from indexer.limits import NEAR_DISTANCE_MAX
from indexer.query import Note
from indexer.query_dialect_lexer import DialectLexer
from indexer.query_dialects import lookalike, means_elsewhere, suffix_of_word
from indexer.query_lexemes import OPERATORS, QUOTE_MARKS, QUOTES, Kind, Lexeme, Manner, nearest
from indexer.query_tags import MISSING_FIELDS

_SEPARATORS: Final = frozenset(",;!。、《》〈〉【】〔〕…—")
_ENDS_A_WORD: Final = QUOTE_MARKS | frozenset(" []{}")
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z_.]*):")
_SIDE: Final = re.compile(r"(en|zh)\s*:\s*", re.IGNORECASE)
_QUANTITY: Final = re.compile(r"(qty|dose)(~?)\s*(\([^()]*\))?(~?)\s*:\s*(<=|>=|[<>=≤≥]?)\s*", re.IGNORECASE)
_NEAR: Final = re.compile(r"NEAR(?:/([0-9]{0,4}))?")
_TRIM_LEFT: Final = "'‘’`-–"
_TRIM_RIGHT: Final = "'‘’`.-–/:"


def lex(typed: str, manner: Manner) -> tuple[tuple[Lexeme, ...], tuple[Note, ...]]:
    """The lexemes, closed by one of kind "end", and notes on what was passed over; raises QueryError."""
    return _Lexer(typed, manner).run()


def _trimmed(word: str) -> str:
    """The word without apostrophes, dashes and a full stop around it, unless that would turn it into something else."""
    bare = word.rstrip(_TRIM_RIGHT).lstrip(_TRIM_LEFT)
    means_more = bare in OPERATORS or _NEAR.fullmatch(bare) is not None or means_elsewhere(bare)
    return word if means_more or not bare[0].isalnum() else bare


class _Lexer(DialectLexer):
    def __init__(self, typed: str, manner: Manner) -> None:
        super().__init__(typed, manner)
        self.braces = 0

    def run(self) -> tuple[tuple[Lexeme, ...], tuple[Note, ...]]:
        text, size = self.text, len(self.text)
        while self.at < size:
            character = text[self.at]
            if character == " " or character == ":" or character in _SEPARATORS:
                self.at += 1
            elif character in "(){}":
                self._bracket(character)
            elif character in QUOTES:
                if not self.foreign():  # "2019"[dp] : "2021"[dp]
                    self._quoted("phrase")
                    self.behind_quotes()
            elif character in "「」『』":
                raise self._unbalanced_quote(self.at)
            elif character == "]":
                raise self.error(
                    "unbalanced-bracket", f"The ] at character {self.at + 1} closes nothing.", self.at, self.at + 1, ""
                )
            elif not (self.foreign() or self._tag() or self._side() or self._quantity() or self._field()):
                self._word()
        self.add("end", "", size, size)
        return tuple(self.lexemes), tuple(self.notes)

    # ---- quoted and bracketed ----------------------------------------------------------------------------------

    def _bracket(self, character: str) -> None:
        self.braces += (character == "{") - (character == "}")
        self.add(character, character, self.at, self.at + 1)  # type: ignore[arg-type]  # each is a kind
        if character == ")":
            self.suffix()

    def _tag(self) -> bool:
        if self.text[self.at] != "[":
            return False
        self._bracketed("tag")
        return True

    def _quoted(self, kind: Kind) -> None:
        start = self.at
        closing = QUOTES[self.text[start]]
        end = next((i for i in range(start + 1, len(self.text)) if self.text[i] in closing), None)
        if end is None:
            raise self._unbalanced_quote(start)
        self.add(kind, " ".join(self.text[start + 1 : end].split()), start, end + 1)

    def _unbalanced_quote(self, start: int) -> QueryError:
        closing = QUOTES.get(self.text[start], "")
        error = self.error(
            "unbalanced-quote", f"The quotation mark at character {start + 1} has no partner.", start, start + 1
        )
        error.suggestion = self.typed.rstrip() + closing[0] if closing and self.text[start + 1 :].strip() else None
        return error

    def _bracketed(self, kind: Kind) -> None:
        start = self.at
        end = self.text.find("]", start)
        if end < 0:
            message = f"The [ at character {start + 1} is never closed."
            raise self.error("unbalanced-bracket", message, start, start + 1)
        self.add(kind, " ".join(self.text[start + 1 : end].split()), start, end + 1)

    # ---- fields and their values -------------------------------------------------------------------------------

    def _side(self) -> bool:
        """Read `en:` or `zh:` within braces."""
        found = _SIDE.match(self.text, self.at) if self.braces > 0 else None
        if found is None:
            return False
        self.add("side", found[1].lower(), *found.span())
        return True

    def _quantity(self) -> bool:
        """Read `qty:` or `dose:` with its value."""
        found = _QUANTITY.match(self.text, self.at)
        if found is None:
            return False
        measured = (found[3] or "").strip("() ")
        if measured:
            self.measured(*found.span(3))
        start, self.at = found.start(), found.end()
        doubtful = "~" if found[2] or found[4] else ""
        self._value(None)
        if self.lexemes and self.lexemes[-1].kind == "value" and self.lexemes[-1].start >= found.end():
            value = self.lexemes.pop()
            comparison = found[5].replace("≤", "<=").replace("≥", ">=") or "="
            written = f"{found[1].lower()}{doubtful}:{comparison}:{value.text}"
            self.add("quantity", written, start, value.end)
            if measured:
                self.add(")", ")", value.end - 1, value.end)
                self.read_as(self.text[start : value.end], f"{measured} AND {found[1]}:…", start, value.end)
            return True
        raise self.error("empty-field", f"{found[1]}: needs a value right after it.", start, found.end())

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
            if not self.text[end : end + 1].strip() or suffix_of_word(self.text, start, end):
                return False
            raise self._unknown_field(name, start, end)
        self.lexemes.append(Lexeme("field", name, start, end, field))
        self.at = end
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        if not field.lines:
            self._value(field)
        return True

    def _unknown_field(self, name: str, start: int, end: int) -> QueryError:
        if missing := MISSING_FIELDS.get(name.lower()):
            message = f"{name}: {missing.reason}."
            return self.error("unsupported-field", message, start, end, missing.instead, name=name)
        if name.lower() in ("en", "zh"):
            message = (
                f"{name}: names a side within braces; outside, write tiab.{name.lower()}: for words of that version."
            )
            return self.error("unknown-field", message, start, end, f"tiab.{name.lower()}:", name=name)
        near = nearest(name, BY_NAME)
        hint = f"Did you mean {near}:?" if near else "If it is a word, write a space instead of the colon."
        instead = f"{near}:" if near else f"{name} "
        return self.error("unknown-field", f"There is no field “{name}”. {hint}", start, end, instead, name=name)

    def _value(self, field: Field | None) -> None:
        """Read a value: quoted, for years also in brackets, or up to the next space."""
        character = self.text[self.at : self.at + 1]
        before = len(self.lexemes)
        if character in QUOTES:
            self._quoted("value")
        elif character == "[":
            self._bracketed("value")
        elif character not in ("", "(", ")", " "):
            start, end = self.at, self._raw_end(self.at)
            trailing = ",;!。、" if field is None or field.name == "year" else ".,;!。、"
            value = self.text[start:end].rstrip(trailing)
            self.add("value", value, start, start + len(value) if value else end)
            self.at = end
        if len(self.lexemes) > before:
            self.lexemes[-1] = self.lexemes[-1]._replace(field=field)

    def _raw_end(self, start: int) -> int:
        """Where a value ends: at a space, a quotation mark, or a bracket that it did not open."""
        depth = 0
        for place in range(start, len(self.text)):
            character = self.text[place]
            depth += (character == "(") - (character == ")")
            if character == " " or character in QUOTE_MARKS or depth < 0 or (character == "}" and self.braces > 0):
                return place
        return len(self.text)

    # ---- words -------------------------------------------------------------------------------------------------

    def _word(self) -> None:
        start = self.at
        end = self._word_end(start)
        if suffix := suffix_of_word(self.text, start, end):
            end = suffix.start
        word = self.text[start:end]
        self.at = end
        if word in OPERATORS or (self.manner.lower_operators and word.upper() in OPERATORS):
            self.add(word.upper(), word, start, end)  # type: ignore[arg-type]  # the tuple holds just these kinds
        elif near := _NEAR.fullmatch(word):
            self._near(near[1], start, end)
        elif self.manner.numbers_are_lines and self.stands_alone(start, end):
            self.add("line", word, start, end)
        else:
            self._plain_word(word, start, end)
            if suffix and self.lexemes and self.lexemes[-1].kind == "word" and self.lexemes[-1].start >= start:
                self.at = end
                self.suffix()

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
            raise self.error("near-distance", message, start, end, "NEAR/5", most=str(NEAR_DISTANCE_MAX))
        if int(number) > NEAR_DISTANCE_MAX:
            message = f"NEAR reaches at most {NEAR_DISTANCE_MAX} words."
            most = str(NEAR_DISTANCE_MAX)
            raise self.error("near-distance", message, start, end, f"NEAR/{most}", most=most)
        self.add("NEAR", number, start, end)

    def _plain_word(self, word: str, start: int, end: int) -> None:
        if "|" in word:
            instead = f" {' OR '.join(filter(None, word.split('|')))} " if word.strip("|") else " OR "
            message = f"“{word}”: an upright stroke is no operator; write OR."
            raise self.error("unknown-operator", message, start, end, instead, word=word)
        if "*" in word and not any(map(str.isalnum, word.split("*")[0])):
            message = "A word cannot begin with *: begin with at least three letters or one Chinese character."
            raise self.error("leading-wildcard", message, start, end)
        if not any(map(str.isalnum, word)):
            message = f"“{word}” holds no letter or digit and was passed over."
            self._note("ignored-mark", message, start, end, word)
            return
        if word.startswith("-") and not word[1].isdigit():
            message = f"The minus of “{word}” was passed over; to exclude a word write NOT."
            self._note("minus", message, start, end, word)
        if meant := lookalike(word):
            message = f"“{word}” was read as a word; as an operator or field write {meant}"
            self._note("lookalike", message, start, end, word, meant)
        trimmed = _trimmed(word)
        left = word.index(trimmed)
        self.add("word", trimmed, start + left, start + left + len(trimmed))
        self.at = end

    def _note(self, code: str, message: str, start: int, end: int, word: str, here: str = "") -> None:
        arguments = (("word", word), ("here", here)) if here else (("word", word),)
        self.notes.append(Note(code, message, start, end, arguments))
