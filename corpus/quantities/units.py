"""Reading a unit into its one normal form: mg, ug, mg/kg/d, /L, a; UCUM's (https://ucum.org/ucum) where readable.

Things counted (cells, copies, times) are no units, as in UCUM: "cells/μL" is "/uL". A denominator stays what it is:
mg/kg does not cancel to a plain number.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.quantities.quantity import ARITHMETIC
from corpus.quantities.unit_table import (
    ANY_CASE,
    COUNTED,
    MEASURES,
    POWER_LETTERS,
    SHORT_FORMS,
    SPELLINGS,
    TIMES,
    Measure,
)


class Reading(NamedTuple):
    """What stands after a number: a unit in its normal form, a power of ten hidden in it, where it ends."""

    unit: str
    end: int
    power: int = 0
    counted: str = ""
    spelled: str = ""  # the first spelling, as printed


_HAN_SPELLINGS: Final = sorted(
    (spelling for spelling in (*SPELLINGS, *COUNTED) if not spelling[0].isascii() and spelling[0] not in "μ°"),
    key=len,
    reverse=True,
)
# 克隆 is a clone, 升高 a rise, 周围 around: characters that are no unit before these.
_NOT_BEFORE: Final = {
    "克": "隆罗雷拉林伦",
    "升": "高至到为级压降温白主麻结",
    "米": "诺非力氮粒汤",
    "周": "围期边身长",
    "日": "本常间志均",
    "年": "龄代级轻幼度鉴会报",
    "月": "经亮",
    "天": "冬然津门花",
    "单位": "时",
    "秒": "表",
    "伏": "立",
    "帕": "金博",
    "瓦": "氏",
    "次": "要级黄氯全",
    "个": "别体案性人",
}
_HAN: Final = "|".join(
    re.escape(spelling) + (f"(?![{_NOT_BEFORE[spelling]}])" if spelling in _NOT_BEFORE else "")
    for spelling in _HAN_SPELLINGS
)
_ATOM: Final = (
    r"(?:mm\s?Hg|cm\s?H[2₂]O|per\scent\b|(?:person|patient|pack)[- ]years?|(?:square|cubic)[- ][a-z]+"
    rf"|{_HAN}|[%‰]|°\s?[CF]?|[A-Za-zμ]+)"
    r"(?:\^?[23](?![0-9月日年])|[²³]|⁻[¹²³]|\^-[123](?![0-9])|-[123](?![0-9A-Za-z.]))?"
)
_BODY: Final = (
    r"(?:\s?(?:of\s)?body[\s-]?(?:weight|mass|surface(?:\sarea)?)|\s?体重|\s?体表面积|\s?[bB]\.?[wW]\.?(?![A-Za-z]))?"
)
_PER: Final = r"(?:/|每(?![日天周月年]\s?[0-9一二两三四五六]))"  # in 40 mg每天1次 the day is not the dose's
_SPAN: Final = re.compile(
    rf"(?:\s?{_PER}\s?|\s?per\s(?!cent)|[\s?-]?\s?){_ATOM}"
    rf"(?:{_BODY}(?:\s?{_PER}\s?\(?|\s?[·⋅•*]\s?\(?|\.(?=[A-Za-z])|\sper\s|\s(?:a|an|each|every)\s"
    r"|\s(?=(?:daily|[A-Za-z]{1,3}(?:⁻|\^?-[1-3]))))"
    rf"{_ATOM}\)?){{0,3}}"
)
_STEP: Final = re.compile(
    rf"{_BODY}(?P<gap>\s?{_PER}\s?\(?|\s?[·⋅•*]\s?|\.(?=[A-Za-z])|\s?per\s(?!cent)|\s(?:a|an|each|every)\s|[\s?-]?\s?\(?)"
    rf"(?P<atom>{_ATOM})(?P<close>\))?"
)
# Of kidneys: a person's surface is taken for 1.73 m².
_PER_SURFACE: Final = re.compile(r"(?:\s?[/·]\s?|\sper\s)\(?1\.73\s?m[²2]\)?")
_ATOM_PARTS: Final = re.compile(r"(.*?)(\^?[23]|[²³]|⁻[¹²³]|\^?-[123])?", re.DOTALL)
_POWERS: Final = str.maketrans("²³⁻¹", "23-1")


def read_unit(text: str, start: int) -> Reading | None:
    """The unit that stands in folded text after a number that ends at `start`; None if there is none."""
    span = _SPAN.match(text, start)
    if span is None:
        return None
    reading = _read(span.group())
    if reading is None:
        return None
    end = start + reading.end
    surface = _PER_SURFACE.match(text, end) if reading.unit == "mL/min" else None
    if surface is not None:
        return reading._replace(unit="mL/min/1.73m2", end=surface.end())
    return reading._replace(end=end)


@lru_cache(maxsize=1 << 14)
def _read(span: str) -> Reading | None:
    """The longest beginning of this stretch that is a unit."""
    above: list[str] = []
    below: list[str] = []
    place = power = 0
    counted = spelled = ""
    grouped = False
    while step := _STEP.match(span, place):
        gap = step["gap"]
        divides = any(sign in gap for sign in "/每") or gap.strip() in ("per", "a", "an", "each", "every") or grouped
        name, exponent = _exponent(step["atom"])
        unit = _named(name, exponent)
        first = place == 0
        if name == "daily" and above and above[-1] not in TIMES:
            unit, divides = "d", True
        elif first and not divides and name in POWER_LETTERS and span[step.end() :].lstrip().startswith("/"):
            power, unit = POWER_LETTERS[name], ""
        elif name.lower() in COUNTED and not divides:
            counted, unit = name.lower(), ""
        if unit is None or (not first and not divides and exponent >= 0 and not _joins(gap)):
            break
        if unit:
            (below if divides or exponent < 0 or below else above).append(unit)
        grouped = grouped or ("(" in gap and divides)
        spelled = spelled or name
        place = step.end() if grouped else step.end("atom")
        grouped = grouped and not step["close"]
    if not place or (not above and not counted and spelled in SHORT_FORMS):
        return None
    if power and not below:
        return None
    return Reading(_normal(above, below), place, power, counted if not above else "", spelled)


def _joins(gap: str) -> bool:
    return any(sign in gap for sign in "·⋅•*.")


def _exponent(atom: str) -> tuple[str, int]:
    """An atom's name and its power: m² and m2 are (m, 2), kg⁻¹ and kg-1 (kg, -1)."""
    match = _ATOM_PARTS.fullmatch(atom)
    if match is None or match[2] is None or atom in SPELLINGS:
        return atom, 1
    return match[1], int(match[2].lstrip("^").translate(_POWERS))


