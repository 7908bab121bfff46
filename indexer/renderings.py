"""What the words of a search are called in the other language, and how that ranks.

The renderings of one word rank as one word (Pirkola, SIGIR 1998), apart for whole words, neighbouring ideographs and
single ones, as the bags hold them. Each language by itself is a way to say the whole search: what was typed as far as
it stands there, and the renderings with less weight. A report is worth the better of the two, not both.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from corpus.lexicon.terms import Source
from corpus.model import SIDES, Side
from corpus.words.folding import is_han
from corpus.words.tokens import EXACT, bag_terms, is_han_word
from indexer.plan import Ceiling, ScoreGroup, Weighted

# What is met only by a rendering counts this much of what was typed. Tuned on records of which half have both
# languages: up to .7 neither half is found less well than without renderings.
RENDERING_WEIGHT: Final = 0.7

# A rendering's weight says how likely it is, which ranks best when softened.
_SOFTENED: Final = 0.5
# Of a phrase each term counts by the length of the phrase, and the more words were typed for it the more it says.
_SHARED: Final = 0.5


class Expansion(NamedTuple):
    """A rendering that was added to a search: for `said`, as typed but in lower case, `rendering` in the language of
    `side`, because of `source`; `reason` are the source's arguments (corpus.lexicon.terms), `weight` is in (0, 1].
    """

    said: str
    rendering: str
    side: Side
    source: Source
    weight: float
    reason: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What names it in a URL and on the command line."""
        return f"{self.said}:{self.rendering}"

    @property
    def label(self) -> str:
        """What tells it from others among the members of a group."""
        return f"{self.said} → {self.rendering} ({self.source})"


class RenderedWords(NamedTuple):
    """Words typed side by side, their number, and (text, weight) of their renderings in the language of `side`."""

    said: str
    words: int
    side: Side
    renderings: tuple[tuple[str, float], ...]


def language_of(text: str) -> Side:
    """The language of a rendering: Chinese if it holds an ideograph."""
    return "zh" if any(map(is_han, text)) else "en"


def by_language(typed: tuple[ScoreGroup, ...], rendered: Iterable[RenderedWords]) -> tuple[tuple[ScoreGroup, ...], ...]:
    """For each language that something was rendered in, what ranks there: the typed words and the renderings."""
    added: dict[Side, list[ScoreGroup]] = {side: [] for side in SIDES}
    for words in rendered:
        added[words.side].extend(_groups(words))
    return tuple(
        (*(group for group in typed if group.bag == side), *groups) for side, groups in added.items() if groups
    )


def _groups(words: RenderedWords) -> Iterator[ScoreGroup]:
    """A group for each kind of term, worth together no more than RENDERING_WEIGHT of what was typed."""
    kinds: dict[str, dict[str, float]] = {}
    for text, weight in words.renderings:
        for kind, terms in _by_kind(text).items():
            known = kinds.setdefault(kind, {})
            for term in terms:
                known[term] = max(known.get(term, 0.0), weight**_SOFTENED / len(terms) ** _SHARED)
    typed = _by_kind(words.said)
    said = RENDERING_WEIGHT * words.words**_SHARED
    ceiling = Ceiling(
        language_of(words.said),
        tuple(term for terms in typed.values() for term in terms),
        round(said * len(typed) / max(1, len(kinds)), 6),
    )
    for terms_of_kind in kinds.values():
        members = tuple(Weighted(term, round(weight, 6)) for term, weight in terms_of_kind.items())
        yield ScoreGroup(words.side, members, said, ceiling)


def _by_kind(text: str) -> dict[str, list[str]]:
    """The bag terms of a text: words, pairs of ideographs, ideographs; no rendering is known to the letter."""
    kinds: dict[str, list[str]] = {}
    for term in bag_terms(text):
        if not term.startswith(EXACT):
            kind = term[0] if term[0] in "12" and len(term) > 1 and is_han_word(term[1:]) else ""
            kinds.setdefault(kind, []).append(term)
    return kinds
