"""Links in the words of the terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from corpus.linking import LinkChange, LinkSummary
from corpus.model import Link, LinkReason
from webapp.commands.counting import counted
from webapp.views.links import row_of

# What says that two reports are of one work.
REASONS: Final[dict[LinkReason, str]] = {
    "hand": "by hand",
    "doi": "same DOI",
    "pmid": "same PMID",
    "title": "same title",
    "parallel": "parallel texts",
}

# Changed links that are named; `--json` names all.
CHANGES_SHOWN: Final = 20


def link_in_words(link: Link) -> str:
    """A link in one line: both ids, why, how parallel the texts are."""
    row = row_of(link)
    return (
        f"{row.en}  {row.zh}  {REASONS[row.reason]}, score {row.parallel_score:.2f}, "
        f"{row.aligned} of {counted(row.units, 'unit')} with both sides"
    )


def summary_lines(summary: LinkSummary) -> Iterator[str]:
    """What became of the links: their numbers in one line, and a line for each of the first that are new or gone."""
    yield f"{counted(summary.total, 'link')}: {summary.made} new, {summary.renewed} renewed, {summary.removed} removed"
    yield from _change_lines("new", summary.new)
    yield from _change_lines("removed", summary.gone)


def _change_lines(word: str, changes: Sequence[LinkChange]) -> Iterator[str]:
    for change in changes[:CHANGES_SHOWN]:
        yield f"{word}: {change.en}  {change.zh}  {REASONS[change.reason]}, score {change.parallel_score:.2f}"
    if len(changes) > CHANGES_SHOWN:
        yield f"{word}: {len(changes) - CHANGES_SHOWN} more, which --json names"
