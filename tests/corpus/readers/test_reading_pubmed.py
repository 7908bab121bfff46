"""PubMed XML: everything of an article arrives, a bad article spoils no other, and no bomb goes off."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identifiers import report_id_of
from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Author, Passage, Record, RecordText, Rejected, Title
from corpus.readers import read

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/p.dtd">
<PubmedArticleSet>
"""
TAIL = "</PubmedArticleSet>\n"

ARTICLE = """<PubmedArticle>
  <MedlineCitation Status="MEDLINE"><PMID Version="1">0012345</PMID>
    <Article PubModel="Print">
      <Journal><JournalIssue><Volume>46</Volume><Issue>3</Issue>
        <PubDate><MedlineDate>2019 Mar-Apr</MedlineDate></PubDate>
        </JournalIssue><Title>Zhonghua</Title><ISOAbbreviation>Zhonghua Z.</ISOAbbreviation></Journal>
      <ArticleTitle>[Platelets below 30×10<sup>9</sup>/L in <i>two</i>
          children].</ArticleTitle>
      <Pagination><StartPage>12</StartPage><EndPage>15</EndPage><MedlinePgn>12-5</MedlinePgn></Pagination>
      <ELocationID EIdType="doi" ValidYN="Y">10.1000/ABC.1</ELocationID>
      <Abstract>
        <AbstractText Label="OBJECTIVE" NlmCategory="OBJECTIVE">To see whether <b>CD4<sup>+</sup></b> cells
          fall (<i>P</i>&lt;0.05).</AbstractText>
        <AbstractText Label="RESULTS" NlmCategory="RESULTS">H<sub>2</sub>O<!-- a comment --> stayed.</AbstractText>
        <AbstractText Label="CONCLUSION">They fall.</AbstractText>
        <CopyrightInformation>Copyright</CopyrightInformation>
      </Abstract>
      <AuthorList>
        <Author><LastName>Li</LastName><ForeName>Ming</ForeName><Initials>M</Initials><Suffix>Jr</Suffix>
          <AffiliationInfo><Affiliation>Henan</Affiliation></AffiliationInfo>
          <AffiliationInfo><Affiliation>Zhengzhou</Affiliation></AffiliationInfo></Author>
        <Author><LastName>王</LastName><ForeName>伟</ForeName>
          <AffiliationInfo><Affiliation>Henan</Affiliation></AffiliationInfo></Author>
        <Author><CollectiveName>ITP Study Group</CollectiveName></Author>
      </AuthorList>
      <Language>eng</Language><Language>chi</Language>
      <PublicationTypeList><PublicationType UI="D1">Case Reports</PublicationType></PublicationTypeList>
      <VernacularTitle>两名儿童血小板低于30×10<sup>9</sup>/L</VernacularTitle>
    </Article>
    <MedlineJournalInfo><MedlineTA>Zhonghua Zazhi</MedlineTA></MedlineJournalInfo>
    <MeshHeadingList>
      <MeshHeading><DescriptorName>Child</DescriptorName></MeshHeading>
      <MeshHeading><DescriptorName>Thrombocytopenia</DescriptorName><QualifierName>blood</QualifierName>
        <QualifierName>drug therapy</QualifierName></MeshHeading>
    </MeshHeadingList>
    <OtherAbstract Type="Publisher" Language="chi"><AbstractText Label="目的">观察细胞。</AbstractText>
      <AbstractText Label="结果">细胞下降。</AbstractText></OtherAbstract>
    <OtherAbstract Type="Publisher" Language="fre"><AbstractText>Les plaquettes.</AbstractText></OtherAbstract>
    <OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>Few cells.</AbstractText></OtherAbstract>
    <KeywordList Owner="NOTNLM"><Keyword>platelet</Keyword><Keyword>CD4<sup>+</sup></Keyword></KeywordList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">12345</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/another</ArticleId></ArticleIdList>
      </Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
"""

SMALL = (
    "<PubmedArticle><MedlineCitation><PMID>{}</PMID>"
    "<Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
)


def items_of(folder: Path, text: str | bytes, record_bytes_max: int = 1_000_000) -> list[Record | Rejected]:
    """What a file of this content gives."""
    path = folder / "a.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, record_bytes_max=record_bytes_max))


def pmids_of(items: list[Record | Rejected]) -> list[str]:
    """The PMIDs of records, and for refusals their reason's beginning."""
    return [item.citation.pmid if isinstance(item, Record) else "refused" for item in items]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """The article above, read."""
    (item,) = items_of(tmp_path, HEAD + ARTICLE + TAIL)
    assert isinstance(item, Record), item
    return item


