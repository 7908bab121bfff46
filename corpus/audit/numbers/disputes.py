"""Where the numbers of the two sides of a bead contradict each other, and how.

What matches nothing is set against its likeliest counterpart: the same number in another unit, the same digits in
another power of ten, the most similar number of the same kind; or it stands alone.
"""

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.audit.numbers.explanations import Explanations
from corpus.audit.numbers.figures import Figure, Passage, significant
from corpus.audit.numbers.matching import UNMATCHED_MAX, Matching, Pair, match, paired

Difference: TypeAlias = Literal["missing", "extra", "changed", "decimal", "power", "unit"]

# What makes two numbers one that was changed: the same unit, kind, length, all digits but one. Our choice.
_LIKENESS_MIN: Final = 3


class Dispute(NamedTuple):
    """A contradiction: the English figure, the Chinese one, or both."""

    difference: Difference
    en: Figure | None
    zh: Figure | None


def disputes(en: Passage, zh: Passage) -> list[Dispute]:
    """The contradictions between the sides of a bead; none where so much differs that they are no translation."""
    matching = match(en.figures, zh.figures)
    found = [Dispute("power", *pair) for pair in matching.pairs if pair[0].damaged != pair[1].damaged]
    if not matching.en and not matching.zh:
        return found
    if max(len(matching.en), len(matching.zh)) > UNMATCHED_MAX:
        return found
    matching = _split(matching, _other_unit, "unit", found)
    matching = _unexplained(matching, en, zh)
    matching = _split(matching, _other_power, "power", found)
    found = [_by_point(dispute, en, zh) for dispute in found]
    en_left, zh_left = list(matching.en), list(matching.zh)
    for one, other in _likely_pairs(matching):
        en_left.remove(one)
        zh_left.remove(other)
        found.append(Dispute("changed", one, other))
    found.extend(Dispute("missing", figure, None) for figure in en_left)
    found.extend(Dispute("extra", None, figure) for figure in zh_left)
    return found


def _split(
    matching: Matching, differs: Callable[[Figure, Figure], bool], difference: Difference, found: list[Dispute]
) -> Matching:
    """The matching without the pairs that differ in this way, which are added to what is found."""
    if not matching.en or not matching.zh:
        return matching
    known = len(matching.pairs)
    matching = paired(matching, differs)
    found.extend(Dispute(difference, *pair) for pair in matching.pairs[known:])
    return Matching(matching.pairs[:known], matching.en, matching.zh)


def _unexplained(matching: Matching, en: Passage, zh: Passage) -> Matching:
    """The matching without what stands on one side only for a reason."""
    matched = [figure for pair in matching.pairs for figure in pair]
    left, right = matching.en, matching.zh
    if left:
        reasons = Explanations(en, zh, matched)
        left = [figure for figure in left if not reasons.explain(figure)]
    if right:
        reasons = Explanations(zh, en, matched)
        right = [figure for figure in right if not reasons.explain(figure)]
    return Matching(matching.pairs, left, right)


def _other_unit(one: Figure, other: Figure) -> bool:
    """The same number in two units; a calendar year has none, and is none with the unit of a duration."""
    if one.value != other.value:
        return False
    return bool(one.unit and other.unit) or "year" in (one.kind, other.kind)


def _other_power(one: Figure, other: Figure) -> bool:
    """The same digits in another power of ten."""
    digits = significant(one.base)
    if digits != significant(other.base) or one.base == other.base:
        return False
    return one.dimension == other.dimension or (len(digits) > 1 and not (one.unit and other.unit))


def _by_point(dispute: Dispute, en: Passage, zh: Passage) -> Dispute:
    """A power that is no more than a decimal point set elsewhere."""
    if dispute.difference != "power" or dispute.en is None or dispute.zh is None:
        return dispute
    if dispute.en.damaged or dispute.zh.damaged:
        return dispute
    one, other = en.digits_of(dispute.en), zh.digits_of(dispute.zh)
    if one is None or other is None or one.value == other.value:
        return dispute
    pointed = one.value != int(one.value) or other.value != int(other.value)
    return dispute._replace(difference="decimal") if pointed else dispute


def _likely_pairs(matching: Matching) -> list[Pair]:
    """What is left, each with its likeliest counterpart if it has one; the likeliest pairs first."""
    rated = []
    for place, one in enumerate(matching.en):
        for place_zh, other in enumerate(matching.zh):
            likeness = _likeness(one, other)
            if likeness >= _LIKENESS_MIN:
                rated.append((-likeness, abs(place - place_zh), place, place_zh))
    pairs: list[Pair] = []
    taken_en: set[int] = set()
    taken_zh: set[int] = set()
    for _, _, place, place_zh in sorted(rated):
        if place not in taken_en and place_zh not in taken_zh:
            taken_en.add(place)
            taken_zh.add(place_zh)
            pairs.append((matching.en[place], matching.zh[place_zh]))
    return pairs


def _likeness(one: Figure, other: Figure) -> int:
    """How much speaks for one number that was changed."""
    if one.dimension != other.dimension and one.unit and other.unit:
        return 0
    written, other_written = format(one.value, "f"), format(other.value, "f")
    likeness = 2 * (one.dimension == other.dimension) + (one.kind == other.kind)
    if len(written) == len(other_written):
        likeness += 1 + 2 * (sum(a != b for a, b in zip(written, other_written, strict=True)) == 1)
    return likeness
