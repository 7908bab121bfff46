"""Where the numbers of the two sides of a bead contradict each other, and how.

What matches nothing is set against its likeliest counterpart: the same number in another unit, the same digits in
another power of ten, the most similar number of the same kind; or it stands alone.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.audit.numbers.explanations import unexplained
from corpus.audit.numbers.figures import Figure, Passage, significant
from corpus.audit.numbers.matching import UNMATCHED_MAX, Matching, Pair, is_calendar_year, match, paired
from corpus.model import Side

Difference: TypeAlias = Literal["missing", "extra", "changed", "decimal", "power", "unit"]

# What makes two numbers one that was changed: the same unit, kind, length, all digits but one. Our choice.
_LIKENESS_MIN: Final = 3
# Characters between two numbers of which the first may leave its scale to the second: from 99.4 to 88.5 billion.
_SCALE_WITHIN: Final = 12


class Dispute(NamedTuple):
    """A contradiction: the English figure, the Chinese one, or both."""

    difference: Difference
    en: Figure | None
    zh: Figure | None

    def figures(self) -> tuple[tuple[Side, Figure], ...]:
        """One or two figures with their sides, the English first."""
        sides: tuple[tuple[Side, Figure | None], ...] = (("en", self.en), ("zh", self.zh))
        return tuple((side, figure) for side, figure in sides if figure is not None)


class Comparison(NamedTuple):
    """What the numbers of a bead agree on, and where they contradict each other."""

    pairs: list[Pair]
    disputes: list[Dispute]


def compare(en: Passage, zh: Passage) -> Comparison:
    """The numbers of both sides compared; no contradictions where so much differs that they are no translation."""
    matching = match(en, zh)
    found = [Dispute("power", *pair) for pair in matching.pairs if pair[0].damaged != pair[1].damaged]
    if max(len(matching.en), len(matching.zh)) > UNMATCHED_MAX or not (matching.en or matching.zh):
        return Comparison(matching.pairs, found)
    matching = _split(matching, _other_unit_of_time, "unit", found)
    matching = _split(matching, _other_unit, "unit", found)
    found = [dispute for dispute in found if not _is_in_words(dispute, en, zh)]
    matching = unexplained(matching, en, zh)
    matching = _split(matching, _other_power, "power", found)
    found = [_by_point(dispute, en, zh) for dispute in found if not _is_scaled(dispute, en, zh)]
    likely = _likely_pairs(matching)
    found.extend(Dispute("changed", *pair) for pair in likely)
    paired_figures = {id(figure) for pair in likely for figure in pair}
    found.extend(Dispute("missing", figure, None) for figure in matching.en if id(figure) not in paired_figures)
    found.extend(Dispute("extra", None, figure) for figure in matching.zh if id(figure) not in paired_figures)
    return Comparison(matching.pairs, found)


def _split(
    matching: Matching, differs: Callable[[Figure, Figure], bool], difference: Difference, found: list[Dispute]
) -> Matching:
    """The matching without the pairs that differ in this way, which are added to what is found."""
    known = len(matching.pairs)
    matching = paired(matching, differs)
    found.extend(Dispute(difference, *pair) for pair in matching.pairs[known:])
    return Matching(matching.pairs[:known], matching.en, matching.zh)


def _other_unit_of_time(one: Figure, other: Figure) -> bool:
    """The same number in two units of time; a calendar year has none, and is none with the unit of a duration."""
    times = [figure.dimension in ("s", "mo") or is_calendar_year(figure) for figure in (one, other)]
    return all(times) and _is_one_number(one, other)


def _other_unit(one: Figure, other: Figure) -> bool:
    """The same number in two units."""
    return bool(one.unit and other.unit) and _is_one_number(one, other)


def _is_one_number(one: Figure, other: Figure) -> bool:
    """Whether two equal numbers are of one sort: how often is not how much."""
    return one.value == other.value and one.unit.startswith("/") == other.unit.startswith("/")


def _is_in_words(dispute: Dispute, en: Passage, zh: Passage) -> bool:
    """Whether it is an order on one side only, and neither side prints it in digits: the first month, 一年."""
    if dispute.en is None or dispute.zh is None or "ordinal" not in (dispute.en.kind, dispute.zh.kind):
        return False
    return en.digits_of(dispute.en) is None and zh.digits_of(dispute.zh) is None


def _other_power(one: Figure, other: Figure) -> bool:
    """The same digits in another power of ten."""
    digits = significant(one.base)
    if digits != significant(other.base) or one.base == other.base:
        return False
    if len(digits) == 1 and one.kind != other.kind:
        return False  # one and ten, two and 20%
    return one.dimension == other.dimension or not (one.unit and other.unit)


def _by_point(dispute: Dispute, en: Passage, zh: Passage) -> Dispute:
    """A power that is no more than a decimal point set elsewhere."""
    if dispute.difference != "power" or dispute.en is None or dispute.zh is None:
        return dispute
    if dispute.en.damaged != dispute.zh.damaged:
        return dispute
    one, other = en.digits_of(dispute.en), zh.digits_of(dispute.zh)
    if one is None or other is None or one.value == other.value:
        return dispute
    pointed = one.value != int(one.value) or other.value != int(other.value)
    return dispute._replace(difference="decimal") if pointed else dispute


def _is_scaled(dispute: Dispute, en: Passage, zh: Passage) -> bool:
    """Whether both numbers are the same once the scale of the next is theirs too: from 99.4 to 88.5 billion."""
    if dispute.difference != "power" or dispute.en is None or dispute.zh is None:
        return False
    return dispute.en.value * _next_scale(dispute.en, en) == dispute.zh.value * _next_scale(dispute.zh, zh)


def _next_scale(figure: Figure, passage: Passage) -> Decimal:
    """The scale of the number right behind this one, 1 without."""
    following = (other for other in passage.figures if figure.end <= other.start <= figure.end + _SCALE_WITHIN)
    other = next(following, None)
    digits = passage.digits_of(other) if other is not None else None
    return other.value / digits.value if other is not None and digits is not None else Decimal(1)


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
