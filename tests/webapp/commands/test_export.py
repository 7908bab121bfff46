"""`duizhao export` as a process, and the whole round trip."""

import json
from pathlib import Path

import pytest

from corpus.store import open_store
from tests.corpus.intake_files import write_records
from tests.webapp.commands.running import duizhao


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled reports, thirty simple records, and a report of two records."""
    folder = tmp_path_factory.mktemp("export")
    file = write_records(folder / "a.jsonl", range(30))
    (folder / "b.jsonl").write_text('{"id": "r00007", "lang": "en", "text": "A new English text. It is short."}\n')
    assert duizhao("ingest", "--bundled", file, folder / "b.jsonl", home=folder / "home").returncode == 0
    return folder / "home"


def test_the_round_trip_gives_equal_reports(home: Path, tmp_path: Path) -> None:
    """Export, ingest into an empty home: the same reports, sources included; exported again: the same bytes."""
    done = duizhao("export", "--all", "--output", tmp_path / "all.jsonl", home=home)
    assert done.returncode == 0
    second = tmp_path / "second"
    assert duizhao("ingest", tmp_path / "all.jsonl", home=second).returncode == 0
    with open_store(home / "corpus.sqlite3") as one, open_store(second / "corpus.sqlite3") as other:
        first = [report.at_revision(0) for report in one.every_report()]
        assert first == [report.at_revision(0) for report in other.every_report()]
        assert len(first) == 33
        assert len(one.records("r00007")) == len(other.records("r00007")) == 2
    assert duizhao("export", "--all", home=second).stdout == (tmp_path / "all.jsonl").read_text(encoding="utf-8")


def test_named_reports_in_the_order_named(home: Path) -> None:
    """One line a record on standard output."""
    done = duizhao("export", "r00003", "r00001", home=home)
    assert [json.loads(line)["report_id"] for line in done.stdout.splitlines()] == ["r00003", "r00001"]


@pytest.mark.parametrize("arguments", [[], ["--all", "r00001"], ["none"], ["--all", "--format", "nope"]])
def test_usage_errors_are_exit_2(home: Path, arguments: list[str]) -> None:
    """Nothing named, both, an unknown report, an unknown format; nothing is written."""
    done = duizhao("export", *arguments, home=home)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_failed_export_leaves_an_older_file_alone(home: Path, tmp_path: Path) -> None:
    """The output appears whole or not at all."""
    output = tmp_path / "out.jsonl"
    output.write_text("older")
    assert duizhao("export", "none", "--output", output, home=home).returncode == 2
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.jsonl", "older")]


def test_an_edited_line_changes_its_report(tmp_path: Path) -> None:
    """A plain file's report is exported under its id: the corrected line comes back as the same report, changed."""
    home, file = tmp_path / "home", tmp_path / "lines.jsonl"
    assert duizhao("ingest", "--bundled", home=home).returncode == 0
    exported = duizhao("export", "--all", home=home).stdout
    file.write_text(exported.replace("Four patients had", "Five patients had"), encoding="utf-8")
    assert "0 new, 1 changed, 2 unchanged" in duizhao("ingest", file, home=home).stdout
    assert "Five patients had" in duizhao("show", "doi:10.1002/cnr2.70152", "--side", "en", home=home).stdout
