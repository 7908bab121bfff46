"""`duizhao search --record` and `--rerun` as processes."""

import json
from contextlib import AbstractContextManager
from pathlib import Path

import click
import pytest

from corpus.store import Store
from indexer.generations import OpenGeneration
from tests.corpus.intake_files import write_records
from tests.webapp.commands.running import duizhao
from webapp.collection import Collection
from webapp.commands.query_answer import answer
from webapp.commands.search import search
from webapp.request_args import SearchForm
from webapp.settings import Settings


@pytest.fixture
def record(bundled_home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    done = duizhao("search", "splenectomy", "--record", path, home=bundled_home)
    assert done.returncode == 0
    assert f"reports recorded in {path}" in done.stderr or f"1 report recorded in {path}" in done.stderr
    return path


def test_answer_and_record_are_one_search(bundled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is leased once, so that the record names what the answer came from."""
    leases: list[Collection] = []
    lease = Collection.lease

    def counted(self: Collection) -> AbstractContextManager[tuple[OpenGeneration, Store]]:
        leases.append(self)
        return lease(self)

    monkeypatch.setattr(Collection, "lease", counted)
    settings = Settings(home=str(bundled_home))
    form = SearchForm(q="splenectomy")
    path = tmp_path / "record.json"
    with click.Context(search) as ctx:
        answer(ctx, settings, form, 10, path, facets=False, why=False, as_json=True)
    assert (len(leases), json.loads(path.read_text(encoding="utf-8"))["query"]) == (1, "splenectomy")


def test_the_text_is_in_the_language_set_or_in_both(bundled_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.txt"
    for language, titles in (("en", {"Search record"}), ("zh", {"检索记录"}), ("", {"Search record", "检索记录"})):
        duizhao("search", "splenectomy", "--record", path, home=bundled_home, DUIZHAO_LANGUAGE=language)
        assert {"Search record", "检索记录"} & set(path.read_text(encoding="utf-8").splitlines()) == titles


def test_a_forged_record_ends_with_2_and_one_line(bundled_home: Path, record: Path) -> None:
    """It names the file, once the program, and the member."""
    record.write_text(json.dumps(json.loads(record.read_text(encoding="utf-8")) | {"revision": -1}), encoding="utf-8")
    done = duizhao("search", "--rerun", record, home=bundled_home)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"duizhao: {record}: ")
    assert "revision: " in line


def test_a_query_that_cannot_be_read_is_shown_with_its_fault(bundled_home: Path, record: Path) -> None:
    members = json.loads(record.read_text(encoding="utf-8")) | {"query": "a AND"}
    record.write_text(json.dumps(members), encoding="utf-8")
    done = duizhao("search", "--rerun", record, home=bundled_home)
    assert (done.returncode, done.stderr.count("duizhao: ")) == (2, 1)
    assert done.stderr.startswith(f"duizhao: {record}: the recorded query cannot be read: ")
    assert done.stderr.splitlines()[2].strip() == "^^^"


def test_what_changed_and_what_the_index_lacks_is_said(record: Path, tmp_path: Path) -> None:
    """The glossary that is set now is not that of then; a report that came since is in no index."""
    home = tmp_path / "home"
    file = write_records(tmp_path / "a.jsonl", range(2))
    duizhao("ingest", "--no-study", file, home=home)
    duizhao("index", "rebuild", home=home)
    duizhao("ingest", "--no-study", write_records(tmp_path / "b.jsonl", range(2, 5)), home=home)
    glossary = tmp_path / "own.tsv"
    glossary.write_text("splenectomy\t脾切除\n", encoding="utf-8")
    done = duizhao("search", "--rerun", record, home=home, DUIZHAO_GLOSSARY=str(glossary))
    assert done.returncode == 0
    assert "glossary changed" in done.stderr.splitlines()
    assert done.stderr.splitlines()[-1] == "3 changes are not in the index yet: run `duizhao index rebuild`"
