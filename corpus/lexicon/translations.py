"""The renderings of a query's words in the other language, from every source, longest phrase first.

What the collection defines and has taught is trusted most, then a user's glossary, then dictionaries; what no source
knows is put together from parts. docs/lexicon.md says how.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from corpus.knowledge import Knowledge
from corpus.lexicon.compounds import chinese_candidates, english_candidates
from corpus.lexicon.covering import cover
from corpus.lexicon.dictionary import load_dictionary
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.lexicon.glosses import PHRASE_WORDS_MAX, phrase_units, renderings
from corpus.lexicon.inverse import load_inverse
from corpus.lexicon.learnt import SURE, TERM_SURE, Learnt
from corpus.lexicon.shipped import shipped_terms
from corpus.lexicon.term_pairs.defined import whole
from corpus.lexicon.term_pairs.evidence import Evidence
from corpus.lexicon.terms import Rendered, TermTable, Translation, ranked
from corpus.lexicon.transliteration import class_of_word, names_in, names_like
from corpus.words.folding import fold
from corpus.words.segmentation import word_count
from corpus.words.spelling import american
from corpus.words.stems import STOP_WORDS

__all__ = ["Rendered", "Translation", "Translations"]

# The name that the reason of a dictionary's translation gives.
CC_CEDICT: Final = "CC-CEDICT"

# What the best of each source is worth. Our choice, not calibrated.
DEFINED: Final = 1.0
DICTIONARY: Final = 0.9
COMPOUND: Final = 0.6
TRANSLITERATION: Final = 0.7

# Each further candidate of a compound is worth this much of the one before.
NEXT_CANDIDATE: Final = 0.85

# A headword that running text counts this often is a common word; of those that name the same it is the better one.
COMMON: Final = 1_000
RARE_WEIGHT: Final = 0.5

# What a word is worth as the rendering of a relative (treatment, to treat), and of one character.
RELATIVE: Final = 0.6
ONE_CHARACTER: Final = 0.5

# Renderings of less than this share of the best one's weight are noise beside it.
WEAK: Final = 0.2

# Longer runs are looked at piece by piece.
RUN_MAX: Final = 200

# Endings of units that are taken off, or changed, to come to the relative that a dictionary has.
_RELATIVES: Final = (
    ("ment", ""), ("abl", ""), ("bl", ""), ("or", ""), ("er", ""), ("duct", "duc"), ("ss", "t"), ("ation", ""),
    ("nt", ""), ("nc", ""), ("ful", ""), ("less", ""), ("ist", ""),
)  # fmt: skip
_RELATIVE_LETTERS_MIN: Final = 4

# Characters that hold sentences together; as words they render as nothing one would search for.
_EMPTY_HAN: Final = frozenset(
    "的了是在和与及或为对于有中等也不一个这那上下到由被并以所从其之而则但将可因此把向还就都很又着过"
)


class Translations:
    """Renders words and runs; made once for a state of knowledge, safe to share between threads.

    `holds` says whether the collection has an English phrase or a Han run at all: what is put together from parts is
    kept only where it does, and without `holds` always. `words` are the collection's English words in lower case, among
    which the names of drugs are looked for that a Chinese one sounds like.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        glossary: Glossary = NO_GLOSSARY,
        holds: Callable[[str], bool] | None = None,
        words: Iterable[str] = (),
    ) -> None:
        self._glossary = glossary
        self._sure_tables = (_table_of(knowledge), glossary.table, shipped_terms())
        self._learnt = Learnt(knowledge, self._listed_but_learnt, self._headwords)
        self._tables = (*self._sure_tables, self._learnt)
        self._holds = holds if holds is not None else _anything
        self._drugs = [word for word in words if class_of_word(word)]
        self._longest_phrase = max(PHRASE_WORDS_MAX, *(table.longest_phrase for table in self._tables))
        self._longest_run = max(load_dictionary().longest, *(table.longest_run for table in self._tables))
        self._chinese = lru_cache(maxsize=1 << 14)(self._to_chinese)
        self._english = lru_cache(maxsize=1 << 14)(self._to_english)

    def of_english(self, words: Sequence[str]) -> list[Rendered]:
        """Chinese renderings of a query's words (folded line words; capitals may stay), in order and apart from each
        other; words without one are left out.
        """
        plain = [fold(word).lower() for word in words]
        found: list[Rendered] = []
        start = 0
        while start < len(plain):
            end, translations = self._longest_english(plain, start)
            if translations:
                found.append(Rendered(start, end, translations))
            start = end
        return found

    def of_chinese(self, run: str) -> list[Rendered]:
        """English renderings of a run of Han characters, in order and apart from each other; characters without one are
        left out.
        """
        plain = fold(run).lower()
        return [
            Rendered(first + one.start, first + one.end, one.translations)
            for first in range(0, len(plain), RUN_MAX)
            for one in self._of_part(plain[first : first + RUN_MAX])
        ]

    def _of_part(self, run: str) -> Iterator[Rendered]:
        names = self._names(run)
        for piece in cover(run, lambda text: text in names or bool(self._english(text)), self._longest_run):
            if piece.known:
                text = run[piece.start : piece.end]
                yield Rendered(piece.start, piece.end, ranked((*self._english(text), *names.get(text, ()))))

    def _longest_english(self, words: Sequence[str], start: int) -> tuple[int, tuple[Translation, ...]]:
        for end in range(min(len(words), start + self._longest_phrase), start, -1):
            phrase = tuple(words[start:end])
            at_edge = phrase[0] in STOP_WORDS or phrase[-1] in STOP_WORDS
            translations = () if at_edge else self._chinese(phrase)
            if translations:
                return end, translations
        return start + 1, ()

    # ---- English to Chinese --------------------------------------------------------------------------------------

    def _to_chinese(self, words: tuple[str, ...]) -> tuple[Translation, ...]:
        units = phrase_units(words)
        known = list(self._listed(units))
        if len(words) == 1 and _unsure(known):
            known += self._chinese_compounds(words[0])
        if len(words) == 1 and _unsure(known):
            for relative in _relatives(units[0]):
                known += [one._replace(weight=RELATIVE * one.weight) for one in self._listed((relative,))]
        phrase = " ".join(words)
        return _telling(one for one in known if not self._glossary.forbids(phrase, one.text))

    def _listed(self, units: tuple[str, ...]) -> Iterator[Translation]:
        """What the tables and the dictionary have."""
        yield from self._listed_but_learnt(units)
        yield from self._learnt.chinese(units)

    def _listed_but_learnt(self, units: tuple[str, ...]) -> Iterator[Translation]:
        """The same without the pairs of units that beads teach."""
        for table in self._sure_tables:
            yield from table.chinese(units)
        for headword in load_inverse().chinese(units):
            weight = DICTIONARY * headword.weight * _commonness(headword.han)
            yield Translation(headword.han, weight, "dictionary", (CC_CEDICT, headword.gloss))

    def _chinese_compounds(self, word: str) -> Iterator[Translation]:
        weight = COMPOUND
        for form in dict.fromkeys((american(word), *_singulars(american(word)))):
            for compound in chinese_candidates(form, self._whole_word):
                if self._holds(compound.text):
                    yield Translation(compound.text, weight, "compound", (compound.parts,))
                    weight *= NEXT_CANDIDATE

    def _whole_word(self, word: str) -> list[str]:
        """The best renderings of a word at the end of a compound."""
        best = ranked(self._listed(phrase_units((word,))), 4)
        return [one.text for one in best if one.weight >= SURE]

    # ---- Chinese to English --------------------------------------------------------------------------------------

    def _to_english(self, run: str) -> tuple[Translation, ...]:
        if run in _EMPTY_HAN:
            return ()
        known = [*self._headwords(run), *self._learnt.english(run)]
        if _unsure(known):
            weight = COMPOUND
            for compound in english_candidates(run):
                if self._holds(compound.text):
                    known.append(Translation(compound.text, weight, "compound", (compound.parts,)))
                    weight *= NEXT_CANDIDATE
        return _telling(one for one in known if not self._glossary.forbids(one.text, run))

    def _headwords(self, run: str) -> Iterator[Translation]:
        """What the tables but that of the pairs of units, and the dictionary, have."""
        for table in self._sure_tables:
            yield from table.english(run)
        yield from _of_headword(run)

    def _names(self, run: str) -> dict[str, list[Translation]]:
        """The ranges of a run that sound like drugs of the collection, with these."""
        found: dict[str, list[Translation]] = {}
        for start, end in names_in(run) if self._drugs else ():
            name = run[start:end]
            if not _unsure(self._english(name)):
                continue  # its name is known: what only sounds alike is another drug
            for word, score in names_like(name, self._drugs)[:3]:
                translation = Translation(word, TRANSLITERATION * score, "transliteration", (name, word))
                found.setdefault(name, []).append(translation)
        return found


