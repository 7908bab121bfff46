"""Views of reports that the bundled ones do not show: m:n beads, empty sides, flags, sections, other languages."""

import pytest

from corpus.model import (
    Alignment,
    Author,
    Bead,
    Citation,
    Flag,
    OffsetMap,
    Passage,
    Record,
    RecordText,
    Report,
    Section,
    SectionKind,
    Source,
    Span,
    Version,
)  # fmt: skip
from corpus.text.pages import lay_out_page, read_page
from corpus.text.sentences import split_sentences
from indexer.engine import FacetCount
from indexer.search import FoundReport, SearchResult
from webapp.request_args import SearchForm
from webapp.views.aligned import bars_of, parts_of, summary_of
from webapp.views.citations import citation_text, imprint
from webapp.views.original import originals_of
from webapp.views.passages import Fault, Mark
from webapp.views.report import prose_of, tabs_of, version_of_tab, view_of
from webapp.views.results import page_numbers, pages_of, results_view

SOURCE = Source("", "folder/case.txt", 1, "0" * 64)


def version(side: str | None, language: str, *sections: tuple[SectionKind, str, str]) -> Version:
    """A version whose sections are (kind, label, text); each begins a paragraph."""
    text, placed = "", list[Section]()
    for kind, label, part in sections:
        text += "\n" if text else ""
        placed.append(Section(kind, label, len(text), len(text) + len(part)))
        text += part
    known = "en" if side == "en" else "zh" if side == "zh" else None
    return Version(known, language, "unknown", text, text, OffsetMap(()), tuple(placed), split_sentences(text, known))


ENGLISH = version(
    "en", "en",
    ("TITLE", "", "Fever after infusion"),
    ("METHODS", "Methods", "One man was seen. He was 40. Nobody else was."),
    ("RESULTS", "Results", "He recovered."),
)  # fmt: skip
CHINESE = version(
    "zh", "zh-Hans",
    ("TITLE", "", "输液后发热"),
    ("METHODS", "方法", "观察1例40岁男性。"),
    ("RESULTS", "结果", "患者痊愈。随访一年。"),
)  # fmt: skip
BEADS = (
    Bead((0,), (0,), 0.9),
    Bead((1, 2), (1,), 0.5),
    Bead((3,), (), 0.8),
    Bead((4,), (2,), 0.2),
    Bead((), (3,), 0.8),
)
FLAG = Flag("k", "damage.replaced", "medium", (Span("en", ENGLISH.text.index("40"), ENGLISH.text.index("40") + 2),))
REPORT = Report(
    "case/1", 1, Citation(), (ENGLISH, CHINESE), Alignment(BEADS, 0.8, 0), (FLAG,), (SOURCE,)
)  # fmt: skip


def test_every_bead_is_a_row_under_the_heading_of_its_section() -> None:
    """A row without English stays in the part where it stands."""
    parts = parts_of(REPORT, {})
    assert [(part.kind, [unit.number for unit in part.units]) for part in parts] == [
        ("TITLE", [1]), ("METHODS", [2, 3]), ("RESULTS", [4, 5]),
    ]  # fmt: skip


def test_a_bead_of_many_sentences_keeps_them_apart_and_an_empty_side_its_place() -> None:
    _, many, alone, _, last = (unit for part in parts_of(REPORT, {}) for unit in part.units)
    assert [passage.text for passage in many.en] == ["One man was seen.", "He was 40."]
    assert (many.shape, many.confidence) == ("2:1", "middling")
    assert (alone.zh, alone.confidence) == ((), "alone")
    assert [passage.text for passage in last.zh] == ["随访一年。"]


def test_a_flag_stands_in_its_row_and_in_its_sentence() -> None:
    units = [unit for part in parts_of(REPORT, {}) for unit in part.units]
    assert [unit.number for unit in units if unit.said] == [2]
    assert units[1].en[1].faults == (Fault(7, 9, "damage.replaced"),)


def test_marks_of_the_text_are_cut_to_each_sentence() -> None:
    start = ENGLISH.text.index("seen")
    units = [u for part in parts_of(REPORT, {"en": (Mark(start, start + 8),)}) for u in part.units]
    assert units[1].en[0].marks == (Mark(12, 17),)  # "seen."
    assert units[1].en[1].marks == (Mark(0, 2),)  # "He"