def _named(name: str, exponent: int) -> str | None:
    """The normal form of one spelling, with its power; None if it is no unit."""
    if name in ("per cent", "per\u00a0cent"):
        return "%"
    if name.lower().startswith(("square", "cubic")):
        name = name.replace(" ", "-")
    squeezed = name.replace(" ", "").replace("₂", "2") if len(name) < 8 else name
    unit = SPELLINGS.get(squeezed) or SHORT_FORMS.get(squeezed) or ANY_CASE.get(name.lower())
    if unit is None or abs(exponent) == 1:
        return unit
    raised = f"{unit}{abs(exponent)}"
    return raised if raised in MEASURES else None


def _normal(above: list[str], below: list[str]) -> str:
    """One order for all: what is divided, then body and volume, then time."""
    if above and "/" in above[0]:
        above, below = [*above[0].split("/")[:1], *above[1:]], [*above[0].split("/")[1:], *below]
    ordered = sorted(below, key=lambda unit: (unit in TIMES, unit))
    return "/".join((".".join(filter(None, above)), *ordered))


@lru_cache(maxsize=1 << 12)
def conversion(unit: str) -> Measure:
    """What one of this unit (in normal form) is in base units: g, L, mol, U, m, s, mo …; below a stroke kg, L, m2, d.

    Days make weeks and months make years, but days never months: no month has a fixed number of them.
    """
    above, *below = unit.split("/")
    factor, bases = Decimal(1), []
    for name in filter(None, above.split(".")):
        measure = MEASURES.get(name, Measure(name, Decimal(1)))
        factor = ARITHMETIC.multiply(factor, measure.factor)
        bases.append(measure.base)
    divisors = []
    for name in below:
        base, factor_below = _below(name)
        factor = ARITHMETIC.divide(factor, factor_below)
        divisors.append(base)
    return Measure(_normal(bases, divisors), factor)


def _below(name: str) -> tuple[str, Decimal]:
    """The base of a unit under a stroke: body weight in kg and time in days, as doses are printed."""
    measure = MEASURES.get(name, Measure(name, Decimal(1)))
    if measure.base == "g":
        return "kg", measure.factor / 1000
    if measure.base == "s":
        return "d", ARITHMETIC.divide(measure.factor, Decimal(86400))
    return measure.base, measure.factor
