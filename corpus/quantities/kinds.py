"""What kind of quantity an amount is, by its unit and the words around it."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from corpus.quantities.amount import Amount, is_numbered, is_year, quantity_of, times_power
from corpus.quantities.chinese import CLASSIFIERS
from corpus.quantities.context import TIME_LABELS, is_aged, is_graded, label_before
from corpus.quantities.numeral import Numeral
from corpus.quantities.quantity import Comparator, Kind, Quantity
from corpus.quantities.units import Reading, conversion

_CLASSIFIER: Final = re.compile(rf"\s?({CLASSIFIERS})")
_NOUNS: Final = (
    "patients?|cases?|subjects?|participants?|child(?:ren)?|women|woman|m[ae]n|males?|females?|adults?|individuals?|people|persons?"
    "|infants?|neonates?|newborns?|volunteers?|controls?|donors?|families|eyes?|samples?|specimens?|studies|study|trials?|articles?"
    "|papers?|hospitals?|cent(?:er|re)s?|countries|provinces|cities|groups?|arms?|times|cycles?|courses?|doses?|lines?|lesions?"
    "|tumou?rs?|nodules?|mice|rats?|rabbits?|dogs?|pigs?|genes?|snps?|variants?|mutations?|items?|points?|types?|episodes?|events?"
    "|deaths?|relapses?|visits?|injections?|infusions?|tablets?|capsules?|vials?|strains?|isolates?|species|pairs?|teeth|tooth"
    "|knees?|hips?|kidneys?|lungs?|pregnancies|births?|records?|survivors?|steps?|grafts?|vessels?|nodes?|drugs?|proteins?|boys?|girls?"
)
_NOUN: Final = re.compile(
    rf"[\s-](?:(?!of\b|and\b|or\b|to\b|in\b|were\b|was\b|had\b|per\b)[a-z][a-z-]{{0,20}}\s){{0,2}}?({_NOUNS})(?![a-z])"
)
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_NUMBERED: Final = re.compile(r"[\s-](day|week|month|year)(?![a-z])")
_LETTER: Final = re.compile("[A-Za-z]")
_FOLD: Final = re.compile(
    r"[\s-]?folds?(?![a-z])|\s?倍|\stimes(?=\s(?:as|more|less|higher|lower|greater|larger|the)\b)"
)
_OLD: Final = re.compile(r"[\s-]?(?:-|\s)olds?\b|\sof\sage\b")
_AT_LEAST: Final = re.compile(
    r"\s?(?:及以上|或以上|以上|\+(?![0-9/])|(?:or|and)\s(?:more|older|above|over|greater|higher|longer|later)\b)"
)
_AT_MOST: Final = re.compile(
    r"\s?(?:及以下|或以下|以下|以内|之内|(?:or|and)\s(?:less|fewer|younger|below|under|lower|shorter|earlier)\b)"
)
_ABOUT: Final = re.compile(r"\s?(?:左右|上下(?!肢))")
_BOUNDS_AFTER: Final[tuple[tuple[re.Pattern[str], Comparator], ...]] = (
    (_AT_LEAST, "≥"),
    (_AT_MOST, "≤"),
    (_ABOUT, "~"),
)
_AFTER_BEGINS: Final = frozenset(" 及或以之左上+")
_CONFIDENCE: Final = re.compile(r"\s?(?:ci(?![a-z])|confidence|credible|可信|置信)")
_DAILY: Final = re.compile(
    r"\s(?:a|an|per|each|every)\s(day|week|month|year|hour|night)(?![a-z])|\s(daily|weekly|monthly|yearly|annually|nightly)(?![a-z])"
)
_RATES: Final = {
    "day": "/d", "daily": "/d", "night": "/d", "nightly": "/d", "week": "/wk", "weekly": "/wk", "month": "/mo",
    "monthly": "/mo", "year": "/a", "yearly": "/a", "annually": "/a", "hour": "/h", "日": "/d", "天": "/d", "晚": "/d",
    "周": "/wk", "月": "/mo", "年": "/a",
}  # fmt: skip
_EACH_DAY: Final = re.compile("[每一1](日|天|晚|周|月|年)[\\s,]?$")
_AGE_UNITS: Final = frozenset("岁 周岁 月龄 日龄 天龄 周龄".split())
_GRADES: Final = frozenset("级期度型")
_FEVER_FROM: Final = 30  # 39度 is a temperature, 3度 a grade
# No count per litre, no dose of cells per kg is so small that it would be printed as 3109: 3×10⁹ was.
_FLATTENED: Final = {
    "/L": re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)10(9|12|6)"),
    "/kg": re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)10([5-9])"),
}
_YEARS: Final = range(1900, 2100)


def classify(text: str, lowered: str, amount: Amount) -> Quantity | None:
    """The quantity that an amount is; None if it is none but part of a name."""
    numeral, unit = amount.numeral, amount.unit
    if numeral.form in ("ordinal", "times", "fold", "fraction") and amount.high is None:
        special = _of_form(lowered, amount)
        if special is not None or numeral.form != "fraction":
            return special
    if unit is None or (unit.counted and not unit.unit and not unit.power):
        return _without_unit(text, lowered, amount)
    if numeral.form == "fraction":
        numeral = numeral._replace(form="word")
    return _with_unit(text, lowered, amount, unit)


def _of_form(lowered: str, amount: Amount) -> Quantity | None:
    """Ordinals, multiples and fractions in words."""
    form = amount.numeral.form
    if form == "ordinal":
        return _ordinal(lowered, amount, amount.end)
    if form == "fold":
        return quantity_of(amount, amount.end, "fold", "fold")
    if form == "times":
        rate = _DAILY.match(lowered, amount.end)
        if rate is not None:
            return quantity_of(amount, rate.end(), _RATES[rate[1] or rate[2]], "frequency", "times")
        return None if amount.value == 1 else quantity_of(amount, amount.end, "", "count", "times")
    if amount.unit is not None and amount.unit.unit and amount.unit.unit != "%":
        return None
    return quantity_of(amount, amount.end, "", "fraction")


def _ordinal(lowered: str, amount: Amount, end: int) -> Quantity:
    """The 14th day is day 14."""
    numbered = _NUMBERED.match(lowered, end)
    if numbered is None:
        return quantity_of(amount, end, "", "ordinal")
    return quantity_of(amount, numbered.end(), TIME_LABELS[numbered[1]], "ordinal")


def _with_unit(text: str, lowered: str, amount: Amount, unit: Reading) -> Quantity | None:
    """An amount of a unit."""
    kind = kind_of(unit.unit)
    if unit.unit == "a" and unit.spelled == "年" and is_year(amount):
        return quantity_of(amount, unit.end, "", "year")
    if unit.power:
        amount = times_power(amount, unit.power)
    amount = _restored(text, amount, unit)
    end = unit.end
    if kind == "duration" and is_numbered(text, amount):
        kind, amount = "ordinal", amount._replace(start=amount.numeral.start - 1)
    elif kind == "duration":
        kind, end = _time_kind(lowered, amount, unit)
    elif kind == "percent" and _CONFIDENCE.match(lowered, end):
        kind = "confidence"
    elif amount.before.kind in ("interval", "ratio", "frequency") and unit.unit == "%":
        kind = amount.before.kind
    quantity = quantity_of(amount, end, unit.unit, kind, unit.counted)
    return _bounded_after(lowered, quantity)


def _time_kind(lowered: str, amount: Amount, unit: Reading) -> tuple[Kind, int]:
    """A duration, an age, or an interval of doses."""
    old = _OLD.match(lowered, unit.end)
    if old is not None:
        return "age", old.end()
    if unit.spelled in _AGE_UNITS or is_aged(lowered, amount.start, 0):
        return "age", unit.end
    return ("frequency" if amount.before.kind == "frequency" else "duration"), unit.end


def _without_unit(text: str, lowered: str, amount: Amount) -> Quantity | None:
    """A count, a grade, a statistic, a year, or a bare number."""
    numeral, end, before = amount.numeral, amount.end, amount.before
    start = numeral.start
    if amount.high is None and numeral.form == "digits" and (ordinal := _ORDINAL.match(lowered, end)):
        return _ordinal(lowered, amount, ordinal.end())
    fold = _FOLD.match(lowered, end)
    if fold is not None:
        return _bounded_after(lowered, quantity_of(amount, fold.end(), "fold", "fold"))
    if (
        end == numeral.end
        and numeral.form == "digits"
        and text[end : end + 1].isascii()
        and text[end : end + 1].isalpha()
    ):
        return None  # 5q, 13C, 3D
    if is_numbered(text, amount):
        return quantity_of(amount._replace(start=start - 1), end, "", "ordinal")
    if before.kind in ("p value", "interval", "ratio"):
        return quantity_of(amount, end, "", before.kind)
    label = label_before(lowered, start)
    if label == "a" and is_year(amount):
        return quantity_of(amount, end, "", "year")  # the year 2000
    if label:
        return quantity_of(amount, end, label, "ordinal")
    if is_graded(lowered, start):
        return quantity_of(amount, end, "", "grade")
    return _bounded_after(lowered, _counted(text, lowered, amount))


def _counted(text: str, lowered: str, amount: Amount) -> Quantity:
    """A count by its classifier or noun; a year; a number."""
    end = amount.end
    classifier = _CLASSIFIER.match(text, end)
    if classifier is not None:
        return _classified(lowered, amount, classifier[1], classifier.end())
    if amount.unit is not None and amount.unit.counted:
        rate = _DAILY.match(lowered, amount.unit.end)
        if rate is not None:
            return quantity_of(amount, rate.end(), _RATES[rate[1] or rate[2]], "frequency", amount.unit.counted)
        return quantity_of(amount, end, "", "count", amount.unit.counted)
    noun = _NOUN.match(lowered, end)
    if noun is not None:
        return quantity_of(amount, end, "", "count", noun[1])
    if is_year(amount) and amount.value in _YEARS and amount.before.comparator == "=":
        return quantity_of(amount, end, "", "year")
    return quantity_of(amount, end, "", "number")


def _classified(lowered: str, amount: Amount, classifier: str, end: int) -> Quantity:
    """A number before a Chinese classifier."""
    if classifier in _GRADES:
        if classifier == "度" and amount.value >= _FEVER_FROM:
            return quantity_of(amount, end, "Cel", "temperature")
        return quantity_of(amount, end, "", "grade")
    if classifier == "成":
        high = None if amount.high is None else amount.high * 10
        return quantity_of(amount._replace(value=amount.value * 10, high=high), end, "%", "percent")
    if classifier == "次":
        each = _EACH_DAY.search(lowered, max(amount.floor, amount.start - 4), amount.start)
        if each is not None:
            return quantity_of(amount._replace(start=each.start()), end, _RATES[each[1]], "frequency", classifier)
    return quantity_of(amount, amount.end, "", "count", classifier)


def _bounded_after(lowered: str, quantity: Quantity) -> Quantity:
    """The quantity with what follows it: 65岁以上, 65 years or older, 3天左右."""
    end = quantity.end
    if quantity.comparator != "=" or lowered[end : end + 1] not in _AFTER_BEGINS or end >= len(lowered):
        return quantity
    for pattern, comparator in _BOUNDS_AFTER:
        after = pattern.match(lowered, end)
        if after is not None:
            return quantity._replace(end=after.end(), comparator=comparator)
    return quantity


def _restored(text: str, amount: Amount, unit: Reading) -> Amount:
    """3109/L with its power of ten again, 3×10⁹/L, marked as damaged; others as they are."""
    numeral = amount.numeral
    if amount.high is not None or amount.end != numeral.end or unit.counted or unit.power:
        return amount
    flat = _flattened(text, unit.unit, numeral)
    if flat is None:
        return amount
    return amount._replace(value=Decimal(flat[1]).scaleb(int(flat[2])), numeral=numeral._replace(damaged=True))


def is_flattened(text: str, unit: str, *numerals: Numeral) -> bool:
    """Whether one of these numbers before this unit ends in what was once a power of ten."""
    return any(_flattened(text, unit, numeral) is not None for numeral in numerals)


def _flattened(text: str, unit: str, numeral: Numeral) -> re.Match[str] | None:
    pattern = _FLATTENED.get(unit) if numeral.form == "digits" else None
    return pattern.fullmatch(text, numeral.start, numeral.end) if pattern else None


@lru_cache(maxsize=1 << 12)
def kind_of(unit: str) -> Kind:
    """The kind of an amount of this unit, given nothing else."""
    base = conversion(unit).base
    above, *below = base.split("/")
    if base in ("s", "mo"):
        return "duration"
    if base == "%":
        return "percent"
    if base in ("Cel", "[degF]"):
        return "temperature"
    if not above:
        return "cell count" if below[0] in ("L", "kg") else "frequency" if below[0] in ("d", "mo") else "measure"
    if (
        above not in ("g", "L", "mol", "U", "eq")
        or unit in ("kg", "lb")
        or (above == "L" and "d" in below and "kg" not in below)
    ):
        return "measure"
    return "concentration" if "L" in below else "dose"