def test_the_summary_counts_what_has_both_sides_and_what_is_doubtful() -> None:
    summary = summary_of(REPORT.alignment)
    assert summary is not None
    assert (summary.units, summary.aligned, summary.doubtful) == (5, 3, 2)
    assert summary_of(None) is None


def test_the_drawing_has_a_bar_a_unit_within_its_frame() -> None:
    bars = bars_of(parts_of(REPORT, {}))
    assert [bar.number for bar in bars] == [1, 2, 3, 4, 5]
    assert all(0 <= bar.en <= 150 and 0 <= bar.zh <= 150 for bar in bars)
    assert bars[2].zh == 0


def test_unlabelled_text_is_divided_by_its_paragraphs_the_title_not_counted() -> None:
    english = version("en", "en", ("TITLE", "", "A title"), ("UNASSIGNED", "", "First one.\nSecond one."))
    chinese = version("zh", "zh-Hans", ("TITLE", "", "标题"), ("UNASSIGNED", "", "第一。\n第二。"))
    beads = tuple(Bead((n,), (n,), 0.9) for n in range(3))
    report = Report("x", 1, Citation(), (english, chinese), Alignment(beads, 1, 0), (), (SOURCE,))
    assert [(part.kind, part.paragraph) for part in parts_of(report, {})] == [
        ("TITLE", 0), ("UNASSIGNED", 1), ("UNASSIGNED", 2),
    ]  # fmt: skip


def test_a_report_in_one_language_has_no_aligned_tab_and_other_languages_have_their_own() -> None:
    french = version(None, "fr", ("UNASSIGNED", "", "Un cas."))
    report = Report("x", 1, Citation(), (ENGLISH, french), None, (), (SOURCE,))
    assert [tab.name for tab in tabs_of(report)] == ["en", "fr", "original"]
    assert version_of_tab(report, "fr") is french
    assert parts_of(report, {}) == ()
    assert [tab.name for tab in tabs_of(REPORT)] == ["aligned", "en", "zh", "original", "quality"]


def test_running_text_keeps_sections_paragraphs_and_numbers() -> None:
    parts = prose_of(REPORT, ENGLISH, {})
    assert [(part.kind, part.label) for part in parts] == [
        ("TITLE", ""),
        ("METHODS", "Methods"),
        ("RESULTS", "Results"),
    ]
    assert [[number for number, _ in paragraph] for paragraph in parts[1].paragraphs] == [[2, 3, 4]]


def test_a_title_is_derived_only_where_none_is_printed_and_is_cut_at_a_word() -> None:
    assert [title.derived for title in view_of(REPORT).titles] == [False, False]
    untitled = version("en", "en", ("UNASSIGNED", "", "Word " * 100 + "end."))
    (title,) = view_of(Report("x", 1, Citation(), (untitled,), None, (), (SOURCE,))).titles
    assert title.derived
    assert title.text.endswith("Word…")
    assert len(title.text) <= 181


def test_folders_of_the_server_are_not_told() -> None:
    assert [source.file for source in view_of(REPORT).sources] == ["case.txt"]


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (Citation(), ""),
        (Citation(journal="Blood", year=2025), "Blood. 2025"),
        (Citation(year=2025, volume="8", issue="2", pages="e7"), "2025;8(2):e7"),
        (Citation(journal="J. Test.", volume="8"), "J. Test. 8"),
    ],
)
def test_an_imprint_leaves_out_what_the_source_lacks(citation: Citation, line: str) -> None:
    assert imprint(citation) == line


def test_a_citation_in_one_line_has_printed_titles_only() -> None:
    citation = Citation(authors=(Author("Li Wei"), Author("", "王芳")), year=2020, doi="10.1/x")
    assert citation_text(citation, view_of(REPORT).titles) == (
        "Li Wei, 王芳. Fever after infusion / 输液后发热. 2020. doi:10.1/x."
    )
    assert citation_text(Citation(), ()) == ""


def test_the_original_of_a_record_with_fields_names_each_field() -> None:
    texts = (
        RecordText("en", (Passage("METHODS", "We looked.", "Methods"),)),
        RecordText(None, (Passage("TITLE", "标题"),)),
    )
    (original,) = originals_of((Record("x", Citation(), texts, SOURCE),))
    assert [(line.role, line.label, line.language) for line in original.lines] == [
        ("METHODS", "Methods", "en"), ("TITLE", "", "zh-Hans"),
    ]  # fmt: skip
    assert (original.page, original.hidden, original.file) == (False, 0, "case.txt")


