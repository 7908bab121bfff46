"""Common words of a query: passed over beside others, looked for alone."""

from collections.abc import Sequence

from corpus.words.stems import STOP_WORDS
from corpus.words.tokens import line_tokens
from indexer.query import Not, Note, Query, Range, Term


def passed_over(parts: Sequence[Query]) -> tuple[Term, ...]:
    """Those of the parts of an AND or OR that say nothing, as long as something else is asked.

    In an AND such a word leaves out hardly a report, and in an OR it would find nearly all.
    """
    stopped = tuple(part for part in parts if isinstance(part, Term) and is_stop_word(part))
    return () if all(part in stopped or isinstance(part, Not | Range) for part in parts) else stopped


def is_stop_word(term: Term) -> bool:
    """Whether a word says nothing by itself: typed in lower case, no filler of a name, without = before it."""
    tokens = line_tokens(term.text)
    return bool(tokens) and not term.literal and all(token.text in STOP_WORDS for token in tokens)


def note_of(term: Term) -> Note:
    """That a word was passed over, and how to insist on it."""
    message = f"“{term.text}” is so common that it was passed over; to insist on it write ={term.text}."
    return Note("stop-word", message, *term.place, (("word", term.text),))
