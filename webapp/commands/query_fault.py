"""A query that cannot be read, shown in a terminal: the message, the query with its fault underlined, ways out."""

from collections.abc import Iterator
from typing import Final

from indexer.errors import QueryError
from webapp.commands.side_by_side import cell_width, printable

# Of a long query so much is shown before and after the place of the fault.
CONTEXT_CHARACTERS: Final = 40


def fault_lines(query: str, fault: QueryError, where: str = "") -> Iterator[str]:
    """The lines to print, `where` before the message; carets stand under the fault, in the cells of a terminal."""
    yield f"duizhao: {where}{fault.message}"
    if query.strip() and fault.end > fault.start:
        start = max(0, fault.start - CONTEXT_CHARACTERS)
        end = min(len(query), fault.end, fault.start + CONTEXT_CHARACTERS)
        before, wrong = (_one_line(query[a:b]) for a, b in ((start, fault.start), (fault.start, end)))
        after = _one_line(query[end : end + CONTEXT_CHARACTERS])
        opened, closed = "…" if start else "", "…" if end + CONTEXT_CHARACTERS < len(query) else ""
        yield f"  {opened}{before}{wrong}{after}{closed}"
        yield "  " + " " * cell_width(opened + before) + "^" * max(1, cell_width(wrong))
    for reading in fault.readings:
        yield f"  {reading.query}    {reading.explanation}"
    if fault.suggestion is not None and not fault.readings:
        yield f"  try: {printable(fault.suggestion)}"


def _one_line(text: str) -> str:
    """The text without line breaks and control characters, of the same length."""
    return printable(text.replace("\n", " ").replace("\t", " "))