def _anything(text: str) -> bool:
    """For a collection of which nothing is known."""
    return bool(text)


def _telling(known: Iterable[Translation]) -> tuple[Translation, ...]:
    """The best renderings, without those that say little beside the best of them."""
    best = ranked(known)
    return tuple(one for one in best if one.weight >= WEAK * best[0].weight)


def _unsure(known: Iterable[Translation]) -> bool:
    return all(one.weight < SURE for one in known)


def _singulars(word: str) -> Iterator[str]:
    """The forms that a plural in -s may be of."""
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"


def _relatives(unit: str) -> Iterator[str]:
    """Units of other parts of speech: treatment, treat."""
    for ending, replacement in _RELATIVES:
        if unit.endswith(ending) and len(unit) - len(ending) >= _RELATIVE_LETTERS_MIN:
            yield unit.removesuffix(ending) + replacement


def _table_of(knowledge: Knowledge) -> TermTable:
    """What the collection defines, and the terms that it has taught."""
    table = TermTable()
    defined = whole(knowledge.abbreviations, Evidence(knowledge.pairs))
    for one in filter(defined.__contains__, knowledge.abbreviations):
        table.add(one.en, one.zh, DEFINED, "abbreviation", (one.short, str(one.occurrences)))
        table.add(one.short, one.zh, DEFINED, "abbreviation", (one.short, str(one.occurrences)))
    for pair in knowledge.terms:
        table.add(pair.en, pair.zh, pair.probability, "term", (str(pair.occurrences),))
    for term in knowledge.term_pairs:
        if term.confidence >= TERM_SURE:
            table.add(term.en, term.zh, term.confidence, "term", (str(term.beads),))
    return table


def _of_headword(run: str) -> Iterator[Translation]:
    """The renderings of a word of CC-CEDICT."""
    for phrase in renderings(load_dictionary().glosses(run)):
        if not all(word in STOP_WORDS or len(word) == 1 for word in phrase.words):
            weight = DICTIONARY * phrase.weight * (ONE_CHARACTER if len(run) == 1 else 1.0)
            yield Translation(phrase.text, weight, "dictionary", (CC_CEDICT, run))


def _commonness(han: str) -> float:
    """From RARE_WEIGHT for a word that running text never had, to 1 for a common one."""
    return RARE_WEIGHT + (1 - RARE_WEIGHT) * math.sqrt(min(1.0, word_count(han) / COMMON))
