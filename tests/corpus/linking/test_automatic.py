"""Which reports are linked without being told, and which are not."""

import random
from pathlib import Path

import pytest

from corpus.linking import LinkChange, LinkSummary, link_automatically, link_reports, unlink_reports
from corpus.model import Record
from corpus.store import Store, open_store
from tests.corpus.linking.works import (
    CHINESE,
    CHINESE_TITLE,
    ENGLISH,
    ENGLISH_TITLE,
    OTHER_CHINESE,
    SAME_TOPIC_CHINESE,
    work,
)
from tests.corpus.store.records import record, write

PLAIN_ENGLISH = "Walking helps. It was studied in a few clinics. The drug was tolerated well."
PLAIN_CHINESE = "步行有益。在几家医院进行了研究。药物耐受性良好。"


def made(path: Path, records: list[Record]) -> Store:
    store = open_store(path / "corpus.sqlite3", create=True)
    write(store, records)
    return store


def reasons(store: Store) -> dict[tuple[str, str], str]:
    return {(link.first, link.second): link.reason for link in store.links.every()}


@pytest.mark.parametrize(
    ("english", "chinese", "reason"),
    [
        ({"doi": "10.1000/a"}, {"doi": "10.1000/a"}, "doi"),
        ({"doi": "10.1000/a"}, {"doi": "https://doi.org/10.1000/A"}, "doi"),
        ({"pmid": "17"}, {"pmid": "17"}, "pmid"),
        ({"doi": "10.1000/a", "pmid": "17"}, {"doi": "10.1000/a", "pmid": "17"}, "doi"),
        ({"title": ENGLISH_TITLE}, {"title": CHINESE_TITLE, "also": ENGLISH_TITLE.upper() + "."}, "title"),
        ({"title": ENGLISH_TITLE, "also": CHINESE_TITLE}, {"title": f"【{CHINESE_TITLE}】"}, "title"),
    ],
)
def test_an_identifier_or_a_title_links(
    tmp_path: Path, english: dict[str, str], chinese: dict[str, str], reason: str
) -> None:
    """Texts without numbers, so that nothing else could; the strongest evidence is the reason."""
    records = [work("e", "en", PLAIN_ENGLISH, **english), work("z", "zh", PLAIN_CHINESE, **chinese)]
    with made(tmp_path, records) as store:
        summary = link_automatically(store)
        assert (summary.total, summary.made, summary.renewed, summary.removed) == (1, 1, 0, 0)
        assert [(change.en, change.zh) for change in summary.new] == [
            (link.first, link.second) for link in store.links.every()
        ]
        assert reasons(store) == {("e", "z"): reason}


def test_texts_that_share_their_numbers_are_linked(tmp_path: Path) -> None:
    """The Chinese text of the work, and not the one of the same topic nor the one of another."""
    records = [work("e", "en", ENGLISH), work("w", "zh", SAME_TOPIC_CHINESE)]
    records += [work("y", "zh", OTHER_CHINESE), work("z", "zh", CHINESE)]
    with made(tmp_path, records) as store:
        link_automatically(store)
        assert reasons(store) == {("e", "z"): "parallel"}
        link = store.links.of("e")
        assert link is not None
        assert [(bead.en, bead.zh) for bead in link.alignment.beads] == [((n,), (n,)) for n in range(6)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (work("e", "en", ENGLISH), work("z", "zh", SAME_TOPIC_CHINESE)),
        (work("e", "en", PLAIN_ENGLISH), work("z", "zh", PLAIN_CHINESE)),
        (work("e", "en", ENGLISH, doi="10.1000/a"), work("z", "zh", CHINESE, doi="10.1000/b")),
        (work("e", "en", PLAIN_ENGLISH, title="Case report"), work("z", "zh", PLAIN_CHINESE, also="Case report")),
        (work("e", "en", PLAIN_ENGLISH, doi="unknown"), work("z", "zh", PLAIN_CHINESE, doi="unknown")),
        (work("e", "en", ENGLISH, doi="10.1000/a"), work("x", "en", ENGLISH, doi="10.1000/a")),
        (work("e", "en", ENGLISH, doi="10.1000/a"), record("b", doi="10.1000/a", en=ENGLISH, zh=CHINESE)),
    ],
    ids=[
        "same topic",
        "nothing to go by",
        "other DOIs",
        "a title of no work",
        "no DOI",
        "one language",
        "bilingual already",
    ],
)
def test_what_is_not_linked(tmp_path: Path, english: Record, chinese: Record) -> None:
    with made(tmp_path, [english, chinese]) as store:
        assert link_automatically(store) == LinkSummary()


def test_an_identifier_that_many_carry_links_nothing(tmp_path: Path) -> None:
    """Nine reports with one DOI: a mistake in the data, and no work."""
    records = [work(f"e{n}", "en", f"{PLAIN_ENGLISH} Nothing more.", doi="10.1000/a") for n in range(8)]
    with made(tmp_path, [*records, work("z", "zh", PLAIN_CHINESE, doi="10.1000/a")]) as store:
        assert link_automatically(store).total == 0


def test_what_a_curator_unlinked_stays_apart_until_linked_by_hand(tmp_path: Path) -> None:
    with made(
        tmp_path, [work("e", "en", ENGLISH, doi="10.1000/a"), work("z", "zh", CHINESE, doi="10.1000/a")]
    ) as store:
        link_automatically(store)
        unlink_reports(store, "e", "z", who="ann")
        assert link_automatically(store) == LinkSummary()
        link_reports(store, "e", "z", who="ann")
        assert link_automatically(store) == LinkSummary(total=1)
        assert reasons(store) == {("e", "z"): "hand"}


def test_a_link_by_hand_goes_before_a_shared_doi(tmp_path: Path) -> None:
    records = [work("e", "en", ENGLISH, doi="10.1000/a"), work("z", "zh", CHINESE, doi="10.1000/a")]
    with made(tmp_path, [*records, work("y", "zh", OTHER_CHINESE)]) as store:
        link_reports(store, "e", "y", who="ann")
        assert link_automatically(store) == LinkSummary(total=1)
        assert reasons(store) == {("e", "y"): "hand"}


def test_a_link_goes_when_nothing_speaks_for_it_any_more(tmp_path: Path) -> None:
    """The Chinese report is replaced by another text without the DOI."""
    with made(tmp_path, [work("e", "en", ENGLISH), work("z", "zh", CHINESE)]) as store:
        assert link_automatically(store).made == 1
        write(store, [work("z", "zh", OTHER_CHINESE)])
        (before,) = store.links.every()
        gone = LinkChange(before.first, before.second, before.reason, before.alignment.parallel_score)
        assert link_automatically(store) == LinkSummary(removed=1, gone=(gone,))
        assert store.links.of("e") is None


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    """Two copies of each side under one DOI: the same two links, whatever came first."""
    records = [work(name, "en", ENGLISH, doi="10.1000/a") for name in ("e1", "e2")]
    records += [work(name, "zh", CHINESE, doi="10.1000/a") for name in ("z1", "z2")]
    found = []
    for seed in range(4):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with made(folder, random.Random(seed).sample(records, 4)) as store:
            link_automatically(store)
            found.append(reasons(store))
    assert found == [{("e1", "z1"): "doi", ("e2", "z2"): "doi"}] * 4


def test_progress_counts_the_reports_looked_at(tmp_path: Path) -> None:
    told: list[int] = []
    with made(tmp_path, [work("e", "en", ENGLISH), work("z", "zh", CHINESE)]) as store:
        link_automatically(store, progress=told.append)
    assert told == [1, 2]
