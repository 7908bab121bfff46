"""Works that are in the collection more than once, on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.collection_audit import audit_whole_collection, collection_audit_due
from corpus.linking import link_reports
from corpus.store import Store, open_store
from tests.corpus.store.records import record, write

TEXT = (
    "We report a 34-year-old woman with refractory immune thrombocytopenia whose platelet count fell to 4 × 10⁹/L "
    "after two courses of prednisolone and one infusion of immunoglobulin. Splenectomy was refused, and "
    "eltrombopag 50 mg daily was begun in March 2019. The count rose above 120 × 10⁹/L within 16 days and stayed "
    "there for 27 months without bleeding, thrombosis or marrow fibrosis. Tapering to 25 mg was followed by a "
    "relapse, which resolved when the former dose was given again. Thrombopoietin receptor agonists may spare "
    "young adults an operation."
)
SPUN = (
    "We describe a 34-year-old lady with resistant immune thrombocytopenia whose platelet number dropped to "
    "4109/L after two courses of prednisolone and one dose of immunoglobulin. Splenectomy was declined, and "
    "eltrombopag 50 mg daily was started in March 2019. The count climbed above 120109/L within 16 days and "
    "remained there for 27 months without CP-466722 bleeding, thrombosis or marrow fibrosis. Tapering to 25 mg "
    "was followed by a recurrence, which resolved when the earlier dose was given again. Thrombopoietin receptor "
    "agonists might save young adults an operation."
)
COMPANION = (
    "We report 61 adults with chronic immune thrombocytopenia who received romiplostim after failure of "
    "prednisolone, immunoglobulin or splenectomy between 2011 and 2016. A platelet count above 50 × 10⁹/L was "
    "reached by 48 patients after a median of 9 weeks, and kept by 39 for two years. Three thromboses occurred, "
    "of which one was fatal, and two patients developed reticulin fibrosis that was reversible. Response did not "
    "depend on age, sex or former treatment."
)
CHINESE = (
    "我们报告1例34岁女性难治性免疫性血小板减少症患者,经两个疗程泼尼松龙及一次免疫球蛋白输注后血小板计数降至4×10⁹/L。"
    "患者拒绝脾切除,于2019年3月开始每日口服艾曲泊帕50 mg。16天内血小板升至120×10⁹/L以上,并维持27个月。"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


def found(store: Store) -> dict[tuple[str, str], str]:
    """After an audit: for each report and the other that is named there, the rule."""
    with store.writing():
        audit_whole_collection(store)
    return {
        (report.report_id, dict(flag.arguments)["other"]): flag.rule
        for report in store.every_report()
        for flag in report.flags
        if flag.rule.startswith("duplicates.")
    }


def test_each_of_two_equal_texts_names_the_other(store: Store) -> None:
    """And no third on the same topic."""
    write(store, [record("a", en=TEXT), record("b", en=TEXT.replace("woman", "female")), record("c", en=COMPANION)])
    assert found(store) == {("a", "b"): "duplicates.near", ("b", "a"): "duplicates.near"}


def test_a_spun_copy_is_told_from_a_paper_on_the_same_topic(store: Store) -> None:
    """Words exchanged, exponents lost, a code put in; figures and order kept."""
    write(store, [record("a", en=TEXT), record("b", en=SPUN), record("c", en=COMPANION)])
    assert found(store) == {("a", "b"): "duplicates.altered", ("b", "a"): "duplicates.altered"}


def test_the_copy_of_one_language_of_a_bilingual_report_is_found(store: Store) -> None:
    """Here the Chinese."""
    write(store, [record("a", en=TEXT, zh=CHINESE), record("b", zh=CHINESE)])
    assert found(store) == {("a", "b"): "duplicates.near", ("b", "a"): "duplicates.near"}


def test_two_linked_reports_are_a_translation(store: Store) -> None:
    """Which is slight: they complete each other."""
    write(store, [record("a", en=TEXT), record("b", zh=CHINESE)])
    with store.writing():
        link_reports(store, "a", "b", who="test")
    assert found(store) == {("a", "b"): "duplicates.translation", ("b", "a"): "duplicates.translation"}


def test_what_follows_does_not_depend_on_the_order_of_arrival(store: Store, tmp_path: Path) -> None:
    """The same keys, whichever came first."""
    write(store, [record("a", en=TEXT), record("b", en=SPUN)])
    found(store)
    with open_store(tmp_path / "other.sqlite3", create=True) as other:
        write(other, [record("b", en=SPUN), record("a", en=TEXT)])
        found(other)
        keys = [[flag.key for flag in one.reports("ab")["b"].flags] for one in (store, other)]
    assert keys[0] == keys[1]
    assert len(keys[0]) == len(set(keys[0]))


def test_an_audit_is_due_after_a_change_and_not_after_an_audit(store: Store) -> None:
    """New reports, or a new link."""
    write(store, [record("a", en=TEXT), record("b", zh=CHINESE)])
    assert collection_audit_due(store)
    found(store)
    assert not collection_audit_due(store)
    with store.writing():
        link_reports(store, "a", "b", who="test")
    assert collection_audit_due(store)


def test_short_texts_are_no_copies(store: Store) -> None:
    """A sentence that many reports have says nothing."""
    short = "Informed consent was obtained from the patient for publication of this report."
    write(store, [record("a", en=short), record("b", en=short)])
    assert found(store) == {}
