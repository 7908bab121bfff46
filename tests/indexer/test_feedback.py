"""Broadening by the words of what is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.feedback import ADDED_MAX, feedback_words
from indexer.plan import HasValue
from indexer.reporting_words import is_reporting_word
from indexer.search import Inquiry, read_inquiry, search
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import collection, reindex

# Of ITP speak 0 to 3, and with it of romiplostim; romiplostim alone is in 4 and 5; the others are of something else.
TEXTS = (
    *(f"Patients with ITP took romiplostim in case{n}x." for n in range(4)),
    *(f"Dosing of romiplostim was seen in case{n}x." for n in (4, 5)),
    *(f"Patients with gout took colchicine in case{n}x." for n in range(6, 30)),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    home: Path = tmp_path_factory.mktemp("made")
    with collection(home, 0) as (store, generations):
        write(store, [record(f"r{n:02}", en=text) for n, text in enumerate(TEXTS)])
        reindex(store, generations)
        with generations.lease() as generation:
            yield Collection(store, generation, {})


def ids(made: Collection, inquiry: Inquiry) -> list[str]:
    return [hit.report.report_id for hit in search(inquiry, made.generation, made.store).hits]


def words(made: Collection, inquiry: Inquiry) -> tuple[str, ...]:
    return feedback_words(read_inquiry(inquiry, made.generation), made.generation, made.store)


def test_words_of_the_hits_that_are_rare_elsewhere_are_added(made: Collection) -> None:
    assert words(made, Inquiry("ITP")) == ("romiplostim",)  # not took, patients, with: they are everywhere


def test_prefixes_before_a_hyphen_are_no_words(tmp_path: Path) -> None:
    """Of anti-hepcidin only hepcidin is added; a word before a hyphen that stands by itself is one."""
    texts = (*("Fever with anti-hepcidin, pseudo-hepcidin and quinine-fast ones.",) * 3, *("Nothing of it.",) * 20)
    with collection(tmp_path / "home", 0) as (store, generations):
        write(store, [record(f"r{n:02}", en=text) for n, text in enumerate(texts)])
        reindex(store, generations)
        with generations.lease() as generation:
            assert set(words(Collection(store, generation, {}), Inquiry("fever"))) == {"hepcidin", "quinine", "fast"}


def test_what_holds_an_added_word_is_found_behind_what_holds_the_typed_one(made: Collection) -> None:
    inquiry = Inquiry("ITP")
    assert ids(made, inquiry) == ["r00", "r01", "r02", "r03"]
    assert ids(made, replace(inquiry, added=("romiplostim",))) == ["r00", "r01", "r02", "r03", "r04", "r05"]


def test_exclusions_and_filters_hold_as_before(made: Collection) -> None:
    assert ids(made, Inquiry("ITP NOT dosing", added=("romiplostim",))) == ["r00", "r01", "r02", "r03"]
    assert ids(made, Inquiry("ITP AND lang:zh", added=("romiplostim",))) == []
    assert ids(made, Inquiry("lang:zh", lang="en", added=("romiplostim",))) == []
    chosen = (HasValue("id", frozenset(("r04",))),)
    assert ids(made, Inquiry("ITP", added=("romiplostim",), filters=chosen)) == ["r04"]


@pytest.mark.parametrize("query", ["a b c d ITP", "zebra", "year:1999", "NOT ITP", '"ITP took romiplostim in case0x"'])
def test_long_empty_and_wordless_queries_are_left_alone(made: Collection, query: str) -> None:
    assert words(made, Inquiry(query)) == ()


def test_what_holds_only_added_words_weighs_less_however_rare_they_are(tmp_path: Path) -> None:
    """A word typed that is common, and added ones that are rare and said again and again."""
    texts = (
        "Fever was seen in a long account of many other things that were looked at for a while, in the city.",
        *("Fever and chills came.",) * 6,
        *("Ague, malaria, quartan and tertian: ague, malaria, quartan, tertian; ague, malaria, quartan, tertian.",) * 2,
        "Nothing of all this.",
    )
    with collection(tmp_path / "home", 0) as (store, generations):
        write(store, [record(f"r{n:02}", en=text) for n, text in enumerate(texts)])
        reindex(store, generations)
        with generations.lease() as generation:
            inquiry = Inquiry("fever", added=("ague", "malaria", "quartan", "tertian"))
            found = [hit.report.report_id for hit in search(inquiry, generation, store).hits]
    assert found[-2:] == ["r07", "r08"]
    assert len(found) == 9


def test_what_is_asked_already_is_not_added(bundled: Collection) -> None:
    """Neither a rendering, nor what a wildcard finds."""
    assert "immune" in words(bundled, Inquiry("免疫"))
    assert "immune" not in words(bundled, Inquiry("免疫", cross_lingual=True))
    assert "immune" in words(bundled, Inquiry("platelet"))
    assert "immune" not in words(bundled, Inquiry("platelet OR immun*"))


@pytest.mark.parametrize("word", ["patients", "four", "treated", "because", "患者", "四例", "他们", "进行"])
def test_words_of_any_report_are_never_added(word: str) -> None:
    assert is_reporting_word(word)


@pytest.mark.parametrize("word", ["platelet", "marrow", "remission", "血小板", "骨髓", "细胞"])
def test_subjects_may_be_added(word: str) -> None:
    assert not is_reporting_word(word)


def test_words_do_not_change_while_the_search_is_narrowed(made: Collection) -> None:
    chosen = (HasValue("id", frozenset(("r04",))),)
    assert words(made, Inquiry("ITP", filters=chosen)) == words(made, Inquiry("ITP")) == ("romiplostim",)


def test_chinese_words_are_added_too(bundled: Collection) -> None:
    found = words(bundled, Inquiry("platelet"))
    assert 0 < len(found) <= ADDED_MAX
    assert "platelet" not in found


def test_it_is_never_done_unasked(made: Collection) -> None:
    """Of a plain inquiry nothing but the word typed ranks and is found."""
    assert search(Inquiry("ITP"), made.generation, made.store).total == 4
