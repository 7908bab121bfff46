"""Which files are found, what they are taken for, and what becomes of files that cannot be read."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import UnknownFormat, UnreadableInput
from corpus.model import Record, Rejected
from corpus.readers import READERS, find_files, read, reader_of, sniff

NOBODY = 65_534  # the user id of nobody, on Linux
LINE = b'{"id": "A", "text": "Platelets fell."}\n'


def only_rejected(path: Path, **limits: int) -> Rejected:
    """The one refusal that is all of the file."""
    (item,) = read(path, **limits)  # type: ignore[arg-type]
    assert isinstance(item, Rejected)
    assert item.file == str(path)
    assert item.remedy
    return item


# ---- finding -----------------------------------------------------------------------------------------------------


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    """Files come sorted by name at every level; names that begin with a dot are left out."""
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.txt", "b/10.txt", "b/2.txt", "c.txt"]


def test_a_hidden_file_named_is_found(tmp_path: Path) -> None:
    """What is named is meant."""
    (tmp_path / ".a.txt").write_text("x")
    assert list(find_files([tmp_path / ".a.txt"])) == [tmp_path / ".a.txt"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    """A folder that links lead to again is walked once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "x.txt").write_text("x")
    assert list(find_files([tmp_path, tmp_path])) == [tmp_path / "a" / "x.txt"]


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """A link that leads nowhere is an unreadable file, not an endless one."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (path,) = find_files([tmp_path])
    with pytest.raises(UnreadableInput, match="loop"):
        list(read(path))


# ---- files that are none -----------------------------------------------------------------------------------------


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A pipe without a writer would block for ever if it were opened."""
    os.mkfifo(tmp_path / "pipe.txt")
    (path,) = find_files([tmp_path])
    with pytest.raises(UnreadableInput, match="pipe"):
        list(read(path))


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(name: str) -> None:
    """A device that never ends is not read."""
    with pytest.raises(UnreadableInput, match="device"):
        list(read(Path(name)))


def test_missing_and_folder_and_impossible_names(tmp_path: Path) -> None:
    """Each is named in the message."""
    with pytest.raises(UnreadableInput, match=r"no\.txt: No such file"):
        list(read(tmp_path / "no.txt"))
    with pytest.raises(UnreadableInput, match="folder"):
        list(read(tmp_path))
    with pytest.raises(UnreadableInput, match="name"):
        list(read(tmp_path / "a\x00b"))


def test_unreadable(tmp_path: Path) -> None:
    """Permissions are named; root, who may read everything, becomes nobody for a moment."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(UnreadableInput, match="ermission"):
            list(read(path))
    finally:
        os.seteuid(user)


def test_a_name_that_is_no_utf8_is_shown_and_read(tmp_path: Path) -> None:
    """The file's name in the source can be stored, whatever its bytes."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xaa.txt"))
    path.write_text("Platelets fell.")
    (record,) = read(path)
    assert isinstance(record, Record)
    assert record.source.file.encode().endswith("\ufffd\ufffd.txt".encode())


# ---- formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "name", "format"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "x">', "a.txt", "pubmed"),
        (b"\xef\xbb\xbf<PubmedArticleSet>", "a", "pubmed"),
        (b'\n{"id": 1, "text": "x"}\n', "a.txt", "jsonl"),
        (b'{"id": 1, "te', "a", "jsonl"),
        (b"{not json}\n", "a.txt", "text"),
        (b"{not json}\n", "a.jsonl.gz", "jsonl"),
        (b"Background: x", "a.txt.gz", "text"),
        (b"\xd1\xaa\xd0\xa1\xb0\xe5", "a.TXT", "text"),
    ],
)
def test_content_decides_before_the_name(head: bytes, name: str, format: str) -> None:
    """The reader that is chosen."""
    assert sniff(head, name) == format


