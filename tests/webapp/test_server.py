"""Facts about the running server that no client inside the process can see."""

import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

# jieba's dictionary takes about 100 MB; what else a first search opens is a few.
GROWTH_KB_MAX = 40_000


def resident_kb(process: int) -> int:
    """The memory of all workers of a server."""
    workers = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    states = [Path(f"/proc/{worker}/status").read_text(encoding="ascii") for worker in workers]
    return sum(int(line.split()[1]) for state in states for line in state.splitlines() if line.startswith("VmRSS:"))


def answer(url: str, query: str) -> bytes:
    """The answer to a search, read whole."""
    with urllib.request.urlopen(f"{url}/api/v1/search?q={quote(query)}", timeout=30) as found:
        body: bytes = found.read()
        return body


def test_the_first_chinese_query_finds_the_dictionary_loaded(serve: Callable[[Path], Any], bundled_home: Path) -> None:
    """Its workers grow by far less than the dictionary when the first Chinese words are looked up."""
    server = serve(bundled_home)
    for _ in range(8):
        answer(server.url, "BTKi")
    before = resident_kb(server.process.pid)
    for _ in range(8):
        assert answer(server.url, "免疫性血小板减少症")
    assert resident_kb(server.process.pid) - before < GROWTH_KB_MAX
