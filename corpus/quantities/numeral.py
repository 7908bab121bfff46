"""A number as it was found, before anything is known of what it counts."""

from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

Form: TypeAlias = Literal["digits", "power", "han", "word", "ordinal", "fraction", "times", "fold"]


class Numeral(NamedTuple):
    """The number at text[start:end]. `grouped`: written with thousands or decimals, so never a year or a label."""

    start: int
    end: int
    value: Decimal
    form: Form
    damaged: bool = False
    grouped: bool = False
    power: int = 0  # of ten, contained in the value
