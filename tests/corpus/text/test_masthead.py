"""How lines of authors, addresses and citations are recognised and read."""

import pytest

from corpus.model import Author
from corpus.text.masthead import find_doi, find_pmid, is_citation, read_citation_line, read_masthead
from corpus.text.people import is_affiliation, is_authors, is_correspondence, read_affiliations, read_authors


@pytest.mark.parametrize(
    ("line", "journal", "year", "volume", "issue", "pages"),
    [
        ("Cancer Rep (Hoboken). 2025 Feb;8(2):e70152. doi: 10.1/x", "Cancer Rep (Hoboken)", 2025, "8", "2", "e70152"),
        ("1. Blood Res. 2021 Mar 31;56(1):12-20.", "Blood Res", 2021, "56", "1", "12-20"),
        ("N Engl J Med. 2019;381:1124–35.", "N Engl J Med", 2019, "381", "", "1124-35"),
        ("中华血液学杂志, 2020, 41(3): 123-128. DOI: 10.1/x", "中华血液学杂志", 2020, "41", "3", "123-128"),
        ("中华血液学杂志，2020，41（3）：123-128", "中华血液学杂志", 2020, "41", "3", "123-128"),
        ("中华血液学杂志2020年3月第41卷第3期 123-128页", "中华血液学杂志", 2020, "41", "3", "123-128"),
        (
            "引用本文：张三, 李四. 某药的疗效[J]. 中国实验血液学杂志, 2018, 26(2): 45-50.",
            "中国实验血液学杂志",
            2018,
            "26",
            "2",
            "45-50",
        ),
    ],
)
def test_lines_of_citation(line: str, journal: str, year: int, volume: str, issue: str, pages: str) -> None:
    """Journal, year, volume, issue and pages in the styles of NLM, of GB/T 7714 and of Chinese mastheads."""
    assert is_citation(line)
    read = read_citation_line(line)
    assert (read.journal, read.year, read.volume, read.issue, read.pages) == (journal, year, volume, issue, pages)


@pytest.mark.parametrize(
    "line",
    ["doi: 10.1002/cnr2.70152", "https://doi.org/10.1002/abc", "PMID: 123", "CASE REPORT", "·论著·", "关键词：血小板"],
)
def test_other_lines_of_the_citation(line: str) -> None:
    """Identifiers, the type of the publication and keywords belong to the citation."""
    assert is_citation(line)


@pytest.mark.parametrize(
    "line",
    [
        "In 2020 we treated 40 patients; 12(30%) responded.",
        "The guideline of 2019 was followed.",
        "Of 30 patients in 2015, 8 (27%): none died.",
        "2020年我们治疗了40例患者。",
    ],
)
def test_prose_is_no_citation(line: str) -> None:
    """A sentence with a year and numbers stays text."""
    assert not is_citation(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ding Bingjie, Li Mengjuan, Zhou Hu", ["Ding Bingjie", "Li Mengjuan", "Zhou Hu"]),
        ("1. Thomas Bech Mortensen1,", ["Thomas Bech Mortensen"]),
        ("Meier A(1), van der Berg T(1)(2), O'Neil J-P*.", ["Meier A", "van der Berg T", "O'Neil J-P"]),
        ("J. A. Smith, MD, PhD; Élodie Dubois, MSc", ["J. A. Smith", "Élodie Dubois"]),
        ("Anna Meier1,2, Bo Keller² and Carl Ott†", ["Anna Meier", "Bo Keller", "Carl Ott"]),
        ("张三1，李四1,2；王小五2", ["张三", "李四", "王小五"]),
        ("张三 李四 欧阳小五", ["张三", "李四", "欧阳小五"]),
        ("作者：张三、李四 等", ["张三", "李四"]),
        ("Zhang San, Li Si, et al.", ["Zhang San", "Li Si"]),
    ],
)
def test_lines_of_authors(line: str, names: list[str]) -> None:
    """Names come without marks, degrees and numbers of a list."""
    assert is_authors(line)
    assert [author.latin or author.han for author in read_authors(line)] == names


@pytest.mark.parametrize(
    "line",
    [
        "Immune thrombocytopenia in adults",
        "Splenectomy, rituximab, and steroids",
        "We saw Zhang San, Li Si and others.",
        "血小板减少，出血，发热",
        "目的 方法 结果",
        "Refractory Thrombocytopenia",
        "Switzerland.",
    ],
)
def test_what_is_no_list_of_names(line: str) -> None:
    """Titles, lists of symptoms and sentences are no authors."""
    assert not is_authors(line)


@pytest.mark.parametrize(
    "line",
    [
        "1. 1Department of Hematology, Odense Universitetshospital, Odense, Denmark",
        "(2)Institute of Pathology, University of Zurich, Zurich, Switzerland.",
        "某某大学附属医院血液科，天津 300020",
        "作者单位：300020 天津，某某医院",
    ],
)
def test_addresses(line: str) -> None:
    """Institutions are known by their words and by the shape of an address."""
    assert is_affiliation(line)


@pytest.mark.parametrize(
    "line",
    [
        "All patients of the University Hospital, who were seen between 2010 and 2018, were included in this study.",
        "我们回顾了某某大学附属医院的40例患者。",
        "Hospital mortality",
    ],
)
def test_prose_about_hospitals_is_no_address(line: str) -> None:
    """A sentence that names a hospital stays text."""
    assert not is_affiliation(line)


def test_addresses_are_read_apart() -> None:
    """Several numbered addresses in one line are several, without numbers."""
    line = "1.某某大学附属医院血液科，天津 300020；2.某某医院血液内科，武汉 430022"
    assert read_affiliations(line) == ("某某大学附属医院血液科，天津 300020", "某某医院血液内科，武汉 430022")
    assert read_affiliations("1. 1Department of X, Odense, Denmark") == ("Department of X, Odense, Denmark",)


def test_correspondence() -> None:
    """The word for it, or an address however disguised, in a short line."""
    assert is_correspondence("1. Correspondence to Dr A Meier, ameier{at}example.com")
    assert is_correspondence("通信作者：张三，Email：zhangsan@example.com")
    assert not is_correspondence("Correlation was low.")


def test_two_scripts_are_paired() -> None:
    """Lists of equal length in both scripts are the same people in the same order; others are left alone."""
    both = read_masthead(["张三，李四", "Zhang San, Li Si"], [], [])
    assert both.authors == (Author("Zhang San", "张三"), Author("Li Si", "李四"))
    assert len(read_masthead(["张三，李四", "Zhang San, Li Si, Wang Wu"], [], []).authors) == 5


def test_identifiers_in_running_text() -> None:
    """One DOI is the work's own; of several none is known to be."""
    assert find_doi("See https://doi.org/10.1000/ABC(1)2. Then") == "10.1000/abc(1)2"
    assert find_doi("10.1000/a and 10.1000/b") == ""
    assert find_pmid("PMID: 0123 [Indexed]") == "123"
