"""A record written in the interchange format and read again is the same record."""

import dataclasses
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnknownFormat
from corpus.model import Author, Citation, Passage, Record, RecordText, Source, Title
from corpus.readers import read
from corpus.writers import WRITERS, writer_of
from corpus.writers.jsonl import record_line, write_jsonl

# What readers give: any text but U+0000 and lone surrogates.
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
TAGS = st.sampled_from(["en", "zh-Hans", "zh-Hant", "fr", "und"])
STRINGS = st.lists(TEXT, max_size=2).map(tuple)
KINDS = st.sampled_from("TITLE BACKGROUND OBJECTIVE METHODS RESULTS CONCLUSIONS UNASSIGNED".split())
PASSAGE = st.builds(Passage, KINDS, TEXT.map(lambda text: text + "."), TEXT)
ORIGINS = st.sampled_from(["author", "publisher", "translator", "machine", "unknown"])
SOURCE = st.builds(
    Source, TEXT, TEXT, st.integers(0, 10**9), st.from_regex("[0-9a-f]{64}", fullmatch=True), st.none() | st.dates()
)
CITATION = st.builds(
    Citation,
    titles=st.lists(st.builds(Title, TAGS, TEXT), max_size=2).map(tuple),
    authors=st.lists(st.builds(Author, TEXT, TEXT), max_size=2).map(tuple),
    affiliations=STRINGS,
    journal=TEXT,
    year=st.none() | st.integers(0, 9999),
    volume=TEXT,
    issue=TEXT,
    pages=TEXT,
    doi=TEXT,
    pmid=TEXT,
    keywords=STRINGS,
    mesh=STRINGS,
    publication_types=STRINGS,
)
TEXTS = st.builds(RecordText, st.none() | TAGS, st.lists(PASSAGE, min_size=1, max_size=3).map(tuple), ORIGINS)
IDS = st.none() | st.from_regex("[A-Za-z0-9:._-]{1,50}", fullmatch=True)
FIELDS = st.builds(Record, IDS, CITATION, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), SOURCE)
PAGES = st.builds(
    lambda source, text: Record(
        None, Citation(), (RecordText(None, (Passage("UNASSIGNED", text + "."),)),), source, layout="page"
    ),
    SOURCE,
    TEXT,
)

RECORD = Record(
    "A1",
    Citation(titles=(Title("en", "Bleeding"),), year=2025),
    (RecordText("zh-Hans", (Passage("METHODS", "血小板\n减少", "方法"),), "translator"),),
    Source("PubMed", "b.xml", 3, "ab" * 32, date(2025, 2, 1)),
)


def read_back(folder: Path, data: bytes) -> Record:
    """The one record of a file of these bytes."""
    path = folder / "a.jsonl"
    path.write_bytes(data)
    (record,) = read(path)
    assert isinstance(record, Record), record
    return record


@given(st.one_of(FIELDS, PAGES))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    """Every field comes back, source, layout and origin too."""
    assert read_back(tmp_path_factory.getbasetemp(), record_line(record)) == record


def test_a_line_is_one_line_of_utf8() -> None:
    """Line breaks are escaped, Chinese is not."""
    line = record_line(RECORD)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert "血小板\\n减少".encode() in line


def test_many_records_are_counted() -> None:
    """The writer streams and says how many there were."""
    stream = io.BytesIO()
    assert write_jsonl((RECORD for _ in range(3)), stream) == 3
    assert stream.getvalue() == record_line(RECORD) * 3


def test_an_edited_line_is_a_new_record_of_its_file(tmp_path: Path) -> None:
    """Who corrects a text by hand gets a record with another hash: it is not taken for the one known before."""
    fields = json.loads(record_line(RECORD))
    fields["texts"][0]["passages"][0]["text"] = "血小板增多"
    edited = read_back(tmp_path, json.dumps(fields).encode())
    assert edited.texts[0].passages[0].text == "血小板增多"
    assert edited.source.sha256 != RECORD.source.sha256
    assert (edited.source.database, edited.source.file, edited.source.number) == (
        "PubMed", str(tmp_path / "a.jsonl"), 1,
    )  # fmt: skip
    assert edited.source.retrieved_on == RECORD.source.retrieved_on


def test_texts_alone_are_enough(tmp_path: Path) -> None:
    """What is left out of a line is empty, and the source is the file itself."""
    data = b'{"texts": [{"language": "en", "passages": [{"kind": "TITLE", "text": "x"}]}]}'
    record = read_back(tmp_path, data)
    assert record == Record(
        None,
        Citation(),
        (RecordText("en", (Passage("TITLE", "x"),)),),
        dataclasses.replace(record.source, database="", file=str(tmp_path / "a.jsonl"), number=1),
    )


def test_every_writer_of_the_table_exists() -> None:
    """Every line of WRITERS leads to a callable; another name is refused."""
    assert all(callable(writer_of(name)) for name in WRITERS)
    with pytest.raises(UnknownFormat, match="jsonl"):
        writer_of("ris")
