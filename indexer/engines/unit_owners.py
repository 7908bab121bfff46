"""Which report each unit belongs to, by their numbers in two indexes: the way from matching units to reports."""

from typing import Final

import numpy as np
import numpy.typing as npt

from indexer.engines.entry_columns import EntryColumns

_NOBODY: Final = -1


class UnitOwners:
    """The report of every unit, known by the unit's filter `id`; a unit without a report belongs to nobody."""

    def __init__(self, reports: EntryColumns, units: EntryColumns) -> None:
        numbers = {reports.entry_id(number): number for number in range(reports.count)}
        named = units.filter("id")
        by_code = np.array([numbers.get(value, _NOBODY) for value in named.values], dtype=np.int32)
        self._report_count = reports.count
        self._units = named.owners
        self._reports: npt.NDArray[np.int32] = by_code[named.codes] if len(by_code) else np.empty(0, np.int32)

    def reports_of(self, units: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """True for every report that one of these units belongs to."""
        mask = np.zeros(self._report_count, dtype=np.bool_)
        owners = self._reports[units[self._units]]
        mask[owners[owners != _NOBODY]] = True
        return mask
