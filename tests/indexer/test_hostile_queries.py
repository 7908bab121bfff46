"""Whatever is typed: read or refused with a place, and at once."""

import random
import time
from contextlib import suppress

import pytest

from indexer.errors import QueryError
from indexer.search import Inquiry, search
from tests.indexer.conftest import Collection
from tests.indexer.hostile_queries import HOSTILE
from tests.indexer.test_query_parser import PIECES, refusal


def test_a_hundred_thousand_random_strings_are_read_or_refused_with_a_place() -> None:
    """A seeded generator mixes the pieces of every syntax; a query comes, or a QueryError with its place."""
    drawn = random.Random(20261121)
    pieces = [*PIECES, " ", " ", " "]
    accepted = 0
    for _ in range(100_000):
        text = "".join(drawn.choices(pieces, k=drawn.randint(1, 12)))
        error = refusal(text)
        if error is None:
            accepted += 1
        else:
            assert 0 <= error.start <= error.end <= len(text), text
            assert error.code
            assert error.message
    assert accepted > 5_000


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{n}-{text[:12]!r}" for n, text in enumerate(HOSTILE)])
def test_hostile_queries_are_answered_or_refused_at_once(bundled: Collection, text: str) -> None:
    """What took stock grammars seconds or never ended: half of the 1.5 s that a search may take."""
    started = time.perf_counter()
    with suppress(QueryError):
        search(Inquiry(text), bundled.generation, bundled.store)
    assert time.perf_counter() - started < 0.75
