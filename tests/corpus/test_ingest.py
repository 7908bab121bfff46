"""How records become a report."""

import random
from dataclasses import replace

import msgspec
import pytest

from corpus.ingest import languages_of, make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Author, Citation, Origin, Passage, Record, RecordText, Report, Source, Title, Version
from corpus.text.language import language_key

EN = "Platelets fell after the second dose. The drug was stopped, and they rose to 45 within two weeks."
ZH = "第二次给药后血小板下降。停药后两周内回升至45。"


def passages(title: str, body: str) -> tuple[Passage, ...]:
    """A title, if there is one, and an undivided text."""
    parts = (Passage("TITLE", title), Passage("UNASSIGNED", body))
    return tuple(passage for passage in parts if passage.text)


def text(language: str | None, title: str, body: str, origin: Origin = "unknown") -> RecordText:
    """A text of a record."""
    return RecordText(language, passages(title, body), origin)


def record(*texts: RecordText, citation: Citation | None = None, number: int = 1) -> Record:
    """A record whose fields are apart."""
    return Record("r1", citation or Citation(), texts, Source("test", "made.jsonl", number, "0" * 64))


def page(content: str) -> Record:
    """A plain file."""
    whole = (RecordText(None, (Passage("UNASSIGNED", content),)),)
    return Record(None, Citation(), whole, Source("", "made.txt", 1, "1" * 64), layout="page")


def report(*records: Record) -> Report:
    """The report of the records with nothing learnt."""
    return make_report(records, UNTAUGHT)


def version(made: Report, language: str) -> Version:
    """The one version in a language."""
    (found,) = (version for version in made.versions if version.language == language)
    return found


def sections(made: Version) -> list[tuple[str, str, str]]:
    """Kind, label and text of every section."""
    return [(s.kind, s.label, made.text[s.start : s.end]) for s in made.sections]


def beads(made: Report) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads without their confidence."""
    assert made.alignment is not None
    return [(bead.en, bead.zh) for bead in made.alignment.beads]


def test_a_bilingual_record() -> None:
    """Two versions, English first; raw is the passages joined; titles go to the citation."""
    made = report(record(text("zh", "血小板下降", ZH), text("en", "Falling platelets", EN)))
    assert [(v.side, v.language) for v in made.versions] == [("en", "en"), ("zh", "zh-Hans")]
    assert version(made, "en").raw == f"Falling platelets\n{EN}"
    assert sections(version(made, "zh-Hans")) == [("TITLE", "", "血小板下降"), ("UNASSIGNED", "", ZH)]
    assert made.citation.titles == (Title("en", "Falling platelets"), Title("zh-Hans", "血小板下降"))
    assert made.revision == 0


def test_titles_are_aligned_with_titles() -> None:
    """The first bead is the pair of titles, and sentences are numbered through."""
    made = report(record(text("en", "Falling platelets", EN), text("zh", "血小板下降", ZH)))
    assert beads(made) == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]


def test_a_title_without_counterpart_is_left_alone() -> None:
    """The title of one side is no translation of the other side's first sentence."""
    made = report(record(text("en", "Falling platelets", EN), text("zh", "", ZH)))
    assert beads(made) == [((0,), ()), ((1,), (0,)), ((2,), (1,))]


def test_a_title_that_a_record_gives_last_is_a_title_all_the_same() -> None:
    """It stands before the text, is aligned with the other title, and the body with the body."""
    given = record(text("en", "Falling platelets", EN), text("zh", "血小板下降", ZH))
    turned = record(*(replace(one, passages=one.passages[::-1]) for one in given.texts))
    assert beads(report(turned)) == beads(report(given))
    assert [one.text for one in report(turned).versions] == [one.text for one in report(given).versions]


def test_a_title_is_one_sentence() -> None:
    """Stops within a title split nothing."""
    made = report(record(text("en", "Do platelets fall? A study. Part 2", EN)))
    assert len(version(made, "en").sentences) == 3
    assert version(made, "en").title() == "Do platelets fall? A study. Part 2"


