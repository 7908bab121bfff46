"""Whatever is typed: read or refused with a place, and at once."""

import random
import time
from contextlib import suppress

import pytest

from indexer.errors import QueryError
from indexer.search import Inquiry, search
from tests.indexer.conftest import Collection
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


HOSTILE = [
    "*", "*itis", "~3", "~9", "[a TO z]", "ti:[a TO z]", "platelet~9", "/(a+)+b/", "(((a+)+)+)+$", "a* " * 32,
    "(" * 1_000, "(" * 500 + ")" * 500, "a AND " * 150, "NOT " * 250, "NOT(" * 200, '"' * 999, "[" * 1_000, "{" * 1_000,
    "{en:" * 200, "x " * 500, "é" * 1_000, "血" * 1_000, "a" * 1_000, "a" * 10_000, "term " * 10_000, "\ud800" * 1_000,
    "thrombocyt*" * 90, "a?" * 500, "a*b" * 300, "qty:" * 250, "qty:" + "9" * 900 + "mg", "qty:1e" + "9" * 300 + "mg",
    "year:" + "9" * 900,
    "a NEAR/50 " * 90, "exp A" * 200, "Aa " * 330, "a.ti" * 250, "a.ti,ab,kw,rn" * 70, "a:ti," * 190,
    "or/1-999," * 100, "MeSH descriptor: [" * 50, "'a b" * 240, "#1" * 500, "doi:10.1/" + "(" * 900, "10.1/x" * 160,
    "http://" * 140, "A/" * 500, "\u202e" * 1_000, "AB TI SU " * 100, '"2019"[dp] : ' * 70, "?" * 1_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{n}-{text[:12]!r}" for n, text in enumerate(HOSTILE)])
def test_hostile_queries_are_answered_or_refused_at_once(bundled: Collection, text: str) -> None:
    """What took stock grammars seconds or never ended: half of the 1.5 s that a search may take."""
    started = time.perf_counter()
    with suppress(QueryError):
        search(Inquiry(text), bundled.generation, bundled.store)
    assert time.perf_counter() - started < 0.75
