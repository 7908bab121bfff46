"""The reports that ship with the program, byte for byte as they were found; README.md says what each one is."""

from importlib.resources import files
from pathlib import Path
from typing import Final

# In the order in which they are shown to newcomers.
NAMES: Final = ("btki-refractory-itp.txt", "lenalidomide-del5q-itp.txt", "cmv-itp-child-all.txt")


def bundled_reports() -> tuple[Path, ...]:
    """The paths of the bundled files, in a fixed order. The package is installed as plain files, never zipped."""
    folder = files("corpus.reports")
    return tuple(Path(str(folder.joinpath(name))) for name in NAMES)