def test_one_side_has_no_alignment() -> None:
    """Without a counterpart there is nothing to align."""
    assert report(record(text("en", "", EN))).alignment is None


def test_labelled_passages_are_sections() -> None:
    """The record's own parts stand as they are, with the labels it printed."""
    parts = (
        Passage("METHODS", "We looked. Results: none yet.", "Methods"),
        Passage("UNASSIGNED", "Pain.", "PATIENT CONCERNS"),
    )
    made = report(record(RecordText("en", parts)))
    assert sections(version(made, "en")) == [
        ("METHODS", "Methods", "We looked. Results: none yet."),
        ("UNASSIGNED", "PATIENT CONCERNS", "Pain."),
    ]


def test_an_undivided_abstract_is_divided_by_its_labels() -> None:
    """Labels leave the text and name its sections; raw keeps them; keywords go to the citation."""
    abstract = "目的 探讨疗效。方法 回顾40例。结果 28例有效。结论 有效。\n关键词：血小板；疗效"
    made = report(record(text("zh", "", abstract)))
    found = version(made, "zh-Hans")
    assert sections(found) == [
        ("OBJECTIVE", "目的", "探讨疗效。"),
        ("METHODS", "方法", "回顾40例。"),
        ("RESULTS", "结果", "28例有效。"),
        ("CONCLUSIONS", "结论", "有效。"),
    ]
    assert found.raw == abstract
    assert made.citation.keywords == ("血小板", "疗效")
    start, end = found.offset_map.to_raw(*found.sentences[2])
    assert abstract[start:end] == "28例有效。"


def test_mixed_paragraphs_without_a_language_are_told_apart() -> None:
    """A text of both languages becomes two versions of the same raw."""
    mixed = f"{EN}\n{ZH}"
    made = report(record(text(None, "", mixed)))
    assert (version(made, "en").text, version(made, "zh-Hans").text) == (EN, ZH)
    assert {v.raw for v in made.versions} == {mixed}


def test_a_declared_language_stands() -> None:
    """A quotation in the other language does not divide a text whose language the record names."""
    made = report(record(text("en", "", f"{EN}\n{ZH}")))
    assert [v.language for v in made.versions] == ["en"]


def test_a_second_text_of_a_side_is_kept() -> None:
    """The first text of a side stands for it; another keeps its language and is aligned with nothing."""
    made = report(
        record(text("zh-Hans", "", ZH), text("zh-Hant", "", "血小板減少。"), text("fr", "", "Les plaquettes."))
    )
    assert [(v.side, v.language) for v in made.versions] == [("zh", "zh-Hans"), (None, "zh-Hant"), (None, "fr")]


def test_a_later_record_replaces_its_own_languages() -> None:
    """A translation that comes later joins; one that comes again replaces; both sources are named."""
    first = record(text("en", "Old title", "Old text."), text("zh", "", ZH), citation=Citation(year=2019, doi="10.1/x"))
    second = record(text("en", "Falling platelets", EN), citation=Citation(year=2020), number=2)
    made = report(first, second)
    assert version(made, "en").text == f"Falling platelets\n{EN}"
    assert version(made, "zh-Hans").text == ZH
    assert (made.citation.year, made.citation.doi) == (2020, "10.1/x")
    assert made.citation.titles == (Title("en", "Falling platelets"),)
    assert [source.number for source in made.sources] == [1, 2]
    assert len(beads(made)) == 3


def test_what_the_record_gives_stands() -> None:
    """Identifiers in the text fill what the citation is silent about, never the id."""
    given = Citation(authors=(Author("A B"),), pmid="7")
    made = report(record(text("en", "", f"{EN} doi: 10.1000/ABC PMID: 8"), citation=given))
    assert (made.report_id, made.citation.doi, made.citation.pmid) == ("r1", "10.1000/abc", "7")
    assert made.citation.authors == given.authors


