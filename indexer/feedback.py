"""The words that a search can be broadened by: pseudo relevance feedback, only where somebody asks for it.

The relevance model of Lavrenko and Croft (SIGIR 2001) as RM3 takes it (Abdul-Jaleel et al., TREC 2004): words that are
frequent in the best hits, here also rare elsewhere, so that they read as subjects, and not found by the query already.
It helps short queries and harms long ones: queries of more than four words are left alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from itertools import groupby
from math import log
from typing import Final

from corpus.lexicon.compounds import load_morphemes
from corpus.model import Report
from corpus.store import Store
from corpus.words.segmentation import han_words
from corpus.words.stems import stem
from corpus.words.tokens import is_han_token, line_tokens
from indexer.clauses import clauses
from indexer.engine import SearchRequest
from indexer.fields import TEXT_LINES, TITLE_LINES
from indexer.generations import OpenGeneration
from indexer.query import Phrase, Prefix, Query, Term, Wildcard
from indexer.report_texts import report_texts
from indexer.reporting_words import is_reporting_word
from indexer.search import Reading
from indexer.vocabulary import Vocabulary

FEEDBACK_REPORTS: Final = 10
ADDED_MAX: Final = 6
QUERY_WORDS_MAX: Final = 4

# A word in more than this part of all reports tells none from the others; in a small collection two are no such part.
_COMMON: Final = 0.25
_RARE_REPORTS: Final = 2  # in fewer it leads nowhere but where it was found
_HELD_BY_MIN: Final = 2  # of the best hits: what one report says is its own
_LETTERS_MIN: Final = 4
_IDEOGRAPHS_MIN: Final = 2
_RUNNING: Final = frozenset((*TITLE_LINES.values(), *TEXT_LINES.values()))
# An expansion is named `said:rendering`; nothing is said for an added word, so that no name can be both.
_NAMED: Final = ":"


def name_of(word: str) -> str:
    """What names an added word in `without`."""
    return f"{_NAMED}{word}"


def is_broadening(name: str) -> bool:
    """Whether a name in `without` is that of an added word."""
    return name.startswith(_NAMED)


def feedback_words(reading: Reading, generation: OpenGeneration, store: Store) -> tuple[str, ...]:
    """The words to add, the likeliest first; none for a long query or one that finds nothing. They are those of what it
    finds without the filters beside it.
    """
    if not 0 < len(set(map(_unit, _words_asked(reading.parsed.query)))) <= QUERY_WORDS_MAX:
        return ()
    worth, forms = _relevance(reading, generation, store)
    asked = tuple(_words_asked(reading.expanded.query))
    ranked = (
        (-value * rarity, form)
        for unit, value in worth.items()
        if (rarity := _rarity(form := forms[unit].most_common(1)[0][0], generation.vocabulary)) > 0
        and not any(_is_found_by(form, word) for word in asked)
    )
    return tuple(form for _, form in nsmallest(ADDED_MAX, ranked))


def _relevance(
    reading: Reading, generation: OpenGeneration, store: Store
) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """How likely the best hits say each word, and the forms in which they say it; of several hits two must."""
    hits = generation.engine.search(SearchRequest(plan=reading.plan, limit=FEEDBACK_REPORTS)).hits
    reports = store.reports([hit.entry_id for hit in hits], generation.manifest.revision)
    mass = sum(hit.score for hit in hits)
    worth: defaultdict[str, float] = defaultdict(float)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    held_by: Counter[str] = Counter()
    for hit in hits:
        said = Counter(_words(reports[hit.entry_id])) if hit.entry_id in reports else Counter[str]()
        for word, times in said.items():
            share = hit.score / mass if mass else 1 / len(hits)
            worth[_unit(word)] += share * times / said.total()
            forms[_unit(word)][word] += times
        held_by.update(set(map(_unit, said)))
    least = min(len(hits), _HELD_BY_MIN)
    return {unit: value for unit, value in worth.items() if held_by[unit] >= least}, forms


def _words_asked(query: Query) -> Iterator[str]:
    """The words that a query asks for, typed or added; of a wildcard its beginning with the sign."""
    for clause in clauses(query):
        match clause.query:
            case Term(text=text) | Phrase(text=text):
                yield from _words_of(text)
            case Prefix(text=text):
                yield f"{text}*"
            case Wildcard(pattern=pattern):
                yield f"{pattern.partition('*')[0].partition('?')[0]}*"


def _is_found_by(word: str, asked: str) -> bool:
    """Whether a report that holds the word is found already, by what is asked or by a part of it, or the word is itself
    a part of what is asked.
    """
    if asked.endswith("*"):
        return word.startswith(asked[:-1].lower())
    if is_han_token(word[0]):
        return word in asked or (is_han_token(asked[0]) and asked in word)
    return _unit(word) == _unit(asked)


def _words(report: Report) -> Iterator[str]:
    """The words of titles and texts that may be added."""
    for said in report_texts(report):
        if said.line in _RUNNING:
            for word in _words_of(said.text):
                han = is_han_token(word[0])
                letters = han or (word.isalpha() and word.islower() and not _is_prefix(word))
                if letters and len(word) >= (_IDEOGRAPHS_MIN if han else _LETTERS_MIN) and not is_reporting_word(word):
                    yield word


def _is_prefix(word: str) -> bool:
    """Whether a word is what a hyphen cut off a compound: the anti of anti-HBc names nothing."""
    return word in load_morphemes().prefixes


def _words_of(text: str) -> Iterator[str]:
    for han, tokens in groupby(line_tokens(text), key=lambda token: is_han_token(token.text)):
        words = [token.text for token in tokens]
        yield from han_words("".join(words)) if han else words


def _unit(word: str) -> str:
    """Forms of one English word count as one."""
    return word if is_han_token(word[0]) else stem(word.lower())


def _rarity(word: str, vocabulary: Vocabulary) -> float:
    """How much a word tells, 0 for one in too many or too few reports."""
    reports = vocabulary.count(word)
    if not _RARE_REPORTS <= reports <= max(_RARE_REPORTS, vocabulary.report_count * _COMMON):
        return 0.0
    return log(vocabulary.report_count / reports)
