"""What the readers give, in runs for a worker each; a file that cannot be read is one refused record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from corpus.errors import CorpusError, ForeignFile, UnknownFormat, UnreadableInput
from corpus.model import Record, Rejected
from corpus.readers import find_files, read, reader_of
from corpus.readers.files import displayed
from corpus.store import Store

# What a worker is given at a time: enough to hide the cost of handing it over, and a bound on memory.
CHUNK_RECORDS: Final = 32
CHUNK_CHARACTERS: Final = 1_000_000


class Chunk(NamedTuple):
    """A run of what the readers gave, in order; records known before are only counted."""

    items: tuple[Record | Rejected, ...]
    known: int


def every_item(
    paths: Sequence[Path],
    format: str | None,
    record_bytes_max: int,
    *,
    passed_over: Callable[[str], None] | None = None,
    remark: Callable[[str], None] | None = None,
) -> Iterator[Record | Rejected]:
    """Every record of every file; a file that cannot be read is one refused record, with number 0.

    A file of a kind that no reader knows is refused if it was named; one that only lies in a folder is `passed_over`.
    `remark` is told what readers have to say of a file. Raises UnknownFormat if no reader is named `format`.
    """
    if format is not None:
        reader_of(format)
    named = set(paths)
    for file in find_files(paths):
        try:
            yield from read(file, format=format, record_bytes_max=record_bytes_max, remark=remark)
        except (UnreadableInput, UnknownFormat) as exc:
            if isinstance(exc, ForeignFile) and file not in named:
                if passed_over is not None:
                    passed_over(displayed(file))
            else:
                yield _refusal(displayed(file), exc)


def _refusal(file: str, fault: CorpusError) -> Rejected:
    """The reader's message, which is `file: reason; remedy`, in its parts."""
    reason, _, remedy = str(fault).removeprefix(f"{file}: ").partition("; ")
    return Rejected(file, 0, reason, remedy or "`duizhao formats` lists what can be read")


def chunks_of(items: Iterable[Record | Rejected], store: Store | None) -> Iterator[Chunk]:
    """The items in runs for a worker each, without the records that the store has taken before."""
    waiting: list[Record | Rejected] = []
    characters = 0
    for item in items:
        waiting.append(item)
        if isinstance(item, Record):
            characters += sum(len(passage.text) for text in item.texts for passage in text.passages)
        if len(waiting) >= CHUNK_RECORDS or characters >= CHUNK_CHARACTERS:
            yield _without_known(waiting, store)
            waiting, characters = [], 0
    if waiting:
        yield _without_known(waiting, store)


def _without_known(items: list[Record | Rejected], store: Store | None) -> Chunk:
    known = store.known_sha256(item.source.sha256 for item in items if isinstance(item, Record)) if store else ()
    rest = tuple(item for item in items if isinstance(item, Rejected) or item.source.sha256 not in known)
    return Chunk(rest, len(items) - len(rest))
