"""A plain file, or a web page saved as text: one record, still to be laid out.

Its one passage is the whole decoded text. Authors, citation, furniture and the languages stand mixed in it, and are
told apart when the report is made, so that the raw text stays as the file gave it.
"""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.errors import UndecodableText
from corpus.identifiers import content_sha256
from corpus.model import Citation, Passage, Record, RecordText, Rejected, Source
from corpus.readers.refusals import REMEDY_ENCODING, too_large
from corpus.text.decoding import decode, replace_unencodable


def read_text(stream: BinaryIO, file: str, record_bytes_max: int) -> Iterator[Record | Rejected]:
    """The one record of the file, or why there is none."""
    data = stream.read(record_bytes_max + 1)
    if len(data) > record_bytes_max:
        fault = too_large(record_bytes_max)
        yield Rejected(file, 1, fault.reason, fault.remedy)
        return
    try:
        text = replace_unencodable(decode(data))
    except UndecodableText as exc:
        yield Rejected(file, 1, str(exc), REMEDY_ENCODING)
        return
    if not text.strip():
        yield Rejected(file, 1, "the file holds nothing but white space", "fetch or export it again, or leave it out")
        return
    passages = (Passage("UNASSIGNED", text),)
    source = Source("", file, 1, content_sha256(data))
    yield Record(None, Citation(), (RecordText(None, passages),), source, layout="page")
