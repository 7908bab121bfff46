"""The amounts of all entries as columns: for each, whose it is, its side, unit and value, and whether it is doubtful.

There are few of a unit, so that one comparison over the whole column costs less than an index of values.
"""

import bisect
import json
from array import array
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from corpus.model import SIDES
from indexer.amounts import Amount
from indexer.engines.entry_columns import load_array, save_array
from indexer.plan import HasAmount

_UNITS: Final = "amounts.units.json"


class AmountColumnsWriter:
    """Collects amounts entry by entry; `finish` writes them into `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._owners = array("i")
        self._values = array("d")
        self._sides = array("b")
        self._flagged = array("b")
        self._doses = array("b")
        self._codes = array("i")
        self._units: dict[str, int] = {}

    def add(self, number: int, amounts: Iterable[Amount]) -> None:
        """Note the amounts of the entry of that number, each once."""
        for side, unit, value, flagged, dose in dict.fromkeys(amounts):
            self._owners.append(number)
            self._values.append(value)
            self._sides.append(SIDES.index(side))
            self._flagged.append(flagged)
            self._doses.append(dose)
            self._codes.append(self._units.setdefault(unit, len(self._units)))

    def finish(self) -> None:
        """Write every column; equal entries make equal files."""
        units = sorted(self._units)
        recoded = np.empty(len(units), dtype=np.int32)
        recoded[[self._units[unit] for unit in units]] = np.arange(len(units), dtype=np.int32)
        self._save("owners", np.array(self._owners, dtype=np.int32))
        self._save("values", np.array(self._values, dtype=np.float64))
        self._save("sides", np.array(self._sides, dtype=np.int8))
        self._save("flagged", np.array(self._flagged, dtype=np.bool_))
        self._save("doses", np.array(self._doses, dtype=np.bool_))
        self._save("codes", recoded[np.array(self._codes, dtype=np.int32)])
        (self._folder / _UNITS).write_text(json.dumps(units, ensure_ascii=True), encoding="ascii")

    def _save(self, name: str, values: npt.NDArray[Any]) -> None:
        save_array(self._folder / f"amounts.{name}.npy", values)


class AmountColumns:
    """The written columns, read when an amount is first asked for; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _units(self) -> list[str]:
        units: list[str] = json.loads((self._folder / _UNITS).read_text(encoding="ascii"))
        return units

    @cached_property
    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        names = ("owners", "values", "sides", "flagged", "doses", "codes")
        return {name: load_array(self._folder / f"amounts.{name}.npy") for name in names}

    def holders(self, asked: HasAmount) -> npt.NDArray[np.int32]:
        """The numbers of the entries that hold such an amount, repeats possible."""
        code = bisect.bisect_left(self._units, asked.unit)
        arrays = self._arrays
        if code == len(self._units) or self._units[code] != asked.unit:
            return np.empty(0, dtype=np.int32)
        values = arrays["values"]
        held = arrays["codes"] == code
        held &= np.isin(arrays["sides"], [SIDES.index(side) for side in asked.sides])
        if not asked.flagged_too:
            held &= ~arrays["flagged"]
        if asked.doses_only:
            held &= arrays["doses"]
        if asked.low is not None:
            held &= values > asked.low if asked.low_open else values >= asked.low
        if asked.high is not None:
            held &= values < asked.high if asked.high_open else values <= asked.high
        owners: npt.NDArray[np.int32] = arrays["owners"][held]
        return owners
