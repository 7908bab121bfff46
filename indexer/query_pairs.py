"""Same-pair queries: what must stand on either side of one aligned unit, {en:… zh:…}."""

from collections.abc import Callable
from typing import Final

from indexer.query import Pair, Place, Query, Range
from indexer.query_lexemes import Lexeme, fault
from indexer.query_trees import all_of, leaves, negated
from indexer.query_walk import Walk

_CLOSING: Final = ("side", "}", "end")


def read_pair(walk: Walk, opening: Lexeme, operand: Callable[[], Query]) -> Pair:
    """The pair whose opening brace was taken; each side with NOT before it or without. Raises QueryError."""
    walk.enter(opening)
    sides: dict[str, list[Query]] = {"en": [], "zh": []}
    while walk.next.kind != "}":
        if not any(sides.values()) and walk.next.kind == "AND":
            walk.refuse("missing-operand", "AND stands between two sides.", walk.next, "")
        excluded = _read_joint(walk)
        if walk.next.kind == "end":
            message = f"The {{ at character {opening.start + 1} is never closed."
            walk.refuse("unbalanced-bracket", message, opening)
        if walk.next.kind != "side":
            message = "Within braces every word, phrase or group has its side before it: en: or zh:."
            walk.refuse("pair-side", message, walk.next)
        side = walk.take()
        if walk.next.kind in _CLOSING:
            walk.refuse("empty-field", f"{side.text}: needs a word right after it.", side)
        part = operand()
        _check(part, side, walk.typed)
        end = walk.lexemes[walk.at - 1].end
        sides[side.text].append(negated(part, Place(side.start, end)) if excluded else part)
    closing = walk.take()
    walk.leave()
    if not any(sides.values()):
        walk.refuse("empty-group", "There is nothing between these braces.", closing)
    en, zh = (all_of(parts) if parts else None for parts in sides.values())
    return Pair(en, zh, Place(opening.start, closing.end))


def _read_joint(walk: Walk) -> bool:
    """Take what joins two sides; whether NOT stands before the next."""
    if walk.next.kind == "OR":
        message = "Within braces both sides hold at once; for one or the other write {en:…} OR {zh:…}."
        walk.refuse("pair-or", message, walk.next, "AND")
    if walk.next.kind == "AND":
        walk.take()
    if walk.next.kind == "NOT":
        walk.take()
        return True
    return False


def _check(part: Query, side: Lexeme, typed: str) -> None:
    """Raise QueryError unless only words are asked of the side, in whatever line they stand."""
    for leaf in leaves(part):
        if isinstance(leaf, Range | Pair) or getattr(leaf, "field", "all") != "all":
            message = "Within braces stand words, phrases, wildcards, NEAR and qty: only; put the rest outside."
            at = leaf.place if leaf.place.end else Place(side.start, side.end)
            raise fault("pair-inside", message, typed, at.start, at.end)
