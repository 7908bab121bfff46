"""`duizhao align` as a process."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge, TermPair
from corpus.store import open_store
from tests.webapp.commands.running import DUIZHAO, duizhao, environment

DOCUMENT = {"id": "a", "en": ["Platelets rose.", "Nobody bled."], "zh": ["血小板升高。", "无人出血。"]}
# Words of no dictionary: only what was taught can tell that they translate each other.
TAUGHT_DOCUMENT = {
    "id": "t",
    "en": ["Seen in ploa and plob.", "Then in ploc and plod.", "At last in ploe and plof."],
    "zh": ["见于QXA和QXB。", "后见于QXC和QXD。", "终见于QXE和QXF。"],
}


def write_lines(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines))
    return path


def test_every_document_has_its_line(tmp_path: Path) -> None:
    """In the order of the input, with every sentence in one bead; exit 0 and nothing on standard output."""
    documents = [json.dumps(DOCUMENT | {"id": str(number)}, ensure_ascii=False) for number in range(40)]
    source = write_lines(tmp_path / "in.jsonl", *documents)
    done = duizhao("align", source, "--output", tmp_path / "out.jsonl", "--jobs", "2", home=tmp_path / "home")
    assert (done.returncode, done.stdout) == (0, "")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [str(number) for number in range(40)]
    assert [(bead["en"], bead["zh"]) for bead in rows[7]["beads"]] == [([0], [0]), ([1], [1])]
    assert all(0 <= bead["confidence"] <= 1 for row in rows for bead in row["beads"])
    assert not (tmp_path / "home").exists()


def test_bad_lines_are_named_and_the_good_written(tmp_path: Path) -> None:
    """Broken JSON, a missing side, numbers for sentences, bytes that are no UTF-8, lone surrogates, deep nesting."""
    good = json.dumps(DOCUMENT)
    bad: list[str | bytes] = [
        "{",
        '{"id": "b", "en": []}',
        '{"id": "c", "en": [1], "zh": []}',
        b'{"id": "\xff", "en": [], "zh": []}',
    ]
    bad += ["[" * 100_000, '{"id": "d", "en": ["\\ud800"], "zh": []}']
    source = write_lines(tmp_path / "in.jsonl", good, *bad, "", good)
    done = duizhao("align", source, "--output", tmp_path / "out.jsonl", home=tmp_path)
    assert done.returncode == 1
    named = [line.split(":")[1] for line in done.stderr.splitlines() if line.startswith(str(source))]
    assert named == [str(number) for number in range(2, 8)]
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["a", "a"]


def test_where_every_line_is_refused_an_older_output_stays(tmp_path: Path) -> None:
    """Exit 3, the lines named; the output is not emptied, and where there was none there is none."""
    source, output = write_lines(tmp_path / "in.jsonl", "{", "[]"), tmp_path / "out.jsonl"
    done = duizhao("align", source, "--output", output, home=tmp_path)
    assert done.returncode == 3
    assert not output.exists()
    output.write_text("older\n")
    done = duizhao("align", source, "--output", output, home=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count(f"{source}:") == 2
    assert output.read_text() == "older\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_line_beyond_the_limit_is_refused_and_the_next_read(tmp_path: Path) -> None:
    """DUIZHAO_RECORD_BYTES_MAX bounds what is held in memory."""
    long = json.dumps(DOCUMENT | {"en": ["x" * 5000]})
    source = write_lines(tmp_path / "in.jsonl", long, json.dumps(DOCUMENT))
    output = tmp_path / "out.jsonl"
    done = duizhao("align", source, "--output", output, home=tmp_path, DUIZHAO_RECORD_BYTES_MAX="1000")
    assert done.returncode == 1
    assert f"{source}:1: " in done.stderr
    assert len(output.read_text().splitlines()) == 1


def test_a_pipe_is_read_once_and_aligned_twice(tmp_path: Path) -> None:
    """The same output as for a file with the same lines, bad ones named alike."""
    documents = [json.dumps(DOCUMENT | {"id": str(number)}) for number in range(40)]
    source = write_lines(
        tmp_path / "in.jsonl", *documents[:20], "{", "", json.dumps({"id": "x" * 2000}), *documents[20:]
    )
    output, piped_output, pipe = tmp_path / "out.jsonl", tmp_path / "piped.jsonl", tmp_path / "pipe"
    limit = {"DUIZHAO_RECORD_BYTES_MAX": "1000"}
    done = duizhao("align", source, "--output", output, home=tmp_path, **limit)
    os.mkfifo(pipe)
    command = [str(word) for word in (DUIZHAO, "align", pipe, "--output", piped_output)]
    with subprocess.Popen(command, env=environment(tmp_path, **limit), stderr=subprocess.PIPE, text=True) as running:
        pipe.write_bytes(source.read_bytes())
        _, said = running.communicate(timeout=60)
    assert piped_output.read_bytes() == output.read_bytes()
    assert (running.returncode, said.replace(str(pipe), str(source))) == (1, done.stderr)
    assert done.stderr.count(f"{source}:") == 2


def test_neither_order_nor_processes_change_a_bead(tmp_path: Path) -> None:
    """The lines of a file turned round, by two processes, are those of the file by one."""
    documents = [
        json.dumps(
            {"id": str(n), "en": [f"Dose {n} of HLX{n % 7} failed.", "It ended."], "zh": [f"HLX{n % 7}第{n}剂失败。"]}
        )
        for n in range(60)
    ]
    written = []
    for name, lines, jobs in (("a", documents, 1), ("b", documents[::-1], 2)):
        source = write_lines(tmp_path / name, *lines)
        output = tmp_path / f"{name}.out"
        assert duizhao("align", source, "--output", output, "--jobs", jobs, home=tmp_path / "home").returncode == 0
        written.append(output.read_text().splitlines())
    assert written[0] == written[1][::-1]


def test_what_the_collection_has_taught_is_used(tmp_path: Path) -> None:
    """With a store that knows the words of a document its parallel score is no lower; the store is left as it was."""
    source, output = write_lines(tmp_path / "in.jsonl", json.dumps(TAUGHT_DOCUMENT)), tmp_path / "out.jsonl"
    scores = []
    for number in (0, 1):
        assert duizhao("align", source, "--output", output, home=tmp_path / "home").returncode == 0
        scores.append(json.loads(output.read_text())["parallel_score"])
        if number == 0:
            (tmp_path / "home").mkdir()
            with open_store(tmp_path / "home" / "corpus.sqlite3", create=True) as store, store.writing():
                store.learn(Knowledge(1, pairs=tuple(TermPair(f"plo{c}", f"QX{c}".lower(), 0.9, 9) for c in "abcdef")))
    assert scores[0] <= scores[1]
    with open_store(tmp_path / "home" / "corpus.sqlite3") as store:
        assert (store.knowledge().number, store.revision()) == (1, 0)


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    """Rather than to align as though nothing had been taught: exit 3, and no output."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "corpus.sqlite3").write_bytes(b"no database" * 1000)
    source = write_lines(tmp_path / "in.jsonl", json.dumps(DOCUMENT))
    done = duizhao("align", source, "--output", tmp_path / "out.jsonl", home=tmp_path / "home")
    assert done.returncode == 3
    assert "corpus.sqlite3" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_an_output_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A missing folder: exit 3; an older output stays until the new one is whole."""
    source = write_lines(tmp_path / "in.jsonl", json.dumps(DOCUMENT))
    done = duizhao("align", source, "--output", tmp_path / "none" / "out.jsonl", home=tmp_path)
    assert done.returncode == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


def test_a_worker_that_is_killed_is_told_in_words(tmp_path: Path) -> None:
    """Exit 3 naming the lines it may have been and what to do; no output, no traceback."""
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    os.mkfifo(source)
    command = [str(word) for word in (DUIZHAO, "align", source, "--output", output, "--jobs", 2)]
    line = json.dumps(DOCUMENT).encode() + b"\n"
    with subprocess.Popen(command, env=environment(tmp_path), stderr=subprocess.PIPE, text=True) as running:
        with source.open("wb", buffering=0) as lines:
            lines.write(line * 400)  # work for both, and the end of the input is not in sight
            for child in workers_of(running.pid):
                os.kill(child, signal.SIGKILL)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert "Traceback" not in said
    assert re.search(r"worker process died.*lines \d+ to \d+.*--jobs 1", said)
    assert not output.exists()


def test_a_pipe_is_worked_on_by_as_many_processes_as_a_large_file(tmp_path: Path) -> None:
    """How much will come is not known; without --jobs the setting counts, and workers are started."""
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    os.mkfifo(source)
    command = [str(word) for word in (DUIZHAO, "align", source, "--output", output)]
    given = environment(tmp_path, DUIZHAO_JOBS="2")
    with subprocess.Popen(command, env=given, stderr=subprocess.PIPE, text=True) as running:
        with source.open("wb", buffering=0) as lines:
            lines.write((json.dumps(DOCUMENT).encode() + b"\n") * 400)
            assert workers_of(running.pid)
        running.communicate(timeout=60)
    assert running.returncode == 0


def workers_of(parent: int) -> list[int]:
    """The spawned workers of a process, once there is one; fails after 30 seconds."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        commands = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
        if found := [child for child, command in commands.items() if b"spawn_main" in command]:
            return found
        time.sleep(0.02)
    raise AssertionError("no worker was started")


