"""The flags of many reports, one after the other, whatever their number."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from corpus.store import Store
from webapp.views.flagged import FlaggedPlace, flagged_places, with_counterparts

# Reports in memory at a time.
BATCH: Final = 100


def flags_of(
    store: Store, ids: Iterable[str], *, everything: bool, decided_in: Store | None = None
) -> Iterator[FlaggedPlace]:
    """The flags of these reports with what was decided on them, in the order of the ids and of the text.

    Those that were dismissed are left out unless `everything` is wanted. What was decided stands in the same store, or
    in another: a flag has one key everywhere.
    """
    waiting = iter(ids)
    while batch := list(islice(waiting, BATCH)):
        reports = store.reports(batch)
        decided = (decided_in or store).flags.decided(
            [flag.key for report in reports.values() for flag in report.flags]
        )
        for report in reports.values():
            found = flagged_places(report, decided, with_counterparts(store, report))
            for flag in sorted(found, key=lambda flag: (flag.place.language, flag.place.start)):
                if everything or flag.decision != "dismiss":
                    yield flag
