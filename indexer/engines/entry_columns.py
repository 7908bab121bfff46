"""What an engine keeps of each entry beside its postings: id, lengths of its bags, year, titles' order, filters.

Entries are numbered in the order in which they were written; arrays are .npy files (never pickles), ids one blob
of UTF-8 and values JSON. The lengths are exact, where Whoosh's own are rounded to one byte.
"""

import bisect
import json
from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.model import SIDES, Side
from indexer.entries import Entry
from indexer.fields import FILTERS, FilterName

NO_YEAR: Final = np.iinfo(np.int32).min
NO_TITLE: Final = np.iinfo(np.int32).max
_YEAR_DIGITS_MAX: Final = 9  # what an int32 surely holds


class EntryColumnsWriter:
    """Collects the columns entry by entry; `finish` writes them into `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ids: list[str] = []
        self._lengths = {side: array("I") for side in SIDES}
        self._years = array("i")
        self._titles: dict[Side, dict[int, str]] = {side: {} for side in SIDES}
        self._owners: dict[FilterName, array[int]] = {name: array("I") for name in FILTERS}
        self._codes: dict[FilterName, array[int]] = {name: array("I") for name in FILTERS}
        self._values: dict[FilterName, defaultdict[str, int]] = {name: _numbering() for name in FILTERS}

    def add(self, entry: Entry) -> int:
        """Note the entry's columns; returns its number."""
        number = len(self._years)
        self._ids.append(entry.entry_id)
        for side in SIDES:
            self._lengths[side].append(len(entry.bags.get(side, ())))
        self._years.append(_year_of(entry.filters.get("year", ())))
        for side, title in entry.titles.items():
            self._titles[side][number] = title
        for name, values in entry.filters.items():
            numbering = self._values[name]
            for value in dict.fromkeys(values):
                self._owners[name].append(number)
                self._codes[name].append(numbering[value])
        return number

    def finish(self) -> None:
        """Write every column."""
        encoded = [entry_id.encode("utf-8", "surrogatepass") for entry_id in self._ids]
        (self._folder / "ids.bin").write_bytes(b"".join(encoded))
        self._save("id_ends", np.cumsum([len(entry_id) for entry_id in encoded], dtype=np.int64))
        order = np.array(sorted(range(len(self._ids)), key=self._ids.__getitem__), dtype=np.int32)
        ranks = np.empty(len(order), dtype=np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        self._save("ranks", ranks)
        self._save("years", np.array(self._years, dtype=np.int32))
        for side in SIDES:
            self._save(f"lengths.{side}", np.array(self._lengths[side], dtype=np.int32))
            self._save(f"titles.{side}", _places(self._titles[side], len(self._ids)))
        for name in FILTERS:
            self._finish_filter(name)

    def _finish_filter(self, name: FilterName) -> None:
        numbering = self._values[name]
        values = sorted(numbering)
        recoded = np.empty(len(values), dtype=np.int32)
        recoded[[numbering[value] for value in values]] = np.arange(len(values), dtype=np.int32)
        self._save(f"filter.{name}.owners", np.array(self._owners[name], dtype=np.int32))
        self._save(f"filter.{name}.codes", recoded[np.array(self._codes[name], dtype=np.int32)])
        text = json.dumps(values, ensure_ascii=True)
        (self._folder / f"filter.{name}.values.json").write_text(text, encoding="ascii")

    def _save(self, name: str, values: npt.NDArray[Any]) -> None:
        save_array(self._folder / f"{name}.npy", values)


class FilterColumn(NamedTuple):
    """A filter's values, sorted, and for each value that an entry holds the entry's number and the value's."""

    values: list[str]
    owners: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]


class EntryColumns:
    """The columns of a written index, read as they are needed; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._id_ends = load_array(folder / "id_ends.npy")
        self._filters: dict[FilterName, FilterColumn] = {}
        self.count = len(self._id_ends)
        self.years: npt.NDArray[np.int32] = load_array(folder / "years.npy")
        self.lengths: dict[Side, npt.NDArray[np.int32]] = {
            side: load_array(folder / f"lengths.{side}.npy") for side in SIDES
        }

    @cached_property
    def ranks(self) -> npt.NDArray[np.int32]:
        """By entry number, the place of its id in the order of all ids."""
        ranks: npt.NDArray[np.int32] = load_array(self._folder / "ranks.npy")
        return ranks

    @cached_property
    def titles(self) -> dict[Side, npt.NDArray[np.int32]]:
        """By side and entry number, the place of its title among all titles, equal for equal ones; NO_TITLE without."""
        return {side: load_array(self._folder / f"titles.{side}.npy") for side in SIDES}

    @cached_property
    def _ids(self) -> npt.NDArray[np.uint8]:
        return load_array(self._folder / "ids.bin")

    def entry_id(self, number: int) -> str:
        """The id of the entry of that number."""
        start = int(self._id_ends[number - 1]) if number else 0
        return self._ids[start : int(self._id_ends[number])].tobytes().decode("utf-8", "surrogatepass")

    def filter(self, name: FilterName) -> FilterColumn:
        """The column of a filter, kept once read."""
        column = self._filters.get(name)
        if column is None:
            values = json.loads((self._folder / f"filter.{name}.values.json").read_text(encoding="ascii"))
            owners = load_array(self._folder / f"filter.{name}.owners.npy")
            column = FilterColumn(values, owners, load_array(self._folder / f"filter.{name}.codes.npy"))
            self._filters[name] = column
        return column

    def holders(self, name: FilterName, values: Iterable[str]) -> npt.NDArray[np.int32]:
        """The numbers of the entries whose filter holds one of the values, in no order, repeats possible."""
        column = self.filter(name)
        codes = []
        for value in values:
            place = bisect.bisect_left(column.values, value)
            if place < len(column.values) and column.values[place] == value:
                codes.append(place)
        return column.owners[np.isin(column.codes, codes)] if codes else np.empty(0, dtype=np.int32)


def _numbering() -> defaultdict[str, int]:
    """A dictionary that numbers new keys by itself."""
    numbering: defaultdict[str, int] = defaultdict()
    numbering.default_factory = numbering.__len__
    return numbering


def _places(titles: dict[int, str], count: int) -> npt.NDArray[np.int32]:
    """For each of `count` entries the place of its title in the order of all titles, equal for equal ones."""
    places = np.full(count, NO_TITLE, dtype=np.int32)
    order = {title: place for place, title in enumerate(sorted(set(titles.values())))}
    for number, title in titles.items():
        places[number] = order[title]
    return places


def _year_of(values: tuple[str, ...]) -> int:
    """The first value that is a year in digits, or NO_YEAR."""
    for value in values:
        if value.isascii() and value.isdigit() and len(value) <= _YEAR_DIGITS_MAX:
            return int(value)
    return int(NO_YEAR)


def save_array(path: Path, values: npt.NDArray[Any]) -> None:
    """Write a .npy file."""
    with path.open("wb") as file:  # not np.save: it hides why a write failed
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(values))
        file.write(values.tobytes())


def load_array(path: Path) -> npt.NDArray[Any]:
    """The array of a .npy file or the bytes of a .bin file, mapped; an empty file cannot be mapped and is read."""
    if path.suffix == ".npy":
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return np.asarray(np.memmap(path, dtype=np.uint8, mode="r")) if path.stat().st_size else np.empty(0, np.uint8)
