"""The words that a search can be broadened by: pseudo relevance feedback, only where somebody asks for it.

The relevance model of Lavrenko and Croft (SIGIR 2001) as RM3 takes it (Abdul-Jaleel et al., TREC 2004): words that are
frequent in the best hits, here also rare elsewhere, so that they read as subjects. It helps short queries and harms
long ones: queries of more than four words are left alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from itertools import groupby
from math import log
from typing import Final

from corpus.model import Report
from corpus.store import Store
from corpus.words.segmentation import han_words
from corpus.words.stems import STOP_WORDS, stem
from corpus.words.tokens import is_han_token, line_tokens
from indexer.clauses import clauses
from indexer.engine import SearchRequest
from indexer.fields import TEXT_LINES, TITLE_LINES
from indexer.generations import OpenGeneration
from indexer.query import Phrase, Prefix, Query, Term, Wildcard
from indexer.report_texts import report_texts
from indexer.search import Reading
from indexer.vocabulary import Vocabulary

FEEDBACK_REPORTS: Final = 10
ADDED_MAX: Final = 6
QUERY_WORDS_MAX: Final = 4

# A word in more than this part of all reports tells none from the others; in a small collection two are no such part.
_COMMON: Final = 0.25
_RARE_REPORTS: Final = 2  # in fewer it leads nowhere but where it was found
_LETTERS_MIN: Final = 4
_RUNNING: Final = frozenset((*TITLE_LINES.values(), *TEXT_LINES.values()))
_NAMED: Final = "broaden:"


def name_of(word: str) -> str:
    """What names an added word in `without`."""
    return f"{_NAMED}{word}"


def feedback_words(reading: Reading, generation: OpenGeneration, store: Store) -> tuple[str, ...]:
    """The words to add, the likeliest first, without those that `without` names; none for a long query or one that
    finds nothing. They are those of what the query finds, however that is narrowed by filters beside it.
    """
    without = reading.inquiry.without
    typed = _typed_words(reading.parsed.query)
    if not 0 < len(typed) <= QUERY_WORDS_MAX:
        return ()
    request = SearchRequest(plan=reading.plan, limit=FEEDBACK_REPORTS)
    hits = generation.engine.search(request).hits
    reports = store.reports([hit.entry_id for hit in hits], generation.manifest.revision)
    mass = sum(hit.score for hit in hits)
    worth: defaultdict[str, float] = defaultdict(float)
    forms: dict[str, Counter[str]] = {}
    for hit in hits:
        said = Counter(_words(reports[hit.entry_id])) if hit.entry_id in reports else Counter[str]()
        for word, times in said.items():
            share = hit.score / mass if mass else 1 / len(hits)
            worth[_unit(word)] += share * times / said.total()
            forms.setdefault(_unit(word), Counter())[word] += times
    ranked = (
        (-value * rarity, form)
        for unit, value in worth.items()
        if unit not in typed
        and (rarity := _rarity(form := forms[unit].most_common(1)[0][0], generation.vocabulary)) > 0
    )
    return tuple(form for _, form in nsmallest(ADDED_MAX, ranked) if name_of(form) not in without)


def _typed_words(query: Query) -> set[str]:
    """The units of the words that a query asks for."""
    texts = [
        clause.query.pattern if isinstance(clause.query, Wildcard) else clause.query.text
        for clause in clauses(query)
        if isinstance(clause.query, Term | Phrase | Prefix | Wildcard)
    ]
    return {_unit(word) for text in texts for word in _words_of(text)}


def _words(report: Report) -> Iterator[str]:
    """The words of titles and texts that may be added."""
    for said in report_texts(report):
        if said.line in _RUNNING:
            for word in _words_of(said.text):
                han = is_han_token(word[0])
                if (han and len(word) > 1) or (len(word) >= _LETTERS_MIN and word.isalpha() and word not in STOP_WORDS):
                    yield word


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
