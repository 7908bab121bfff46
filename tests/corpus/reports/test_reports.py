"""The bundled reports are the files that were found, and the table beside them is true."""

import hashlib
from importlib.resources import files

from corpus.reports import NAMES, bundled_reports


def test_there_are_three_and_each_exists() -> None:
    """Three files ship, under the names of the table."""
    paths = bundled_reports()
    assert [path.name for path in paths] == list(NAMES)
    assert [path.stat().st_size for path in paths] == [3311, 2204, 4485]


def test_bytes_are_those_of_the_table() -> None:
    """Every file's SHA-256 stands in README.md in the row of its name."""
    rows = files("corpus.reports").joinpath("README.md").read_text(encoding="utf-8").splitlines()
    for path in bundled_reports():
        (row,) = [row for row in rows if row.startswith(f"| `{path.name}`")]
        assert hashlib.sha256(path.read_bytes()).hexdigest() in row
