"""A search said in the other language too: from a query to the same query with groups of words that stand for one.

Only words are expanded, never what stands in quotation marks, within NOT, NEAR or a pair, has a wildcard, or is asked
of people and journals. The longest phrase that something renders goes first; renderings that no report holds are left
out. docs/query-language.md has the rules.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from corpus.knowledge import Knowledge
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.words.stems import STOP_WORDS
from corpus.words.tokens import is_han_token, line_tokens
from indexer.fields import FIELDS
from indexer.query import NOWHERE, And, AnyOf, Member, Or, Phrase, Place, Query, Range, Term
from indexer.query_trees import is_switch, leaves
from indexer.rendered_pieces import Piece, Renderer
from indexer.renderings import Expansion, RenderedWords, language_of
from indexer.vocabulary import Vocabulary

# Typed with at most a space or comma between, words may be a phrase.
_BETWEEN_WORDS_MAX: Final = 2

# The field in which a rendering is looked for: that of the word, without the names of people and journals. A field that
# is not here holds no running text.
_FIELD_OF_RENDERING: Final[dict[str, str]] = {
    field.name: "text" if field.name == "all" else field.name
    for field in FIELDS
    if field.lines and field.name not in ("author", "affiliation", "journal")
}

# Ideographs that hold the parts of a run together.
_EMPTY: Final = frozenset("的了是在和与及或为对于有中等之")


class Expanded(NamedTuple):
    """The query with its groups, what was added, and the names of what was taken away and could be put back."""

    query: Query
    expansions: tuple[Expansion, ...]
    removed: tuple[str, ...]


class Expander:
    """Expands searches of one generation by what its collection has taught; safe to share between threads. `finds` says
    whether it holds a report that a query finds.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        vocabulary: Vocabulary,
        finds: Callable[[Query], bool],
        glossary: Glossary = NO_GLOSSARY,
    ) -> None:
        self._renderer = Renderer(knowledge, vocabulary, glossary, lambda text: finds(_in_a_row(text)))

    def query(self, query: Query, *, on: bool = True, without: frozenset[str] = frozenset()) -> Expanded:
        """The query expanded; where a word is marked (~word) only such words, otherwise all or, not `on`, none. The
        query's own switch (xl:off) counts before `on`.
        """
        clauses = tuple(leaves(query))
        marked = any(isinstance(leaf, Term) and leaf.other_language_only for leaf in clauses)
        switched = {leaf.low for leaf in clauses if isinstance(leaf, Range) and is_switch(leaf)}
        on = "off" not in switched and (on or bool(switched))
        if not (on or marked):
            return Expanded(query, (), ())
        unwanted = frozenset(name.lower() for name in without)
        expansion = _Expansion(self._renderer, unwanted, marked_only=marked)
        expanded = expansion.expand(query)
        return Expanded(expanded, tuple(expansion.added.values()), tuple(expansion.removed))

    def renderings(self, asked: Term | Phrase) -> tuple[str, ...]:
        """What the other language calls a word or phrase as a whole, likeliest first."""
        pieces = list(self._renderer.of_text(asked.text)) if asked.field in _FIELD_OF_RENDERING else []
        return tuple(one.rendering for one in pieces[0].expansions) if len(pieces) == 1 else ()

    def free_text(self, text: str) -> tuple[RenderedWords, ...]:
        """The renderings of a free text's words, cut at as many characters as its plan."""
        return self._renderer.free_text(text)


class _Expansion:
    """One query on its way: gathers what is added."""

    def __init__(self, renderer: Renderer, without: frozenset[str], *, marked_only: bool) -> None:
        self.added: dict[str, Expansion] = {}
        self.removed: dict[str, None] = {}
        self._renderer = renderer
        self._without = without
        self._marked_only = marked_only

    def expand(self, query: Query) -> Query:
        match query:
            case And(parts=parts) | Or(parts=parts):
                return type(query)(tuple(self._side_by_side(parts, type(query))))
            case Term() if self._may(query):
                return self._alone(query)
        return query

    def _may(self, part: Query) -> bool:
        return (
            isinstance(part, Term)
            and not part.literal
            and part.field in _FIELD_OF_RENDERING
            and (part.other_language_only or not self._marked_only)
        )

    def _side_by_side(self, parts: Sequence[Query], node: type[And] | type[Or]) -> Iterator[Query]:
        """The parts, phrases among them as one group."""
        for terms in self._phrases(parts):
            if len(terms) == 1:
                yield self.expand(terms[0])
                continue
            words = [_words_of(term)[0] for term in terms if isinstance(term, Term)]
            at = 0
            for piece in self._renderer.of_words(words):
                typed = tuple(terms[at : at + piece.words])
                at += piece.words
                yield self._group(typed[0] if len(typed) == 1 else node(typed), typed[0], piece)

    def _phrases(self, parts: Sequence[Query]) -> Iterator[list[Query]]:
        """The parts in order, words that may be a phrase together."""
        phrase: list[Query] = []
        for part in parts:
            if phrase and not (self._is_word(phrase[-1]) and self._is_word(part) and _adjacent(phrase[-1], part)):
                yield phrase
                phrase = []
            phrase.append(part)
        yield phrase

    def _is_word(self, part: Query) -> bool:
        """Whether this is one Latin word that may be expanded."""
        return isinstance(part, Term) and self._may(part) and len(_words_of(part)) == 1

    def _alone(self, term: Term) -> Query:
        """A word of several parts, or a run: one group if it has a rendering as a whole, else one for each part too."""
        pieces = list(self._renderer.of_text(term.text))
        if len(pieces) == 1:
            return self._group(term, term, pieces[0])
        parts = tuple(self._group(replace(term, text=piece.said), term, piece) for piece in pieces if _says(piece))
        if not any(isinstance(part, AnyOf) for part in parts):
            return term
        return AnyOf((Member(term, 1.0), Member(And(parts), 1.0, "parts")))

    def _group(self, typed: Query, term: Query, piece: Piece) -> Query:
        """What was typed, or one of its renderings; what was typed if none is left."""
        assert isinstance(term, Term)
        members: list[Member] = []
        for one in piece.expansions:
            if one.name.lower() in self._without:
                self.removed[one.name] = None
            else:
                self.added[one.name] = one
                members.append(Member(_rendering(one, term), one.weight, one.label))
        return AnyOf((Member(typed, 1.0), *members)) if members else typed


def _rendering(expansion: Expansion, term: Term) -> Query:
    return _in_a_row(expansion.rendering, _FIELD_OF_RENDERING[term.field], term.place)


def _in_a_row(text: str, field: str = _FIELD_OF_RENDERING["all"], place: Place = NOWHERE) -> Query:
    """Ideographs in a row; English words in a row, each by its stem."""
    return Phrase(text, field, place) if language_of(text) == "zh" else Term(text, field, place=place)


def _says(piece: Piece) -> bool:
    """Whether a part of a word says something by itself."""
    return bool(piece.expansions) or piece.said not in STOP_WORDS | _EMPTY


def _adjacent(before: Query, after: Query) -> bool:
    assert isinstance(before, Term)
    assert isinstance(after, Term)
    gap = after.place.start - before.place.end
    return 0 < gap <= _BETWEEN_WORDS_MAX and before.field == after.field


def _words_of(query: Query) -> list[str]:
    """The line words of a term, none where there is an ideograph."""
    assert isinstance(query, Term)
    words = [token.text for token in line_tokens(query.text)]
    return [] if any(map(is_han_token, words)) else words
