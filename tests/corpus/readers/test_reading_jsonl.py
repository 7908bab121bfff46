"""JSON Lines: simple records, the interchange format, and every way in which a line can be bad."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Author, Passage, Record, Rejected, Title
from corpus.readers import read


def items_of(folder: Path, data: bytes) -> list[Record | Rejected]:
    """What a file of these bytes gives."""
    path = folder / "a.jsonl"
    path.write_bytes(data)
    return list(read(path, record_bytes_max=10_000))


def record_of(folder: Path, fields: dict[str, Any]) -> Record:
    """The record of one line."""
    (record,) = items_of(folder, json.dumps(fields).encode())
    assert isinstance(record, Record), record
    return record


def texts_of(record: Record) -> dict[str | None, list[tuple[str, str]]]:
    """Kinds and texts by language."""
    return {text.language: [(passage.kind, passage.text) for passage in text.passages] for text in record.texts}


# ---- simple records ----------------------------------------------------------------------------------------------


def test_one_language(tmp_path: Path) -> None:
    """Id, language, title and text as they are given."""
    record = record_of(tmp_path, {"id": "A-1", "lang": "en", "title": "Bleeding", "text": "It stopped.\nWell."})
    assert record.report_id == "A-1"
    assert texts_of(record) == {"en": [("TITLE", "Bleeding"), ("UNASSIGNED", "It stopped.\nWell.")]}
    assert record.citation.titles == (Title("en", "Bleeding"),)
    assert record.layout == "fields"


def test_two_languages(tmp_path: Path) -> None:
    """Texts and titles by language, each with the tag as it was declared."""
    record = record_of(
        tmp_path, {"id": "A", "text": {"en": "Platelets.", "zh": "血小板減少"}, "title": {"zh": "出血", "en": "Blood"}}
    )
    assert texts_of(record) == {
        "en": [("TITLE", "Blood"), ("UNASSIGNED", "Platelets.")],
        "zh": [("TITLE", "出血"), ("UNASSIGNED", "血小板減少")],
    }


def test_the_script_of_declared_chinese_is_told_from_its_own_characters(tmp_path: Path) -> None:
    """A traditional text full of English names is traditional, though most of its letters are Latin."""
    names = "Pembrolizumab plus lenvatinib against bevacizumab and the placebo in the treatment of the patients "
    made = make_report([record_of(tmp_path, {"id": "A", "lang": "zh", "text": f"{names}血小板減少"})], UNTAUGHT)
    assert [version.language for version in made.versions] == ["zh-Hant"]


def test_a_title_without_a_language_goes_to_its_own(tmp_path: Path) -> None:
    """A Chinese title beside two texts is the Chinese text's."""
    record = record_of(tmp_path, {"title": "血小板减少症一例", "text": {"en": "Platelets.", "zh": "血小板。"}})
    assert texts_of(record)["zh"][0] == ("TITLE", "血小板减少症一例")


def test_without_a_language_it_is_left_open(tmp_path: Path) -> None:
    """Nothing is told by the reader where the record says nothing."""
    assert texts_of(record_of(tmp_path, {"text": "血小板"})) == {None: [("UNASSIGNED", "血小板")]}


@pytest.mark.parametrize(
    "fields", [{"title": "Only a title"}, {"text": "Only a text", "title": " "}, {"title": None, "text": "x"}]
)
def test_title_or_text_is_enough(tmp_path: Path, fields: dict[str, Any]) -> None:
    """One of them makes a record."""
    assert len(record_of(tmp_path, fields).texts[0].passages) == 1


def test_citation(tmp_path: Path) -> None:
    """Every key of the citation arrives, identifiers in their normal form."""
    citation = record_of(
        tmp_path,
        {
            "text": "x", "authors": ["Ding B", "丁冰洁", {"latin": "Zhou Hu", "han": "周虎"}], "year": "2025 Feb",
            "journal": "Blood", "affiliations": ["Zhengzhou"], "volume": 8, "issue": "2", "pages": "e7",
            "pmid": "PMID: 012", "doi": "https://doi.org/10.1002/CNR2.1", "keywords": "ITP", "mesh": ["Humans"],
            "publication_types": ["Review"],
        },
    ).citation  # fmt: skip
    assert citation.authors == (Author("Ding B"), Author(han="丁冰洁"), Author("Zhou Hu", "周虎"))
    assert (citation.journal, citation.year, citation.volume, citation.issue) == ("Blood", 2025, "8", "2")
    assert (citation.pages, citation.pmid, citation.doi) == ("e7", "12", "10.1002/cnr2.1")
    assert (citation.keywords, citation.mesh, citation.publication_types) == (("ITP",), ("Humans",), ("Review",))
    assert citation.affiliations == ("Zhengzhou",)


def test_u0000_and_half_surrogates_become_ufffd(tmp_path: Path) -> None:
    """The text keeps its length, and can be written to any file."""
    (record,) = items_of(tmp_path, rb'{"text": "a\u0000b\ud800c\ud83d\ude00", "title": {"id": "\udfff"}}')
    assert isinstance(record, Record)
    assert [passage.text for text in record.texts for passage in text.passages] == [
        "a\ufffdb\ufffdc\U0001f600",
        "\ufffd",
    ]


# ---- lines -------------------------------------------------------------------------------------------------------


def test_marks_line_ends_and_blank_lines(tmp_path: Path) -> None:
    """A byte order mark and CRLF are not the record's; blank lines are passed over; numbers are those of lines."""
    records = items_of(tmp_path, b'\xef\xbb\xbf{"text": "x"}\r\n\r\n \n{"text": "x"}')
    assert [record.source.number for record in records if isinstance(record, Record)] == [1, 4]
    assert len({record.source.sha256 for record in records if isinstance(record, Record)}) == 1


