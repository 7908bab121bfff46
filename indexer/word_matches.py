"""What the words of a query match in the lines: stems and wildcards resolved by the vocabulary of a generation."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, product
from typing import Final

from corpus.model import SIDES
from corpus.words.folding import fold, is_han
from corpus.words.segmentation import han_words
from corpus.words.spelling import american
from corpus.words.tokens import MARK, Token, bigram_terms, is_han_token, line_tokens, term_keys
from indexer.canonical import canonical
from indexer.errors import QueryError
from indexer.fields import LineName
from indexer.limits import PREFIX_LETTERS_MIN, WILDCARD_WORDS_MAX
from indexer.plan import AllOf, AnyWord, BagTerm, InARow, Match, Nearby, OneOf
from indexer.query import Near, Phrase, Place, Prefix, Term, Wildcard
from indexer.vocabulary import Vocabulary

NOTHING: Final = OneOf(())

# The lines whose text is also in the bags; hints hold only there.
_BAGGED: Final = frozenset[LineName](("title.en", "title.zh", "text.en", "text.zh"))
# Words between the parts of a name, in either order: Zhou H, Hu Zhou, Mortensen T for Thomas Bech Mortensen.
_NAME_DISTANCE: Final = 2


# A phrase that ends in an open word, "platelet count*": what stands before, and the word's beginning.
_OPEN_END: Final = re.compile(rf"((?:.*\s)?)([^\s*?]{{{PREFIX_LETTERS_MIN},}})\*", re.DOTALL)


class WordMatches:
    """Makes matches over given lines, with the vocabulary of one generation."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._expanded: dict[Prefix | Wildcard, tuple[str, ...]] = {}

    # ---- terms and phrases -------------------------------------------------------------------------------------

    def term(self, term: Term, lines: tuple[LineName, ...]) -> Match:
        """Latin words by stem, several in a row; each word of a Han run as a row of its ideographs, in any place."""
        parts: list[Match] = []
        for is_run, run in _runs(_tokens(term.text, term.place)):
            if is_run:
                parts.extend(self._surface_row(line_tokens(word), lines) for word in han_words(_joined(run)))
            else:
                parts.append(_row([self._family(token, term.text) for token in run], lines))
        return parts[0] if len(parts) == 1 else AllOf(tuple(dict.fromkeys(parts)))

    def phrase(self, phrase: Phrase, lines: tuple[LineName, ...]) -> Match:
        """These very words in a row; of an author the parts of the name, an initial standing for every name with it."""
        if open_phrase := _OPEN_END.fullmatch(phrase.text):
            return self._open_phrase(phrase, open_phrase[1], open_phrase[2], lines)
        tokens = _tokens(phrase.text, phrase.place)
        latin = not any(is_han_token(token.text) for token in tokens)
        if lines == ("author",) and latin and len(tokens) == 2:
            first, second = (AnyWord(lines, self._name(token.text)) for token in tokens)
            return Nearby(first, second, _NAME_DISTANCE)
        return self._surface_row(tokens, lines)

    def _open_phrase(self, phrase: Phrase, before: str, begun: str, lines: tuple[LineName, ...]) -> Match:
        """The words in a row, the last being every word that begins so."""
        last = self._prefix_row(Prefix(begun, phrase.field, phrase.place))
        return _with_hints([*_literal(line_tokens(before)), *last], lines)

    def _name(self, word: str) -> frozenset[str]:
        return frozenset((word, *self._vocabulary.names(word))) if len(word) == 1 else frozenset((word,))

    def _family(self, token: Token, written: str) -> frozenset[str]:
        """The line words that a query's Latin word stands for."""
        keys = term_keys(written[token.start : token.end])
        return frozenset[str]().union(*(self._vocabulary.family(key) for key in keys))

    def _surface_row(self, tokens: Sequence[Token], lines: tuple[LineName, ...]) -> Match:
        return _with_hints(_literal(tokens), lines)

    # ---- wildcards ---------------------------------------------------------------------------------------------

    def prefix(self, prefix: Prefix, lines: tuple[LineName, ...]) -> Match:
        """Every word that begins so; a Han prefix is the row of its ideographs."""
        return _with_hints(self._prefix_row(prefix), lines)

    def wildcard(self, wildcard: Wildcard, lines: tuple[LineName, ...]) -> Match:
        """Every word of this shape, for Han every part of a word of the collection; raises QueryError if too many."""
        rows = tuple(_with_hints(row, lines) for row in self._wildcard_rows(wildcard))
        return rows[0] if len(rows) == 1 else OneOf(rows)

    def expansion(self, node: Prefix | Wildcard) -> tuple[str, ...]:
        """The line words that a Latin prefix (its last word if there are several) or a pattern stands for, or the
        parts of Chinese words of a pattern; raises QueryError if there are too many.
        """
        if node not in self._expanded:  # asked for by what matches and by what ranks
            self._expanded[node] = self._begun(node) if isinstance(node, Prefix) else self._shaped(node)
        return self._expanded[node]

    def _prefix_row(self, prefix: Prefix) -> list[frozenset[str]]:
        tokens = _tokens(prefix.text, prefix.place)
        if is_han_token(tokens[-1].text):
            return _literal(tokens)
        return [*(self._family(token, prefix.text) for token in tokens[:-1]), frozenset(self.expansion(prefix))]

    def _wildcard_rows(self, wildcard: Wildcard) -> list[list[frozenset[str]]]:
        words = self.expansion(wildcard)
        if any(map(is_han, fold(wildcard.pattern))):
            return [_literal(line_tokens(word)) for word in words]
        return [[frozenset(words)]]

    def _begun(self, prefix: Prefix) -> tuple[str, ...]:
        last = _tokens(prefix.text, prefix.place)[-1]
        written = fold(prefix.text[last.start :])
        # A beginning is folded as if the word went on: haem* is hem*, although haem alone is heme.
        begun = american(f"{written.lower()}o").removesuffix("o")
        starts = {written.lower(), last.text.lower(), begun, *((written,) if written.isupper() else ())}
        if written.lower().endswith("ou"):  # tumou* is on its way to tumour
            starts.add(american(f"{written.lower()}r"))
        words = {word for start in starts for word in self._vocabulary.prefix(start)}
        return _limited(words, prefix.place, f"{prefix.text}*")

    def _shaped(self, wildcard: Wildcard) -> tuple[str, ...]:
        pattern = fold(wildcard.pattern)
        if any(map(is_han, pattern)):
            words = set(self._vocabulary.han_wildcard(pattern))
        else:
            shapes = {pattern.lower(), american(pattern.lower()), *((pattern,) if pattern.isupper() else ())}
            words = {word for shape in shapes for word in self._vocabulary.wildcard(shape)}
        return _limited(words, wildcard.place, wildcard.pattern)

    # ---- proximity ---------------------------------------------------------------------------------------------

    def near(self, near: Near, left: tuple[LineName, ...], right: tuple[LineName, ...]) -> Match:
        """Both sides close together in the lines that both have, in one of the forms of each; raises QueryError where
        they share no line, or where their forms together are too many.
        """
        lines = tuple(line for line in left if line in right)
        if not lines:
            raise QueryError("near-fields", "NEAR needs both words in the same field.", *near.place)
        firsts, seconds = (_side_rows(self._near_side(side), lines) for side in (near.left, near.right))
        if len(firsts) * len(seconds) > WILDCARD_WORDS_MAX:
            raise _too_many(len(firsts) * len(seconds), near.place, canonical(near))
        pairs = tuple(Nearby(first, second, near.distance) for first, second in product(firsts, seconds))
        return pairs[0] if len(pairs) == 1 else OneOf(pairs)

    def _near_side(self, side: Term | Phrase | Prefix | Wildcard) -> list[list[frozenset[str]]]:
        """The rows of words that a side stands for; several only where a Chinese pattern does."""
        match side:
            case Term():
                return [[self._line_word(token, side.text) for token in _tokens(side.text, side.place)]]
            case Phrase():
                return [_literal(_tokens(side.text, side.place))]
            case Prefix():
                return [self._prefix_row(side)]
            case Wildcard():
                return self._wildcard_rows(side)

    def _line_word(self, token: Token, written: str) -> frozenset[str]:
        return frozenset((token.text,)) if is_han_token(token.text) else self._family(token, written)


