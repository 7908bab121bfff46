"""Same-pair queries: hits are the reports of which one unit holds both sides, no more and no fewer."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Report, Side
from corpus.store import Store
from indexer.entries import make_entries
from indexer.errors import QueryError
from indexer.generations import OpenGeneration
from indexer.planning import make_plan
from indexer.query_parser import parse
from indexer.search import Inquiry, search
from indexer.snippets import Shower
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import collection, reindex
from tests.indexer.test_vocabulary import vocabulary_of

# Each pair of sentences says one thing; a report holds some of them, in any order.
SAYINGS = (
    ("The spleen was removed early.", "早期切除了脾脏。"),
    ("All patients had splenectomy before.", "所有患者此前均行脾切除。"),
    ("Complete response was seen in 5 patients.", "5例患者获得完全缓解。"),
    ("Partial response was seen in 7 patients.", "7例患者获得部分缓解。"),
    ("Platelets rose above 50 × 10⁹/L.", "血小板升至50×10⁹/L以上。"),
    ("Prednisone was given at 20 mg daily.", "泼尼松每日20 mg口服。"),
    ("Splenectomy was declined by 2 patients.", "2例患者拒绝手术。"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, OpenGeneration]]:
    """Forty reports of three to five sentences drawn by a seeded generator, and one in English alone."""
    drawn = random.Random(7)
    folder: Path = tmp_path_factory.mktemp("pairs")
    with collection(folder, count=0) as (store, generations):
        records = []
        for number in range(40):
            chosen = drawn.sample(SAYINGS, drawn.randint(3, 5))
            english, chinese = (
                joint.join(texts) for joint, texts in zip((" ", ""), zip(*chosen, strict=True), strict=True)
            )
            records.append(record(f"r{number:02}", en=english, zh=chinese))
        records.append(record("alone", en="All patients had splenectomy before. Complete response was seen."))
        write(store, records)
        reindex(store, generations)
        with generations.lease() as generation:
            yield store, generation


def says(words: str) -> Callable[[str], bool]:
    """Whether a text holds the words, compared without case."""
    return lambda text: words.casefold() in text.casefold()


def either(*words: str) -> Callable[[str], bool]:
    return lambda text: any(says(word)(text) for word in words)


def anything(_: str) -> bool:
    return True


def brute_force(reports: Iterator[Report], en: Callable[[str], bool], zh: Callable[[str], bool]) -> set[str]:
    """The reports of which one bead's texts satisfy both, by going through every bead of every report."""
    return {
        report.report_id
        for report in reports
        if report.alignment is not None
        for bead in report.alignment.beads
        if en(text_of(report, "en", bead.en)) and zh(text_of(report, "zh", bead.zh))
    }


def text_of(report: Report, side: Side, sentences: tuple[int, ...]) -> str:
    version = report.version(side)
    assert version is not None
    return " ".join(version.text[version.sentences[n].start : version.sentences[n].end] for n in sentences)


QUERIES: list[tuple[str, Callable[[str], bool], Callable[[str], bool]]] = [
    ("{en:splenectomy zh:脾切除}", says("splenectomy"), says("脾切除")),
    ("{en:splenectomy NOT zh:脾切除}", says("splenectomy"), lambda text: "脾切除" not in text),
    ("{NOT en:splenectomy zh:患者}", lambda text: not says("splenectomy")(text), says("患者")),
    ('{en:"complete response" zh:完全缓解}', says("complete response"), says("完全缓解")),
    ('{en:"complete response" zh:部分缓解}', says("complete response"), says("部分缓解")),
    ("{en:patients zh:患者}", says("patients"), says("患者")),
    ("{en:(splenectomy OR spleen) zh:(脾切除 OR 脾脏)}", either("splenectomy", "spleen"), either("脾切除", "脾脏")),
    ("{en:response zh:缓解 zh:5}", says("response"), says("5例")),
    ("{en:splen*}", either("splen"), anything),
    ('{zh:"脾切除"}', anything, says("脾切除")),
    ("{en:patients NEAR/2 5}", says("5 patients"), anything),
    ("{en:qty:50e9/L zh:血小板}", says("50 × 10"), says("血小板")),
    ("{en:qty:<30mg/d zh:泼尼松}", says("20 mg"), says("泼尼松")),
    ("{en:absent zh:患者}", says("absent"), says("患者")),
]