def test_gb18030_lines_are_read(tmp_path: Path) -> None:
    """A file from a Chinese Windows is not refused."""
    (record,) = items_of(tmp_path, '{"text": "血小板减少症患者的治疗"}'.encode("gb18030"))
    assert isinstance(record, Record)
    assert record.texts[0].passages == (Passage("UNASSIGNED", "血小板减少症患者的治疗"),)


def test_separators_of_unicode_do_not_cut_lines(tmp_path: Path) -> None:
    """U+2028 and U+0085 stand within a JSON string."""
    (record,) = items_of(tmp_path, '{"text": "a\u2028b\u0085c"}'.encode())
    assert isinstance(record, Record)


BAD = [
    (b"no json", "not JSON"),
    (b'{"text": "x"', "not JSON"),
    (b'{"text": "a\tb"}', "not JSON"),
    (b"[1]", "no object"),
    (b'"text"', "no object"),
    (b"{}", "neither"),
    (b'{"id": "A"}', "neither"),
    (b'{"text": " ", "title": ""}', "neither"),
    (b'{"text": {}}', "neither"),
    (b'{"text": "x", "text": "y"}', "twice"),
    (b'{"text": {"en": "x", "en": "y"}}', "twice"),
    (b'{"text": "x", "year": NaN}', "NaN"),
    (b'{"text": "x", "year": -Infinity}', "Infinity"),
    (b'{"text": 5}', "text"),
    (b'{"text": ["x"]}', "text"),
    (b'{"text": {"en": 5}}', "text"),
    (b'{"text": {"Englisch!": "x"}}', "BCP 47"),
    (b'{"text": "x", "lang": "en us"}', "BCP 47"),
    (b'{"text": "x", "lang": 5}', "BCP 47"),
    (b'{"text": "x", "id": ""}', "id"),
    (b'{"text": "x", "id": "a b"}', "id"),
    (rb'{"text": "x", "id": "a\u0000"}', "id"),
    (rb'{"text": "x", "id": "a\ud800"}', "id"),
    (b'{"text": "x", "id": true}', "id"),
    (b'{"text": "x", "id": 1.5}', "id"),
    (b'{"text": "x", "id": "' + b"i" * 201 + b'"}', "id"),
    (b'{"text": "x", "authors": {"a": 1}}', "authors"),
    (b'{"text": "x", "authors": [5]}', "authors"),
    (b'{"text": "x", "authors": [{"latin": 5}]}', "authors"),
    (b'{"text": "x", "keywords": [["a"]]}', "keywords"),
    (b'{"text": "x", "journal": {}}', "journal"),
    (b'{"text": "x", "year": [2025]}', "year"),
    (b'{"text": "x", "origin": "google"}', "origin"),
    (b'{"text": "x", "year": ' + b"9" * 5000 + b"}", "not JSON"),
    (b'{"a":' * 1900, "deep"),
    (b"[" * 9000, "deep"),
    (b'{"text": "' + b"x" * 10_000 + b'"}', "larger than 10,000 bytes"),
    (b'{"text": "\xff\xfe\xfd\x81\xff\xff"}', "decoded"),
    (b'{"texts": 5}', "interchange"),
    (b'{"texts": []}', "neither"),
    (b'{"duizhao": 2, "texts": []}', "version"),
    (b'{"texts": [{"language": "en", "passages": [{"kind": "ABSTRACT", "text": "x"}]}]}', "ABSTRACT"),
    (b'{"texts": [{"language": "e n", "passages": [{"kind": "TITLE", "text": "x"}]}]}', "BCP 47"),
    (b'{"report_id": "a b", "texts": [{"language": "en", "passages": [{"kind": "TITLE", "text": "x"}]}]}', "report_id"),
    (b'{"citation": {"year": 123456}, "texts": []}', "year"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), BAD)
def test_a_bad_line_spoils_no_other(tmp_path: Path, line: bytes, said: str) -> None:
    """The bad line is refused with its number, a reason that names the fault, and a remedy; its neighbours are read."""
    before, bad, after = items_of(tmp_path, b'{"text": "x"}\n' + line + b'\n{"text": "y"}\n')
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    assert isinstance(bad, Rejected)
    assert said in bad.reason
    assert bad.number == 2
    assert bad.remedy


def test_utf16_is_refused_once(tmp_path: Path) -> None:
    """One refusal for the file, not one a line."""
    (bad,) = items_of(tmp_path, '{"text": "x"}\n{"text": "y"}\n'.encode("utf-16"))
    assert isinstance(bad, Rejected)
    assert "UTF-16" in bad.reason


@given(st.binary(max_size=200))
def test_any_bytes_give_records_or_refusals(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No bytes end in a traceback."""
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(data)
    for item in read(path):
        assert isinstance(item, Record | Rejected)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["en", "latin", "passages", ""]), inner)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    "id lang title text texts authors year doi citation source report_id layout origin check".split()
)


@given(st.dictionaries(KEYS, JSON))
def test_any_object_gives_a_record_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, Any]
) -> None:
    """No value of any type under any key ends in a traceback."""
    path = tmp_path_factory.getbasetemp() / "object.jsonl"
    path.write_bytes(json.dumps(fields).encode())
    (item,) = read(path)
    assert isinstance(item, Record | Rejected)


def test_a_string_without_an_end_is_named_with_its_place_once(tmp_path: Path) -> None:
    """The parser's own words end in "at"; ours say it once."""
    (item,) = items_of(tmp_path, b'{"id": "a", "text": "Platelets rose\n')
    assert isinstance(item, Rejected)
    assert item.reason == "not JSON: Unterminated string starting at character 21"