def test_every_language_with_all_its_parts(record: Record) -> None:
    """Titles and all parts of all abstracts, labels and categories, in their languages."""
    english, chinese, french = record.texts
    assert english == RecordText(
        "en",
        (
            Passage("TITLE", "[Platelets below 30×10<sup>9</sup>/L in two children]."),
            Passage("OBJECTIVE", "To see whether CD4<sup>+</sup> cells fall (P<0.05).", "OBJECTIVE"),
            Passage("RESULTS", "H<sub>2</sub>O stayed.", "RESULTS"),
            Passage("CONCLUSIONS", "They fall.", "CONCLUSION"),
            Passage("UNASSIGNED", "Few cells.", "Plain language summary"),
        ),
    )
    assert chinese == RecordText(
        "zh",
        (
            Passage("TITLE", "两名儿童血小板低于30×10<sup>9</sup>/L"),
            Passage("OBJECTIVE", "观察细胞。", "目的"),
            Passage("RESULTS", "细胞下降。", "结果"),
        ),
        "publisher",
    )
    assert french == RecordText("fr", (Passage("UNASSIGNED", "Les plaquettes."),), "publisher")


def test_citation(record: Record) -> None:
    """What a reference list needs, exponents kept in the titles."""
    citation = record.citation
    assert citation.titles == (
        Title("en", "[Platelets below 30×10⁹/L in two children]."),
        Title("zh", "两名儿童血小板低于30×10⁹/L"),
    )
    assert citation.authors == (Author("Ming Li Jr"), Author(han="王伟"), Author("ITP Study Group"))
    assert citation.affiliations == ("Henan", "Zhengzhou")
    assert (citation.journal, citation.year, citation.volume, citation.issue) == ("Zhonghua Zazhi", 2019, "46", "3")
    assert citation.pages == "12-5"
    assert citation.mesh == ("Child", "Thrombocytopenia/blood", "Thrombocytopenia/drug therapy")
    assert citation.publication_types == ("Case Reports",)
    assert citation.keywords == ("platelet", "CD4⁺")


def test_identifiers_are_the_articles_own(record: Record) -> None:
    """The DOI of a reference is never taken; the record has no id of its own, so its DOI names it."""
    assert record.citation.doi == "10.1000/abc.1"
    assert record.citation.pmid == "12345"
    assert record.report_id is None
    assert report_id_of(record) == "doi:10.1000/abc.1"
    assert record.source.database == "PubMed"


def test_traditional_characters_are_left_to_be_told(tmp_path: Path) -> None:
    """An abstract from Taiwan is Chinese; its script is told once, when the whole text is read."""
    (item,) = items_of(
        tmp_path, HEAD + ARTICLE.replace("细胞下降。", "細胞數減少。").replace("观察细胞。", "觀察細胞。") + TAIL
    )
    assert isinstance(item, Record)
    assert [text.language for text in item.texts] == ["en", "zh", "fr"]
    assert [version.language for version in make_report([item], UNTAUGHT).versions] == ["en", "zh-Hant", "fr"]


def test_no_english_title(tmp_path: Path) -> None:
    """What PubMed prints where it has no title is not one."""
    (item,) = items_of(
        tmp_path,
        HEAD
        + ARTICLE.replace("[Platelets", "[Not Available].</ArticleTitle><X>").replace(
            "children].</ArticleTitle>", "</X>"
        )
        + TAIL,
    )
    assert isinstance(item, Record)
    assert [title.language for title in item.citation.titles] == ["zh"]


BAD = [
    ("<PubmedArticle><a></b></PubmedArticle>", "malformed"),
    ("<PubmedArticle>&nbsp;</PubmedArticle>", "malformed"),
    ("<PubmedArticle>&a;</PubmedArticle>", "malformed"),
    ("<PubmedArticle>\x01</PubmedArticle>", "malformed"),
    ("<PubmedArticle><MedlineCitation/>", "no </PubmedArticle>"),
    ("<PubmedArticle></PubmedArticle>", "no <MedlineCitation>"),
    ("<PubmedArticle><MedlineCitation><Article/></MedlineCitation></PubmedArticle>", "neither"),
    ("<PubmedArticle>" + "<i>" * 100_000 + "</PubmedArticle>", "malformed"),
    ("<PubmedArticle>" + "<i>" * 300 + "</i>" * 300 + "</PubmedArticle>", "malformed"),
    ("<PubmedArticle>" + "x" * 1_000_000 + "</PubmedArticle>", "larger than"),
    ('<PubmedArticle><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;</PubmedArticle>', "malformed"),
    ("<PubmedBookArticle><x/></PubmedBookArticle>", "book"),
]


