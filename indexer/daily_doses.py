"""Doses asked for that reports give as so much a day: 10 mg is another value than 10 mg daily, and found apart.

Which of them a report prints is often chance (`10 mg daily`, `10 mg once daily`), and somebody who asks for one should
know of the other.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from indexer.amounts import read_amount
from indexer.query import And, Or, Quantity, Query

_A_DAY: Final = "/d"
# Base units of what is given to a person, also by weight or body surface.
_GIVEN: Final = frozenset(f"{amount}{by}" for amount in ("g", "L", "mol", "U") for by in ("", "/kg", "/m2"))


class DailyDose(NamedTuple):
    """An amount as it was asked for, the same a day, and the whole query with this beside it."""

    said: str
    daily: str
    query: Query


def daily_doses(query: Query) -> Iterator[DailyDose]:
    """Those among the amounts joined by AND of which one a day can be given, in the order of typing."""
    parts = query.parts if isinstance(query, And) else (query,)
    for place, part in enumerate(parts):
        if isinstance(part, Quantity) and (daily := _a_day(part.value)):
            wider = Or((part, replace(part, value=daily)))
            whole = tuple(wider if at == place else one for at, one in enumerate(parts))
            yield DailyDose(part.value, daily, whole[0] if len(whole) == 1 else And(whole))


def _a_day(value: str) -> str:
    """The amount a day, empty where it is one already or nothing that is given."""
    once, daily = read_amount(value), read_amount(f"{value}{_A_DAY}")
    if once is None or daily is None or once.unit not in _GIVEN or daily.unit != f"{once.unit}{_A_DAY}":
        return ""
    return f"{value}{_A_DAY}"
