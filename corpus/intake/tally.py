"""What a run has done so far, and what it has to say on its way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from corpus.model import Rejected
from corpus.store import Prepared

# Refused records that a summary holds; each of them is handed to `refused` when it happens.
REJECTED_KEPT: Final = 100

# Files passed over that are named, and records replaced of which something is said.
NAMED_MAX: Final = 5
REPLACED_SAID_MAX: Final = 20
# Records of which something is to be known, that are named.
REMARKS_SAID_MAX: Final = 20

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class IntakeSummary:
    """What became of the records of a run; `rejected` holds the first of the `rejected_count` refused ones.

    `passed_over_count` counts files in folders that are of a kind that no reader knows.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected_count: int = 0
    rejected: tuple[Rejected, ...] = ()
    passed_over_count: int = 0
    revision: int = 0

    @property
    def taken(self) -> int:
        """Records that could be read and made into reports."""
        return self.new + self.changed + self.unchanged


class Tally:
    """Counts as the run goes on; `remark` is told what its owner should know."""

    def __init__(
        self, progress: Callable[[int], None] | None, refused: Callable[[Rejected], None] | None, remark: Say | None
    ) -> None:
        self._progress = progress
        self._refused = refused
        self._remark = remark
        self._rejected: list[Rejected] = []
        self._rejected_count = 0
        self._passed_over: list[str] = []
        self._passed_over_count = 0
        self._repeats = Repeats()
        self._replaced_count = 0
        self._remark_count = 0
        self.outcomes = {"new": 0, "changed": 0, "unchanged": 0}

    def add(self, outcome: str | Rejected, count: int = 1) -> None:
        """Count what became of a record, or of some."""
        if isinstance(outcome, Rejected):
            self._rejected_count += 1
            if len(self._rejected) < REJECTED_KEPT:
                self._rejected.append(outcome)
            if self._refused is not None:
                self._refused(outcome)
        else:
            self.outcomes[outcome] += count
        if self._progress is not None:
            self._progress(self.taken + self._rejected_count)

    def add_record(self, item: Prepared, outcome: str | Rejected) -> None:
        """Count what became of a record; remark if it took the place of an earlier one of its file."""
        earlier = self._repeats.replaced_by(item)
        if outcome == "changed" and earlier is not None:
            self._replaced_count += 1
            if self._replaced_count <= REPLACED_SAID_MAX:
                self.say(f"{item.file}:{item.number}: replaces record {earlier} of this file, which has the same id")
        if item.remark and outcome in ("new", "changed"):
            self._remark_count += 1
            if self._remark_count <= REMARKS_SAID_MAX:
                self.say(f"{item.file}:{item.number}: {item.remark}")
        self.add(outcome)

    def pass_over(self, file: str) -> None:
        """Count a file in a folder that no reader knows."""
        self._passed_over_count += 1
        if len(self._passed_over) < NAMED_MAX:
            self._passed_over.append(file)

    def say(self, words: str) -> None:
        """Hand on a remark."""
        if self._remark is not None:
            self._remark(words)

    @property
    def taken(self) -> int:
        """Records taken so far."""
        return sum(self.outcomes.values())

    def summary(self, revision: int) -> IntakeSummary:
        """The counts at the end, after the remarks on what was not said one by one."""
        if self._replaced_count > REPLACED_SAID_MAX:
            self.say(f"{self._replaced_count - REPLACED_SAID_MAX} more records replace others with the same id")
        if self._remark_count > REMARKS_SAID_MAX:
            self.say(f"{self._remark_count - REMARKS_SAID_MAX} more records hold both languages but were read as one")
        if count := self._passed_over_count:
            more = ", …" if count > len(self._passed_over) else ""
            files = "1 file" if count == 1 else f"{count} files"
            self.say(
                f"{files} in folders passed over, of no format that can be read: {', '.join(self._passed_over)}{more}"
            )
        return IntakeSummary(
            **self.outcomes,
            rejected_count=self._rejected_count,
            rejected=tuple(self._rejected),
            passed_over_count=self._passed_over_count,
            revision=revision,
        )


class Repeats:
    """Which records of one file are of the same report in the same language: the later one replaces the earlier.

    Holds two numbers for each record of the file, by hashes of ids.
    """

    def __init__(self) -> None:
        self._file = ""
        self._met: dict[int, tuple[int, int]] = {}

    def replaced_by(self, item: Prepared) -> int | None:
        """The number of the latest record of the file whose text this one replaces; None where it is the same text."""
        if item.file != self._file:
            self._file, self._met = item.file, {}
        earlier = None
        for language in item.languages:
            key, content = hash((item.report_id, language)), hash(item.sha256)
            number, before = self._met.get(key, (0, content))
            if before != content:
                earlier = max(number, earlier or 0)
            self._met[key] = (item.number, content)
        return earlier
