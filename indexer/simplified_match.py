"""A match without what says nothing: words that no report holds, empty groups, NOT before NOT, groups within groups.

It has the same hits. Everything and nothing are left only where they are the whole match, everything also as the part
of a unit.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from indexer.fields import LineName
from indexer.plan import EVERY_ENTRY, AllOf, AnyWord, HasValue, InARow, InUnit, Match, Nearby, NoneOf, OneOf
from indexer.vocabulary import LISTED_FILTERS, Vocabulary

NO_ENTRY: Final = OneOf(())


def simplified(match: Match, vocabulary: Vocabulary) -> Match:
    """The same match over the entries of this vocabulary, `EVERY_ENTRY` or `NO_ENTRY` if it comes to that."""
    match match:
        case AllOf(parts=parts):
            return _all_of([simplified(part, vocabulary) for part in parts])
        case OneOf(parts=parts):
            return _one_of([simplified(part, vocabulary) for part in parts])
        case NoneOf(part=part):
            return _none_of(simplified(part, vocabulary))
        case InUnit(part=part):
            inner = simplified(part, vocabulary)
            return NO_ENTRY if inner == NO_ENTRY else InUnit(inner)
        case HasValue(filter=name, values=values):
            held = values & set(vocabulary.values(name)) if name in LISTED_FILTERS else values
            return HasValue(name, held) if held else NO_ENTRY
        case AnyWord() | InARow():
            return match if _can_stand(match) else NO_ENTRY
        case Nearby(left=left, right=right):
            return match if _can_stand(left) and _can_stand(right) else NO_ENTRY
    return match


def _can_stand(words: AnyWord | InARow) -> bool:
    return bool(words.lines) and (bool(words.words) if isinstance(words, AnyWord) else all(words.words))


def _all_of(parts: Sequence[Match]) -> Match:
    opened = dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,)))
    if NO_ENTRY in opened:
        return NO_ENTRY
    return next(iter(opened)) if len(opened) == 1 else AllOf(tuple(opened))


def _one_of(parts: Sequence[Match]) -> Match:
    opened = dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, OneOf) else (part,)))
    if EVERY_ENTRY in opened:
        return EVERY_ENTRY
    joined = tuple(_rows_joined(opened))
    return joined[0] if len(joined) == 1 else OneOf(joined)


def _rows_joined(parts: dict[Match, None]) -> Iterator[Match]:
    """The parts, rows of the same words in different lines as one: hints had set them apart."""
    lines: dict[tuple[frozenset[str], ...], dict[LineName, None]] = {}
    for part in parts:
        if isinstance(part, InARow):
            lines.setdefault(part.words, {}).update(dict.fromkeys(part.lines))
    for words, where in lines.items():
        yield InARow(tuple(where), words)
    yield from (part for part in parts if not isinstance(part, InARow))


def _none_of(part: Match) -> Match:
    if part == EVERY_ENTRY:
        return NO_ENTRY
    if part == NO_ENTRY:
        return EVERY_ENTRY
    return part.part if isinstance(part, NoneOf) else NoneOf(part)
