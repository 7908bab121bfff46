"""Small stores and indexes on a real disk, for tests of generations and rebuilds."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.store import Store, open_store
from indexer.engine import SearchRequest
from indexer.generations import Generations, OpenGeneration
from indexer.manifest import Manifest
from indexer.plan import EVERY_ENTRY, AnyWord, Plan
from indexer.rebuild import rebuild
from tests.corpus.store.records import record, write


def add_reports(store: Store, numbers: range, word: str = "platelets") -> None:
    """Bilingual reports of these numbers, each with the word and one of its own."""
    write(
        store,
        [record(f"r{n:04}", en=f"Case {n} saw {word}. It was case{n}x.", zh=f"病例{n}见血小板。") for n in numbers],
    )


@contextmanager
def collection(home: Path, count: int = 3) -> Iterator[tuple[Store, Generations]]:
    """A store of `count` reports without an index, and its generations."""
    home.mkdir(exist_ok=True)
    with (
        open_store(home / "corpus.sqlite3", create=True) as store,
        closing(Generations(home / "index", store)) as generations,
    ):
        if count:
            add_reports(store, range(count))
        yield store, generations


def reindex(store: Store, generations: Generations, jobs: int = 1) -> Manifest:
    """Rebuild, without telling anybody how far it is."""
    return rebuild(store, generations, engine="whoosh", jobs=jobs, progress=lambda _done, _of: None)


def total(generation: OpenGeneration, word: str = "") -> int:
    """The number of reports, or of those with this English word."""
    match = AnyWord(("text.en",), frozenset((word,))) if word else EVERY_ENTRY
    return generation.engine.search(SearchRequest(Plan(match, ()))).total
