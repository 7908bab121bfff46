"""What the words just before a number make of it: a comparator, a P value, an interval, a ratio, an age, a grade."""

import re
from typing import Final, NamedTuple

from corpus.quantities.quantity import Comparator, Kind

# No phrase that matters is longer.
WINDOW: Final = 28

_SIGNS: Final[dict[str, Comparator]] = {
    "<": "<", "≤": "≤", "≦": "≤", "⩽": "≤", ">": ">", "≥": "≥", "≧": "≥", "⩾": "≥", "=": "=", "~": "~", "≈": "~",
    "≒": "~", "±": "±", "∼": "~", "≡": "=",
}  # fmt: skip
_SIGN: Final = re.compile(r"(?:[<>]\s?=|[<≤≦⩽>≥≧⩾=~≈≒±∼≡]|\+/-)\s*(?:or\s=\s?)?$")

_PHRASES: Final[tuple[tuple[str, Comparator], ...]] = (
    (
        r"(?:not?|nor)\s(?:more|greater|higher|later|longer|older)\sthan|at\smost|up\sto|a\smaximum\sof"
        "|不超过|不大于|不高于|不多于|至多|最多|最长|高达|小于等于|小于或等于",
        "≤",
    ),
    (
        r"(?:not?|nor)\s(?:less|fewer|lower|earlier)\sthan|at\sleast|a\sminimum\sof"
        "|不小于|不低于|不少于|至少|最少|大于等于|大于或等于",
        "≥",
    ),
    (
        r"(?:less|fewer|lower|smaller|shorter|younger|earlier)\sthan|below|under|小于|低于|少于|不足|不到|未达|未满",
        "<",
    ),
    (
        r"(?:more|greater|higher|larger|longer|older|later)\sthan|above|exceed(?:s|ed|ing)?"
        "|大于|高于|超过|多于|长于|逾|超",
        ">",
    ),
    (
        r"approximately|approx\.?|about|around|nearly|almost|roughly|some|circa|ca\.|约为|大约|约|近|将近|接近|几乎",
        "~",
    ),
)
_PHRASE: Final = re.compile(
    "(?<![a-z])(?:"
    + "|".join(f"(?P<c{number}>{phrase})" for number, (phrase, _) in enumerate(_PHRASES))
    + r")\s?(?:an?\s)?$"
)
_ENDS: Final = frozenset("nepowgysdhra.t达于过足到满多少约近乎接逾长等超")

_P_VALUE: Final = re.compile(
    r"(?<![a-z0-9])p(?:[\s-]?values?|值)?(?:\s(?:for|of)\s[a-z]{1,12})?\s?(?:均|都|为|was|were|is|of)?\s?[<>≤≥=~]{0,2}\s?$"
)
_CI: Final = re.compile(
    r"(?:(?<![a-z])c(?:r(?:ed)?)?i|confidence\sintervals?|credible\sintervals?|(?:置信|可信)(?:区间|限)|iqr|(?<![a-z])range|范围|interquartile\srange|四分位(?:数)?(?:间?距|区间))(?:\s?[(\[]ci[)\]])?[\s:,;=为是([]{0,3}(?:of\s|was\s|from\s)?-?$"
)
_RATIO: Final = re.compile(
    r"(?:(?<![a-z])(?:a?hr|a?or(?=\s?[=:])|rr|irr|smd|wmd|md)|(?:hazard|odds|risk|rate)\sratio(?:\s?\([a-z]{2,3}\))?|relative\srisk"
    r"|(?:风险|危险|优势|比值|率|相对危险)比?(?:度|比)?)\s?(?:[=:,]|为|was|of|\[|\()?\s?$"
)
_ODDS: Final = re.compile(r"(?<![A-Za-z])a?OR[\s,=:(]{0,3}$")  # in small letters it joins words
_AGED: Final = re.compile(r"\bage[sd]?\b[^.;0-9]{0,16}$|年龄[^。;0-9]{0,6}$")
_GRADED: Final = re.compile(r"\b(?:grades?|stages?|phases?|classe?s?|types?|levels?|category|categories)[\s-]$")
_TIME_LABEL: Final = re.compile(r"(?<![a-z0-9])(day|week|month|year)s?[\s-]$")
TIME_LABELS: Final = {"day": "d", "week": "wk", "month": "mo", "year": "a"}
_EVERY: Final = re.compile(r"(?:\bevery\s|每隔?|\bq)\s?$")


class Before(NamedTuple):
    """What stands before a number: its comparator, where that begins, and the kind that the words give it."""

    comparator: Comparator
    start: int
    kind: Kind | None


def look_before(text: str, lowered: str, start: int, floor: int) -> Before:
    """What the words before `start` say of the number there; nothing before `floor` is looked at."""
    begin = max(floor, start - WINDOW)
    window = lowered[begin:start]
    comparator, length = _comparator(window)
    kind: Kind | None = None
    window = window[: len(window) - length] if length else window
    stripped = window.rstrip(" =<>≤≥~([:,为是-")
    if stripped:
        kind = _kind(window, stripped) or ("ratio" if _ODDS.search(text, begin, start - length) else None)
    return Before(comparator, start - length, kind)


def _comparator(window: str) -> tuple[Comparator, int]:
    """The comparator at the end of this stretch, and the length of what writes it."""
    stripped = window.rstrip(" ")
    if not stripped:
        return "=", 0
    last = stripped[-1]
    if last in _SIGNS or (last == "-" and stripped.endswith("+/-")):
        sign = _SIGN.search(window)
        if sign is None:
            return "=", 0
        written = sign.group().replace(" ", "")
        if written.startswith("+/-"):
            return "±", len(sign.group())
        comparator = _SIGNS[written[0]]
        if "=" in written[1:]:
            comparator = "≤" if comparator == "<" else "≥" if comparator == ">" else comparator
        return (comparator, len(sign.group())) if comparator != "=" else ("=", 0)
    if last in _ENDS:
        phrase = _PHRASE.search(window)
        if phrase is not None and phrase.lastgroup is not None:
            return _PHRASES[int(phrase.lastgroup[1:])][1], len(phrase.group())
    return "=", 0


def _kind(window: str, stripped: str) -> Kind | None:
    """The kind that a statistic's name just before gives a number."""
    last = stripped[-1]
    if last in "pes值均都rdnf为sh" and _P_VALUE.search(window):
        return "p value"
    if last in "iels间限距r)]mofange范围" and _CI.search(window):
        return "interval"
    if last in "roc)k比度sefd" and _RATIO.search(window):
        return "ratio"
    if last in "yq每隔" and _EVERY.search(window):
        return "frequency"
    return None


def is_aged(lowered: str, start: int, floor: int) -> bool:
    """Whether the words before say that a time is an age."""
    return _AGED.search(lowered, max(floor, start - WINDOW), start) is not None


def is_graded(lowered: str, start: int) -> bool:
    """Whether the word before is grade, stage, phase, class, type or level."""
    return _GRADED.search(lowered, max(0, start - 12), start) is not None


def label_before(lowered: str, start: int) -> str:
    """The unit that a label before the number gives it: day 14 is in days, week 12 in weeks; "" without a label."""
    if lowered[start - 1 : start] not in (" ", "-"):
        return ""
    label = _TIME_LABEL.search(lowered, max(0, start - 8), start)
    return TIME_LABELS[label[1]] if label else ""
