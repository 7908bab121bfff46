"""What the store keeps, as of which revision, and how a second record of a report is taken."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.knowledge import Knowledge, TermPair
from corpus.model import Decision
from corpus.store import Store, open_store
from tests.corpus.store.records import CHINESE, ENGLISH, record, texts, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


def test_a_report_comes_back_as_it_was_written(store: Store) -> None:
    """Versions, alignment and sources survive, and the report carries its revision."""
    assert write(store, [record("a", en=ENGLISH, zh=CHINESE)]) == ["new"]
    report = store.report("a")
    assert report is not None
    assert report.revision == store.revision() == 1
    assert texts(store, "a") == {"en": ENGLISH, "zh": CHINESE}
    assert report.alignment is not None
    assert [(bead.en, bead.zh) for bead in report.alignment.beads] == [((0,), (0,)), ((1,), (1,))]
    assert report.sources[0].file == "records.py"


def test_each_changed_report_takes_the_next_revision(store: Store) -> None:
    """Three new reports are revisions 1, 2 and 3, whatever the transactions."""
    write(store, [record("a", en=ENGLISH), record("b", en=ENGLISH)])
    write(store, [record("c", en=ENGLISH)])
    assert [report.revision for report in store.every_report()] == [1, 2, 3]


def test_the_same_record_again_changes_nothing(store: Store) -> None:
    """Neither in a later transaction nor twice in one."""
    same = record("a", en=ENGLISH)
    assert write(store, [same, same]) == ["new", "unchanged"]
    assert write(store, [same]) == ["unchanged"]
    assert store.revision() == 1
    assert store.known_sha256([same.source.sha256, "0" * 64]) == {same.source.sha256}


def test_equal_content_in_other_bytes_changes_nothing(store: Store) -> None:
    """A record that says the same takes no revision, and is known afterwards."""
    write(store, [record("a", en=ENGLISH, zh=CHINESE)])
    again = record("a", zh=CHINESE, en=ENGLISH)
    assert again.source.sha256 not in store.known_sha256([again.source.sha256])
    assert write(store, [again]) == ["unchanged"]
    assert store.revision() == 1
    assert again.source.sha256 in store.known_sha256([again.source.sha256])


def test_a_second_record_adds_its_language_and_aligns(store: Store) -> None:
    """English first, Chinese later: one report of both sides, aligned."""
    assert write(store, [record("a", en=ENGLISH), record("a", zh=CHINESE)]) == ["new", "changed"]
    report = store.report("a")
    assert report is not None
    assert report.alignment is not None
    assert len(report.alignment.beads) == 2
    assert len(store.records("a")) == 2


def test_a_second_record_replaces_its_own_languages_and_keeps_the_others(store: Store) -> None:
    """The new English stands beside the old Chinese."""
    write(store, [record("a", en=ENGLISH, zh=CHINESE)])
    assert write(store, [record("a", en="Platelets fell.")]) == ["changed"]
    assert texts(store, "a") == {"en": "Platelets fell.", "zh": CHINESE}


def test_a_record_wholly_replaced_is_dropped(store: Store) -> None:
    """Only records of which a language survives are kept, but a dropped one is still known."""
    old = record("a", en=ENGLISH)
    write(store, [old, record("a", en="Platelets fell."), record("a", fr="Les plaquettes ont baissé.")])
    assert [text.language for item in store.records("a") for text in item.texts] == ["en", "fr"]
    assert write(store, [old]) == ["unchanged"]
    assert texts(store, "a")["en"] == "Platelets fell."


def test_an_older_revision_is_still_read(store: Store) -> None:
    """Report, reports, count and the whole collection are as they were."""
    write(store, [record("a", en=ENGLISH), record("a", en="Platelets fell."), record("b", en=ENGLISH)])
    assert texts(store, "a", 1) == {"en": ENGLISH}
    assert texts(store, "a", 2) == {"en": "Platelets fell."}
    assert store.report("b", 2) is None
    assert (store.report_count(0), store.report_count(2), store.report_count()) == (0, 1, 2)
    assert [report.report_id for report in store.every_report(2)] == ["a"]
    assert list(store.reports(["b", "none", "a"])) == ["b", "a"]


def test_sweep_keeps_what_a_remembered_generation_shows(store: Store) -> None:
    """A superseded row goes only when no remembered generation names a revision in which it was current."""
    write(store, [record("a", en=f"Platelets were {count}.") for count in (1, 2, 3)])
    store.remember_generation("gen-000001", "f" * 64, 2)
    assert store.generation_revision("f" * 64) == 2
    assert store.sweep() == 1
    assert texts(store, "a", 2) == {"en": "Platelets were 2."}
    assert store.report("a", 1) is None
    store.forget_generation("gen-000001")
    assert store.generation_revision("f" * 64) is None
    assert store.sweep() == 1
    assert texts(store, "a") == {"en": "Platelets were 3."}


def test_a_walk_through_the_collection_sees_one_revision(store: Store) -> None:
    """What is written after the first step is not seen, even beyond the page that was read."""
    write(store, [record(f"r{number:03}", en=ENGLISH) for number in range(250)])
    walk = store.every_report()
    assert next(walk).report_id == "r000"
    write(store, [record("r001x", en=ENGLISH), record("r200", en="Platelets fell.")])
    rest = {report.report_id: report.revision for report in walk}
    assert len(rest) == 249
    assert rest["r200"] == 201


def test_an_alias_leads_to_the_report_in_any_common_form(store: Store) -> None:
    """doi:…, DOI …, a resolver's address; an id goes before an alias; a name nobody has leads nowhere."""
    write(store, [record("a", doi="10.1000/x.1", en=ENGLISH), record("doi:10.1000/y", en=ENGLISH)])
    for name in ("a", "doi:10.1000/x.1", "DOI:10.1000/X.1", "https://doi.org/10.1000/x.1"):
        assert store.resolve(name) == "a"
    assert store.resolve("doi:10.1000/y") == "doi:10.1000/y"
    for name in ("none", "", "doi:10.1000/none", "\ud800", "a\x00"):
        assert store.resolve(name) is None


