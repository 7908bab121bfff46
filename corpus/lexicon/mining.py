"""Pairs of units that translate each other, learnt from beads.

IBM Model 1 in both directions (Brown, Della Pietra, Della Pietra, Mercer 1993, The Mathematics of Statistical Machine
Translation, Computational Linguistics 19:2, 263-311), and of the two probabilities the geometric mean: a unit that
goes with everything is likely in one direction only.

Of very many texts a part is learnt from, drawn three times by a hash, each time of what is at hand: a study draws
reports by id, before any is read; `duizhao align`, whose documents may share an id and come once, in any order, keeps
those with the smallest hashes of id and sentences while it reads; and what is mined here is drawn bead by bead, to
stay within EVENTS_MAX.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.knowledge import TermPair

# The English and the Chinese units of a bead.
BeadUnits: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]  # of events, of which there are many
Floats = npt.NDArray[np.float64]

ITERATIONS: Final = 5
# The empty word explains every unit this well; every total counts as this much greater, so that what is rare is not
# believed; what is less probable than the last is given up. Coarse: others tried on judged beads (0.005 and 0.1; 0.1
# and 1; 0.0001) changed little.
EMPTY_WORD: Final = 0.02
DISCOUNT: Final = 0.5
PROBABILITY_MIN: Final = 0.001

OCCURRENCES_MIN: Final = 2
MEAN_MIN: Final = 0.15
# Added to the geometric mean, so that a pair that just passes counts for nearly a half. Our choice, not calibrated.
MEAN_RAISED_BY: Final = 0.3

# An event is an English and a Chinese unit standing in one bead. 8 million take 6 s and 0.5 GB at most; where there
# are more, the beads to learn from are drawn by the hash of their content.
EVENTS_MAX: Final = 8_000_000
# A bead of more, 150 units by 150, is no sentence and its translation.
BEAD_EVENTS_MAX: Final = 22_500


def mine(beads: Sequence[BeadUnits]) -> tuple[TermPair, ...]:
    """The pairs that stand together in at least two beads and that both directions find probable, sorted by Chinese,
    then English unit. Beads are (English units, Chinese units). The result depends on what beads there are, never on
    their order; of more than EVENTS_MAX events it is that of a part of the beads, the same part every time.
    """
    chosen = _choose(beads)
    if not chosen:
        return ()
    english = sorted({unit for en, _ in chosen for unit in en})
    chinese = sorted({unit for _, zh in chosen for unit in zh})
    events = _Events(chosen, english, chinese)
    to_english = _probabilities(events.pairs, events.en_tokens, events.zh_of_pair)
    to_chinese = _probabilities(events.pairs, events.zh_tokens, events.en_of_pair)
    mean = np.sqrt(to_english * to_chinese)
    found = np.flatnonzero((events.occurrences >= OCCURRENCES_MIN) & (mean > MEAN_MIN))
    certainty = np.minimum(1.0, MEAN_RAISED_BY + mean[found]) * (1 - 0.5 / events.occurrences[found])
    return tuple(
        TermPair(english[events.en_of_pair[pair]], chinese[events.zh_of_pair[pair]], round(float(p), 4), int(n))
        for pair, p, n in zip(found, certainty, events.occurrences[found], strict=True)
    )


def _choose(beads: Iterable[BeadUnits]) -> list[BeadUnits]:
    """The beads to learn from, each side sorted and distinct, in an order of their own."""
    usable = [
        bead
        for bead in ((tuple(sorted(set(en))), tuple(sorted(set(zh)))) for en, zh in beads)
        if 0 < len(bead[0]) * len(bead[1]) <= BEAD_EVENTS_MAX
    ]
    if sum(len(en) * len(zh) for en, zh in usable) <= EVENTS_MAX:
        return sorted(usable)
    usable.sort(key=_draw)
    ends = np.cumsum([len(en) * len(zh) for en, zh in usable])
    return sorted(usable[: int(np.searchsorted(ends, EVENTS_MAX, side="right"))])


def _draw(bead: BeadUnits) -> tuple[bytes, BeadUnits]:
    """A place in a draw that depends on the bead alone; equal beads are drawn together."""
    content = "\n".join(("\t".join(bead[0]), "\t".join(bead[1])))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest(), bead


class _Events:
    """What stands with what. An event is numbered by bead, then English, then Chinese unit; a pair is a distinct
    (Chinese, English); a token is one unit of one bead.
    """

    def __init__(self, beads: Sequence[BeadUnits], english: Sequence[str], chinese: Sequence[str]) -> None:
        en_number = {unit: number for number, unit in enumerate(english)}
        zh_number = {unit: number for number, unit in enumerate(chinese)}
        en_units = np.array([en_number[unit] for en, _ in beads for unit in en], np.int64)
        zh_units = np.array([zh_number[unit] for _, zh in beads for unit in zh], np.int64)
        en_counts = np.array([len(en) for en, _ in beads], np.int64)
        zh_counts = np.array([len(zh) for _, zh in beads], np.int64)
        partners = np.repeat(zh_counts, en_counts)  # of each English token
        self.en_tokens: Numbers = np.repeat(np.arange(len(en_units), dtype=np.int32), partners)
        # The Chinese tokens of its bead, once for every English token of it.
        first_zh = np.repeat(np.cumsum(zh_counts) - zh_counts, en_counts)
        first_event = np.cumsum(partners) - partners
        self.zh_tokens: Numbers = np.arange(len(self.en_tokens), dtype=np.int32)
        self.zh_tokens += np.repeat((first_zh - first_event).astype(np.int32), partners)
        zh_units *= len(english)
        distinct, self.pairs, self.occurrences = _numbered(zh_units[self.zh_tokens] + en_units[self.en_tokens])
        self.zh_of_pair, self.en_of_pair = np.divmod(distinct, len(english))


def _numbered(keys: Ints) -> tuple[Ints, Numbers, Ints]:
    """The distinct keys in ascending order, for every key its number among them, and how often each occurs: numpy's
    unique in half the memory. There is at least one key.
    """
    order = keys.argsort()
    keys = keys[order]
    first = np.concatenate([[True], keys[1:] != keys[:-1]])
    starts = np.flatnonzero(first)
    numbers = np.empty(len(keys), np.int32)
    numbers[order] = np.cumsum(first, dtype=np.int32) - 1
    return keys[starts], numbers, np.diff(starts, append=len(keys))


def _probabilities(pairs: Numbers, tokens: Numbers, givens: Ints) -> Floats:
    """t(unit | given) of every pair by expectation maximisation: `pairs` and `tokens` name each event's pair and the
    token to be explained, `givens` each pair's unit that explains. Sums run in the order of events (bincount), so that
    they are the same to the last bit on every machine.
    """
    t: Floats = 1.0 / np.bincount(givens)[givens]
    for _ in range(ITERATIONS):
        shares = t[pairs]
        totals = np.bincount(tokens, shares) + EMPTY_WORD
        shares /= totals[tokens]
        counts = np.bincount(pairs, shares, minlength=len(givens))
        t = counts / (np.bincount(givens, counts)[givens] + DISCOUNT)
        t[t < PROBABILITY_MIN] = 0.0
        alive = t[pairs] > 0.0
        pairs, tokens = pairs[alive], tokens[alive]
    return t
