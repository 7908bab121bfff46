"""Errors and notes of the query language in the visitor's language.

Their English words come with them, from the parser that knows the case; another language is found under the stable
code, which is the key of the catalogue. A code without a translation is shown in English.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Final

from flask_babel import gettext

from indexer.errors import QueryError, Reading
from indexer.query import Note


def N_(key: str) -> str:  # noqa: N802 - the name by which Babel finds keys that are looked up later
    """The key itself, marked for the catalogue."""
    return key


QUERY_CODES: Final = (
    N_("query.bad-line"), N_("query.bad-quantity"), N_("query.bad-value"), N_("query.bad-year"),
    N_("query.beyond-reach"), N_("query.empty"), N_("query.empty-field"), N_("query.empty-group"),
    N_("query.empty-phrase"), N_("query.leading-wildcard"), N_("query.line-cycle"), N_("query.mesh-explosion"),
    N_("query.missing-operand"), N_("query.mixed-operators"), N_("query.mixed-wildcard"), N_("query.near-chain"),
    N_("query.near-distance"), N_("query.near-fields"), N_("query.near-sides"), N_("query.no-keyword"),
    N_("query.no-rendering"), N_("query.no-words"), N_("query.other-system"), N_("query.pair-inside"),
    N_("query.pair-or"), N_("query.pair-side"), N_("query.proximity"), N_("query.short-wildcard"),
    N_("query.stray-tag"), N_("query.switch-place"), N_("query.tag-after-group"), N_("query.text-range"),
    N_("query.too-deep"), N_("query.too-long"), N_("query.too-many-clauses"), N_("query.two-fields"),
    N_("query.unavailable"),
    N_("query.unbalanced-bracket"), N_("query.unbalanced-parenthesis"), N_("query.unbalanced-quote"),
    N_("query.unknown-field"), N_("query.unknown-line"), N_("query.unknown-operator"), N_("query.unknown-tag"),
    N_("query.unsupported-field"), N_("query.wildcard-words"),
)  # fmt: skip
NOTE_CODES: Final = (
    N_("note.ignored-mark"), N_("note.left-to-right"), N_("note.lone-tag"), N_("note.lookalike"),
    N_("note.lower-operator"), N_("note.mesh-as-printed"), N_("note.mesh-check-tag"), N_("note.minus"),
    N_("note.misspelt-argument"), N_("note.no-such-page"), N_("note.quoted-wildcard"), N_("note.read-as"),
    N_("note.stop-word"), N_("note.unknown-argument"), N_("note.unknown-expansion"), N_("note.unknown-value"),
)  # fmt: skip
READINGS: Final = (
    N_("from left to right, as PubMed reads it"),
    N_("AND before OR, as Ovid and Web of Science read it"),
    N_("OR before AND, as Scopus reads it"),
)


def message_in_words(key: str, english: str, arguments: tuple[tuple[str, str], ...]) -> str:
    """The message that the catalogue holds under `key`, its %(names)s filled in, else the English."""
    found = gettext(key)
    return english if found == key else str(found % defaultdict(str, arguments))


def note_in_words(note: Note) -> Note:
    """The note with its message in the visitor's language."""
    return replace(note, message=message_in_words(f"note.{note.code}", note.message, note.arguments))


def query_message(error: QueryError) -> str:
    """What is wrong with a query."""
    return message_in_words(f"query.{error.code}", error.message, error.arguments)


def translated_readings(error: QueryError) -> tuple[Reading, ...]:
    """The ways to understand the query, explained in the visitor's language."""
    return tuple(Reading(reading.query, str(gettext(reading.explanation))) for reading in error.readings)
