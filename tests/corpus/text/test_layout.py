"""What each line of a page is, and what the whole page says."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Author, Citation, Version
from corpus.text.cleaning import clean
from corpus.text.layout import lay_out
from corpus.text.pages import read_page

EN = [
    "Forty adults with immune thrombocytopenia were given rituximab once a week, and their platelets were counted.",
    "Twenty-eight of them responded within eight weeks. None of the forty died, and nobody stopped treatment early.",
]
ZH = [
    "40例免疫性血小板减少症成人患者每周接受一次利妥昔单抗治疗，并监测血小板计数。",
    "其中28例在8周内有效。无患者死亡，也无人提前停药。",
]

JOURNAL_PAGE = """首页
下载PDF (123)
中华某某杂志, 2020, 41(3): 123-128. DOI: 10.3760/cma.j.issn.0000-0000.2020.03.005
·论著·
利妥昔单抗治疗成人免疫性血小板减少症的疗效观察
张三1，李四1,2；王小五2
1.某某大学附属医院血液科，天津 300020；2.某某医院血液内科，武汉 430022
通信作者：张三，Email：zhangsan@example.com
【摘要】 目的 探讨利妥昔单抗的疗效。方法 回顾性分析40例患者。结果 28例有效（P<0.05）。结论 利妥昔单抗有效。
【关键词】 血小板减少；利妥昔单抗
Efficacy of rituximab in adults with immune thrombocytopenia
Zhang San, Li Si, Wang Xiaowu
Department of Hematology, Affiliated Hospital of Some University, Tianjin 300020, China
【Abstract】 Objective To study rituximab. Methods Forty patients were seen. Results It worked. Conclusion Use it.
【Key words】 thrombocytopenia; rituximab
基金项目：某某基金（12345）
参考文献
[1] 李四. 某药[J]. 中华其他杂志, 2019, 40(1): 1-3. DOI: 10.1000/other
"""

PUBMED_ABSTRACT = (
    "Background treatment of warm haemolytic anaemia begins with steroids, and the place of later splenectomy is not "
    "known, because the reports that have appeared so far are few and small. "
)


def roles(page: str) -> list[str]:
    """The role of every line."""
    return [block.role for block in lay_out(clean(page)[0])]


def sides(page: str) -> dict[str | None, Version]:
    """The versions of a page by side."""
    return {version.side: version for version in read_page(page, "unknown")[1]}


def sections(version: Version) -> list[tuple[str, str, str]]:
    """Kind, label and text of every section."""
    return [(s.kind, s.label, version.text[s.start : s.end]) for s in version.sections]


def test_the_page_of_a_chinese_journal() -> None:
    """Head, abstract and keywords of both languages, menus before and references behind."""
    assert roles(JOURNAL_PAGE) == [
        *["furniture"] * 2,
        *["citation"] * 2,
        *["title", "authors", "affiliation", "correspondence", "paragraph", "citation"],
        *["title", "authors", "affiliation", "paragraph", "citation"],
        *["furniture"] * 3,
    ]


def test_the_citation_of_a_chinese_journal() -> None:
    """Authors are paired, addresses apart, keywords of both languages kept; a reference's DOI is not the work's."""
    citation, _ = read_page(JOURNAL_PAGE, "unknown")
    assert citation == Citation(
        authors=(Author("Zhang San", "张三"), Author("Li Si", "李四"), Author("Wang Xiaowu", "王小五")),
        affiliations=(
            "某某大学附属医院血液科，天津 300020",
            "某某医院血液内科，武汉 430022",
            "Department of Hematology, Affiliated Hospital of Some University, Tianjin 300020, China",
        ),
        journal="中华某某杂志",
        year=2020,
        volume="41",
        issue="3",
        pages="123-128",
        doi="10.3760/cma.j.issn.0000-0000.2020.03.005",
        keywords=("血小板减少", "利妥昔单抗", "thrombocytopenia", "rituximab"),
        publication_types=("论著",),
    )


def test_the_versions_of_a_chinese_journal() -> None:
    """Title and four labelled parts a side; each version's raw is the whole page, and ranges lead into it."""
    found = sides(JOURNAL_PAGE)
    assert [kind for kind, _, _ in sections(found["zh"])] == ["TITLE", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"]
    assert sections(found["en"])[1:3] == [
        ("OBJECTIVE", "Objective", "To study rituximab."),
        ("METHODS", "Methods", "Forty patients were seen."),
    ]
    for version in found.values():
        assert version.raw == JOURNAL_PAGE
        for start, end in version.sentences:
            raw_start, raw_end = version.offset_map.to_raw(start, end)
            assert version.raw[raw_start:raw_end] == version.text[start:end]


@pytest.mark.parametrize(
    "lines",
    [[*EN, *ZH], [*ZH, *EN], [EN[0], ZH[0], EN[1], ZH[1]], ["A title in short", "一个短题", *EN, *ZH]],
    ids=["consecutive", "chinese first", "interleaved", "titled"],
)
def test_bilingual_paragraphs(lines: list[str]) -> None:
    """Paragraphs go to their side in their order, wherever they stand; short first lines without a stop are titles."""
    found = sides("\n\n".join(lines))
    titled = len(lines) == 6
    assert found["en"].text.split("\n")[titled:] == EN
    assert found["zh"].text.split("\n")[titled:] == ZH
    assert found["en"].title() == ("A title in short" if titled else "")
    assert found["zh"].title() == ("一个短题" if titled else "")


def test_a_formula_between_chinese_paragraphs_is_chinese() -> None:
    """A short Latin line does not make an English version."""
    assert set(sides(f"{ZH[0]}\nP<0.05\n{ZH[1]}")) == {"zh"}


def test_headings_become_labels() -> None:
    """A line that prints a known label names the paragraphs below it, and is no sentence."""
    page = f"利妥昔单抗的疗效\n张三 李四 王小五\n摘要\n目的\n{ZH[0]}\n结果\n{ZH[1]}\n"
    assert roles(page) == ["title", "authors", "heading", "heading", "paragraph", "heading", "paragraph"]
    assert sections(sides(page)["zh"])[1:] == [("OBJECTIVE", "目的", ZH[0]), ("RESULTS", "结果", ZH[1])]


def test_an_abstract_saved_from_pubmed() -> None:
    """Numbered citation, title with a stop, authors with marks, wrapped lines, labels and identifiers."""
    body = "\n".join(
        textwrap.fill(f"{label}: {PUBMED_ABSTRACT * 2}", 80) for label in ("BACKGROUND", "METHODS", "CONCLUSION")
    )
    addresses = (
        "(1)Department of Haematology, Cantonal Hospital, Winterthur, Switzerland.\n(2)Institute of Pathology, Zurich."
    )
    page = (
        "1. Blood Res. 2021 Mar 31;56(1):12-20. doi: 10.5045/br.2021.2020123.\n\n"
        "Splenectomy after rituximab in adults with anaemia.\n\n"
        f"Meier A(1), Keller BC(2), van der Berg T(1)(2).\n\nAuthor information:\n{addresses}\n\n{body}\n\n"
        "Copyright © 2021 Some Society.\n\nDOI: 10.5045/br.2021.2020123\nPMID: 33333333 [Indexed for MEDLINE]\n"
    )
    citation, (version,) = read_page(page, "unknown")
    assert version.title() == "Splenectomy after rituximab in adults with anaemia."
    assert [label for _, label, _ in sections(version)] == ["", "BACKGROUND", "METHODS", "CONCLUSION"]
    assert sections(version)[1][2] == (PUBMED_ABSTRACT * 2).strip()
    assert [author.latin for author in citation.authors] == ["Meier A", "Keller BC", "van der Berg T"]
    assert len(citation.affiliations) == 2
    assert (citation.pmid, citation.doi) == ("33333333", "10.5045/br.2021.2020123")


def test_a_third_language_is_kept_apart() -> None:
    """A French paragraph is a version of its own without a side."""
    french = (
        "Le patient a été traité par le rituximab, et la numération des plaquettes est restée normale pendant un an."
    )
    _, versions = read_page(f"{EN[0]}\n{french}\n{ZH[0]}", "unknown")
    assert [(version.side, version.language) for version in versions] == [("en", "en"), (None, "fr"), ("zh", "zh-Hans")]


def test_a_line_in_doubt_is_text() -> None:
    """Of what no rule knows nothing is lost."""
    page = f"{EN[0]}\nSomething short\n{EN[1]}\nPost scriptum"
    assert sides(page)["en"].text == page


def test_a_page_of_menus_has_no_version() -> None:
    """Furniture alone is no text."""
    assert read_page("Home\nLog in\nDownload PDF\n© 2020 Some Society", "unknown") == (Citation(), ())


@pytest.mark.parametrize(
    "text", ["【目的】", "Background:", "目的", "1.", "•", "\x00", "参考文献", "a", "。", "<p></p>"]
)
def test_small_pages_are_read(text: str) -> None:
    """A page of a sign, a label or a heading is read without an error, and keeps its length where it is kept."""
    _, versions = read_page(text, "unknown")
    assert all(len(version.raw) == len(text) for version in versions)


@given(st.lists(st.one_of(st.sampled_from([*EN, *ZH, *JOURNAL_PAGE.splitlines()]), st.text(max_size=20)), max_size=12))
def test_every_line_is_laid_out(lines: list[str]) -> None:
    """Blocks are the lines of the page in order, each once, whatever the page."""
    text = clean("\n".join(lines))[0]
    assert [text[block.start : block.end] for block in lay_out(text)] == [line for line in text.split("\n") if line]
    for version in read_page("\n".join(lines), "unknown")[1]:
        assert all(version.text[start:end].strip() for start, end in version.sentences)


@pytest.mark.parametrize("stop", ["", "."])
def test_titles_of_both_languages_above_the_authors(stop: str) -> None:
    """A title printed with a stop is one too, if authors stand behind it or behind the title in the other language."""
    page = "\n".join([f"Rituximab in forty adults{stop}", "利妥昔单抗治疗四十例成人", "Zhang San, Li Si", *EN, *ZH])
    assert [block.role for block in lay_out(page)][:3] == ["title", "title", "authors"]
