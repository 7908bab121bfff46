"""Numbers in a row that have one unit: 1045、390和334天; 10, 20 and 30 mg; days 1, 8 and 15."""

import re
from typing import Final

from corpus.quantities.quantity import Quantity

_LINK: Final = re.compile(r"(?P<strong>\s?(?:、|和|及|与|或)\s?|,?\s(?:and|or|versus|vs\.?)\s)|(?P<weak>\s?,\s?)")
_TIMES: Final = re.compile(r"\s?[×xX*]\s?")
# 120/80 mmHg, 5×4×3 cm
_BY: Final = {"mm[Hg]": re.compile(r"\s?/\s?"), "mm": _TIMES, "cm": _TIMES, "m": _TIMES, "um": _TIMES}
_SHARED_KINDS: Final = frozenset(
    ("dose", "concentration", "cell count", "measure", "temperature", "duration", "age", "percent")
)
_OTHER_ESTIMATE: Final = re.compile(r"(?<![A-Za-z])a?[HOR]R(?![A-Za-z])|ratio")
_LINK_LENGTH_MAX: Final = 9
_INTERVAL_WITHIN: Final = 40


def share_units(text: str, quantities: list[Quantity]) -> None:
    """Give bare numbers the unit that ends their list, or the label that begins it; in place, in linear time."""
    for place in range(len(quantities) - 1, 0, -1):
        last = quantities[place]
        if last.kind in _SHARED_KINDS:
            _share_back(text, quantities, place)
    _share_with_intervals(text, quantities)
    for place in range(1, len(quantities)):
        before, here = quantities[place - 1], quantities[place]
        if before.kind in ("ordinal", "grade") and here.kind == "number" and _linked(text, before, here):
            quantities[place] = here._replace(kind=before.kind, unit=before.unit)


def _share_back(text: str, quantities: list[Quantity], last: int) -> None:
    """Give the unit at `last` to the bare numbers before it, if an "and" or 、 is among what joins them."""
    giver = quantities[last]
    first, strong = last, False
    while first > 0 and (_is_bare(quantities[first - 1]) or _is_numbered(text, quantities[first - 1])):
        link = _between(text, quantities[first - 1], quantities[first])
        if not link:
            break
        strong = strong or link == "strong"
        first -= 1
    if not strong:
        return
    if quantities[first].kind == "ordinal":  # 第3、7天
        giver = quantities[last] = giver._replace(kind="ordinal")
    for place in range(first, last):
        quantities[place] = quantities[place]._replace(unit=giver.unit, kind=giver.kind, counted=giver.counted)


def _share_with_intervals(text: str, quantities: list[Quantity]) -> None:
    """85.3% (95% CI, 80.0 to 89.3): the interval in a parenthesis has the unit of the value before it."""
    estimate: Quantity | None = None
    for place, here in enumerate(quantities):
        if here.kind != "interval":
            estimate = estimate if here.kind == "confidence" else here
        elif not here.unit and estimate is not None and _is_of(text, here, estimate):
            quantities[place] = here._replace(unit=estimate.unit)


def _is_of(text: str, interval: Quantity, estimate: Quantity) -> bool:
    """Whether the interval stands in a parenthesis that begins right after the value."""
    near = interval.start - estimate.end <= _INTERVAL_WITHIN
    between = text[estimate.end : interval.start]
    return near and between.lstrip()[:1] in ("(", "[") and not _OTHER_ESTIMATE.search(between)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.kind in ("number", "year") and not quantity.unit and not quantity.damaged


def _is_numbered(text: str, quantity: Quantity) -> bool:
    """Whether it is a number after 第 that waits for its unit."""
    return quantity.kind == "ordinal" and not quantity.unit and text[quantity.start] == "第"


def _linked(text: str, one: Quantity, other: Quantity) -> bool:
    return _between(text, one, other) != ""


def _between(text: str, one: Quantity, other: Quantity) -> str:
    """How two neighbours are joined: strong, weak, or not at all ("")."""
    if other.start - one.end > _LINK_LENGTH_MAX:
        return ""
    between = text[one.end : other.start]
    if other.unit in _BY and _BY[other.unit].fullmatch(between):
        return "strong"
    link = _LINK.fullmatch(between)
    return (link.lastgroup or "") if link else ""
