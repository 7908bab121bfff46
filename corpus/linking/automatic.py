"""Links that follow from the collection itself.

They are derived: made from the reports, the knowledge and the curators' decisions as they are now, and the same
whatever came first. Precision goes before recall: a wrong link puts words into an author's mouth.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, NamedTuple

from corpus.alignment.translation import translator_of
from corpus.linking.candidates import EVIDENCE, Evidence, Singles
from corpus.linking.contradictions import name_other_works, texts_contradict
from corpus.linking.pairs import make_link, only_side
from corpus.model import Link, LinkReason, Report
from corpus.store import Pair, Store
from corpus.store.links import LookedAt

# So many reports in one language are looked at in a few seconds: after any change. More of them, when they have become
# more by this share.
FEW: Final = 2000
GROWTH: Final = 0.1

# Pairs whose reports are in memory at a time.
BATCH: Final = 50


class Demand(NamedTuple):
    """What a pair has to show beside the evidence that found it.

    `score_min` is the least parallel score. With `texts_speak` the two may not name different works, most beads have
    to be confident, and they may not contradict each other.
    """

    score_min: float
    texts_speak: bool


# An identifier found in running text may be another work's, so that even with one the texts have to be a little
# parallel; without one, they have to speak for themselves.
DEMANDS: Final[dict[Evidence, Demand]] = {
    "doi": Demand(score_min=0.3, texts_speak=False),
    "pmid": Demand(score_min=0.3, texts_speak=False),
    "title": Demand(score_min=0.5, texts_speak=True),
    "parallel": Demand(score_min=0.8, texts_speak=True),
}
# The confidence of a bead with no more doubt than that, and the share of all beads that have it and both sides.
CONFIDENCE_MIN: Final = 0.5
CONFIDENT_SHARE_MIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link that is new or gone: the English and the Chinese id, why it is or was, how parallel the texts are."""

    en: str
    zh: str
    reason: LinkReason
    parallel_score: float


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What became of the links: `total` there are now, of which `made` are new and `renewed` were aligned again.

    `new` and `gone` name the links made and removed, in the order of ids.
    """

    total: int = 0
    made: int = 0
    renewed: int = 0
    removed: int = 0
    new: tuple[LinkChange, ...] = ()
    gone: tuple[LinkChange, ...] = ()


class _Stamp(NamedTuple):
    """What a stored link was made from, and why."""

    reason: LinkReason
    first_revision: int
    second_revision: int
    knowledge: int


def linking_due(store: Store) -> bool:
    """Whether links are to be made now: reports have changed since, and are few or have become more by a tenth."""
    seen, count = store.links.looked_at(), store.links.unaligned_count()
    if not count or store.revision() == seen.linked_revision:
        return False
    return count <= FEW or count - seen.linked_count >= GROWTH * seen.linked_count


def link_automatically(store: Store, *, progress: Callable[[int], None] | None = None) -> LinkSummary:
    """Make the links that the collection speaks for, renew stale ones, drop those that nothing speaks for any more.

    A curator's links stay, and what a curator unlinked is left alone. `progress` is told the number of reports looked
    at. Holds the names and the words of each one-language report by number; needs no lock, and writes all changes
    in one transaction.
    """
    revision, count = store.revision(), 0
    stored = {(link.first, link.second): _stamp(link) for link in store.links.every()}
    singles = Singles(translator_of(store.knowledge()))
    for count, report in enumerate(store.links.unaligned_reports(), 1):
        singles.add(report)
        if progress is not None:
            progress(count)
    choice = _Choice(store, stored)
    choice.take_decided()
    for evidence in EVIDENCE:
        choice.take(evidence, singles.pairs(evidence))
    changed = [link for pair, link in choice.links.items() if stored.get(pair) != _stamp(link)]
    gone = [pair for pair in stored if pair not in choice.links]
    made = [link for link in changed if (link.first, link.second) not in stored]
    lost = [link for link in store.links.every() if (link.first, link.second) not in choice.links] if gone else []
    store.links.keep(changed, without=gone)
    store.links.note_looked_at(LookedAt(revision, count))
    return LinkSummary(
        len(choice.links), len(made), len(changed) - len(made), len(gone), _changes(made), _changes(lost)
    )


class _Choice:
    """The links chosen so far; each report is in one at most."""

    def __init__(self, store: Store, stored: dict[Pair, _Stamp]) -> None:
        self.links: dict[Pair, Link] = {}
        self._store = store
        self._stored = stored
        self._knowledge = store.knowledge()
        self._decided = store.links.decided()
        self._taken: set[str] = set()

    def take_decided(self) -> None:
        """Take what curators linked, as far as both are still in one language each."""
        pairs = sorted(pair for pair, action in self._decided.items() if action == "link")
        for first, second in self._loaded(iter(pairs)):
            if (only_side(first), only_side(second)) == ("en", "zh") and self._free(first.report_id, second.report_id):
                self._add(self._link(first, second, "hand"))

    def take(self, evidence: Evidence, pairs: Iterable[Pair]) -> None:
        """Take the pairs that this evidence is good enough for: the most parallel first."""
        open_pairs = (pair for pair in pairs if self._free(*pair) and self._decided.get(pair) != "unlink")
        judged = (self._judge(evidence, first, second) for first, second in self._loaded(open_pairs))
        found = [link for link in judged if link is not None]
        for link in sorted(found, key=lambda link: (-link.alignment.parallel_score, link.first, link.second)):
            if self._free(link.first, link.second):
                self._add(link)

    def _judge(self, evidence: Evidence, first: Report, second: Report) -> Link | None:
        """The link that the evidence makes of the two; None where they do not show what it demands."""
        demand = DEMANDS[evidence]
        if demand.texts_speak and name_other_works(first, second):
            return None
        link = self._link(first, second, evidence)
        if link.alignment.parallel_score < demand.score_min:
            return None
        if demand.texts_speak and _confident_share(link) < CONFIDENT_SHARE_MIN:
            return None
        contradict = demand.texts_speak and texts_contradict(first, second, link, self._knowledge)
        return None if contradict else link

    def _link(self, first: Report, second: Report, reason: LinkReason) -> Link:
        """The link of two reports, with the stored alignment where it is not stale."""
        stamp = self._stored.get((first.report_id, second.report_id))
        if stamp is not None and stamp[1:] == (first.revision, second.revision, self._knowledge.number):
            stored = self._store.links.of(first.report_id)
            if stored is not None and stored.second == second.report_id:
                return replace(stored, reason=reason)
        return make_link(first, second, reason, self._knowledge)

    def _loaded(self, pairs: Iterator[Pair]) -> Iterator[tuple[Report, Report]]:
        """The reports of the pairs, a batch in memory at a time; pairs without both are left out."""
        while batch := list(islice(pairs, BATCH)):
            reports = self._store.reports(report_id for pair in batch for report_id in pair)
            for first, second in batch:
                if first in reports and second in reports:
                    yield (reports[first], reports[second])

    def _free(self, first: str, second: str) -> bool:
        return first not in self._taken and second not in self._taken

    def _add(self, link: Link) -> None:
        self.links[link.first, link.second] = link
        self._taken |= {link.first, link.second}


def _changes(links: Iterable[Link]) -> tuple[LinkChange, ...]:
    """The links without their beads, in the order of ids."""
    by_ids = sorted(links, key=lambda link: (link.first, link.second))
    return tuple(LinkChange(link.first, link.second, link.reason, link.alignment.parallel_score) for link in by_ids)


def _stamp(link: Link) -> _Stamp:
    return _Stamp(link.reason, link.first_revision, link.second_revision, link.alignment.knowledge)


def _confident_share(link: Link) -> float:
    """Of all beads, the share that has both sides and enough confidence."""
    beads = link.alignment.beads
    confident = sum(bool(bead.en and bead.zh) and bead.confidence >= CONFIDENCE_MIN for bead in beads)
    return confident / len(beads) if beads else 0.0
