"""Records to files: a writer is a callable `(records, stream) -> int`; it gives the number of records written."""

from collections.abc import Callable, Iterable
from typing import BinaryIO, Final, TypeAlias, cast

from corpus.errors import UnknownFormat
from corpus.model import Record
from corpus.registry import resolve

Writer: TypeAlias = Callable[[Iterable[Record], BinaryIO], int]

WRITERS: Final[dict[str, str]] = {
    "jsonl": "corpus.writers.jsonl:write_jsonl",
}


def writer_of(name: str) -> Writer:
    """The writer of this name; raises UnknownFormat with those there are."""
    if name not in WRITERS:
        raise UnknownFormat(f"no writer is named {name!r}; there are: {', '.join(WRITERS)}")
    return cast(Writer, resolve(WRITERS[name]))
