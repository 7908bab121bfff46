"""A measured value as it is typed behind `qty:` or `dose:`: one value with its unit, or a range."""

import re
from typing import Final

from indexer.amounts import read_amount
from indexer.query import Place, Quantity
from indexer.query_lexemes import Lexeme, fault

_WRITTEN: Final = re.compile(r"(qty|dose)(~?):(<=|>=|[<>=]):(.*)", re.DOTALL)
_COMPARISON: Final = re.compile(r"(<=|>=|[<>=≤≥])\s*")
_SIGNS: Final = {"≤": "<=", "≥": ">="}


def read_quantity(typed: str, lexeme: Lexeme) -> Quantity:
    """The node of a lexeme of kind "quantity"; raises QueryError where the value is none."""
    found = _WRITTEN.fullmatch(lexeme.text)
    assert found is not None  # the lexer writes it so
    name, doubtful, comparison, value = found.groups()
    value = " ".join(value.split())
    if comparison == "=" and (sign := _COMPARISON.match(value)):  # qty:">50e9/L"
        comparison, value = _SIGNS.get(sign[1], sign[1]), value[sign.end() :]
    asked = read_amount(value)
    if asked is None:
        message = f'{name}: takes one number with its unit, as in {name}:"50e9/L", or a range, {name}:10..20mg.'
        unit = typed[lexeme.end :].split(maxsplit=1)[:1]
        if unit and read_amount(f"{value} {unit[0]}"):  # qty:50 mg
            end = typed.index(unit[0], lexeme.end) + len(unit[0])
            instead = f'{name}{doubtful}:{"" if comparison == "=" else comparison}"{value} {unit[0]}"'
            raise fault("bad-quantity", message, typed, lexeme.start, end, instead, name=name)
        raise fault("bad-quantity", message, typed, lexeme.start, lexeme.end, name=name)
    if comparison != "=" and asked.low != asked.high:
        message = f"A range stands without a comparison: {name}:{value}."
        raise fault("bad-quantity", message, typed, lexeme.start, lexeme.end, f'{name}{doubtful}:"{value}"', name=name)
    place = Place(lexeme.start, lexeme.end)
    return Quantity(comparison, value, "dose" if name == "dose" else "", bool(doubtful), place)
