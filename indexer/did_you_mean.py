"""Other queries that somebody may have meant: the one typed with words that find nothing or little put right."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from corpus.words.folding import fold, has_han, is_han
from corpus.words.stems import stem
from indexer.clauses import Clause, clauses
from indexer.engine import SearchRequest
from indexer.errors import QueryError
from indexer.generations import OpenGeneration
from indexer.query import Term
from indexer.search import Inquiry, Reading, count, read_inquiry
from indexer.suggestions import Suggester, Suggestion, suggester_of

# A search that finds more is not asked whether it was meant.
FEW_HITS_MAX: Final = 2
# A word that does occur is taken for a slip only if another finds so many times as much.
TIMES_MORE_MIN: Final = 10
MEANT_MAX: Final = 3
# Of a long query no more clauses than this are looked at.
CLAUSES_TRIED_MAX: Final = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as typed, the word that may have been meant, and the reports that hold that."""

    typed: str
    meant: str
    reports: int


@dataclass(frozen=True, slots=True)
class Meant:
    """A query that may have been meant: as it would be typed, what was put right in it, how many reports it finds."""

    query: str
    corrections: tuple[Correction, ...]
    hits: int


@dataclass(frozen=True, slots=True)
class _Slip:
    start: int
    end: int
    typed: str
    suggestions: tuple[Suggestion, ...]


def did_you_mean(reading: Reading, total: int, generation: OpenGeneration) -> tuple[Meant, ...]:
    """Queries that find more than `total`, what the reading finds; best first, none where that is not little."""
    if total > FEW_HITS_MAX:
        return ()
    inquiry = replace(reading.inquiry, added=())  # the words that broaden it came from what was typed
    terms = [clause for clause in clauses(reading.parsed.query, inquiry.lang) if isinstance(clause.query, Term)]
    slips = [slip for clause in terms[:CLAUSES_TRIED_MAX] for slip in _slips(clause, inquiry.text, generation)]
    found: dict[str, Meant] = {}
    for choice in _choices(slips):
        meant = _corrected(inquiry, choice, generation)
        if meant is not None and meant.hits > total:
            found.setdefault(meant.query, meant)
    return tuple(found.values())[:MEANT_MAX]


def _slips(clause: Clause, typed: str, generation: OpenGeneration) -> Iterator[_Slip]:
    """The word of a clause with what it may stand for, where it finds too little itself."""
    term = clause.query
    assert isinstance(term, Term)
    start = typed.find(term.text, term.place.start)
    if term.literal or not 0 <= start < max(term.place.end, term.place.start + 1):
        return  # written with =, or not standing so in what was typed
    request = SearchRequest(plan=clause.plan(generation.vocabulary), limit=0)
    own = generation.engine.search(request).total
    if own > FEW_HITS_MAX:
        return
    suggester = suggester_of(generation.vocabulary)
    suggestions = tuple(one for one in _suggested(term.text, suggester) if one.reports >= own * TIMES_MORE_MIN)
    if suggestions:
        yield _Slip(start, start + len(term.text), term.text, suggestions)


def _suggested(text: str, suggester: Suggester) -> tuple[Suggestion, ...]:
    if has_han(text):
        return suggester.han(text, MEANT_MAX) if all(map(is_han, fold(text))) else ()
    inflected: dict[str, Suggestion] = {}  # of one stem the first: the others find the same
    for one in suggester.latin(text, 2 * MEANT_MAX):
        inflected.setdefault(stem(one.word), one)
    inflected.pop(stem(fold(text).lower()), None)
    return tuple(inflected.values())[:MEANT_MAX]


def _choices(slips: list[_Slip]) -> Iterator[tuple[tuple[_Slip, Suggestion], ...]]:
    """The best for every slip together; then one other at a time."""
    if not slips:
        return
    best = tuple((slip, slip.suggestions[0]) for slip in slips)
    yield best
    for place, slip in enumerate(slips):
        for other in slip.suggestions[1:]:
            yield (*best[:place], (slip, other), *best[place + 1 :])


def _corrected(
    inquiry: Inquiry, choice: tuple[tuple[_Slip, Suggestion], ...], generation: OpenGeneration
) -> Meant | None:
    """The query with these words put right; None if it cannot be read then."""
    text = inquiry.text
    for slip, suggestion in sorted(choice, key=lambda pair: -pair[0].start):
        text = text[: slip.start] + suggestion.word + text[slip.end :]
    corrections = tuple(Correction(slip.typed, suggestion.word, suggestion.reports) for slip, suggestion in choice)
    try:
        hits = count(read_inquiry(replace(inquiry, text=text), generation), generation)
    except QueryError:  # longer than a query may be
        return None
    return Meant(text, corrections, hits)
