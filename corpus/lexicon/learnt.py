"""Which of the pairs of units that beads teach a search may use.

Units that stand together are paired though one is said by something else: in *platelet count*, 血小板计数, either word
of the one stands beside either of the other. A pair that dictionaries say too is used; so is any pair of words that
they do not render. Of a word that they do render, another rendering is used if enough beads teach it, if it is no part
of one of theirs, and if no longer term of the collection says the word by one of theirs beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from corpus.knowledge import Knowledge
from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.lexicon.term_pairs.evidence import SHAPING
from corpus.lexicon.terms import TermTable, Translation
from corpus.words.folding import fold

# Fewer beads say nothing against a dictionary: one report has as many of a word. Our choice.
BEADS_MIN: Final = 10
# What nothing renders with at least this weight is not rendered well: what is learnt of it is used without more, and
# parts are put together for it.
SURE: Final = 0.45
# Terms that beads teach less surely than this are not used.
TERM_SURE: Final = 0.8

Units: TypeAlias = tuple[str, ...]


class Learnt:
    """The pairs of units that one state of knowledge has; asked like a TermTable. `chinese` and `english` are what
    everything else renders units and runs by.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        chinese: Callable[[Units], Iterable[Translation]],
        english: Callable[[str], Iterable[Translation]],
    ) -> None:
        self._table = TermTable()
        for pair in knowledge.pairs:
            self._table.add(pair.en, pair.zh, pair.probability, "mined", (str(pair.occurrences),))
        self._others_chinese, self._others_english = chinese, english
        self._terms: defaultdict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for en, zh in _terms(knowledge):
            units = frozenset(phrase_units(phrase_words(en)))
            for unit in units if len(units) > 1 else ():
                self._terms[unit].append((units, _run(zh)))
        self.longest_phrase, self.longest_run = self._table.longest_phrase, self._table.longest_run

    def chinese(self, units: Units) -> tuple[Translation, ...]:
        """The Chinese renderings of units that a search may use."""
        return tuple(one for one in self._table.chinese(units) if self._may_be_used(units, one.text, one))

    def english(self, run: str) -> tuple[Translation, ...]:
        """The English renderings of a folded run that a search may use."""
        return tuple(one for one in self._table.english(run) if self._may_be_used(_units(one.text), run, one))

    def __contains__(self, run: str) -> bool:
        """Whether beads teach something of a run, used or not."""
        return run in self._table

    def _may_be_used(self, units: Units, run: str, pair: Translation) -> bool:
        chinese, english = list(self._others_chinese(units)), list(self._others_english(run))
        if any(one.text == run for one in chinese) or any(_units(one.text) == units for one in english):
            return True
        sure_runs = [one.text for one in chinese if one.weight >= SURE]
        sure_units = [_units(one.text) for one in english if one.weight >= SURE]
        if not sure_runs and not sure_units:
            return True
        is_part = any(_is_part(run, other) for other in sure_runs) or any(set(units) < set(one) for one in sure_units)
        return int(pair.reason[0]) >= BEADS_MIN and not is_part and not self._stands_beside(units, run, sure_runs)

    def _stands_beside(self, units: Units, run: str, others: Iterable[str]) -> bool:
        """Whether a longer term holds both, and besides the run another that renders the units."""
        apart = [other for other in others if run not in other and other not in run]
        return any(
            term.issuperset(units) and run in han and any(other in han for other in apart)
            for term, han in self._terms.get(units[0], ())
        )


def _terms(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The terms of several words, English and Chinese, that the collection defines or surely has."""
    yield from ((one.en, one.zh) for one in knowledge.abbreviations)
    yield from ((one.en, one.zh) for one in knowledge.term_pairs if one.confidence >= TERM_SURE)


def _is_part(run: str, other: str) -> bool:
    """Whether a run is a part of another that says more: 切除 of 脾切除, but not 脾切除 of 脾切除术."""
    return run != other and run in other and not SHAPING.issuperset(other.replace(run, "", 1))


def _units(text: str) -> Units:
    return phrase_units(phrase_words(text))


def _run(han: str) -> str:
    return "".join(fold(han).lower().split())
