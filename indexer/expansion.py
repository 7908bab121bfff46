"""A search said in the other language too: from a query to the same query with groups of words that stand for one.

Only words are expanded, never what stands in quotation marks, within NOT, NEAR or a pair, has a wildcard, or is asked
of people and journals. The longest phrase that something renders goes first; renderings that no report holds are left
out. docs/query-language.md has the rules.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

from corpus.knowledge import Knowledge
from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.lexicon.terms import Translation
from corpus.lexicon.translations import Rendered, Translations
from corpus.words.segmentation import han_words, search_words
from corpus.words.stems import STOP_WORDS
from corpus.words.tokens import MARK, is_han_token, line_tokens, term_keys
from indexer.fields import FIELDS
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.query import And, AnyOf, Member, Or, Phrase, Query, Term
from indexer.query_trees import leaves
from indexer.renderings import Expansion, RenderedWords, language_of
from indexer.vocabulary import Vocabulary

# A rendering of less weight helps to rank free text, where nothing else is asked; it is not what a query means.
MATCHED_WEIGHT_MIN: Final = 0.5
# Renderings of one word in a query: more are neither read nor meant.
MATCHED_MAX: Final = 10

_DEFINED: Final = 1.0
# Typed with at most a space or comma between, words may be a phrase.
_BETWEEN_WORDS_MAX: Final = 2

# The field in which a rendering is looked for: that of the word, without the names of people and journals. A field that
# is not here holds no running text.
_FIELD_OF_RENDERING: Final[dict[str, str]] = {
    field.name: "text" if field.name == "all" else field.name
    for field in FIELDS
    if field.lines and field.name not in ("author", "affiliation", "journal")
}


class Expanded(NamedTuple):
    """The query with its groups, what was added, and the names of what was taken away and could be put back."""

    query: Query
    expansions: tuple[Expansion, ...]
    removed: tuple[str, ...]


class _Piece(NamedTuple):
    """Neighbouring words of a text, or a part of a run of ideographs, with the renderings kept."""

    said: str
    words: int
    expansions: tuple[Expansion, ...]


class Expander:
    """Expands searches of one generation by what its collection has taught; safe to share between threads."""

    def __init__(self, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
        self._knowledge = knowledge
        self._vocabulary = vocabulary

    def query(self, query: Query, *, on: bool = True, without: frozenset[str] = frozenset()) -> Expanded:
        """The query expanded; where a word is marked (~word) only such words, otherwise all or, not `on`, none."""
        marked = any(isinstance(leaf, Term) and leaf.other_language_only for leaf in leaves(query))
        if not (on or marked):
            return Expanded(query, (), ())
        expansion = _Expansion(self._pieces_of_words, self._pieces_of_run, without, marked_only=marked)
        expanded = expansion.expand(query)
        return Expanded(expanded, tuple(expansion.added.values()), tuple(expansion.removed))

    def free_text(self, text: str) -> tuple[RenderedWords, ...]:
        """The renderings of a free text's words, cut at as many characters as its plan."""
        found: list[RenderedWords] = []
        for is_run, words in _segments(text[:QUERY_CHARACTERS_MAX]):
            rendered = self._translations.of_chinese("".join(words)) if is_run else self._of_english(words)
            for one in rendered:
                sides: dict[str, list[tuple[str, float]]] = {}
                for translation in one.translations:
                    sides.setdefault(language_of(translation.text), []).append((translation.text, translation.weight))
                typed = 1 if is_run else one.end - one.start
                found += [RenderedWords(language_of(texts[0][0]), typed, tuple(texts)) for texts in sides.values()]
        return tuple(found)

    # ---- pieces ------------------------------------------------------------------------------------------------

    def _of_english(self, words: Sequence[str]) -> list[Rendered]:
        return self._translations.of_english(words)

    def _pieces_of_words(self, words: Sequence[str]) -> Iterator[_Piece]:
        """All words in order: the longest phrases with renderings that the collection holds, others one by one."""
        end = 0
        for one in self._of_english(words):
            yield from (_Piece(word, 1, ()) for word in words[end : one.start])
            yield from self._piece_of_phrase(words[one.start : one.end], one.translations)
            end = one.end
        yield from (_Piece(word, 1, ()) for word in words[end:])

    def _piece_of_phrase(self, words: Sequence[str], translations: Iterable[Translation]) -> Iterator[_Piece]:
        said = " ".join(words).lower()
        kept = self._kept(said, (*self._forms.get(phrase_units(phrase_words(said)), ()), *translations))
        if kept or len(words) == 1:
            yield _Piece(said, len(words), kept)
        else:
            for word in words:
                alone = self._of_english((word,))
                yield from self._piece_of_phrase((word,), alone[0].translations if alone else ())

    def _pieces_of_run(self, run: str) -> Iterator[_Piece]:
        """All of the run in order: the longest parts with renderings that the collection holds, and what is between."""
        end = 0
        for one in self._translations.of_chinese(run):
            if one.start > end:
                yield _Piece(run[end : one.start], 1, ())
            yield from self._piece_of_run(run[one.start : one.end], one.translations)
            end = one.end
        if end < len(run):
            yield _Piece(run[end:], 1, ())

    def _piece_of_run(self, run: str, translations: Iterable[Translation]) -> Iterator[_Piece]:
        kept = self._kept(run, (*self._forms.get((run,), ()), *translations))
        parts = han_words(run)
        if kept or len(parts) == 1:
            yield _Piece(run, 1, kept)
        else:
            for part in parts:
                found = [one for one in self._translations.of_chinese(part) if one.end - one.start == len(part)]
                yield _Piece(part, 1, self._kept(part, found[0].translations if found else ()))

    def _kept(self, said: str, translations: Iterable[Translation]) -> tuple[Expansion, ...]:
        """The renderings that a query means and the collection holds."""
        kept: dict[str, Expansion] = {}
        for one in translations:
            if one.weight >= MATCHED_WEIGHT_MIN and len(kept) < MATCHED_MAX and self._holds(one.text):
                side = language_of(one.text)
                kept.setdefault(
                    one.text.lower(), Expansion(said, one.text, side, one.source, round(one.weight, 3), one.reason)
                )
        return tuple(kept.values())

    def _holds(self, text: str) -> bool:
        """Whether the words of a rendering stand in the collection, not necessarily side by side."""
        if language_of(text) == "en":
            return all(
                any(self._vocabulary.family(key) for key in term_keys(text[token.start : token.end]))
                for token in line_tokens(text)
            )
        words = [word for run in _segments(text) if run[0] for word in search_words("".join(run[1]))]
        return all(self._vocabulary.count(word) for word in words if len(word) > 1 or len(words) == 1)

    # ---- what translates ---------------------------------------------------------------------------------------

    @cached_property
    def _translations(self) -> Translations:
        """Made at the first search that needs it: it takes a second."""
        return Translations(self._knowledge, holds=self._holds, words=self._vocabulary.prefix(""))

    @cached_property
    def _forms(self) -> dict[tuple[str, ...], list[Translation]]:
        """The English forms that the collection itself defines for one another: short for long and long for short."""
        forms: dict[tuple[str, ...], list[Translation]] = {}
        for one in self._knowledge.abbreviations:
            reason = (one.short, str(one.occurrences))
            for said, form in (
                (phrase_units(phrase_words(one.short)), one.en),
                (phrase_units(phrase_words(one.en)), one.short),
                ((one.zh,), one.short),
            ):
                forms.setdefault(said, []).append(Translation(form, _DEFINED, "abbreviation", reason))
        return forms