@pytest.mark.parametrize(
    ("head", "name", "said"),
    [
        (b"<!DOCTYPE html><html>", "a.txt", "web page"),
        (b"<?xml version='1.0'?><rss>", "a.xml", "not PubMed's"),
        (b"[{}]", "a.json", "JSON Lines"),
        (b"a,b\n", "a.csv", "no reader knows"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
    ],
)
def test_what_nobody_reads_is_named_with_a_way_out(head: bytes, name: str, said: str) -> None:
    """The message says what the file is."""
    with pytest.raises(UnknownFormat, match=said):
        sniff(head, name)


def test_every_reader_of_the_table_exists() -> None:
    """Every line of READERS leads to a callable; another name is refused with the names there are."""
    assert all(callable(reader_of(name)) for name in READERS)
    with pytest.raises(UnknownFormat, match="text, jsonl, pubmed"):
        reader_of("endnote")


def test_format_insists(tmp_path: Path) -> None:
    """A file is read as what one says it is."""
    (tmp_path / "a.md").write_text("Platelets fell.")
    (record,) = read(tmp_path / "a.md", format="text")
    assert isinstance(record, Record)


# ---- text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("血小板".encode("gb18030") * 9, "血小板" * 9),
        ("血小板".encode("utf-16"), "血小板"),
        ("\ufeff血小板\r\n减少".encode(), "血小板\r\n减少"),
        (b"Platelets\x00 fell.", "Platelets\ufffd fell."),
    ],
)
def test_a_plain_file_is_one_page(tmp_path: Path, data: bytes, text: str) -> None:
    """The whole text is one passage of an unknown language, named by nothing but its bytes."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (record,) = read(path)
    assert isinstance(record, Record)
    assert record.layout == "page"
    assert record.report_id is None
    assert [(t.language, [(p.kind, p.text) for p in t.passages]) for t in record.texts] == [
        (None, [("UNASSIGNED", text)])
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (bytes(range(256)) * 4, "bytes"),
        (b"x" * 2000, "larger than 1,000"),
    ],
)
def test_a_plain_file_that_says_nothing_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    """The refusal names file and reason."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert said in only_rejected(path, record_bytes_max=1000).reason


# ---- gzip and size -----------------------------------------------------------------------------------------------


def test_gzip_is_seen_by_content(tmp_path: Path) -> None:
    """A zipped file gives the same records under any name."""
    (tmp_path / "a.jsonl").write_bytes(LINE)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINE))
    (plain,), (zipped,) = read(tmp_path / "a.jsonl"), read(tmp_path / "b.jsonl.gz")
    assert isinstance(plain, Record)
    assert isinstance(zipped, Record)
    assert plain.texts == zipped.texts
    assert plain.source.sha256 == zipped.source.sha256


def test_a_gzip_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    """Records before the cut are read; the cut is one refusal."""
    lines = b"".join(b'{"id": "%d", "text": "%s"}\n' % (n, os.urandom(300).hex().encode()) for n in range(900))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:200_000])
    *records, last = read(path)
    assert len(records) > 100
    assert all(isinstance(record, Record) for record in records)
    assert isinstance(last, Rejected)
    assert "gzip" in last.reason


def test_a_damaged_gzip_is_refused(tmp_path: Path) -> None:
    """A wrong checksum or rubbish inside is a refusal, not a traceback."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"Platelets fell.")[:-8] + b"\x00" * 8)
    assert "gzip" in only_rejected(path).reason
    path.write_bytes(b"\x1f\x8brubbish")
    assert "gzip" in only_rejected(path).reason


# The peak as Linux counts it from the program's start; getrusage would count the parent's before it.
MEASURED = """
import re, sys
from pathlib import Path
from corpus.readers import read
items = read(Path(sys.argv[1]), record_bytes_max=1_000_000)
print([type(item).__name__ + str(getattr(item, "number", "")) for item in items])
print(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text()).group(1))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux tells it")
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.xml"])
def test_one_endless_line_is_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    """A line of 400 MB is never held: no reader takes more than 150 MB, the interpreter and its libraries included."""
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(b"<PubmedArticleSet><PubmedArticle>" if name == "a.xml" else b'{"text": "')
        stream.seek(400_000_000)  # a hole: zeros that take no room
        stream.write(b'"}\n{"text": "x"}\n' if name == "a.jsonl" else b"x")
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", MEASURED, str(path)], capture_output=True, text=True)
    items, peak_kib = done.stdout.splitlines()
    assert items == {"a.jsonl": "['Rejected1', 'Record']"}.get(name, "['Rejected1']")
    assert int(peak_kib) < 150_000
