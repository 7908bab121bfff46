"""The part of the lexer that meets what other systems write: translated with a note, or refused with a way out."""

import re

from indexer.errors import QueryError
from indexer.limits import NEAR_DISTANCE_MAX, STRATEGY_LINES_MAX
from indexer.query import Note
from indexer.query_dialects import (
    AT_A_WORD,
    AT_AN_OPERAND,
    BEHIND_QUOTES,
    Elsewhere,
    broad_heading_at,
    dates_at,
    distance_at,
    elsewhere,
    heading_at,
    limit_at,
    line_at,
    line_list_at,
    lone_number,
    quoted_at,
    suffix_at,
)
from indexer.query_lexemes import OPERATORS, Kind, Lexeme, Manner, fault, half_width


class DialectLexer:
    """What the lexer knows on its way, and the readings that it owes to other systems."""

    def __init__(self, typed: str, manner: Manner) -> None:
        self.typed = typed
        self.manner = manner
        self.text = half_width(typed)
        self.at = 0
        self.lexemes: list[Lexeme] = []
        self.notes: list[Note] = []

    def add(self, kind: Kind, text: str, start: int, end: int) -> None:
        """Take text[start:end] as a lexeme and go on behind it."""
        self.lexemes.append(Lexeme(kind, text, start, end))
        self.at = end

    def error(
        self, code: str, message: str, start: int, end: int, instead: str | None = None, **more: str
    ) -> QueryError:
        """The error at a place; see `fault`."""
        return fault(code, message, self.typed, start, end, instead, **more)

    # ---- where a word may begin --------------------------------------------------------------------------------

    def foreign(self) -> bool:
        """Read what another system writes here, or raise QueryError; False where nothing of the kind stands."""
        at_operand = not self.lexemes or self.lexemes[-1].kind in ("(", *OPERATORS)
        found = elsewhere(AT_AN_OPERAND, self.text, self.at)
        if found and (at_operand or " " not in found[1].group().strip()):
            self._refuse(found)
        if at_operand:
            self._refuse_limit()
            if self._heading():
                return True
        self._refuse_broad_heading()
        self._refuse(elsewhere(AT_A_WORD, self.text, self.at))
        return self._dates() or self._line_name() or self._line_list() or self._distance() or self._apostrophes()

    def _refuse(self, found: tuple[Elsewhere, re.Match[str]] | None) -> None:
        if found is None:
            return
        row, match = found
        instead = _shortened(match.expand(row.instead)) if row.instead else _bare(match.group())
        written = match.group().strip()
        why = f" ({row.why})" if row.why else ""
        said = f"write {instead.strip()}" if instead.strip() else "leave it out"
        message = f"“{written}” is the syntax of {row.system}; here {said}{why}."
        raise self.error(
            "other-system", message, match.start(), match.end(), instead, word=written, here=instead.strip()
        )

    def _refuse_limit(self) -> None:
        if (found := limit_at(self.text, self.at)) is None:
            return
        match, here = found
        self.refuse_lines(match)
        written = self.text[match.start() :].rstrip()
        message = (
            f"“{written}” is the syntax of Ovid; here write {here} "
            "(limits are filters, year:, lang: and type:; others, also that to humans, have no like here)."
        )
        end = match.start() + len(written)
        raise self.error("other-system", message, match.start(), end, here, word=written, here=here)

    def _heading(self) -> bool:
        found = heading_at(self.text, self.at)
        if found is None:
            return False
        name, qualifiers = " ".join(found[1].split()), found[2]
        if qualifiers:
            raise self._broad_heading(found)
        self.read_as(found.group(), f'mesh:"{name}"', found.start(), found.end())
        self.add("phrase", name, found.start(), found.end() - 1)
        self.add("suffix", "mesh", found.end() - 1, found.end())
        return True

    def _refuse_broad_heading(self) -> None:
        if found := broad_heading_at(self.text, self.at):
            raise self._broad_heading(found)

    def _broad_heading(self, found: re.Match[str]) -> QueryError:
        name = found.group().removeprefix("exp ").lstrip("*").split("/")[0]
        message = "Headings are searched as printed: explosion, focus and qualifiers of Ovid are not supported."
        return self.error("mesh-explosion", message, found.start(), found.end(), f'mesh:"{name}"')

    def _dates(self) -> bool:
        """ "2019"[dp] : "2021"[dp] as one range; the second tag follows by itself."""
        found = dates_at(self.text, self.at)
        if found is None:
            return False
        self.add("word", f"{found[1]}:{found[2]}", found.start(), found.end())
        return True

    def _distance(self) -> bool:
        found = distance_at(self.text, self.at)
        if found is None:
            return False
        match, distance = found
        start, end = match.span()
        if not 0 <= distance <= NEAR_DISTANCE_MAX:
            instead = f"NEAR/{min(max(distance, 0), NEAR_DISTANCE_MAX)}"
            message = f"Words can be at most {NEAR_DISTANCE_MAX} words apart: write {instead}."
            raise self.error("near-distance", message, start, end, instead, most=str(NEAR_DISTANCE_MAX))
        self.read_as(match.group(), f"NEAR/{distance}", start, end)
        self.add("NEAR", str(distance), start, end)
        return True

    def _apostrophes(self) -> bool:
        found = quoted_at(self.text, self.at)
        if found is None or not any(map(str.isalnum, found[1])):
            return False
        self.read_as(found.group(), f'"{found[1]}"', *found.span())
        self.add("phrase", found[1], *found.span())
        self.suffix()
        return True

    # ---- lines of a strategy -----------------------------------------------------------------------------------

    def _line_name(self) -> bool:
        found = line_at(self.text, self.at)
        if found is None:
            return False
        self.refuse_lines(found)
        self.add("line", found[1], *found.span())
        return True

    def _line_list(self) -> bool:
        """or/1-3 as a group of these lines joined."""
        found = line_list_at(self.text, self.at)
        if found is None:
            return False
        self.refuse_lines(found)
        numbers: list[int] = []
        for piece in found[2].split(","):
            first, _, last = piece.partition("-")
            numbers.extend(range(int(first), int(last or first) + 1))
        if not 0 < len(numbers) <= STRATEGY_LINES_MAX:
            message = f"“{found.group()}” names no line, or more than there can be: write or/1-3."
            raise self.error("unknown-line", message, *found.span(), word=found.group())
        start, end = found.span()
        self.add("(", "(", start, end)
        for place, number in enumerate(numbers):
            if place:
                joint = found[1].upper()
                self.add(joint, joint, start, end)  # type: ignore[arg-type]  # AND or OR
            self.add("line", str(number), start, end)
        self.add(")", ")", start, end)
        return True

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether a number stands between operators, parentheses and the ends of the text, and nothing else."""
        before = self.lexemes[-1].kind if self.lexemes else "("
        return before in ("(", *OPERATORS) and lone_number(self.text, start, end)

    def refuse_lines(self, found: re.Match[str]) -> None:
        """Raise QueryError where no lines can be named."""
        if self.manner.lines is None:
            message = f"“{found.group()}” names a line of a strategy; run a file of lines with --strategy."
            raise self.error("unavailable", message, *found.span(), what=found.group())

    # ---- behind words, phrases and groups ----------------------------------------------------------------------

    def suffix(self) -> bool:
        """Read fields written behind what was just added: .ti,ab. or :ti,ab; raises QueryError for those not here."""
        found = suffix_at(self.text, self.at)
        if found is None:
            return False
        written = self.text[found.start : found.end]
        if found.field is None:
            message = (
                f"There is no field for “{written}”; the widest of words is text: (title, abstract, keywords, MeSH)."
            )
            raise self.error("other-system", message, found.start, found.end, "", word=written, here="text:")
        self.read_as(written, f"{found.field}:", found.start, found.end)
        self.add("suffix", found.field, found.start, found.end)
        return True

    def behind_quotes(self) -> None:
        """What may follow a closing quotation mark elsewhere; raises QueryError for what has no like here."""
        self._refuse(elsewhere(BEHIND_QUOTES, self.text, self.at))
        self.suffix()

    def measured(self, start: int, end: int) -> None:
        """Read what is measured, in its parentheses: qty(platelet):<30e9/L is ((platelet) AND qty:<30e9/L)."""
        self.add("(", "(", start, start + 1)
        self.add("(", "(", start, start + 1)
        for word in re.finditer(r"[^\s()]+", self.text[start:end]):
            kind: Kind = word[0] if word[0] in ("AND", "OR", "NOT") else "word"  # type: ignore[assignment]
            self.add(kind, word[0], start + word.start(), start + word.end())
        self.add(")", ")", end - 1, end)
        self.add("AND", "AND", end - 1, end)

    # ---- notes -------------------------------------------------------------------------------------------------

    def read_as(self, written: str, here: str, start: int, end: int) -> None:
        """Note that something was translated."""
        message = f"“{written}” was read as {here}"
        self.notes.append(Note("read-as", message, start, end, (("word", written), ("here", here))))


def _bare(written: str) -> str:
    """A word cut before the sign that means nothing here, open at its end: thrombocyt$ as thrombocyt*."""
    return f"{written.split('$')[0]}*" if "$" in written else ""


def _shortened(instead: str) -> str:
    """NEAR with no more words than it may have."""
    name, _, number = instead.partition("NEAR/")
    if not name and number.isdigit() and int(number) > NEAR_DISTANCE_MAX:
        return f"NEAR/{NEAR_DISTANCE_MAX}"
    return instead
