"""Why a report was found, as a page, the API and a terminal show it: what was asked in words, and what answers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from flask_babel import gettext

from corpus.model import Report
from indexer.clauses import Clause
from indexer.query import Phrase, Term
from indexer.renderings import Expansion
from indexer.why import BROADENED, Explainer, FoundForm
from webapp.query_words import asked_words
from webapp.views.expansions import source_words


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A clause of the query in canonical form and in `words`, and what in the report it matched.

    A filter holds without forms, and so does what `excludes`. `units` are the numbers of the aligned pairs that hold a
    same-pair query. `added` says in words why a clause that nobody typed is there; it is empty for what was typed.
    """

    clause: str
    words: str
    holds: bool
    excludes: bool
    forms: tuple[FoundForm, ...]
    units: tuple[int, ...]
    added: str


Reasons: TypeAlias = tuple[ShownReason, ...]


def shown_reasons(explainer: Explainer | None, report: Report, expansions: Iterable[Expansion]) -> Reasons:
    """The reasons for a report in words, none without somebody to explain; `expansions` are those of the search."""
    known = {expansion.label: expansion for expansion in expansions}
    return tuple(
        ShownReason(
            clause=reason.clause.text,
            words=_words(reason.clause),
            holds=reason.holds,
            excludes=reason.excludes,
            forms=reason.forms,
            units=reason.units,
            added=_added(reason.clause, known),
        )
        for reason in (explainer.explain(report) if explainer else ())
    )


def _words(clause: Clause) -> str:
    """What the clause asks; of one that was added the word alone, for nobody chose where it is looked for."""
    query = clause.query
    if clause.reason and isinstance(query, Term | Phrase):
        query = Term(query.text)
    return asked_words(query)


def _added(clause: Clause, known: Mapping[str, Expansion]) -> str:
    if not clause.reason:
        return ""
    if (expansion := known.get(clause.reason)) is not None:
        words = gettext("for %(said)s, %(why)s", said=expansion.said, why=source_words(expansion))
    elif clause.reason == BROADENED:
        words = gettext("added to broaden the search")
    else:
        words = gettext("part of what was typed")
    return str(words)
