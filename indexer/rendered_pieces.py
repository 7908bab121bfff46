"""The renderings of a search's words that a collection holds, piece by piece: the longest phrase goes first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from corpus.knowledge import AbbreviationPair, Knowledge
from corpus.lexicon.glossary import Glossary
from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.lexicon.term_pairs.defined import whole
from corpus.lexicon.term_pairs.evidence import Evidence
from corpus.lexicon.terms import Translation
from corpus.lexicon.translations import Translations
from corpus.model import Side
from corpus.words.folding import fold
from corpus.words.mixed_terms import is_capital_stop_word
from corpus.words.segmentation import han_words, search_words
from corpus.words.tokens import MARK, is_han_token, line_tokens, term_keys
from indexer.counted import counted_chinese, counted_english, counts_in
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.renderings import Expansion, RenderedWords, language_of
from indexer.vocabulary import Vocabulary

# A rendering of less weight helps to rank free text, where nothing else is asked; it is not what a query means.
MATCHED_WEIGHT_MIN: Final = 0.5
# Renderings of one word in a query: more are neither read nor meant.
MATCHED_MAX: Final = 10

_DEFINED: Final = 1.0


class Piece(NamedTuple):
    """Neighbouring words of a text, or a part of a run of ideographs, with the renderings kept."""

    said: str
    words: int
    expansions: tuple[Expansion, ...]


class Renderer:
    """Renders words by what one collection has taught; safe to share between threads. `finds` says whether a report of
    the collection has these words or ideographs in a row.
    """

    def __init__(
        self, knowledge: Knowledge, vocabulary: Vocabulary, glossary: Glossary, finds: Callable[[str], bool]
    ) -> None:
        self._knowledge = knowledge
        self._vocabulary = vocabulary
        self._glossary = glossary
        self._finds = lru_cache(maxsize=1 << 12)(finds)

    def free_text(self, text: str) -> tuple[RenderedWords, ...]:
        """The renderings of a free text's words, cut at as many characters as its plan."""
        found: list[RenderedWords] = []
        for is_run, words in segments(text[:QUERY_CHARACTERS_MAX]):
            rendered = self._translations.of_chinese("".join(words)) if is_run else self._translations.of_english(words)
            for one in rendered:
                sides: dict[Side, list[tuple[str, float]]] = {}
                for translation in one.translations:
                    sides.setdefault(language_of(translation.text), []).append((translation.text, translation.weight))
                said = ("" if is_run else " ").join(("".join(words) if is_run else words)[one.start : one.end])
                typed = 1 if is_run else one.end - one.start
                found += [RenderedWords(said, typed, side, tuple(texts)) for side, texts in sides.items()]
        return tuple(found)

    # ---- pieces ------------------------------------------------------------------------------------------------

    def of_words(self, words: Sequence[str]) -> Iterator[Piece]:
        """All words in order: the longest phrases with renderings that the collection holds, others one by one."""
        start = 0
        for place in range(len(words) - 1):
            pair = words[place : place + 2]
            if place >= start and (kept := self._number(" ".join(pair).lower(), counted_english(pair))):
                yield from self._phrases(words[start:place])
                yield Piece(kept[0].said, 2, kept)
                start = place + 2
        yield from self._phrases(words[start:])

    def _phrases(self, words: Sequence[str]) -> Iterator[Piece]:
        end = 0
        for one in self._translations.of_english(words):
            yield from map(self._alone, words[end : one.start])
            yield from self._piece_of_phrase(words[one.start : one.end], one.translations)
            end = one.end
        yield from map(self._alone, words[end:])

    def _alone(self, word: str) -> Piece:
        """A word that no dictionary renders: one that is a stop word but for its capitals (ALL) may be a short form."""
        if not is_capital_stop_word(word):
            return Piece(word, 1, ())
        defined = [one for one in self._knowledge.abbreviations if one.short == word]
        reason = (word, str(sum(one.occurrences for one in defined)))
        named = (form for one in defined for form in ((one.en, one.zh) if one in self._whole else (one.en,)))
        forms = (Translation(form, _DEFINED, "abbreviation", reason) for form in named)
        return Piece(word.lower(), 1, self._kept(word.lower(), forms))

    def _piece_of_phrase(self, words: Sequence[str], translations: Iterable[Translation]) -> Iterator[Piece]:
        said = " ".join(words).lower()
        kept = self._kept(said, (*self._forms.get(phrase_units(phrase_words(said)), ()), *translations))
        if kept or len(words) == 1:
            yield Piece(said, len(words), kept)
        else:
            for word in words:
                alone = self._translations.of_english((word,))
                yield from self._piece_of_phrase((word,), alone[0].translations if alone else ())

    def of_text(self, text: str) -> Iterator[Piece]:
        """All of a word of several parts or of a run, in order: the longest parts with renderings that the collection
        holds, and what is between.
        """
        text = fold(text)
        start = 0
        for first, last in counts_in(text):
            if kept := self._number(text[first:last], counted_chinese(text[first:last])):
                yield from self._stretches(text[start:first])
                yield Piece(text[first:last], 1, kept)
                start = last
        yield from self._stretches(text[start:])

    def _stretches(self, text: str) -> Iterator[Piece]:
        for is_run, words in segments(text):
            yield from self._parts("".join(words)) if is_run else self.of_words(words)

    def _parts(self, run: str) -> Iterator[Piece]:
        end = 0
        for one in self._translations.of_chinese(run):
            if one.start > end:
                yield Piece(run[end : one.start], 1, ())
            yield from self._piece_of_run(run[one.start : one.end], one.translations)
            end = one.end
        if end < len(run):
            yield Piece(run[end:], 1, ())

    def _piece_of_run(self, run: str, translations: Iterable[Translation]) -> Iterator[Piece]:
        kept = self._kept(run, (*self._forms.get((run,), ()), *translations))
        parts = han_words(run)
        if kept or len(parts) == 1:
            yield Piece(run, 1, kept)
        else:
            for part in parts:
                found = [one for one in self._translations.of_chinese(part) if one.end - one.start == len(part)]
                yield Piece(part, 1, self._kept(part, found[0].translations if found else ()))

    def _number(self, said: str, texts: Iterable[str]) -> tuple[Expansion, ...]:
        """The same number of patients in other ways."""
        return self._kept(said, (Translation(text, _DEFINED, "number", (said,)) for text in texts))

    def _kept(self, said: str, translations: Iterable[Translation]) -> tuple[Expansion, ...]:
        """The renderings that a query means and the collection holds; of those that find the same, the first."""
        kept: dict[tuple[str, ...], Expansion] = {}
        seen: set[str] = set()  # ALL, and not the common word all beside it
        for one in translations:
            if one.weight < MATCHED_WEIGHT_MIN or len(kept) == MATCHED_MAX or _says_little(said, one):
                continue
            if one.text.lower() in seen:
                continue
            seen.add(one.text.lower())
            if self._holds(one.text) and self._meets(one.text):
                side, text = language_of(one.text), self._as_written(one.text)
                rendering = Expansion(said, text, side, one.source, round(one.weight, 3), one.reason)
                kept.setdefault(_keys(text), rendering)
        kept.pop(_keys(said), None)
        return tuple(kept.values())

    def _meets(self, text: str) -> bool:
        """Whether a report has the rendering as it is looked for: its words in a row."""
        return len(_keys(text)) == 1 or self._vocabulary.count(text) > 0 or self._finds(text)

    def _as_written(self, text: str) -> str:
        """The rendering; one English word that stands in the collection in other forms only as its commonest form. A
        word in capitals is meant as written.
        """
        keys = _keys(text)
        if len(keys) != 1 or not text.islower() or language_of(text) == "zh" or self._vocabulary.count(text):
            return text
        forms = sorted(self._vocabulary.family(keys[0]))
        return max(forms, key=self._vocabulary.count) if forms else text

    def _holds(self, text: str) -> bool:
        """Whether the words of a rendering stand in the collection, not necessarily side by side."""
        if language_of(text) == "en":
            return all(
                any(self._vocabulary.family(key) for key in term_keys(text[token.start : token.end]))
                for token in line_tokens(text)
            )
        words = [word for is_run, run in segments(text) for word in (search_words("".join(run)) if is_run else run)]
        # A single ideograph may stand in the collection within other words only, which are not counted by it.
        several = [word for word in words if len(word) > 1]
        return all(map(self._vocabulary.count, several or words))

    # ---- what translates ---------------------------------------------------------------------------------------

    @cached_property
    def _translations(self) -> Translations:
        """Made at the first search that needs it: it takes a second."""
        words = self._vocabulary.prefix("")
        return Translations(self._knowledge, self._glossary, holds=self._holds, words=words)

    @cached_property
    def _whole(self) -> frozenset[AbbreviationPair]:
        """The definitions whose two languages may say the same."""
        return whole(self._knowledge.abbreviations, Evidence(self._knowledge.pairs))

    @cached_property
    def _forms(self) -> dict[tuple[str, ...], list[Translation]]:
        """The English forms that the collection itself defines for one another: short for long and long for short."""
        forms: dict[tuple[str, ...], list[Translation]] = {}
        for one in self._knowledge.abbreviations:
            reason = (one.short, str(one.occurrences))
            for said, form in (
                (phrase_units(phrase_words(one.short)), one.en),
                (phrase_units(phrase_words(one.en)), one.short),
                *([((one.zh,), one.short)] if one in self._whole else ()),
            ):
                forms.setdefault(said, []).append(Translation(form, _DEFINED, "abbreviation", reason))
        return forms


def _keys(text: str) -> tuple[str, ...]:
    """What stands for the words of a text when it is looked for: stems, ideographs."""
    return tuple(term_keys(text[token.start : token.end])[0] for token in line_tokens(text))


def segments(text: str) -> Iterator[tuple[bool, list[str]]]:
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


def _says_little(said: str, one: Translation) -> bool:
    """Whether a pair that was mined decides nothing: a number, or one ideograph, which is a part of some word."""
    if one.source != "mined":
        return False
    return any(text.isdigit() or (len(text) == 1 and not text.isascii()) for text in (said, one.text))
