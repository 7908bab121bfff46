"""The bundled reports, taken in and indexed once for all tests that search them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.reports import bundled_reports
from corpus.store import Store, open_store
from indexer.generations import Generations, OpenGeneration
from indexer.rebuild import rebuild


class Collection(NamedTuple):
    """A store, the generation of its index, and a readable key for each report id: the first word of its file."""

    store: Store
    generation: OpenGeneration
    keys: dict[str, str]


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    from corpus.intake import take_in

    folder: Path = tmp_path_factory.mktemp("bundled")
    with open_store(folder / "corpus.sqlite3", create=True) as store:
        take_in(bundled_reports(), store, jobs=1)
        generations = Generations(folder / "index", store)
        rebuild(store, generations, engine="whoosh", jobs=1, progress=lambda *_: None)
        keys = {report.report_id: Path(report.sources[0].file).name.split("-")[0] for report in store.every_report()}
        with generations.lease() as generation:
            yield Collection(store, generation, keys)
        generations.close()