def test_a_page_is_laid_out() -> None:
    """A plain file: its head to the citation, its paragraphs to the sides; the id is its hash."""
    made = report(page(f"Falling platelets\nZhang San, Li Si\nBlood Res. 2021;56(1):12-20.\n{EN}\n{ZH}\n"))
    assert made.report_id == "sha256:" + "1" * 64
    assert [author.latin for author in made.citation.authors] == ["Zhang San", "Li Si"]
    assert (made.citation.journal, made.citation.year) == ("Blood Res", 2021)
    assert beads(made) == [((0,), ()), ((1,), (0,)), ((2,), (1,))]


def test_what_cannot_be_stored_is_replaced_in_raw() -> None:
    """U+0000 and lone surrogates are U+FFFD already in raw, and flagged as damage."""
    made = report(record(text("en", "", "Platelets\x00 fell\ud800.")))
    assert version(made, "en").raw == "Platelets\ufffd fell\ufffd."
    assert {flag.rule for flag in made.flags} == {"damage.replaced"}


def test_markup_and_references_are_cleaned() -> None:
    """The text is what a reader should see; raw is what the record gave."""
    made = report(record(text("en", "", "Counts &gt; 50 × 10<sup>9</sup>/L.")))
    assert version(made, "en").text == "Counts > 50 × 10⁹/L."
    assert version(made, "en").raw == "Counts &gt; 50 × 10<sup>9</sup>/L."


def test_a_title_is_the_cleaned_one() -> None:
    """A title that the citation repeats as it was printed does not win over the version's; one that stands there alone
    is cleaned as well, and one of markup only is none."""
    printed = "CD4<sup>+</sup> &lt;i&gt;T cells"
    cited = (Title("en", printed), Title("zh", "CD4<sup>+</sup>\nT細胞與血小板"), Title("fr", "<p></p>"))
    made = report(record(text("en", printed, EN), citation=Citation(titles=cited)))
    assert made.citation.titles == (
        Title("en", version(made, "en").title()),
        Title("zh-Hant", "CD4⁺ T細胞與血小板"),
    )
    assert made.citation.titles[0].text.startswith("CD4⁺ ")


@pytest.mark.parametrize("body", ["", " \n ", "\u200b", "<p></p>"])
def test_an_empty_text_makes_no_version(body: str) -> None:
    """A title beside an empty text is a version of its title; nothing at all is none."""
    both = RecordText("en", (Passage("TITLE", "Falling platelets"), Passage("UNASSIGNED", body)))
    assert sections(version(report(record(both)), "en")) == [("TITLE", "", "Falling platelets")]
    assert report(record(RecordText("en", (Passage("UNASSIGNED", body),)))).versions == ()


def test_the_same_records_give_the_same_report() -> None:
    """Equal to the byte, whatever was made in between."""
    one = record(text("en", "Falling platelets", EN), text("zh", "血小板下降", ZH))
    packed = msgspec.json.encode(report(one))
    others = [record(text(None, "", body)) for body in (EN, ZH, "Les plaquettes ont diminué après la deuxième dose.")]
    random.Random(0).shuffle(others)
    for other in others:
        report(other)
    assert msgspec.json.encode(report(one)) == packed
    assert msgspec.json.decode(packed, type=Report) == report(one)


def test_no_record_makes_no_report() -> None:
    """A report of nothing is a mistake of the caller."""
    with pytest.raises(ValueError, match="one record"):
        report()


def test_the_languages_of_a_record_are_those_of_the_report_it_makes_alone() -> None:
    """Told or declared, of fields or a page; a title alone counts, what a later record says does not."""
    for given in (
        record(text("zh", "", ZH), text("en", "Falling platelets", EN), text("fr", "", "Les plaquettes ont chuté.")),
        record(text(None, "", f"{EN}\n{ZH}")),
        record(text("en", "", " ")),
        page(f"{EN}\n\n{ZH}\n"),
    ):
        made = report(given)
        assert languages_of(given) == tuple(sorted({language_key(one.language) for one in made.versions}))
