"""Broadened queries: the words that were added are looked for under the conditions of the query."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.broadened_plan import conditions_of
from indexer.canonical import canonical
from indexer.query_parser import parse
from indexer.search import Inquiry, search
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import collection, reindex


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """r0 and r1 hold the typed word and the added one, r2 and r3 the added one only; r0 and r2 are in English."""
    home: Path = tmp_path_factory.mktemp("made")
    with collection(home, 0) as (store, generations):
        write(
            store,
            [
                record("r0", en="Patients took romiplostim for ITP."),
                record("r1", en="They took romiplostim for ITP.", zh="罗米司亭。"),
                record("r2", en="They were given romiplostim."),
                record("r3", en="They were given romiplostim.", zh="罗米司亭。"),
            ],
        )
        reindex(store, generations)
        with generations.lease() as generation:
            yield Collection(store, generation, {})


def ids(made: Collection, query: str) -> set[str]:
    inquiry = Inquiry(query, added=("romiplostim",))
    return {hit.report.report_id for hit in search(inquiry, made.generation, made.store).hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ITP", {"r0", "r1", "r2", "r3"}),
        ("ITP AND (id:r0 OR id:r2)", {"r0", "r2"}),
        ("ITP AND (id:r0 OR (id:r3 AND has:abstract.zh))", {"r0", "r3"}),
        ("(ITP AND id:r0) OR (patients AND id:r2)", {"r0", "r2"}),
        ("ITP AND NOT (id:r0 OR id:r2)", {"r1", "r3"}),
        ("(ITP OR id:r9)", {"r0", "r1", "r2", "r3"}),
        ("id:r0 OR id:r3", {"r0", "r3"}),
    ],
)
def test_conditions_hold_in_whatever_groups_they_stand(made: Collection, query: str, found: set[str]) -> None:
    """A report with an added word is found only where the query's filters and exclusions let it."""
    assert ids(made, query) == found


@pytest.mark.parametrize(
    ("query", "conditions"),
    [
        ("a b", None),
        ("a OR year:2025", None),
        ("a AND (year:2024 OR lang:zh)", "year:2024 OR lang:zh"),
        ("(a AND year:2024) OR (b AND NOT c AND d)", "year:2024 OR NOT c"),
        ("a AND (b OR (c AND year:2024)) AND qty:5mg", "qty:5mg"),
        ("year:2024 OR lang:zh", "year:2024 OR lang:zh"),
    ],
)
def test_conditions_are_what_is_left_without_words(query: str, conditions: str | None) -> None:
    left = conditions_of(parse(query))
    assert (None if left is None else canonical(left)) == conditions
