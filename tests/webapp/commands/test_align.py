"""`duizhao align` as a process."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.webapp.commands.running import DUIZHAO, duizhao, environment

DOCUMENT = {"id": "a", "en": ["Platelets rose.", "Nobody bled."], "zh": ["血小板升高。", "无人出血。"]}


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


def test_a_line_beyond_the_limit_is_refused_and_the_next_read(tmp_path: Path) -> None:
    """DUIZHAO_RECORD_BYTES_MAX bounds what is held in memory."""
    long = json.dumps(DOCUMENT | {"en": ["x" * 5000]})
    source = write_lines(tmp_path / "in.jsonl", long, json.dumps(DOCUMENT))
    output = tmp_path / "out.jsonl"
    done = duizhao("align", source, "--output", output, home=tmp_path, DUIZHAO_RECORD_BYTES_MAX="1000")
    assert done.returncode == 1
    assert f"{source}:1: " in done.stderr
    assert len(output.read_text().splitlines()) == 1


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