@pytest.mark.parametrize(("bad", "said"), BAD)
def test_a_bad_article_spoils_no_other(tmp_path: Path, bad: str, said: str) -> None:
    """Those before and after are read; the bad one is refused with number, reason and remedy."""
    items = items_of(tmp_path, HEAD + SMALL.format(1, "One") + bad + SMALL.format(2, "Two") + TAIL)
    assert pmids_of(items) == ["1", "refused", "2"]
    refused = items[1]
    assert isinstance(refused, Rejected)
    assert said in refused.reason
    assert refused.number == 2
    assert refused.remedy


def test_a_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    """Entities of the DOCTYPE never reach the parser: an article that uses one is refused, the next one read."""
    bomb = '<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 100 + '"><!ENTITY c "' + "&b;" * 100 + '">'
    text = f"<!DOCTYPE PubmedArticleSet [{bomb}]><PubmedArticleSet>{SMALL.format(1, '&c;')}{SMALL.format(2, 'Two')}"
    assert pmids_of(items_of(tmp_path, text)) == ["refused", "2"]


def test_a_file_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    """The last article lacks its end and is refused."""
    text = HEAD + SMALL.format(1, "One") + SMALL.format(2, "Two")[:-30]
    assert pmids_of(items_of(tmp_path, text)) == ["1", "refused"]


def test_a_file_without_articles_is_refused(tmp_path: Path) -> None:
    """An empty set says so."""
    (item,) = items_of(tmp_path, HEAD + TAIL)
    assert isinstance(item, Rejected)
    assert "no <PubmedArticle>" in item.reason


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    """Cutting an article out does not lose the encoding that the file declares; an unknown one is refused."""
    text = HEAD.replace("utf-8", "GB18030") + SMALL.format(1, "血小板") + TAIL
    (item,) = items_of(tmp_path, text.encode("gb18030"))
    assert isinstance(item, Record)
    assert item.citation.titles == (Title("zh", "血小板"),)
    (item,) = items_of(tmp_path, text.replace("GB18030", "klingon").encode("gb18030"))
    assert isinstance(item, Rejected)
    assert "klingon" in item.reason


def test_bytes_that_are_not_the_declared_encoding_are_refused(tmp_path: Path) -> None:
    """A wrong byte in one article does not hurt the next."""
    text = (HEAD + SMALL.format(1, "X") + SMALL.format(2, "Two") + TAIL).encode().replace(b">X<", b">\xff\xfe<")
    assert pmids_of(items_of(tmp_path, text)) == ["refused", "2"]


@given(st.integers(200_000, 300_000), st.integers(1, 3))
def test_articles_are_found_wherever_blocks_meet(
    tmp_path_factory: pytest.TempPathFactory, padding: int, count: int
) -> None:
    """No tag is missed at the edge between two reads."""
    articles = "".join(" " * padding + SMALL.format(number, "T") for number in range(1, count + 1))
    folder = tmp_path_factory.getbasetemp()
    assert pmids_of(items_of(folder, HEAD + articles + TAIL)) == [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("offset", range(-20, 21, 4))
def test_tags_across_the_edge_of_a_block(tmp_path: Path, offset: int) -> None:
    """Start and end tags that lie across the first block's end are found."""
    for tag in ("<PubmedArticle>", "</PubmedArticle>"):
        before = (HEAD + SMALL.format(1, "T")).index(tag)
        text = HEAD.replace("<PubmedArticleSet>", "<PubmedArticleSet>" + " " * ((1 << 18) - before + offset))
        assert pmids_of(items_of(tmp_path, text + SMALL.format(1, "T") + SMALL.format(2, "U"))) == ["1", "2"]


@given(
    st.lists(st.sampled_from([*"<>/ &;x", "<PubmedArticle>", "</PubmedArticle>", "<PubmedBookArticle>", "<Article>"]))
)
def test_any_jumble_of_tags_ends_in_refusals(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    """No order of tags ends in a traceback or without an answer."""
    items = items_of(tmp_path_factory.getbasetemp(), "<PubmedArticleSet>" + "".join(pieces))
    assert items
    assert all(isinstance(item, Rejected) for item in items)


# The peak as Linux counts it from the program's start; getrusage would count the parent's before it.
MEASURED = """
import re, sys
from pathlib import Path
from corpus.readers import read
print(sum(1 for item in read(Path(sys.argv[1]))))
print(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text()).group(1))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux tells it")
def test_memory_is_constant_over_a_large_file(tmp_path: Path) -> None:
    """10 000 articles of a zipped file of 95 MB are read in less than 120 MB, libraries included."""
    path = tmp_path / "a.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(100):
            stream.write((SMALL.format(7, "Platelets " * 920) * 100).encode())
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", MEASURED, str(path)], capture_output=True, text=True)
    count, peak_kib = map(int, done.stdout.split())
    assert count == 10_000
    assert peak_kib < 120_000
