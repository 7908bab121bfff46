"""What of a report can be found, and where."""

from dataclasses import replace

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Author, Citation, Flag, Passage, Record, RecordText, Report, Source, Span, Title
from indexer.entries import Entry, make_entries

CITATION = Citation(
    authors=(Author("Zhang Wei", "张伟"), Author("Li Na", "李娜")),
    affiliations=("Department of Haematology", "血液科"),
    journal="Blood Letters",
    year=2025,
    doi="10.1000/demo",
    keywords=("platelet count", "血小板"),
    mesh=("Purpura, Thrombocytopenic",),
    publication_types=("Journal Article",),
)


def text(language: str, title: str, *paragraphs: str) -> RecordText:
    """A version with a title and a paragraph for each further text."""
    body = tuple(Passage("UNASSIGNED", paragraph) for paragraph in paragraphs)
    return RecordText(language, (Passage("TITLE", title), *body) if title else body, "author")


def report(*texts: RecordText, citation: Citation = CITATION) -> Report:
    """A report as ingest makes it."""
    return make_report([Record("r1", citation, texts, Source("test", "made.py", 1, "0" * 64))], UNTAUGHT)


BILINGUAL = report(
    text("en", "Low platelets", "Counts rose in 12 patients.", "None bled."),
    text("zh", "血小板减少", "12例患者计数上升。", "均未出血。"),
)


def whole(made: Report) -> Entry:
    """The entry of the report itself."""
    return make_entries(made)[0]


def test_a_title_counts_three_times_in_its_bag() -> None:
    """And a word of the text once; each language has a bag of its own."""
    bags = whole(BILINGUAL).bags
    assert bags["en"].count("platelet") == 3
    assert bags["en"].count("patient") == 1
    assert bags["zh"].count("2血小") == 3
    assert bags["zh"].count("2出血") == 1
    assert not set(bags["en"]) & set(bags["zh"]) - {"12"}


def test_lines_have_a_token_a_position_and_a_section_a_value() -> None:
    """Titles stand apart from texts; authors are found in both scripts, keywords one by one."""
    lines = whole(BILINGUAL).lines
    assert lines["title.en"] == (("low", "platelets"),)
    assert lines["title.zh"] == (tuple("血小板减少"),)
    assert [word for section in lines["text.en"] for word in section] == "counts rose in 12 patients none bled".split()
    assert lines["author"] == (("zhang", "wei"), ("张", "伟"), ("li", "na"), ("李", "娜"))
    assert lines["keyword"] == (("platelet", "count"), tuple("血小板"))
    assert lines["mesh"] == (("purpura", "thrombocytopenic"),)
    assert lines["journal"] == (("blood", "letters"),)
    assert lines["affiliation"] == (("department", "of", "hematology"), tuple("血液科"))


def test_filters_hold_what_is_printed() -> None:
    """Values of a citation as they are; languages, origin, and what there is to see."""
    filters = whole(BILINGUAL).filters
    assert filters["year"] == ("2025",)
    assert set(filters["lang"]) == {"en", "zh"}
    assert filters["origin"] == ("author",)
    assert filters["type"] == ("Journal Article",)
    assert filters["journal"] == ("Blood Letters",)
    assert filters["collection"] == ("test",)
    assert (filters["id"], filters["doi"], "pmid" in filters) == (("r1",), ("10.1000/demo",), False)
    assert set(filters["has"]) == {"parallel", "abstract.en", "abstract.zh", "title.en", "title.zh", "doi"}


def test_a_flag_is_found_by_rule_family_and_name() -> None:
    """flag:damage.exponent, flag:damage and flag:exponent mean the same report."""
    flag = Flag("k", "damage.exponent", "high", (Span("en", 0, 3),))
    assert whole(replace(BILINGUAL, flags=(flag, flag))).filters["flag"] == ("damage.exponent", "damage", "exponent")


def test_a_unit_holds_the_sentences_of_its_bead_and_the_filters_of_its_report() -> None:
    """Units are numbered from 1 like the rows a reader sees, and every sentence is in exactly one."""
    first, *units = make_entries(BILINGUAL)
    assert BILINGUAL.alignment is not None
    assert [unit.entry_id for unit in units] == [f"r1#{n}" for n in range(1, len(BILINGUAL.alignment.beads) + 1)]
    assert {unit.target for unit in units} == {"units"}
    assert all(unit.filters == first.filters for unit in units)
    bled = [unit for unit in units if ("none", "bled") in unit.lines.get("text.en", ())]
    assert [unit.lines["text.zh"] for unit in bled] == [(tuple("均未出血"),)]
    assert [word for unit in units for line in unit.lines.values() for s in line for word in s].count("platelets") == 1


def test_no_word_of_a_version_is_left_out() -> None:
    """Text between sections is found too: every line word of the text is in a line."""
    version = BILINGUAL.version("en")
    assert version is not None
    cut = replace(version, sections=tuple(s for s in version.sections if s.kind == "TITLE"))
    made = replace(BILINGUAL, versions=(cut, *(v for v in BILINGUAL.versions if v.side == "zh")))
    assert {"counts", "bled"} <= {word for section in whole(made).lines["text.en"] for word in section}


def test_a_report_in_one_language_has_no_units_and_nothing_in_the_other_bag() -> None:
    made = report(text("en", "", "Counts rose."), citation=Citation())
    (only,) = make_entries(made)
    assert set(only.bags) == {"en"}
    assert set(only.lines) == {"text.en"}
    assert set(only.filters) == {"lang", "has", "origin", "id", "collection"}
    assert only.filters["has"] == ("abstract.en",)


def test_a_third_language_is_found_by_filters_alone() -> None:
    """Its words are in no bag and in no line."""
    french = "Le nombre de plaquettes sanguines a augmenté chez tous les patients de cette étude."
    entry = whole(report(text("en", "", "Counts rose."), text("fr", "", french)))
    assert "fr" in entry.filters["lang"]
    assert "plaquettes" not in {word for line in entry.lines.values() for section in line for word in section}


def test_a_title_of_the_citation_stands_in_for_a_missing_one() -> None:
    """A vernacular title without an abstract in that language is found."""
    citation = replace(CITATION, titles=(Title("zh-Hans", "血小板减少"), Title("fr", "Thrombopénie")))
    entry = whole(report(text("en", "Low platelets", "Counts rose."), citation=citation))
    assert entry.lines["title.zh"] == (tuple("血小板减少"),)
    assert entry.bags["zh"].count("2血小") == 3
    assert "title.zh" in entry.filters["has"]
    assert "abstract.zh" not in entry.filters["has"]