def test_an_identifier_of_two_works_leads_to_one_whatever_came_first(tmp_path: Path) -> None:
    """Both are kept; the alias leads to the smaller id."""
    both = [record(name, doi="10.1000/x", en=f"{ENGLISH} {name}.") for name in ("b", "a")]
    for number, order in enumerate((both, both[::-1])):
        with open_store(tmp_path / f"{number}.sqlite3", create=True) as store:
            write(store, order)
            assert store.resolve("doi:10.1000/x") == "a"
            assert store.report_count() == 2


def test_decisions_and_knowledge_are_kept(store: Store) -> None:
    """Decisions in their order; the knowledge of the highest number, or of the one asked for."""
    early = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    decisions = [Decision("k", "dismiss", "li", early, "as printed"), Decision("k", "accept", "wu", early)]
    for decision in decisions:
        store.decide(decision)
    assert store.decisions("k") == tuple(decisions)
    assert store.knowledge().number == 0
    taught = Knowledge(1, 5, 2, (TermPair("platelet", "血小板", 0.9, 7),))
    store.learn(taught)
    store.learn(Knowledge(2))
    assert (store.knowledge(), store.knowledge(1), store.knowledge(0)) == (Knowledge(2), taught, Knowledge(0))
    with pytest.raises(StoreError, match="no knowledge of number 3"):
        store.knowledge(3)


def test_many_threads_read_while_one_writes(store: Store) -> None:
    """Every reader sees whole reports only, and no error."""
    write(store, [record(f"r{number}", en=ENGLISH, zh=CHINESE) for number in range(20)])
    faults: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            found = store.reports(f"r{number}" for number in range(20))
            if len(found) != 20 or any(len(report.versions) != 2 for report in found.values()):
                faults.append(str(len(found)))

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for round_number in range(10):
        write(store, [record(f"r{number}", en=f"{ENGLISH} Round {round_number}.") for number in range(20)])
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert store.revision() == 220
