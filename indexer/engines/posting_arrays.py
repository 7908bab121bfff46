"""Postings as numpy arrays: what an engine's files are turned into before anything is matched or ranked."""

from typing import Final, NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.model import Side

DocNumbers: TypeAlias = npt.NDArray[np.int32]

# A place in a line: the entry's number in the upper half, the position in the lower.
PlaceNumbers: TypeAlias = npt.NDArray[np.int64]
ENTRY_SHIFT: Final = 32

# Postings that are written and read at a time. Whoosh's 128 makes a frequent term thousands of small pickles.
BLOCK_POSTINGS: Final = 4096


class Postings(NamedTuple):
    """The entries that hold a term, by number, ascending, and how often each does."""

    docs: DocNumbers
    counts: npt.NDArray[np.float32]


class PostingSource(Protocol):
    """Where postings come from."""

    def postings(self, field: str, term: str) -> Postings:
        """Where the term stands and how often; empty for a term that the field lacks."""

    def places(self, field: str, term: str) -> PlaceNumbers:
        """Every place of the term in a line, ascending."""


def bag_field(side: Side) -> str:
    """The name under which a bag's postings are kept; a line's are kept under the line's own name."""
    return f"bag.{side}"
