"""A report as an engine is given it: bags to rank by, lines to match in, filters to count by.

A report makes one entry of the target "reports", and one of the target "units" for each bead (`report_id#n`, n from 1
as shown to readers).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from corpus.model import Side
from indexer.fields import FilterName, LineName

Target: TypeAlias = Literal["reports", "units"]

# A section is a tuple of tokens, one a position; phrases and NEAR never cross from one section to the next.
LineSections: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. Tokens of a bag repeat as often as they count; absent names are empty."""

    entry_id: str
    target: Target
    bags: Mapping[Side, tuple[str, ...]]
    lines: Mapping[LineName, LineSections]
    filters: Mapping[FilterName, tuple[str, ...]]
