"""The worker processes of a test."""

from pathlib import Path


def children_of(parent: int) -> list[int]:
    """The worker processes below a process (its spawned Pythons, not multiprocessing's resource tracker)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                arguments = (status.parent / "cmdline").read_bytes()
                if b"spawn_main" in arguments:
                    found.append(int(status.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found