def _tokens(text: str, place: Place) -> list[Token]:
    tokens = line_tokens(text)
    if not tokens:
        raise QueryError("no-words", f"“{text}” holds no word that can be searched.", *place)
    return tokens


def _runs(tokens: Sequence[Token]) -> Iterable[tuple[bool, list[Token]]]:
    """Stretches of ideographs without a mark between them, and of Latin words."""
    for kind, group in groupby(tokens, key=lambda token: "han" if is_han_token(token.text) else _kind(token)):
        if kind != "mark":
            yield kind == "han", list(group)


def _kind(token: Token) -> str:
    return "mark" if token.text == MARK else "latin"


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _literal(tokens: Iterable[Token]) -> list[frozenset[str]]:
    """The row of these very words."""
    return [frozenset((token.text,)) for token in tokens]


def _side_rows(rows: Sequence[list[frozenset[str]]], lines: tuple[LineName, ...]) -> list[AnyWord | InARow]:
    """The rows of a side of NEAR, without those of a word that the collection does not have; single words are one."""
    long = [InARow(lines, tuple(row)) for row in rows if len(row) > 1 and all(row)]
    single = frozenset[str]().union(*(row[0] for row in rows if len(row) == 1))
    return [*([AnyWord(lines, single)] if single else []), *long]