@pytest.mark.parametrize(("query", "en", "zh"), QUERIES, ids=[query for query, _, _ in QUERIES])
def test_hits_are_those_of_a_scan_over_the_beads(
    made: tuple[Store, OpenGeneration], query: str, en: Callable[[str], bool], zh: Callable[[str], bool]
) -> None:
    """Total and hits equal what going through all units finds."""
    store, generation = made
    expected = brute_force(store.every_report(), en, zh)
    found = search(Inquiry(query, limit=100), generation, store)
    assert {hit.report.report_id for hit in found.hits} == expected
    assert found.total == len(expected)
    if "absent" not in query and "部分缓解" not in query:
        assert 0 < len(expected) < 41


def test_two_units_that_hold_a_side_each_are_no_pair(made: tuple[Store, OpenGeneration]) -> None:
    """Both words in a report are many more hits than both in one unit, which here never happens."""
    store, generation = made
    apart = search(Inquiry("splenectomy AND 完全缓解"), generation, store).total
    assert apart > 5
    assert search(Inquiry("{en:splenectomy zh:完全缓解}"), generation, store).total == 0


def test_pairs_join_with_everything_else(made: tuple[Store, OpenGeneration]) -> None:
    """NOT, OR and words beside a pair are of the report."""
    store, generation = made

    def hits(query: str) -> set[str]:
        return {hit.report.report_id for hit in search(Inquiry(query, limit=100), generation, store).hits}

    pair = "{en:splenectomy zh:脾切除}"
    everything = hits("NOT absent")
    assert hits(f"NOT {pair}") == everything - hits(pair)
    assert "alone" in hits(f"NOT {pair}")
    assert hits(f"{pair} OR {{zh:完全缓解}}") == hits(pair) | hits("{zh:完全缓解}")
    assert hits(f"{pair} AND prednisone") == hits(pair) & hits("prednisone")
    assert hits(f"lang:zh {pair}") == hits(pair)


def test_the_words_of_a_pair_are_marked_on_their_sides(bundled: Collection) -> None:
    """What was asked of the English is marked there, what was asked of the Chinese there."""
    result = search(Inquiry("{en:splenectomy zh:脾切除}"), bundled.generation, bundled.store)
    assert result.total == 1
    marked = {
        snippet.side: [snippet.text[start:end] for start, end in snippet.marks] for snippet in result.hits[0].snippets
    }
    assert marked == {"en": ["splenectomy"], "zh": ["脾切除"]}
    assert result.canonical == "{en:splenectomy zh:脾切除}"


def test_words_of_a_pair_are_marked_in_the_units_that_match_and_nowhere_else() -> None:
    """Patients are spoken of everywhere; beside 部分 in one unit, which is shown on both sides."""
    made = record(
        "r",
        en="All patients had splenectomy before. Partial response was seen in 7 patients. 5 patients relapsed.",
        zh="所有患者此前均行脾切除。7例患者获得部分缓解。5例患者复发。",
    )
    report = make_report([made], UNTAUGHT)
    whole, *_ = make_entries(report)
    shower = Shower(make_plan(parse("{en:patients zh:部分}"), vocabulary_of(whole)).plan.match)
    english, chinese = shower.snippets(report)
    assert [english.text[start:end] for start, end in english.marks] == ["patients"]
    assert english.text.startswith("Partial response")
    assert chinese.text == "7例患者获得部分缓解。"
    assert all(not title.marks for title in shower.titles(report))


def test_a_pair_ranks_by_its_words(made: tuple[Store, OpenGeneration]) -> None:
    """Hits have scores; what is excluded ranks nothing."""
    store, generation = made
    hits = search(Inquiry("{en:splenectomy NOT zh:脾切除}"), generation, store).hits
    assert all(hit.score > 0 for hit in hits)


def test_a_wildcard_within_a_pair_has_its_limits(made: tuple[Store, OpenGeneration]) -> None:
    store, generation = made
    with pytest.raises(QueryError) as caught:
        search(Inquiry("{en:x zh:⁹}"), generation, store)
    assert (caught.value.code, caught.value.start) == ("no-words", 9)
