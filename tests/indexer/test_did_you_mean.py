"""Queries that may have been meant."""

import pytest

from indexer.did_you_mean import Correction, Meant, did_you_mean
from indexer.plan import HasValue
from indexer.search import Inquiry, read_inquiry, search
from tests.indexer.conftest import Collection


def meant(bundled: Collection, inquiry: Inquiry) -> list[Meant]:
    total = search(inquiry, bundled.generation, bundled.store).total
    return list(did_you_mean(read_inquiry(inquiry, bundled.generation), total, bundled.generation))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("plateelt", "platelet"),
        ("plateelt AND remision", "platelet AND remission"),
        ("tiab:plateelt year:2025", "tiab:platelet year:2025"),
        ("plateelt[tiab] 缓姐", "platelet[tiab] 缓解"),
        ("免役性血小板", "免疫性血小板"),
        ("(plateelt OR zebra) NOT lenalidomide", "(platelet OR zebra) NOT lenalidomide"),
    ],
)
def test_a_slip_is_put_right_where_it_stands(bundled: Collection, typed: str, query: str) -> None:
    assert meant(bundled, Inquiry(typed))[0].query == query


def test_what_is_offered_finds_as_many_as_it_says(bundled: Collection) -> None:
    (offer,) = meant(bundled, Inquiry("plateelt"))
    assert offer == Meant("platelet", (Correction("plateelt", "platelet", 3),), 3)
    assert search(Inquiry(offer.query), bundled.generation, bundled.store).total == 3


def test_the_hits_are_those_within_the_filters(bundled: Collection) -> None:
    filters = (HasValue("has", frozenset(("parallel",))),)
    assert meant(bundled, Inquiry("plateelt", filters=filters))[0].hits == 1
    assert meant(bundled, Inquiry("plateelt", lang="zh")) == []


@pytest.mark.parametrize("typed", ["zebra", "=plateelt", '"plateelt"', "platelet", "BTKi", "year:1999", "NOT platelet"])
def test_nothing_is_offered_for_what_is_right_insisted_on_or_unlike_all(bundled: Collection, typed: str) -> None:
    assert meant(bundled, Inquiry(typed)) == []