def _row(words: Sequence[frozenset[str]], lines: tuple[LineName, ...]) -> AnyWord | InARow | OneOf:
    if not lines or not all(words):
        return NOTHING
    return AnyWord(lines, words[0]) if len(words) == 1 else InARow(lines, tuple(words))


def _with_hints(words: Sequence[frozenset[str]], lines: tuple[LineName, ...]) -> Match:
    """The row; where it holds neighbouring ideographs, the lines that the bags know are narrowed by them."""
    row = _row(words, lines)
    if not isinstance(row, InARow):
        return row
    hints = tuple(
        tuple(BagTerm(side, term) for side in SIDES) for run in _han_runs(words) for term in bigram_terms(run)
    )
    if not hints:
        return row
    bagged = tuple(line for line in lines if line in _BAGGED)
    others = tuple(line for line in lines if line not in _BAGGED)
    rows = [InARow(bagged, row.words, hints)] if bagged else []
    rows += [InARow(others, row.words)] if others else []
    return rows[0] if len(rows) == 1 else OneOf(tuple(rows))


def _han_runs(words: Sequence[frozenset[str]]) -> Iterable[str]:
    """The runs of at least two ideographs in a row of single words."""
    for han, group in groupby((next(iter(word)) for word in words), key=is_han_token):
        run = "".join(group) if han else ""
        if len(run) > 1:
            yield run


def _limited(words: set[str], place: Place, written: str) -> tuple[str, ...]:
    if len(words) > WILDCARD_WORDS_MAX:
        raise _too_many(len(words), place, written)
    return tuple(sorted(words))


def _too_many(count: int, place: Place, written: str) -> QueryError:
    message = (
        f"{written} stands for {count} words of this collection, {WILDCARD_WORDS_MAX} are the most; "
        "write more of the word."
    )
    arguments = (("written", written), ("count", str(count)), ("most", str(WILDCARD_WORDS_MAX)))
    return QueryError("wildcard-words", message, *place, arguments=arguments)
