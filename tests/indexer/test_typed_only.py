"""What a search asks in one language only, and the query that asks it in both."""

import pytest

from corpus.knowledge import Knowledge
from indexer.canonical import canonical
from indexer.expansion import Expander
from indexer.query_parser import parse
from indexer.typed_only import typed_only
from tests.indexer.test_vocabulary import entry_of, vocabulary_of

ENTRY = entry_of("splenectomy for a complete response", "脾切除后完全缓解")


@pytest.fixture(scope="module")
def expander() -> Expander:
    return Expander(Knowledge(number=0), vocabulary_of(ENTRY), lambda _: True)


@pytest.mark.parametrize(
    ("typed", "kind", "asked"),
    [
        ("platelet NOT splenectomy", "excluded", 'platelet AND NOT (splenectomy OR "脾切除")'),
        ("NOT 脾切除", "excluded", 'NOT (脾切除 OR "splenectomy")'),
        ('"complete response" platelet', "quoted", '("complete response" OR "完全缓解") AND platelet'),
    ],
)
def test_the_query_that_asks_it_in_both_languages(expander: Expander, typed: str, kind: str, asked: str) -> None:
    """It is a query that can be typed, and offers nothing more."""
    (offer,) = typed_only(parse(typed), expander)
    assert offer.kind == kind
    assert canonical(offer.query) == asked
    assert list(typed_only(parse(asked), expander)) == []


@pytest.mark.parametrize(
    "typed", ["splenectomy", "NOT =splenectomy", 'NOT au:"splenectomy"', "xl:off NOT splenectomy", '"of platelets"']
)
def test_nothing_is_offered_for_what_is_meant_so(expander: Expander, typed: str) -> None:
    """Words that are expanded anyway, literal ones, names, a switch that was set, phrases without a rendering."""
    assert list(typed_only(parse(typed), expander)) == []
