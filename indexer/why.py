"""Why a report was found: for each thing that was asked, what stands in the report, and where.

It compares the clauses with the report's text as the highlighter does, so that it holds for every engine.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from corpus.model import Report, Side
from corpus.words.tokens import Token, line_tokens
from indexer.amounts import Amount, amounts_of
from indexer.broadened_plan import added_word
from indexer.clauses import Clause, clauses
from indexer.entries import filter_values
from indexer.fields import LINES, TEXT_LINES, LineName
from indexer.highlight import Marker
from indexer.plan import AllOf, HasAmount, HasValue, InUnit, Match, NoneOf, OneOf, YearBetween
from indexer.query import Query
from indexer.report_texts import report_texts
from indexer.vocabulary import Vocabulary

# Different spellings told of one clause in one field; a wildcard can match two hundred.
FORMS_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class FoundForm:
    """What stands in the report, as printed first, in which line, and how many times, whatever its capitals."""

    text: str
    line: LineName
    times: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause in canonical form and what in the report it matched; `added` says why a clause that nobody typed is
    there. A filter holds without forms; `holds` is False for a word of an OR that the report does not have.
    """

    clause: str
    holds: bool
    forms: tuple[FoundForm, ...] = ()
    added: str = ""


class Explainer:
    """Explains reports in the light of one query, and of the words by which it was broadened."""

    def __init__(self, query: Query, scope: Side | None, vocabulary: Vocabulary, broadened: Sequence[str] = ()) -> None:
        more = (Clause(added_word(word), scope, "broaden") for word in broadened)
        asked = dict.fromkeys((*clauses(query, scope), *more))
        self._explained = tuple(_Explained(clause, clause.plan(vocabulary).match) for clause in asked)

    def explain(self, report: Report) -> tuple[Reason, ...]:
        """A reason for each clause, in the order of typing; those that were added only where they hold."""
        texts = [(line, text, line_tokens(text)) for line, text in report_texts(report)]
        reasons = (explained.reason(report, texts) for explained in self._explained)
        return tuple(reason for reason in reasons if reason.holds or not reason.added)


_Texts: TypeAlias = list[tuple[LineName, str, list[Token]]]


class _Explained:
    """A clause with what is needed to find it in a text."""

    def __init__(self, clause: Clause, match: Match) -> None:
        self._clause = clause
        self._whole = _Markers(match)
        self._amounts = tuple(_amounts(match))
        # A run of Chinese words is one clause, and holds where all of its words stand.
        parts = tuple(_parts(match))
        self._filters = tuple(part for part in parts if isinstance(part, HasValue | YearBetween))
        self._parts = tuple(
            _Markers(part) for part in parts if not isinstance(part, HasAmount | HasValue | YearBetween)
        )

    def reason(self, report: Report, texts: _Texts) -> Reason:
        amounts = [form for asked in self._amounts for form in _amount_forms(report, asked)]
        holds = all(any(part.marks(texts)) for part in self._parts) and bool(amounts or not self._amounts)
        holds = holds and all(_passes(report, condition) for condition in self._filters)
        forms = [*self._words(texts), *amounts][:FORMS_MAX] if holds else []
        return Reason(self._clause.text, holds, tuple(forms), self._clause.reason)

    def _words(self, texts: _Texts) -> list[FoundForm]:
        """The marked stretches of the texts, equal ones counted, the most frequent first."""
        times: Counter[tuple[LineName, str]] = Counter()
        printed: dict[tuple[LineName, str], str] = {}
        for line, stretch in self._whole.marks(texts):
            form = " ".join(stretch.split())
            key = (line, form.casefold())
            times[key] += 1
            printed.setdefault(key, form)
        return [FoundForm(printed[key], key[0], count) for key, count in times.most_common()]


class _Markers:
    """One match, in every line."""

    def __init__(self, match: Match) -> None:
        self._markers = {line: marker for line in LINES if (marker := Marker(match, (line,))).may_mark}

    def marks(self, texts: _Texts) -> Iterator[tuple[LineName, str]]:
        """The stretches of the texts that are meant, and the lines in which they stand."""
        for line, text, tokens in texts:
            if line in self._markers:
                yield from ((line, text[start:end]) for start, end in self._markers[line].mark_tokens(tokens))


def _parts(match: Match) -> Iterator[Match]:
    """What must hold together."""
    if isinstance(match, AllOf):
        for part in match.parts:
            yield from _parts(part)
    elif isinstance(match, InUnit):
        yield from _parts(match.part)
    elif not isinstance(match, NoneOf):
        yield match


def _passes(report: Report, condition: HasValue | YearBetween) -> bool:
    """Whether the report has such a value."""
    if isinstance(condition, HasValue):
        return not condition.values.isdisjoint(filter_values(report).get(condition.filter, ()))
    year, low, high = report.citation.year, condition.low, condition.high
    return year is not None and (low is None or low <= year) and (high is None or year <= high)


def _amounts(match: Match) -> Iterator[HasAmount]:
    if isinstance(match, HasAmount):
        yield match
    elif isinstance(match, AllOf | OneOf):
        for part in match.parts:
            yield from _amounts(part)
    elif isinstance(match, InUnit):
        yield from _amounts(match.part)


def _amount_forms(report: Report, asked: HasAmount) -> Iterator[FoundForm]:
    """Such amounts as they are printed, a range that has both ends among them twice."""
    for side in asked.sides:
        version = report.version(side)
        if version is None:
            continue
        doubtful = [(span.start, span.end) for flag in report.flags for span in flag.spans if span.side == side]
        times = Counter(
            " ".join(version.text[placed.start : placed.end].split())
            for placed in dict.fromkeys(amounts_of(version.text, side, doubtful))
            if _is_meant(placed.amount, asked)
        )
        for text, count in times.items():
            yield FoundForm(text, TEXT_LINES[side], count)


def _is_meant(amount: Amount, asked: HasAmount) -> bool:
    """Whether an amount of a text is one of those asked for."""
    if (
        amount.unit != asked.unit
        or (amount.flagged and not asked.flagged_too)
        or (asked.doses_only and not amount.dose)
    ):
        return False
    above = asked.low is None or amount.value > asked.low or (amount.value == asked.low and not asked.low_open)
    below = asked.high is None or amount.value < asked.high or (amount.value == asked.high and not asked.high_open)
    return above and below
