"""An output that takes the place of an older one, whatever the name leads to."""

import io
import os
import threading
from pathlib import Path

import pytest

from webapp.commands.replacing import replacing


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    """With the rights that the file had; nothing else is left beside either."""
    (tmp_path / "far").mkdir()
    file, link = tmp_path / "far" / "file", tmp_path / "link"
    file.write_bytes(b"old")
    file.chmod(0o600)
    link.symlink_to(file)
    with replacing(link) as out:
        out.write(b"new")
        assert file.read_bytes() == b"old"
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "file", "link"]


def test_a_link_to_nothing_yet_leads_to_the_new_file(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")
    with replacing(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_behind_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"old")
    link.symlink_to(file)
    with pytest.raises(io.UnsupportedOperation), replacing(link) as out:
        out.read()
    assert file.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


def test_a_pipe_behind_a_link_is_written_to_directly(tmp_path: Path) -> None:
    """It is a pipe afterwards too, and has carried the bytes."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    carried: list[bytes] = []
    reader = threading.Thread(target=lambda: carried.append(pipe.read_bytes()))
    reader.start()
    with replacing(link) as out:
        out.write(b"new")
    reader.join(timeout=30)
    assert carried == [b"new"]
    assert pipe.is_fifo()


def test_a_descriptor_that_leads_to_a_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    """As /dev/stdout sent to a file is: the open file has the bytes, and no other takes its place."""
    file = tmp_path / "file"
    with file.open("wb+") as opened:
        with replacing(Path(f"/proc/self/fd/{opened.fileno()}")) as out:
            out.write(b"new")
        opened.seek(0)
        assert opened.read() == b"new"
        assert os.path.samestat(os.fstat(opened.fileno()), file.stat())
