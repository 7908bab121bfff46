"""Why a record is refused and what its owner can do: raised where the fault is seen, a Rejected outside."""

from typing import Final, NamedTuple

REMEDY_TOO_LARGE: Final = "split it, or raise the setting record_bytes_max"
REMEDY_ENCODING: Final = "save the file as UTF-8"


class Remark(NamedTuple):
    """What a reader has to say of a file whose records it took: one line for its owner."""

    words: str


class BadRecord(Exception):
    """A record that cannot be taken as it is."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def too_large(record_bytes_max: int) -> BadRecord:
    """The refusal of a record above the limit."""
    return BadRecord(f"the record is larger than {record_bytes_max:,} bytes", REMEDY_TOO_LARGE)
