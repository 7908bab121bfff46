"""Files to records: every record either whole or refused with a reason, one at a time, in bounded memory.

A reader is a callable `(stream, file, record_bytes_max) -> Iterator[Record | Rejected | Remark]` over the bytes of one
file; one file and one line in READERS add a format. What a file is, its content says before its name does.
"""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias, cast

from corpus.errors import UnknownFormat, UnreadableInput
from corpus.model import Record, Rejected
from corpus.readers.files import displayed, find_files, open_file
from corpus.readers.formats import HEAD_BYTES, sniff
from corpus.readers.refusals import Remark
from corpus.registry import resolve

__all__ = ["READERS", "Reader", "find_files", "read", "reader_of", "sniff"]

Reader: TypeAlias = Callable[[BinaryIO, str, int], Iterator[Record | Rejected | Remark]]

READERS: Final[dict[str, str]] = {
    "text": "corpus.readers.text:read_text",
    "jsonl": "corpus.readers.jsonl:read_jsonl",
    "pubmed": "corpus.readers.pubmed:read_pubmed",
}

# A larger record is refused: no abstract and no article of the field comes near it. Our choice.
RECORD_BYTES_MAX: Final = 32_000_000

_GZIP_MAGIC: Final = b"\x1f\x8b"


def read(
    path: Path,
    *,
    format: str | None = None,
    record_bytes_max: int = RECORD_BYTES_MAX,
    remark: Callable[[str], None] | None = None,
) -> Iterator[Record | Rejected]:
    """The records of a file in its order, gzipped or not; a Rejected for each that cannot be read.

    Raises UnreadableInput if the file cannot be opened or read, UnknownFormat if no reader knows it or none is named
    `format`. `remark` is told what else there is to say of the file, a line each. No more than about one record is
    held in memory.
    """
    file = displayed(path)
    with open_file(path) as raw:
        try:
            zipped = raw.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
            raw.seek(0)
        except OSError as exc:
            raise _broken(file, exc) from exc
        inside = cast(io.RawIOBase, gzip.GzipFile(fileobj=raw)) if zipped else raw
        with io.BufferedReader(inside, HEAD_BYTES) as stream:
            for item in _records(stream, file, format, record_bytes_max):
                if not isinstance(item, Remark):
                    yield item
                elif remark is not None:
                    remark(item.words)


def reader_of(name: str) -> Reader:
    """The reader of this name; raises UnknownFormat with those there are."""
    if name not in READERS:
        raise UnknownFormat(f"no reader is named {name!r}; there are: {', '.join(READERS)}")
    return cast(Reader, resolve(READERS[name]))


def _records(
    stream: "io.BufferedReader[io.RawIOBase]", file: str, format: str | None, record_bytes_max: int
) -> Iterator[Record | Rejected | Remark]:
    """The records of an unzipped stream; a stream that breaks off gives a refusal after the records before."""
    number = 0
    try:
        head = stream.peek(HEAD_BYTES)
        if not head:
            yield Rejected(file, 0, "the file is empty", "fetch or export it again, or leave it out")
            return
        reader = reader_of(format or sniff(head, file))
        for item in reader(cast(BinaryIO, stream), file, record_bytes_max):
            number = item.number if isinstance(item, Rejected) else number + 1
            yield item
    except (EOFError, gzip.BadGzipFile, zlib.error):
        reason = "the gzip archive is damaged or cut off here; records before this place were read"
        yield Rejected(file, number + 1, reason, "fetch the file again and test it with `gzip --test`")
    except OSError as exc:
        raise _broken(file, exc) from exc


def _broken(file: str, exc: OSError) -> UnreadableInput:
    return UnreadableInput(f"{file}: {exc.strerror or exc}; check the disk and the file's permissions")