class _Expansion:
    """One query on its way: gathers what is added."""

    def __init__(
        self,
        pieces_of_words: Callable[[Sequence[str]], Iterator[_Piece]],
        pieces_of_run: Callable[[str], Iterator[_Piece]],
        without: frozenset[str],
        *,
        marked_only: bool,
    ) -> None:
        self.added: dict[str, Expansion] = {}
        self.removed: dict[str, None] = {}
        self._pieces_of_words = pieces_of_words
        self._pieces_of_run = pieces_of_run
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
            for piece in self._pieces_of_words(words):
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
        pieces = [
            piece
            for is_run, words in _segments(term.text)
            for piece in (self._pieces_of_run("".join(words)) if is_run else self._pieces_of_words(words))
        ]
        if len(pieces) == 1:
            return self._group(term, term, pieces[0])
        parts = tuple(self._group(replace(term, text=piece.said), term, piece) for piece in pieces if _says(piece))
        if not any(isinstance(part, AnyOf) for part in parts):
            return term
        return AnyOf((Member(term, 1.0), Member(And(parts), 1.0, "parts")))

    def _group(self, typed: Query, term: Query, piece: _Piece) -> Query:
        """What was typed, or one of its renderings; what was typed if none is left."""
        assert isinstance(term, Term)
        members: list[Member] = []
        for one in piece.expansions:
            if one.name in self._without:
                self.removed[one.name] = None
            else:
                self.added[one.name] = one
                members.append(Member(_rendering(one, term), one.weight, one.source))
        return AnyOf((Member(typed, 1.0), *members)) if members else typed


def _rendering(expansion: Expansion, term: Term) -> Query:
    """Ideographs in a row; English words in a row, each by its stem."""
    field = _FIELD_OF_RENDERING[term.field]
    if expansion.side == "zh":
        return Phrase(expansion.rendering, field, term.place)
    return Term(expansion.rendering, field, place=term.place)


def _says(piece: _Piece) -> bool:
    """Whether a part of a word says something by itself."""
    return bool(piece.expansions) or piece.said not in STOP_WORDS | _EMPTY


_EMPTY: Final = frozenset("的了是在和与及或为对于有中等之")


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


def _segments(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The stretches of ideographs (True) and of Latin words of a text."""
    kind: bool | None = None
    words: list[str] = []
    for token in line_tokens(text):
        here = None if token.text == MARK else is_han_token(token.text)
        if here is not kind:
            if words and kind is not None:
                yield kind, words
            kind, words = here, []
        words.append(token.text)
    if words and kind is not None:
        yield kind, words
