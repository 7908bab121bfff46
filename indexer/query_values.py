"""What stands in one clause, as a query node: a word, a word with wildcards, a phrase, or a filter's value."""

import re
from typing import Final, get_args

from corpus.identifiers import normal_doi, normal_pmid
from corpus.model import Origin
from corpus.words.folding import fold, is_han
from indexer.canonical import canonical
from indexer.errors import QueryError
from indexer.fields import ALL_FIELDS, BY_NAME, BY_TAG, HAS_VALUES, Field
from indexer.limits import NEAR_DISTANCE_MAX, PREFIX_LETTERS_MIN
from indexer.query import Near, Note, Phrase, Place, Prefix, Quantity, Query, Range, Term, Wildcard
from indexer.query_lexemes import Lexeme, fault, nearest
from indexer.query_quantities import read_quantity
from indexer.query_tags import CHECK_TAGS, FILTER_VALUES, MISSING_TAGS, READ_AS, SAME_AS

SWITCH: Final = ("on", "off")
ORIGINS: Final[tuple[Origin, ...]] = get_args(Origin)
# How PubMed and people write the two languages.
_LANGUAGES: Final = {
    "english": "en", "eng": "en", "英文": "en", "英语": "en",
    "chinese": "zh", "chi": "zh", "zho": "zh", "zh-cn": "zh", "中文": "zh", "汉语": "zh",
}  # fmt: skip

# Years, and days that begin the first and end the last of them, as PubMed's dates mostly do.
_YEARS: Final = re.compile(
    r"([0-9]{4}|\*)?(?:/0?1(?:/0?1)?)?\s*(\.\.|:|-| TO )\s*([0-9]{4}|\*)?(?:/12(?:/31)?)?", re.IGNORECASE
)
_ONE_YEAR: Final = re.compile(r"[0-9]{4}")
# A year or years with a tag, which say the same here: 2019[dp], 2019:2021[dp].
_PLAIN: Final = re.compile(r"[0-9]{4}(?::[0-9]{4})?\[[^\]]*\]")
_DAY: Final = re.compile(r"[0-9]{4}(?:/[0-9]{1,2}){1,2}")
# PubMed's way to leave the end of a range open.
_FOREVER: Final = "3000"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_DISTANCE_IN_TAG: Final = re.compile(r"(.*?)\s*:\s*~\s*([0-9]{1,4})")
_FUZZY: Final = re.compile(r".*~[0-9]*")
_STAR_AT_THE_END: Final = re.compile(rf"[^\s*?]{{{PREFIX_LETTERS_MIN},}}\*")


