"""What a curator links and unlinks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UnknownReport, UnlinkableReports
from corpus.knowledge import Knowledge
from corpus.linking import link_automatically, link_reports, linked_report, unlink_reports
from corpus.store import Store, open_store
from tests.corpus.linking.works import CHINESE, ENGLISH, OTHER_CHINESE, work
from tests.corpus.store.records import record, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An English report, two Chinese ones, one in both languages and one in French."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(
            store,
            [
                work("e", "en", ENGLISH),
                work("z", "zh", CHINESE),
                work("y", "zh", OTHER_CHINESE),
                record("both", en="One was cured.", zh="一例治愈。"),
                record("f", fr="Les plaquettes ont augmenté chez tous les malades traités."),
            ],
        )
        yield store


@pytest.mark.parametrize("names", [("e", "z"), ("z", "e")])
def test_a_link_is_kept_with_its_beads_whichever_is_named_first(store: Store, names: tuple[str, str]) -> None:
    """Six sentences each, aligned in order, from the revisions of the two reports."""
    link = link_reports(store, *names, who="ann")
    assert (link.first, link.second, link.reason) == ("e", "z", "hand")
    assert [(bead.en, bead.zh) for bead in link.alignment.beads] == [((n,), (n,)) for n in range(6)]
    assert (link.first_revision, link.second_revision) == (1, 2)
    assert store.links.of("e") == store.links.of("z") == link
    assert list(store.links.every()) == [link]


def test_both_stay_reports_of_their_own(store: Store) -> None:
    """Neither is changed: no version, no revision."""
    before = (store.revision(), store.reports(["e", "z"]))
    link_reports(store, "e", "z", who="ann")
    assert (store.revision(), store.reports(["e", "z"])) == before


def test_side_by_side_holds_both_texts_and_the_identity_of_the_one_asked_for(store: Store) -> None:
    """The English text first from either end."""
    link_reports(store, "e", "z", who="ann")
    for name, other in (("e", "z"), ("z", "e")):
        report = store.report(name)
        assert report is not None
        linked = linked_report(store, report)
        assert linked is not None
        assert linked.other.report_id == other
        both = linked.side_by_side(report)
        assert both.report_id == name
        assert [version.text for version in both.versions] == [ENGLISH, CHINESE]
        assert both.alignment == linked.link.alignment


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("y", "z"), "both in Chinese"),
        (("e", "e"), "itself"),
        (("e", "both"), "has an English and a Chinese version already"),
        (("e", "f"), "no English or Chinese text"),
    ],
)
def test_what_cannot_be_linked_is_refused_in_words(store: Store, names: tuple[str, str], words: str) -> None:
    """And nothing is kept, not even a decision."""
    with pytest.raises(UnlinkableReports, match=words):
        link_reports(store, *names, who="ann")
    assert list(store.links.every()) == []
    assert dict(store.links.decided()) == {}


def test_an_unknown_id_is_named(store: Store) -> None:
    with pytest.raises(UnknownReport, match="nobody"):
        link_reports(store, "e", "nobody", who="ann")


def test_a_report_is_in_one_link_at_most(store: Store) -> None:
    """The error names the command that makes room."""
    link_reports(store, "e", "z", who="ann")
    with pytest.raises(UnlinkableReports, match="duizhao link --undo e z"):
        link_reports(store, "e", "y", who="ann")
    unlink_reports(store, "z", "e", who="ann")
    assert link_reports(store, "e", "y", who="ann").second == "y"


def test_undoing_what_is_not_linked_is_an_error(store: Store) -> None:
    link_reports(store, "e", "z", who="ann")
    with pytest.raises(UnlinkableReports, match="not linked"):
        unlink_reports(store, "e", "y", who="ann")
    assert store.links.of("e") is not None


def test_the_decisions_are_kept_with_who_made_them(store: Store) -> None:
    """Target: the two ids, the English one first."""
    link_reports(store, "z", "e", who="ann")
    unlink_reports(store, "e", "z", who="bob")
    assert [(one.action, one.who) for one in store.decisions("e z")] == [("link", "ann"), ("unlink", "bob")]


def test_a_changed_text_is_aligned_anew_when_it_is_shown(store: Store) -> None:
    """The link in the store keeps its old beads until links are made again; what is shown fits the texts."""
    link_reports(store, "e", "z", who="ann")
    write(store, [work("z", "zh", CHINESE + "结论：该药安全。")])
    report = store.report("z")
    assert report is not None
    linked = linked_report(store, report)
    assert linked is not None
    assert sorted(n for bead in linked.link.alignment.beads for n in bead.zh) == list(range(7))
    kept = store.links.of("z")
    assert kept is not None
    assert kept.second_revision != report.revision
    assert link_automatically(store).renewed == 1
    assert store.links.of("z") == linked.link


def test_newer_knowledge_makes_a_link_stale(store: Store) -> None:
    """Links are made again with it, once."""
    link_reports(store, "e", "z", who="ann")
    store.learn(Knowledge(number=1))
    assert link_automatically(store).renewed == 1
    link = store.links.of("e")
    assert link is not None
    assert (link.alignment.knowledge, link.reason) == (1, "hand")
    assert link_automatically(store).renewed == 0


def test_a_report_that_became_bilingual_is_shown_alone(store: Store) -> None:
    """The link is no pair any more; it goes when links are made again."""
    link_reports(store, "e", "z", who="ann")
    write(store, [record("e", zh="另一篇中文。")])
    report = store.report("z")
    assert report is not None
    assert linked_report(store, report) is None
    assert link_automatically(store).removed == 1
