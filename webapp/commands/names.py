"""The names by which the command line takes a report."""

import re
from typing import Final

from corpus.errors import UnknownReport
from corpus.store import Store

# The hash of a report without an id of its own may be cut short, to at least this many digits.
HASH_PREFIX: Final = re.compile("(?:sha256:)?([0-9a-f]{4,64})|sha256:([0-9a-f]{1,3})")
AMBIGUOUS_SHOWN: Final = 5


def find(store: Store, name: str) -> str:
    """The id of the one report that an id, an alias or the beginning of a sha256 id means.

    Raises UnknownReport for none, and for several.
    """
    if (report_id := store.resolve(name)) is not None:
        return report_id
    if match := HASH_PREFIX.fullmatch(name.lower()):
        ids = store.ids_starting_with(f"sha256:{match[1] or match[2]}", AMBIGUOUS_SHOWN)
        if len(ids) == 1 and match[1]:
            return ids[0]
        if ids:
            raise UnknownReport(
                f"{name}: reports that begin so; name at least four digits, and enough for one: {', '.join(ids)}"
            )
    raise UnknownReport(f"{name}: no report has this id or alias; `duizhao search` prints ids")
