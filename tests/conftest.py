"""A collection of the bundled reports and a running server, made once for each worker of pytest."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings

STOP_SECONDS = 20

# Tests run beside one another: how long an example takes says nothing.
settings.register_profile("duizhao", deadline=None)
settings.load_profile("duizhao")

# A shell without job control starts what runs in the background with SIGINT ignored, and children inherit that; the
# tests that press Ctrl-C mean the ordinary case.
signal.signal(signal.SIGINT, signal.default_int_handler)
DUIZHAO = (sys.executable, "-c", "from webapp.commands import main; main()")

RunDuizhao: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


def environment(home: Path) -> dict[str, str]:
    """The environment with this data folder and no other setting of duizhao."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUIZHAO_")}
    return {**kept, "DUIZHAO_HOME": str(home), "DUIZHAO_JOBS": "1", "PYTHONUNBUFFERED": "1"}


def run(home: Path, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command of `duizhao` over the data folder, as a user would."""
    return subprocess.run(
        [*DUIZHAO, *arguments], env=environment(home), capture_output=True, text=True, timeout=timeout, check=False
    )


@dataclass(frozen=True)
class Server:
    """A server that runs: its address without a slash at the end, and its process."""

    url: str
    home: Path
    process: subprocess.Popen[str]

    def stop(self) -> str:
        """End it as a supervisor would; what it wrote on standard error since it started."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=STOP_SECONDS)[1]


def start(home: Path) -> Server:
    """Start `duizhao serve` on a free loopback port and wait until it says that it serves."""
    process = subprocess.Popen(
        [*DUIZHAO, "serve", "--port", "0"], env=environment(home), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    if found is None:
        process.kill()
        pytest.fail(f"the server did not start: {said}{process.communicate()[1]}")
    return Server(found[0], home, process)


@pytest.fixture(scope="session")
def duizhao() -> RunDuizhao:
    """`duizhao(home, "index", "status")` runs a command as a user would."""
    return run


@pytest.fixture(scope="session")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the three bundled reports, ingested and indexed; tests only read it."""
    home = tmp_path_factory.mktemp("bundled")
    for arguments in (("ingest", "--bundled"), ("index", "rebuild")):
        done = run(home, *arguments)
        assert done.returncode == 0, f"duizhao {' '.join(arguments)}: {done.stderr}"
    return home


@pytest.fixture(scope="session")
def server(bundled_home: Path) -> Iterator[Server]:
    """A running server over the bundled reports."""
    running = start(bundled_home)
    yield running
    running.stop()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Server]]:
    """`serve(home)` starts a server that ends with the test, if it did not end before."""
    servers: list[Server] = []

    def started(home: Path) -> Server:
        servers.append(start(home))
        return servers[-1]

    yield started
    for one in servers:
        if one.process.poll() is None:
            one.stop()
