"""What the collection's audit says between two linked reports, and when it is due."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus.collection_audit
from corpus.collection_audit import audit_whole_collection, collection_audit_due
from corpus.lexicon.glossary import Glossary, GlossaryTerm
from corpus.linking import link_reports, linked_report, unlink_reports
from corpus.model import Flag, Report
from corpus.store import Store, open_store
from tests.corpus.store.records import record, write
from webapp.commands.flag_listing import flags_of
from webapp.views.flagged import flagged_places

EN = "We treated 47 adults with eltrombopag. The dose was 75 mg for 26 weeks. Nobody died of bleeding."
ZH = "我们用艾曲泊帕治疗47例成人。剂量为75 mg，共26周，随访61个月。无人死于出血。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two English reports of one text, and a Chinese one that has a number more."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(store, [record("e1", en=EN), record("e2", en=EN), record("z", zh=ZH)])
        yield store


def report(store: Store, report_id: str) -> Report:
    found = store.report(report_id)
    assert found is not None
    return found


def audited(store: Store, report_id: str) -> list[Flag]:
    """The flags of numbers in a report after an audit."""
    with store.writing():
        audit_whole_collection(store)
    return [flag for flag in report(store, report_id).flags if flag.rule.startswith("numbers.")]


def test_the_key_is_that_of_the_report_where_the_flag_stands(store: Store) -> None:
    """Linked to another English report, the same place of the Chinese one has the same flag."""
    link_reports(store, "e1", "z", who="ann")
    (first,) = audited(store, "z")
    assert first.rule == "numbers.extra"
    unlink_reports(store, "e1", "z", who="ann")
    assert audited(store, "z") == []
    link_reports(store, "e2", "z", who="ann")
    assert [flag.key for flag in audited(store, "z")] == [first.key]


def test_a_link_from_earlier_texts_is_read_with_the_texts_of_now(store: Store) -> None:
    """The Chinese text lost its sentences but one after the link was made."""
    link_reports(store, "e1", "z", who="ann")
    write(store, [record("z", zh="我们用艾曲泊帕治疗61例成人。")])
    assert [flag.rule for flag in audited(store, "e1")] == ["numbers.changed"]


def quoted(store: Store, report_id: str) -> list[list[str]]:
    """What the flags of numbers quote, listed alone and beside the linked report; the place first."""
    listed = flags_of(store, [report_id], everything=True)
    linked = linked_report(store, report(store, report_id))
    assert linked is not None
    shown = flagged_places(linked.side_by_side(report(store, report_id)), {})
    found = [[flag for flag in flags if flag.rule.startswith("numbers.")] for flags in (listed, shown)]
    return [[place.excerpt for flag in flags for place in (flag.place, flag.counterpart) if place] for flags in found]


def test_no_counterpart_is_quoted_from_a_text_that_the_audit_did_not_see(store: Store) -> None:
    """The Chinese flag quotes the English sentence; not once that text is shorter, nor beside another; then anew."""
    link_reports(store, "e1", "z", who="ann")
    audited(store, "z")
    assert quoted(store, "z") == [["61", "The dose was 75 mg for 26 weeks."]] * 2
    write(store, [record("e1", en="The dose was 75 mg for 26 weeks.")])
    assert quoted(store, "z") == [["61"]] * 2
    audited(store, "z")
    assert quoted(store, "z") == [["61", "The dose was 75 mg for 26 weeks."]] * 2
    unlink_reports(store, "e1", "z", who="ann")
    link_reports(store, "e2", "z", who="ann")
    assert quoted(store, "z") == [["61"]] * 2


def test_an_audit_is_due_where_a_line_of_the_glossary_moved(store: Store) -> None:
    """Flags name it."""
    term = GlossaryTerm("eltrombopag", "伊屈泼帕", "forbidden", 1)
    with store.writing():
        audit_whole_collection(store, Glossary((term,)))
    assert not collection_audit_due(store, Glossary((term,)))
    assert collection_audit_due(store, Glossary((term._replace(line=2),)))


def test_an_audit_is_due_with_other_rules(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What older rules found is not what these find."""
    audited(store, "z")
    assert not collection_audit_due(store)
    monkeypatch.setattr(corpus.collection_audit, "RULES_VERSION", 10**6)
    assert collection_audit_due(store)
