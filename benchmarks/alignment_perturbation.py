"""Judged documents with sentences left out and run together, and the gold that follows: omissions are rare in print."""

import random
from collections.abc import Sequence

from alignment_documents import Document, Link


def perturbed(document: Document, rate: float, rng: random.Random) -> Document:
    """The document with this share of each side's sentences left out, and of the rest joined to the next one."""
    en, en_places = _damaged(document.en, rate, " ", rng)
    zh, zh_places = _damaged(document.zh, rate, "", rng)
    groups: list[set[tuple[str, int]]] = []
    for link in document.links:
        sides = [{("en", en_places[n]) for n in link[0] if n in en_places}]
        sides.append({("zh", zh_places[n]) for n in link[1] if n in zh_places})
        if all(sides):
            _join(groups, sides[0] | sides[1])
    paired = set().union(*groups)
    links = {_link(group) for group in groups}
    links |= {((n,), ()) for n in range(len(en)) if ("en", n) not in paired}
    links |= {((), (n,)) for n in range(len(zh)) if ("zh", n) not in paired}
    return Document(document.id, en, zh, frozenset(links))


def _damaged(
    sentences: Sequence[str], rate: float, separator: str, rng: random.Random
) -> tuple[list[str], dict[int, int]]:
    """The sentences that are left, and for each old one that is left its new number."""
    kept = [number for number in range(len(sentences)) if rng.random() >= rate]
    left: list[str] = []
    places: dict[int, int] = {}
    joining = False
    for number in kept:
        if joining:
            left[-1] += separator + sentences[number]
            joining = False
        else:
            left.append(sentences[number])
            joining = rng.random() < rate
        places[number] = len(left) - 1
    return left, places


def _join(groups: list[set[tuple[str, int]]], group: set[tuple[str, int]]) -> None:
    """Add a group to the groups, together with those that it touches."""
    touched = [other for other in groups if other & group]
    groups[:] = [other for other in groups if not other & group]
    groups.append(group.union(*touched))


def _link(group: set[tuple[str, int]]) -> Link:
    return (
        tuple(sorted(n for side, n in group if side == "en")),
        tuple(sorted(n for side, n in group if side == "zh")),
    )
