"""Texts looked at apart from the collection: taken into a store of their own, which is thrown away afterwards."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from corpus.collection_audit import audit_whole_collection
from corpus.intake import IntakeSummary, take_in
from corpus.knowledge import Knowledge
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.linking import link_automatically, link_reports
from corpus.linking.pairs import only_side
from corpus.model import Rejected
from corpus.readers import RECORD_BYTES_MAX
from corpus.store import Store, open_store

# Who links two texts that were given as a pair.
PAIRED_BY: Final = "given as a pair"


class Apart(NamedTuple):
    """The store of its own, what became of the records, and whether two files were taken as a pair."""

    store: Store
    intake: IntakeSummary
    paired: bool


@contextmanager
def taken_apart(
    paths: Sequence[Path],
    knowledge: Knowledge,
    *,
    glossary: Glossary = NO_GLOSSARY,
    jobs: int = 1,
    format: str | None = None,
    record_bytes_max: int = RECORD_BYTES_MAX,
    progress: Callable[[int], None] | None = None,
    refused: Callable[[Rejected], None] | None = None,
) -> Iterator[Apart]:
    """The reports that the files make, aligned and audited with this knowledge, in a store that lasts as long as this.

    Two files that give one report each, one in English and one in Chinese, are read as a pair. Raises what `take_in`
    raises.
    """
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "apart.sqlite3"), create=True) as store:
        if knowledge.number:
            store.learn(knowledge)
        intake = take_in(
            paths,
            store,
            jobs=jobs,
            format=format,
            record_bytes_max=record_bytes_max,
            progress=progress,
            refused=refused,
        )
        with store.writing():
            paired = len(paths) == 2 and _link_pair(store)
            link_automatically(store)
            audit_whole_collection(store, glossary)
        yield Apart(store, intake, paired)


def _link_pair(store: Store) -> bool:
    """Link the two reports of a store that holds an English and a Chinese one and no others."""
    if store.report_count() != 2:
        return False
    one, other = store.every_report()
    if {only_side(one), only_side(other)} != {"en", "zh"}:
        return False
    link_reports(store, one.report_id, other.report_id, who=PAIRED_BY)
    return True
