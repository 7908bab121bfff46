"""A user's glossary, TSV and TBX."""

from pathlib import Path

import pytest

from corpus.errors import BadGlossary
from corpus.readers.glossaries import read_glossary

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="en"><termSec><term>immune thrombocytopenia</term></termSec>
    <termSec><term>autoimmune thrombocytopenic purpura</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
  <langSec xml:lang="zh-Hans"><termSec><term>免疫性血小板减少症</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
  <langSec xml:lang="de"><termSec><term>Immunthrombozytopenie</term></termSec></langSec>
</conceptEntry></body></text></tbx>
"""

OLD_TBX = """<martif type="TBX"><text><body><termEntry>
<langSet xml:lang="en"><tig><term>spleen</term></tig></langSet>
<langSet xml:lang="zh"><ntig><termGrp><term>脾</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>"""


def written(folder: Path, text: str | bytes, name: str = "glossary.tsv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_lines_are_terms_with_status(tmp_path: Path) -> None:
    """Preferred unless it is said; comments, blank lines and a header are passed over; the name is that of the file."""
    text = (
        "en\tzh\tstatus\r\n# ours\r\n\r\nplatelet\t血小板\r\nspleen\t脾\tAdmitted\r\nspleen\t脾臟\tforbidden\tnote\r\n"
    )
    glossary = read_glossary(written(tmp_path, text))
    assert [tuple(term) for term in glossary.terms] == [
        ("platelet", "血小板", "preferred", 4),
        ("spleen", "脾", "admitted", 5),
        ("spleen", "脾臟", "forbidden", 6),
    ]
    assert glossary.name == "glossary.tsv"
    assert glossary.forbids("Spleens", "脾脏")
    assert not glossary.forbids("spleen", "脾")
    assert [one.text for one in glossary.table.chinese(("spleen",))] == ["脾"]


def test_encodings_of_the_field(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        assert read_glossary(written(tmp_path, "platelet\t血小板\n".encode(encoding))).terms[0].zh == "血小板"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("platelet 血小板\n", "line 1 is not English, a tab and Chinese; put a tab"),
        ("a\t甲\n\tzh\n", "line 2"),
        ("platelet\t血小板\tgood\n", "line 1 has the status 'good'; write preferred, admitted, forbidden"),
        ("血小板\tplatelet\n", "line 1 has the Chinese first"),
        ("x" * 300 + "\t甲\n", "line 1 has a term of more than 200 characters"),
        ("- -\t甲\n", "line 1 has no English word"),
        ("", "has no terms"),
        ("bad\n" * 50, "and 45 more"),
        ("<tbx><text>", "malformed XML"),
        (b"%PDF-1.4\x00\x01", "is no text"),
    ],
)
def test_a_fault_names_line_and_remedy(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(BadGlossary, match=says.replace("(", r"\(")):
        read_glossary(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadGlossary, match=r"none\.tsv cannot be read"):
        read_glossary(tmp_path / "none.tsv")


def test_tbx_of_both_editions(tmp_path: Path) -> None:
    """Every English term of an entry with every Chinese one; a deprecated term is forbidden, other languages are not
    ours.
    """
    terms = read_glossary(written(tmp_path, TBX, "terms.tbx")).terms
    assert [(term.en, term.zh, term.status) for term in terms] == [
        ("immune thrombocytopenia", "免疫性血小板减少症", "preferred"),
        ("autoimmune thrombocytopenic purpura", "免疫性血小板减少症", "forbidden"),
    ]
    (spleen,) = read_glossary(written(tmp_path, OLD_TBX, "old.tbx")).terms
    assert (spleen.en, spleen.zh, spleen.status) == ("spleen", "脾", "preferred")


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    """A billion laughs are none."""
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + OLD_TBX.replace("脾", "脾&b;")
    assert [term.zh for term in read_glossary(written(tmp_path, bomb)).terms] == ["脾"]
