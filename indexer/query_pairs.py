"""Same-pair queries: what must stand on either side of one aligned unit, {en:… zh:…}."""

from collections.abc import Callable, Sequence
from typing import Final

from indexer.errors import QueryError
from indexer.query import Pair, Place, Query, Range
from indexer.query_lexemes import Lexeme, fault
from indexer.query_trees import all_of, leaves, negated
from indexer.query_walk import Walk

_CLOSING: Final = ("side", "}", "end")


def read_pair(walk: Walk, opening: Lexeme, operand: Callable[[], Query]) -> Pair:
    """The pair whose opening brace was taken; each side with NOT before it or without. Raises QueryError."""
    walk.enter(opening)
    sides: dict[str, list[Query]] = {"en": [], "zh": []}
    written: list[str] = []
    choices: list[Lexeme] = []
    while walk.next.kind != "}":
        if not written and walk.next.kind in ("AND", "OR"):
            walk.refuse("missing-operand", f"{walk.next.kind} stands between two sides.", walk.next, "")
        if walk.next.kind in ("AND", "OR") and (joint := walk.take()).kind == "OR":
            choices.append(joint)
        begin = walk.next.start
        excluded = walk.next.kind == "NOT"
        if excluded:
            walk.take()
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
        written.append(walk.typed[begin:end])
    closing = walk.take()
    walk.leave()
    if choices:
        raise _choice(walk.typed, Place(opening.start, closing.end), written, choices)
    if not any(sides.values()):
        walk.refuse("empty-group", "There is nothing between these braces.", closing)
    en, zh = (all_of(parts) if parts else None for parts in sides.values())
    return Pair(en, zh, Place(opening.start, closing.end))


def _choice(typed: str, pair: Place, sides: Sequence[str], choices: Sequence[Lexeme]) -> QueryError:
    """The error that OR joins sides; where it joins all of them, with the query that has a pair for each."""
    message = "Within braces both sides hold at once; for one or the other write {en:…} OR {zh:…}."
    error = fault("pair-or", message, typed, choices[0].start, choices[0].end)
    if len(choices) == len(sides) - 1:
        pairs = " OR ".join(f"{{{side}}}" for side in sides)
        before, after = typed[: pair.start].strip(), typed[pair.end :].strip()
        error.suggestion = f"{before} ({pairs}) {after}".strip() if before or after else pairs
    return error


def _check(part: Query, side: Lexeme, typed: str) -> None:
    """Raise QueryError unless only words are asked of the side, in whatever line they stand."""
    for leaf in leaves(part):
        if isinstance(leaf, Range | Pair) or getattr(leaf, "field", "all") != "all":
            message = "Within braces stand words, phrases, wildcards, NEAR and qty: only; put the rest outside."
            at = leaf.place if leaf.place.end else Place(side.start, side.end)
            raise fault("pair-inside", message, typed, at.start, at.end)
