"""Known items: what must be found, and nothing else, in the bundled reports and forty others.

The forty (tests/data/known_reports.jsonl) were written for these tests: thirteen in both languages, thirteen in
English, fourteen in Chinese. The collection has been studied, as `duizhao ingest` does at its end. Which query
finds which reports stands in tests/data/known_items.tsv.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.intake import take_in
from corpus.reports import bundled_reports
from corpus.store import open_store
from corpus.study import study
from indexer.completions import complete
from indexer.did_you_mean import did_you_mean
from indexer.generations import Generations
from indexer.rebuild import rebuild
from indexer.search import Inquiry, read_inquiry, search
from indexer.suggestions import suggester_of
from tests.indexer.conftest import Collection

DATA = Path(__file__).parents[1] / "data"

KNOWN = [
    tuple(line.split("\t"))
    for line in (DATA / "known_items.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder: Path = tmp_path_factory.mktemp("known")
    with open_store(folder / "corpus.sqlite3", create=True) as store:
        take_in((*bundled_reports(), DATA / "known_reports.jsonl"), store, jobs=1)
        study(store)
        keys = {report.report_id: report.report_id for report in store.every_report()}
        for report in store.every_report():
            if report.sources[0].file.endswith(".txt"):
                keys[report.report_id] = Path(report.sources[0].file).name.split("-")[0]
        with closing(Generations(folder / "index", store)) as generations:
            rebuild(store, generations, engine="whoosh", jobs=1, progress=lambda *_: None)
            with generations.lease() as generation:
                yield Collection(store, generation, keys)


@pytest.mark.parametrize(("text", "ids"), KNOWN, ids=[text for text, _ in KNOWN])
def test_known_items_are_found_and_nothing_else(known: Collection, text: str, ids: str) -> None:
    result = search(Inquiry(text, cross_lingual=True, limit=100), known.generation, known.store)
    assert sorted(known.keys[hit.report.report_id] for hit in result.hits) == ids.split()
    assert result.total == len(ids.split())


def test_enough_items_are_known() -> None:
    """At least a hundred, no query twice, most of which leave out most reports."""
    assert len({text for text, _ in KNOWN}) == len(KNOWN) >= 100
    assert sum(1 for _, ids in KNOWN if len(ids.split()) <= 10) >= 100


@pytest.mark.parametrize(
    ("text", "rendering", "source"),
    [
        ("thrombocytopenia", "血小板减少症", "dictionary"),
        ("脾切除", "splenectomy", "dictionary"),
        ("ITP", "免疫性血小板减少症", "abbreviation"),
        ("ITP", "immune thrombocytopenia", "abbreviation"),
        ("MDS", "骨髓增生异常综合征", "abbreviation"),
        ("ALL", "急性淋巴细胞白血病", "abbreviation"),
        ("AIDS", "获得性免疫缺陷综合征", "abbreviation"),
        ("BTKi", "bruton tyrosine kinase inhibitors", "abbreviation"),
        ("two cases", "两例", "number"),
    ],
)
def test_what_was_searched_for_too_is_said_with_its_source(
    known: Collection, text: str, rendering: str, source: str
) -> None:
    result = search(Inquiry(text, cross_lingual=True), known.generation, known.store)
    added = {one.rendering: one for one in result.expansions}
    assert added[rendering].source == source
    assert added[rendering].reason


def test_all_in_small_letters_is_no_short_form(known: Collection) -> None:
    assert search(Inquiry("all", cross_lingual=True), known.generation, known.store).expansions == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("来那度安", "来那度胺"),
        ("来那渡胺", "来那度胺"),
        ("来纳度胺", "来那度胺"),
        ("来那胺", "来那度胺"),
        ("来度那胺", "来那度胺"),
        ("利妥昔单康", "利妥昔单抗"),
        ("免疫行血小板减少症", "免疫性血小板减少症"),
        ("骨髓增生意常综合征", "骨髓增生异常综合征"),
        ("利伐沙版", "利伐沙班"),
        ("恩体卡韦", "恩替卡韦"),
        ("splenectmoy", "splenectomy"),
        ("rivaroxabn", "rivaroxaban"),
        ("来那度安 输血", "来那度胺 输血"),
    ],
)
def test_one_wrong_character_is_put_right(known: Collection, typed: str, meant: str) -> None:
    reading = read_inquiry(Inquiry(typed, cross_lingual=True), known.generation)
    total = search(Inquiry(typed, cross_lingual=True), known.generation, known.store).total
    offered = did_you_mean(reading, total, known.generation)
    assert offered[0].query == meant
    assert offered[0].hits > total


@pytest.mark.parametrize("typed", [text for text, ids in KNOWN if len(ids.split()) in (1, 2) and text.isalpha()])
def test_nothing_longer_is_offered_for_what_is_right(known: Collection, typed: str) -> None:
    """A word that stands in the collection is no slip of another."""
    reading = read_inquiry(Inquiry(typed, cross_lingual=True), known.generation)
    total = search(Inquiry(typed, cross_lingual=True), known.generation, known.store).total
    assert did_you_mean(reading, total, known.generation) == ()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("脾", ["脾切除", "脾切除术"]),
        ("脾切", ["脾切除", "脾切除术"]),
        ("来那", ["来那度胺"]),
        ("lai", ["来那度胺"]),
        ("lainadu", ["来那度胺"]),
        ("piqie", ["脾切除", "脾切除术"]),
        ("ITP AND 免疫性", ["免疫性血小板减少症"]),
        ("immune", ["immune thrombocytopenia"]),
        ("immune thr", ["immune thrombocytopenia"]),
        ("AND deep v", ["deep vein", "deep vein thrombosis"]),
        ("it", ["ITP"]),
        ("md", ["MDS"]),
        ("ti:(骨髓增生", ["骨髓增生异常综合征"]),
    ],
)
def test_beginnings_grow_into_phrases_of_the_collection(known: Collection, typed: str, offered: list[str]) -> None:
    found = complete(typed, suggester_of(known.generation.vocabulary))
    words = [one.word for one in found.completions]
    assert set(offered) <= set(words), words
    assert all(one.query == typed[: found.start] + one.word for one in found.completions)
    assert [one.reports for one in found.completions] == sorted((o.reports for o in found.completions), reverse=True)
