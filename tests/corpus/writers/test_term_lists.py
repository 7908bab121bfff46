"""Terms in files that table programs and term bases read."""

import csv
from pathlib import Path

from corpus.lexicon.term_list import Term
from corpus.readers.glossaries import read_glossary
from corpus.writers.term_lists import COLUMNS, csv_lines, tbx_lines

TERMS = (
    Term("immune thrombocytopenia", "免疫性血小板减少症", ("glossary", "mined"), 1.0, 3, 2, "ITP", "preferred"),
    Term("T & B <cells>", "T和B细胞\x00", ("mined",), 0.9, 2, 1),
    Term("=1+1", '@SUM("A1")\n', ("glossary",), 0.0, status="forbidden"),
)


def test_csv_has_a_line_a_term_and_no_formula() -> None:
    """What begins like a formula has an apostrophe before it; quotes and line breaks stay within their cell."""
    header, *rows = csv.reader(csv_lines(TERMS))
    assert tuple(header) == COLUMNS
    assert rows[0] == [
        "immune thrombocytopenia",
        "免疫性血小板减少症",
        "ITP",
        "glossary mined",
        "1.0",
        "3",
        "2",
        "preferred",
    ]
    assert rows[2][:2] == ["'=1+1", '\'@SUM("A1")']
    assert len(rows) == len(TERMS)


def test_tbx_is_read_as_the_glossary_that_it_is(tmp_path: Path) -> None:
    """Well-formed whatever a term holds; statuses come back, and a short form is a term of its concept."""
    file = tmp_path / "terms.tbx"
    file.write_text("\n".join(tbx_lines(TERMS)), encoding="utf-8")
    read = [(term.en, term.zh, term.status) for term in read_glossary(file).terms[:3]]
    assert read == [
        ("immune thrombocytopenia", "免疫性血小板减少症", "preferred"),
        ("ITP", "免疫性血小板减少症", "preferred"),
        ("T & B <cells>", "T和B细胞\ufffd", "preferred"),
    ]