WRAPPED = """\
Fever after infusion

Three patients with a rare disease of the blood were treated
in our hospital and all of them recovered within some weeks
after the first infusion of the drug, which is sold here as
输液后发热的处理与长期随访观察方法输液后发热的处理与长期随访观察方法输液后发热的处理与方法 and was
given once a week for as long as the fever did not return to
any of them, and was stopped after a month in all the men."""


def test_every_line_of_a_wrapped_paragraph_was_read_as_one_in_the_language_of_the_whole() -> None:
    """A line that is mostly a Chinese name is no Chinese paragraph: ingest reads the lines joined."""
    text = RecordText(None, (Passage("UNASSIGNED", WRAPPED),))
    (original,) = originals_of((Record(None, Citation(), (text,), SOURCE, "page"),))
    assert [(line.role, line.language) for line in original.lines] == [
        ("title", ""), ("", ""), *[("paragraph", "en")] * 6,
    ]  # fmt: skip
    assert [version.language for version in read_page(WRAPPED, "unknown")[1]] == ["en"]


def test_the_lines_shown_of_a_long_page_are_read_as_in_the_whole_page() -> None:
    """Also where what is not shown decides: a page of so many lines is a table, whose lines are not laid out."""
    page = "Zhou H, Li W\n" * 25_000
    text = RecordText(None, (Passage("UNASSIGNED", page),))
    (original,) = originals_of((Record(None, Citation(), (text,), SOURCE, "page"),))
    roles = [block.role for block in lay_out_page(page).blocks]
    assert [line.role for line in original.lines if line.text] == roles[: len(original.lines)]
    assert original.hidden > 0


def test_of_a_huge_file_a_part_is_shown_and_the_rest_counted() -> None:
    text = RecordText(None, (Passage("UNASSIGNED", "long line of words\n" * 20_000),))
    (original,) = originals_of((Record(None, Citation(), (text,), SOURCE, "page"),))
    shown = sum(len(line.text) + 1 for line in original.lines)
    assert 199_000 < shown <= 200_001
    assert original.hidden == 380_000 - shown


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (1, 20, (1, 2, 3, None, 20)),
        (10, 20, (1, None, 8, 9, 10, 11, 12, None, 20)),
        (4, 7, (1, 2, 3, 4, 5, 6, 7)),
    ],
)
def test_the_pager_offers_the_ends_and_the_neighbours(page: int, pages: int, numbers: tuple[int | None, ...]) -> None:
    assert page_numbers(page, pages) == numbers


def test_pages_end_where_nobody_can_go_further() -> None:
    """No page reaches beyond the 10 000th hit, and the last one is whole."""
    assert [pages_of(total, 10) for total in (0, 1, 10, 11, 10_000, 10_001, 1_000_000)] == [
        0,
        1,
        1,
        2,
        1000,
        1000,
        1000,
    ]
    assert pages_of(1_000_000, 30) == 333


def test_a_hit_names_each_of_its_languages_once() -> None:
    """Two texts of one language are two versions."""
    english: tuple[SectionKind, str, str] = ("UNASSIGNED", "", "A text.")
    versions = (version("en", "en", english), version(None, "en", english), version("zh", "zh-Hans", english))
    report = Report("r", 1, Citation(), versions, None, (), ())
    found = FoundReport(report, 1.0, (), (), ())
    result = SearchResult("a", "a", 1, (found,), (), (), (), (), 1, 1, 0.0)
    (hit,) = results_view(result, SearchForm(q="a"), 10).hits
    assert hit.languages == ("en", "zh-Hans")


def test_every_year_can_be_chosen_those_behind_the_first_by_unfolding() -> None:
    """Eight are shown at once, and a chosen one wherever it stands; each of the others has its address."""
    counts = tuple(FacetCount(str(year), 1) for year in range(1990, 2020))
    result = SearchResult("a", "a", 30, (), (("year", counts),), (), (), (), 1, 1, 0.0)
    (facet,) = results_view(result, SearchForm(q="a", chosen=(("year", "1995"),)), 10).facets
    assert [one.value for one in facet.first] == [*map(str, range(2019, 2011, -1)), "1995"]
    assert {one.value for one in (*facet.first, *facet.rest)} == {count.value for count in counts}
    assert len(facet.first) + len(facet.rest) == len(facet.values)
    assert all(f"year={one.value}" in one.url for one in facet.rest)
    assert facet.more == 0
