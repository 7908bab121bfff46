"""Links in the words of the terminal."""

from typing import Final

from corpus.model import Link, LinkReason
from webapp.views.links import row_of

# What says that two reports are of one work.
REASONS: Final[dict[LinkReason, str]] = {
    "hand": "by hand",
    "doi": "same DOI",
    "pmid": "same PMID",
    "title": "same title",
    "parallel": "parallel texts",
}


def link_in_words(link: Link) -> str:
    """A link in one line: both ids, why, how parallel the texts are."""
    row = row_of(link)
    return (
        f"{row.first}  {row.second}  {REASONS[row.reason]}, score {row.parallel_score:.2f}, "
        f"{row.aligned} of {row.units} units have both sides"
    )
