"""Marks in place of lost characters, and texts in the wrong encoding."""

import pytest

from corpus.audit import audit_report
from corpus.audit.damage.places import PLACES_MAX
from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Citation, Passage, Record, RecordText, Source
from tests.corpus.audit.damage_reports import excerpts, flags_of, repairs, report_of


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("it is rare and not well?described here", "-"),
        ("a bispecific T?cell engager", "-"),
        ("a dose of 750?mg/kg was given", " "),
        ("only 2?days later", " "),
        ("in the literature.2?Cytomegalovirus is", " "),
        ("against glycoprotein?(GP) only", " "),
        ("leucocyte antigen?class I", None),
        ("TNF-? and others", None),
        ("binding of NF-?B here", None),
        ("a dose of 5 ?g daily", None),
        ("scores of 5.2 ? 1.3 points", None),
        ("people aged ?65 years", None),
        ("at P ? 0.05 or less", None),
    ],
)
def test_a_mark_that_ends_no_question_stands_for_a_character(text: str, repair: str | None) -> None:
    """One flag on the mark itself; a blank or hyphen is suggested only where it is sure."""
    assert repairs("damage.character", en=text) == [("?", repair)]


@pytest.mark.parametrize(
    "text",
    [
        "Is it safe? We asked.",
        "Is it safe?We asked.",
        "See How is it treated?More is known.",
        "Really??? Yes.",
        "What next ? Nothing",
        "at https://example.org/page?id=3 and www.example.org/a?b",
        "46,XY,del(5)(q?31) and t(9;?)",
    ],
)
def test_questions_addresses_and_karyotypes_are_left_alone(text: str) -> None:
    """Also where the next sentence is glued to the question."""
    assert excerpts("damage.character", en=text) == []


def test_in_chinese_only_marks_by_latin_letters_or_in_a_row_are_flagged() -> None:
    """An ASCII question mark between Chinese sentences is a question's."""
    assert excerpts("damage.character", zh="是否有效?结果显示有效。疗效好?患者满意。") == []
    assert excerpts("damage.character", zh="采用Bio?Oss骨粉。患者????治疗。剂量为5?mg。") == ["?", "????", "?"]


def test_characters_of_a_symbol_font_are_flagged_anywhere() -> None:
    """No other font can show them."""
    assert excerpts("damage.character", en="with \uf062-blockers \uf0b3 10") == ["\uf062", "\uf0b3"]


def test_too_many_marks_are_one_flag() -> None:
    """The whole stretch, with the number that was passed."""
    (flag,) = flags_of("damage.character", en="a?b " * (PLACES_MAX + 1))
    assert flag.arguments == (("more_than", str(PLACES_MAX)),)
    assert flag.spans[0] == ("en", 1, 4 * PLACES_MAX + 2)


def test_mojibake_is_flagged_with_what_it_was() -> None:
    """UTF-8 read as Windows-1252: the suggestion replaces just what is wrong."""
    text = "naïve patients’ counts – 5 µg".encode().decode("cp1252")
    assert repairs("damage.mojibake", en=text) == [("Ã¯", "ï"), ("â€™", "’"), ("â€“", "–"), ("Â", "")]


def test_mojibake_whose_controls_were_cleaned_away_is_repaired_from_the_raw_text() -> None:
    """UTF-8 read as Latin-1 leaves controls, which are blanks in the text: the place covers them."""
    raw = "The patient’s count was 3 × 10⁹/L – low.".encode().decode("latin-1")
    source = Source("test", "f", 1, "0" * 64)
    record = Record("r", Citation(), (RecordText("en", (Passage("UNASSIGNED", raw),)),), source)
    version = (report := make_report([record], UNTAUGHT)).versions[0]
    text = version.text
    for flag in sorted(report.flags, key=lambda flag: flag.spans[0].start, reverse=True):
        assert flag.rule == "damage.mojibake"
        text = text[: flag.spans[0].start] + (flag.suggestion or "") + text[flag.spans[0].end :]
    assert text == "The patient’s count was 3 × 10⁹/L – low."


def test_what_gbk_makes_of_lost_characters_is_flagged() -> None:
    """锟斤拷 is U+FFFD twice; nothing can be suggested."""
    assert repairs("damage.mojibake", zh="患者锟斤拷锟斤拷治疗") == [("锟斤拷锟斤拷", None)]


def test_accents_and_signs_are_no_mojibake() -> None:
    """Names and signs beyond ASCII stay unflagged, Chinese too."""
    report = report_of(en="Sjögren’s: 10 µg ± 3 °C, naïve, Århus", zh="患者“治疗”—有效")
    assert [flag for flag in audit_report(report) if flag.rule == "damage.mojibake"] == []
