"""`duizhao serve` as a process."""

import json
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Serve = Callable[[Path], Any]
Duizhao = Callable[..., subprocess.CompletedProcess[str]]


def get(url: str) -> tuple[int, bytes]:
    """Status and body, also of a refusal."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def children_of(pid: int) -> set[int]:
    """The processes that a process started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return {int(child) for child in listed.split()}


def is_running(pid: int) -> bool:
    """Whether the process lives, and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_port_in_use_is_one_clear_line_and_exit_3(duizhao: Duizhao, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = duizhao(tmp_path, "serve", "--port", port)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_an_address_that_is_not_here_is_one_clear_line_and_exit_3(duizhao: Duizhao, tmp_path: Path) -> None:
    done = duizhao(tmp_path, "serve", "--host", "192.0.2.1", "--port", "0")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "192.0.2.1" in done.stderr


def test_without_a_collection_it_serves_and_says_what_to_do(serve: Serve, tmp_path: Path) -> None:
    server = serve(tmp_path)
    assert get(f"{server.url}/healthz")[0] == 200
    status, body = get(f"{server.url}/readyz")
    assert status == 503
    assert json.loads(body)["commands"] == ["duizhao ingest PATH", "duizhao index rebuild"]
    status, body = get(f"{server.url}/")
    assert status == 503
    assert b"duizhao ingest PATH" in body


def test_it_picks_up_a_collection_that_is_made_while_it_runs(serve: Serve, duizhao: Duizhao, tmp_path: Path) -> None:
    """First nothing, then a store without index, then an index: the same processes follow."""
    server = serve(tmp_path)
    assert get(f"{server.url}/readyz")[0] == 503
    assert duizhao(tmp_path, "ingest", "--bundled").returncode == 0
    assert json.loads(get(f"{server.url}/readyz")[1])["commands"] == ["duizhao index rebuild"]
    assert duizhao(tmp_path, "index", "rebuild").returncode == 0
    status, body = get(f"{server.url}/api/v1/search?q=BTKi")
    assert (status, json.loads(body)["total"]) == (200, 1)


def test_every_answer_is_whole_while_the_index_is_rebuilt(serve: Serve, duizhao: Duizhao, tmp_path: Path) -> None:
    """No search fails during two rebuilds, and the newest generation answers soon after."""
    for arguments in (("ingest", "--bundled"), ("index", "rebuild")):
        assert duizhao(tmp_path, *arguments).returncode == 0
    server = serve(tmp_path)
    totals, stop = set[tuple[int, int]](), threading.Event()

    def ask() -> None:
        while not stop.wait(0.02):
            status, body = get(f"{server.url}/api/v1/search?q=thrombocyt*")
            totals.add((status, json.loads(body).get("total", -1)))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(2):
            assert duizhao(tmp_path, "index", "rebuild").returncode == 0
    finally:
        stop.set()
        asking.join()
    assert totals == {(200, 3)}
    deadline = time.monotonic() + 10
    while json.loads(get(f"{server.url}/readyz")[1])["generation"] != 3:
        assert time.monotonic() < deadline, "the new generation was not picked up"
        time.sleep(0.1)


def test_sigterm_ends_every_process_with_exit_0_and_says_nothing(serve: Serve, tmp_path: Path) -> None:
    server = serve(tmp_path)
    get(f"{server.url}/healthz")
    deadline = time.monotonic() + 10
    while len(workers := children_of(server.process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)  # the second worker is started a moment after the first
    assert len(workers) == 2
    assert server.stop() == ""
    assert server.process.returncode == 0
    assert not any(is_running(worker) for worker in workers)


@pytest.mark.parametrize("characters", [7_000, 20_000, 1_000_000])
def test_a_query_that_is_too_long_is_a_short_clear_answer(server: Any, characters: int) -> None:
    """400 from us or 414 from the server in front, never a traceback, and the next request is served."""
    try:
        status, body = get(f"{server.url}/api/v1/search?q={'a' * characters}")
    except (ConnectionError, urllib.error.URLError):
        assert characters == 1_000_000, "only a client that goes on sending may see the connection closed"
    else:
        assert status in (400, 414)
        assert len(body) < 2_000
        assert b"Traceback" not in body
    assert get(f"{server.url}/healthz")[0] == 200
