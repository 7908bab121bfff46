"""The titles of a report, and their alphabetical order."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from indexer.entries import make_entries
from indexer.titles import ReportTitle, alphabetical, title_of
from tests.corpus.store.records import record


def test_case_accents_marks_and_a_first_article_do_not_count() -> None:
    in_order = [
        "A", "The anaemia", "An apple", "Café au lait", "cafe society", "A case of ITP", "“Zebra” sign",
        "癌症", "血小板",
    ]  # fmt: skip
    assert sorted(in_order, key=alphabetical) == in_order


def test_traditional_titles_stand_among_simplified_ones() -> None:
    assert alphabetical("貧血") == alphabetical("贫血")


@given(st.text(max_size=40))
def test_any_text_has_a_place(text: str) -> None:
    """Lone surrogates too; and what is sorted by is the same for its own upper case in ASCII."""
    assert alphabetical(text) == alphabetical(text)
    if text.isascii():
        assert alphabetical(text.upper()) == alphabetical(text.lower())


def test_a_report_without_titles_is_sorted_by_its_first_sentences_as_it_is_shown() -> None:
    report = make_report([record("r1", en="Platelets were low. They rose.", zh="血小板低。后来升高。")], UNTAUGHT)
    assert title_of(report, "en") == ReportTitle("en", "Platelets were low.", derived=True, start=0)
    whole, *units = make_entries(report)
    assert whole.titles == {"en": alphabetical("Platelets were low"), "zh": alphabetical("血小板低")}
    assert all(not unit.titles for unit in units)
