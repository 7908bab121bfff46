"""What a chain of operands with operators between them can mean without parentheses, system by system."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Final, Literal, TypeAlias

from indexer.canonical import canonical
from indexer.errors import Reading
from indexer.query import Query
from indexer.query_trees import all_of, any_of, is_condition

# What stands between two operands; nothing where words that stand side by side are yet to be joined.
Joint: TypeAlias = Literal["AND", "OR", ""]

_EXPLANATIONS: Final = (
    "from left to right, as PubMed reads it",
    "AND before OR, as Ovid and Web of Science read it",
    "OR before AND, as Scopus reads it",
)


def readings_of(parts: Sequence[Query], joints: Sequence[Joint], before: str, after: str) -> tuple[Reading, ...]:
    """Every different way to read the chain, written out between what stands before and after it; PubMed's first."""
    readings: dict[Query, Reading] = {}
    for read, explanation in zip((left_to_right, and_first, or_first), _EXPLANATIONS, strict=True):
        query = read(parts, joints)
        readings.setdefault(query, Reading(f"{before}{canonical(query)}{after}".strip(), explanation))
    return tuple(readings.values())


def loosened(parts: Sequence[Query], joints: Sequence[Joint]) -> tuple[list[Query], list[Joint]]:
    """The chain with the words of each stretch without an operator in one OR. Filters and exclusions, also in groups of
    their own, hold all the same: they stand behind it, joined by AND.
    """
    loose: list[Query] = []
    between: list[Joint] = []
    written: list[Joint] = [joint for joint in joints if joint]
    for before, stretch in zip(["", *written], _split(parts, joints, "AND", "OR"), strict=True):
        held = [part for part in stretch if is_condition(part)]
        words = [part for part in stretch if not is_condition(part)]
        joined = [any_of(words), *held] if words else held
        loose.extend(joined)
        between.append(before)
        between.extend("AND" for _ in joined[1:])
    return loose, between[1:]


def left_to_right(parts: Sequence[Query], joints: Sequence[Joint]) -> Query:
    """((a OR b) AND c) OR d."""
    steps = zip(joints, parts[1:], strict=True)
    return reduce(lambda left, step: _JOIN[step[0]]([left, step[1]]), steps, parts[0])


def and_first(parts: Sequence[Query], joints: Sequence[Joint]) -> Query:
    """a OR (b AND c) OR d."""
    return any_of([all_of(group) for group in _split(parts, joints, "OR")])


def or_first(parts: Sequence[Query], joints: Sequence[Joint]) -> Query:
    """(a OR b) AND (c OR d)."""
    return all_of([any_of(group) for group in _split(parts, joints, "AND")])


def _split(parts: Sequence[Query], joints: Sequence[Joint], *at: Joint) -> list[list[Query]]:
    groups = [[parts[0]]]
    for joint, part in zip(joints, parts[1:], strict=True):
        if joint in at:
            groups.append([part])
        else:
            groups[-1].append(part)
    return groups


_JOIN: Final[dict[Joint, Callable[[Sequence[Query]], Query]]] = {"AND": all_of, "OR": any_of}