@pytest.mark.parametrize("arguments", [["none.jsonl", "--output", "out.jsonl"], ["in.jsonl"]])
def test_usage_errors_are_exit_2(tmp_path: Path, arguments: list[str]) -> None:
    """A missing input, no output."""
    write_lines(tmp_path / "in.jsonl", json.dumps(DOCUMENT))
    assert duizhao("align", *arguments, home=tmp_path / "home").returncode == 2


def test_standard_input_is_a_dash_and_faults_are_in_words(tmp_path: Path) -> None:
    """One document is one document; no notation of the JSON library is shown."""
    lines = [DOCUMENT, DOCUMENT | {"id": 7}, DOCUMENT | {"en": "x"}, DOCUMENT | {"zh": [1]}, {"id": "a", "en": []}, 5]
    data = "\n".join(map(json.dumps, lines))
    command = [str(word) for word in (DUIZHAO, "align", "-", "--output", tmp_path / "out.jsonl")]
    done = subprocess.run(command, env=environment(tmp_path), input=data, capture_output=True, text=True, check=False)
    assert (done.returncode, len((tmp_path / "out.jsonl").read_text().splitlines())) == (1, 1)
    said = [line.partition(";")[0] for line in done.stderr.splitlines()]
    assert said == [
        "standard input:2: not a document: the value of id is a number, not a string",
        "standard input:3: not a document: the value of en is a string, not a list",
        "standard input:4: not a document: a sentence in zh is a number, not a string",
        "standard input:5: not a document: the key zh is missing",
        "standard input:6: not a document: the line is a number, not an object",
        "1 document aligned, 5 lines refused",
    ]
