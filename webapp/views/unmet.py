"""Notes on what an address asks and the answer cannot heed: a page beyond the last, expansions that there are not."""

from collections.abc import Iterable, Iterator
from typing import Final

from indexer.feedback import is_broadening
from indexer.query import Note
from webapp.request_args import SearchForm

NAMED_MAX: Final = 5
_SHOWN_CHARACTERS: Final = 40


def unmet(form: SearchForm, pages: int, removed: Iterable[str]) -> Iterator[Note]:
    """The notes on a search of so many pages, from which these expansions were taken away."""
    if form.page > max(1, pages):
        message = f"There is no page {form.page}; the last is page {max(1, pages)}."
        yield Note("no-such-page", message, 0, 0, (("page", str(form.page)), ("pages", str(max(1, pages)))))
    if form.xl == "off":  # nothing is added that could be taken away
        return
    taken_away = {name.lower() for name in removed}
    asked = (name for name in form.refused if form.broaden or not is_broadening(name))
    unknown = [name for name in asked if name.lower() not in taken_away]
    for name in unknown[:NAMED_MAX]:
        shown = name[:_SHOWN_CHARACTERS]
        yield Note("unknown-expansion", f"“{shown}” is nothing that this search adds.", 0, 0, (("name", shown),))
