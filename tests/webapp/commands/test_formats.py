"""`duizhao formats` as a process."""

import json
from pathlib import Path

from corpus.readers import READERS
from corpus.writers import WRITERS
from tests.webapp.commands.running import duizhao
from webapp.commands.formats import DESCRIPTIONS


def test_every_reader_and_writer_is_listed(tmp_path: Path) -> None:
    """In the table and in the JSON, each with a description."""
    rows = json.loads(duizhao("formats", "--json", home=tmp_path).stdout)["formats"]
    assert {row["name"] for row in rows if row["reads"]} == set(READERS)
    assert {row["name"] for row in rows if row["writes"]} == set(WRITERS)
    assert all(row["description"] for row in rows)
    assert set(DESCRIPTIONS) == {row["name"] for row in rows}
    table = duizhao("formats", home=tmp_path).stdout
    assert [line.split()[0] for line in table.splitlines()[1:]] == [row["name"] for row in rows]
