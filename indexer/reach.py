"""How far results can be paged through, and how many of them a stranger may have at once."""

from indexer.errors import QueryError
from indexer.limits import RESULTS_REACH_MAX


def check_reach(offset: int, limit: int) -> None:
    """Raise QueryError for a stretch beyond the last hit that can be paged to, ValueError for one that cannot be."""
    if offset < 0 or limit < 0:
        raise ValueError("offset and limit are not negative")
    if offset + limit > RESULTS_REACH_MAX:
        message = f"Only the first {RESULTS_REACH_MAX} hits can be paged through; narrow the search or export it."
        raise QueryError("beyond-reach", message, 0, 0, arguments=(("most", str(RESULTS_REACH_MAX)),))


def check_recordable(total: int) -> None:
    """Raise QueryError for more reports than a search record lists that is asked for over the network."""
    if total > RESULTS_REACH_MAX:
        message = (
            f"A record of {total} reports is longer than is given here, {RESULTS_REACH_MAX} at most; narrow the "
            "search, or write it with duizhao search --record."
        )
        raise QueryError("beyond-reach", message, 0, 0, arguments=(("most", str(RESULTS_REACH_MAX)),))
