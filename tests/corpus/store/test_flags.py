"""Flags beside their reports: counted, listed, given by the collection, decided on, and brought in by a migration."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus.model import Decision, Flag, Span
from corpus.store import Store, open_store
from corpus.store.flags import FlagCount
from tests.corpus.store.records import record, write

DAMAGED = "The count was 50 \ufffd 10 in most patients, and nobody knew why it was."
GIVEN = Flag("ab" * 16, "duplicates.near", "low", (Span("en", 0, 3),), (("other", "b"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


def give(store: Store, found: dict[str, tuple[Flag, ...]]) -> int:
    with store.writing():
        return store.flags.give(found)


def rules(store: Store, report_id: str, revision: int | None = None) -> list[str]:
    report = store.report(report_id, revision)
    assert report is not None
    return [flag.rule for flag in report.flags]


def test_flags_are_counted_by_rule_with_what_came_and_went(store: Store) -> None:
    """One flag is there; after the text is mended it is gone, and nothing else was counted."""
    write(store, [record("a", en=DAMAGED), record("b", en="A whole text.")])
    assert store.flags.counts() == (FlagCount("damage.replaced", "medium", 1, 1, 0),)
    assert store.flags.counts(since=2) == (FlagCount("damage.replaced", "medium", 1, 0, 0),)
    write(store, [record("a", en="The count was 50 in most patients.")])
    assert store.flags.counts(since=2) == (FlagCount("damage.replaced", "medium", 0, 0, 1),)
    assert list(store.flags.flagged_ids()) == []


def test_a_flag_that_stays_keeps_the_revision_that_had_it_first(store: Store) -> None:
    """A change elsewhere in the report writes it anew; the flag is not new by that."""
    write(store, [record("a", en=DAMAGED)])
    write(store, [record("a", fr="Chez la plupart des malades le nombre était tel, et personne ne savait pourquoi.")])
    (listed,) = store.flags.listed(limit=10)
    assert (listed.report_id, listed.rule, listed.since, store.revision()) == ("a", "damage.replaced", 1, 2)
    assert store.flags.listed(rule="damage", limit=10) == (listed,)
    assert store.flags.listed(rule="dam", limit=10) == ()
    assert store.flags.listed(since=1, limit=10) == ()
    assert store.flags.report_of(listed.key) == "a"
    assert store.flags.keys_starting_with(listed.key[:8], 5) == (listed.key,)


def test_what_the_collection_gives_follows_the_own_flags(store: Store) -> None:
    """The report takes a revision, an older revision does not show it, and giving it again changes nothing."""
    write(store, [record("a", en=DAMAGED), record("b", en="A whole text.")])
    assert give(store, {"a": (GIVEN,), "missing": (GIVEN,)}) == 1
    assert rules(store, "a") == ["damage.replaced", "duplicates.near"]
    assert rules(store, "a", revision=2) == ["damage.replaced"]
    assert store.revision() == 3
    assert give(store, {"a": (GIVEN,)}) == 0
    assert store.revision() == 3


def test_what_the_collection_no_longer_gives_is_gone(store: Store) -> None:
    """Given nothing, the report has its own flags alone."""
    write(store, [record("a", en=DAMAGED)])
    give(store, {"a": (GIVEN,)})
    assert give(store, {}) == 1
    assert rules(store, "a") == ["damage.replaced"]
    assert [count.rule for count in store.flags.counts() if count.current] == ["damage.replaced"]
    assert [count.rule for count in store.flags.counts(since=2) if count.gone] == ["duplicates.near"]


def test_the_last_decision_counts_and_can_be_taken_back(store: Store) -> None:
    """Accepted, dismissed, undone: each in turn."""
    when = datetime(2026, 1, 2, tzinfo=UTC)
    store.decide(Decision("k1", "accept", "ann", when))
    store.decide(Decision("k1", "dismiss", "ben", when, "as printed"))
    store.decide(Decision("k2", "accept", "ann", when))
    assert store.flags.decided(["k1", "k3"]) == {"k1": Decision("k1", "dismiss", "ben", when, "as printed")}
    store.decide(Decision("k1", "undo", "ann", when))
    assert store.flags.decided(["k1"]) == {}
    assert [decision.target for decision in store.flags.every_decision()] == ["k2"]


@pytest.mark.parametrize("way", ["decide", "take over"])
def test_decisions_are_kept_all_or_none(store: Store, way: str) -> None:
    """The second cannot be written; the first is not there either."""
    when = datetime(2026, 1, 2, tzinfo=UTC)
    wrong = [Decision("k1", "accept", "ann", when), Decision("k2", "accept", "\ud800", when)]
    with pytest.raises(UnicodeEncodeError):
        store.decide_all(wrong) if way == "decide" else store.flags.take_over(wrong)
    assert store.flags.every_decision() == ()


def test_what_was_taken_back_later_is_not_taken_over(store: Store) -> None:
    """Only what is later than the last word here, an undo included; a moment counts whatever its time zone."""
    store.decide(Decision("k1", "undo", "ann", datetime(2026, 1, 2, 12, tzinfo=UTC)))
    east = timezone(timedelta(hours=8))
    assert store.flags.take_over([Decision("k1", "accept", "ben", datetime(2026, 1, 2, 19, 59, tzinfo=east))]) == 0
    assert store.flags.decided(["k1"]) == {}
    assert store.flags.take_over([Decision("k1", "accept", "ben", datetime(2026, 1, 2, 20, 1, tzinfo=east))]) == 1
    assert store.flags.decided(["k1"])["k1"].who == "ben"


def test_a_store_of_before_lists_the_flags_that_its_reports_hold(tmp_path: Path) -> None:
    """The migration reads them out of the reports."""
    path = tmp_path / "corpus.sqlite3"
    with open_store(path, create=True) as store:
        write(store, [record("a", en=DAMAGED), record("b", en="A whole text.")])
        before = store.flags.listed(limit=10)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE flags")
        connection.execute("ALTER TABLE reports DROP COLUMN collection_flags")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.close()
    with open_store(path) as store:
        assert store.flags.listed(limit=10) == before
        assert rules(store, "a") == ["damage.replaced"]