class NodeReader:
    """Makes nodes of lexemes and notes on their reading; `typed` is the whole query, for errors."""

    def __init__(self, typed: str, notes: list[Note]) -> None:
        self.typed = typed
        self.notes = notes

    # ---- words -------------------------------------------------------------------------------------------------

    def word(self, lexeme: Lexeme, field: Field | None) -> Query:
        """A Term, Prefix or Wildcard in a line field, or a filter's Range; raises QueryError."""
        if field is not None and not field.lines:
            return self.value(lexeme, field)
        text, place = lexeme.text, Place(lexeme.start, lexeme.end)
        self._refuse_unavailable(lexeme)
        if text.lower() == "hasabstract":
            message = "PubMed's hasabstract is written has:abstract.en or has:abstract.zh here."
            instead = "(has:abstract.en OR has:abstract.zh)"
            raise self._fault("other-system", message, lexeme, instead, word=text, here=instead)
        name = (field or ALL_FIELDS).name
        if text.startswith("=") and text.lstrip("="):
            return Term(text.lstrip("="), name, literal=True, place=place)
        if text.startswith("~") and text.lstrip("~"):
            return Term(text.lstrip("~"), name, other_language_only=True, place=place)
        if field is None and (doi := normal_doi(text)):
            return Range("doi", doi, doi, place)
        if "*" in text or "?" in text:
            return self._wildcard(lexeme, name, place)
        return Term(text, name, place=place)

    def _refuse_unavailable(self, lexeme: Lexeme) -> None:
        text = lexeme.text
        what = None
        if text.startswith("~") and ("*" in text or "?" in text):
            what = "Expansion of a word with a wildcard (~word*)"
        elif len(text) > 2 and text[0] == text[-1] == "/":
            what = "Search by regular expression"
        elif "~" in text and _FUZZY.fullmatch(text):
            what = "Fuzzy search (word~)"
        if what:
            raise self._fault("unavailable", f"{what} is not available.", lexeme, what=what)

    def _wildcard(self, lexeme: Lexeme, name: str, place: Place) -> Query:
        text = lexeme.text
        letters = [character for character in fold(text) if character.isalnum()]
        han = sum(map(is_han, letters))
        if han and (han < len(letters)):
            message = "A word with * or ? is either Latin or Chinese; put a space between the two."
            raise self._fault("mixed-wildcard", message, lexeme, text.replace("?", "").replace("*", ""))
        if text[0] in "*?":
            message = "A word cannot begin with * or ?: begin with a letter or a Chinese character."
            raise self._fault("leading-wildcard", message, lexeme)
        if not han and len(letters) < PREFIX_LETTERS_MIN:
            message = f"A word with * or ? needs at least {PREFIX_LETTERS_MIN} letters."
            raise self._fault("short-wildcard", message, lexeme, least=str(PREFIX_LETTERS_MIN))
        stem = text.rstrip("*")
        if text != stem and "*" not in stem and "?" not in stem:
            return Prefix(stem, name, place)
        return Wildcard(re.sub(r"\*+", "*", text), name, place)

    # ---- phrases and tags --------------------------------------------------------------------------------------

    def phrase(self, lexeme: Lexeme, field: Field | None) -> Query:
        """A Phrase, or a filter's Range; a phrase without a letter or digit is an error."""
        if field is not None and not field.lines:
            return self.value(lexeme, field)
        if not any(map(str.isalnum, lexeme.text)):
            message = "There is nothing to search between these quotation marks."
            raise self._fault("empty-phrase", message, lexeme, "")
        stars = lexeme.text.count("*") - (_STAR_AT_THE_END.fullmatch(lexeme.text.split()[-1]) is not None)
        if stars > 0:
            message = (
                f"{self.typed[lexeme.start : lexeme.end]}: in quotation marks * is an open end only behind the last "
                "word, of at least three letters"
            )
            self.note("quoted-wildcard", message, lexeme, lexeme.text)
        return Phrase(lexeme.text, (field or ALL_FIELDS).name, Place(lexeme.start, lexeme.end))

    def tagged(self, lexeme: Lexeme, tag: Lexeme) -> Query:
        """The word or phrase before a tag such as [ti] or [tiab:~5], in that field."""
        name = " ".join(tag.text.lower().replace(" :", ":").replace(": ", ":").split())
        if found := _DISTANCE_IN_TAG.fullmatch(name):
            return self._proximity(lexeme, tag, self._field_of(tag, found[1]), int(found[2]))
        if name in ("filter", "sb", "subset") and (value := FILTER_VALUES.get(lexeme.text.lower())):
            self._note_read_as(tag, f"{lexeme.text}[{tag.text}]", f"{value[0]}:{value[1]}")
            return Range(value[0], value[1], value[1], Place(lexeme.start, tag.end))
        field = self._field_of(tag, name)
        if field.name == "mesh":
            self._note_mesh(lexeme, tag, name)
        read = self.phrase(lexeme, field) if lexeme.kind == "phrase" else self.word(lexeme, field)
        written = self.typed[lexeme.start : tag.end]
        if isinstance(read, Range) and (
            field.name == "lang" or (field.name == "year" and not _PLAIN.fullmatch(written))
        ):
            self._note_read_as(tag, written, canonical(read))
        return read

    def _note_mesh(self, lexeme: Lexeme, tag: Lexeme, name: str) -> None:
        """What a heading finds here, which is less than in PubMed."""
        written = self.typed[lexeme.start : tag.end]
        if lexeme.text.lower() in CHECK_TAGS:
            message = (
                f"{written}: PubMed gives such a heading to every study that it fits; here it finds only reports that "
                "print it, which most do not"
            )
            self.note("mesh-check-tag", message, tag, written)
        elif ":noexp" not in name and name not in READ_AS:
            message = (
                f"{self.typed[tag.start : tag.end]}: headings are searched as printed; narrower ones are not added"
            )
            self.note("mesh-as-printed", message, tag, tag.text)

    def _field_of(self, tag: Lexeme, name: str) -> Field:
        name = SAME_AS.get(name, name)
        if other := READ_AS.get(name):
            self._note_read_as(tag, f"[{tag.text}]", f"[{other}]")
            name = other
        if field := BY_TAG.get(name) or BY_NAME.get(name):
            return field
        base, _, modifier = name.partition(":")
        if modifier == "noexp" and base in BY_TAG:
            return BY_TAG[base]
        if modifier == "exp":
            message = "MeSH headings are searched as printed: explosion is not supported."
            raise self._fault("mesh-explosion", message, tag, "[mh]")
        if missing := MISSING_TAGS.get(name):
            message = f"[{tag.text}]: {missing.reason}."
            raise self._fault("unsupported-field", message, tag, missing.instead, name=tag.text)
        near = nearest(name, (*BY_TAG, *BY_NAME))
        hint = f" Did you mean [{near}]?" if near else ""
        message = f"There is no tag [{tag.text}].{hint}"
        raise self._fault("unknown-tag", message, tag, f"[{near}]" if near else "", name=tag.text)

    def _proximity(self, lexeme: Lexeme, tag: Lexeme, field: Field, distance: int) -> Query:
        words = lexeme.text.split()
        if lexeme.kind != "phrase" or len(words) != 2 or not field.lines:
            message = f"[{tag.text}] takes two words in quotation marks; for more, join them with NEAR/{distance}."
            raise self._fault("proximity", message, tag)
        if distance > NEAR_DISTANCE_MAX:
            message = f"Words can be at most {NEAR_DISTANCE_MAX} words apart."
            raise self._fault("near-distance", message, tag, most=str(NEAR_DISTANCE_MAX))
        if not all(any(map(str.isalnum, word)) for word in words):
            raise self._fault("empty-phrase", "There is nothing to search between these quotation marks.", lexeme)
        place = Place(lexeme.start, lexeme.end)
        left, right = (Phrase(word, field.name, place) for word in words)
        return Near(left, right, distance, Place(lexeme.start, tag.end))

    # ---- filters -----------------------------------------------------------------------------------------------

    def value(self, lexeme: Lexeme, field: Field) -> Range:
        """The values of a filter that a clause asks for, in their normal form; raises QueryError."""
        text, place = lexeme.text.strip(), Place(lexeme.start, lexeme.end)
        if field.name == "year" and text:
            return self._years(text, lexeme, place)
        normal = self._normal_value(text, lexeme, field) if text else ""
        if not any(map(str.isalnum, normal)):
            raise self._fault("empty-field", f"{field.name}: needs a value.", lexeme)
        return Range(field.name, normal, normal, place)

    def _normal_value(self, text: str, lexeme: Lexeme, field: Field) -> str:
        if field.name == "lang":
            language = _LANGUAGES.get(text.lower(), text)
            if not _LANGUAGE.fullmatch(language):
                raise self._fault("bad-value", f"“{text}” is no language; write en or zh.", lexeme, "zh", name="lang")
            return language.lower() if len(language) == 2 else language
        if field.name == "xl":
            return self._one_of(text.lower(), SWITCH, lexeme, field)
        if field.name in ("has", "origin"):
            return self._one_of(text.lower(), HAS_VALUES if field.name == "has" else ORIGINS, lexeme, field)
        if field.name == "flag":
            return text.lower()
        if field.name == "doi":
            return normal_doi(text) or text  # reports keep what is no DOI as it was given
        if field.name == "pmid":
            return self._pmid(text, lexeme)
        return text

    def _pmid(self, text: str, lexeme: Lexeme) -> str:
        if not (pmid := normal_pmid(text)):
            raise self._fault("bad-value", "A PMID is a number of at most nine digits.", lexeme, name="pmid")
        return pmid

    def _one_of(self, text: str, values: tuple[str, ...], lexeme: Lexeme, field: Field) -> str:
        if text in values:
            return text
        near = nearest(text, values)
        message = f"{field.name}: takes one of {', '.join(values)}."
        raise self._fault("bad-value", message, lexeme, near or values[0], name=field.name)

    def _years(self, text: str, lexeme: Lexeme, place: Place) -> Range:
        if _ONE_YEAR.fullmatch(text):
            return Range("year", text, text, place)
        found = _YEARS.fullmatch(text)
        low, high = (
            ((year if year and year != "*" else None) for year in (found[1], found[3])) if found else (None, None)
        )
        if low is None and high is None:
            raise self._bad_year(text, lexeme)
        high = None if high == _FOREVER and low else high
        if low and high and low > high:
            message = f"{low} is later than {high}."
            raise self._fault("bad-year", message, lexeme, f"{high}..{low}" if lexeme.kind == "value" else None)
        return Range("year", low, high, place)

    def _bad_year(self, text: str, lexeme: Lexeme) -> QueryError:
        """Of dates within a year, with the whole years as a suggestion; of anything else, with the ways to write it."""
        days = [day.strip() for day in text.split(":")]
        if len(days) <= 2 and any(map(_DAY.fullmatch, days)) and all(day[:4].isdigit() for day in days):
            message = "Only years of publication are kept, no months and days."
            years = ":".join(day[:4] for day in days)
            return self._fault("bad-year", message, lexeme, years if lexeme.kind == "word" else f'"{years}"')
        message = "Years are written year:2025, year:2018..2025, year:2018.. or year:..2025."
        return self._fault("bad-year", message, lexeme)

    def quantity(self, lexeme: Lexeme) -> Quantity:
        """A measured value; raises QueryError where it cannot be read."""
        return read_quantity(self.typed, lexeme)

    # ---- notes and faults --------------------------------------------------------------------------------------

    def _note_read_as(self, lexeme: Lexeme, written: str, here: str) -> None:
        message = f"“{written}” was read as {here}"
        self.notes.append(Note("read-as", message, lexeme.start, lexeme.end, (("word", written), ("here", here))))

    def note(self, code: str, message: str, lexeme: Lexeme, word: str) -> None:
        """Note how a lexeme was read, once a query for each code."""
        if all(note.code != code for note in self.notes):
            self.notes.append(Note(code, message, lexeme.start, lexeme.end, (("word", word),)))

    def _fault(self, code: str, message: str, lexeme: Lexeme, instead: str | None = None, **more: str) -> QueryError:
        return fault(code, message, self.typed, lexeme.start, lexeme.end, instead, **more)
