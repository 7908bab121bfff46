"""A search broadened by words of what it finds, where the visitor asks for that."""

from dataclasses import dataclass, replace

from corpus.store import Store
from indexer.feedback import feedback_words, name_of
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.search import Inquiry, Reading, broadened, read_inquiry
from webapp.request_args import SearchForm


@dataclass(frozen=True, slots=True)
class AddedWord:
    """A word by which the search is broadened, its name in `without=`, and the address of the search without it."""

    word: str
    name: str
    url: str


def reading_of(
    form: SearchForm, page_size: int, facets: tuple[FilterName, ...], generation: OpenGeneration, store: Store
) -> Reading:
    """How what the form asks is read, broadened where that was chosen; raises QueryError."""
    reading = read_inquiry(form.inquiry(page_size, facets), generation)
    if not form.broaden:
        return reading
    words = feedback_words(reading, generation, store)
    refused = tuple(name for name in map(name_of, words) if name in reading.inquiry.without)
    kept = tuple(word for word in words if name_of(word) not in refused)
    expanded = reading.expanded._replace(removed=(*reading.expanded.removed, *refused))
    return broadened(replace(reading, expanded=expanded), kept, generation)


def added_words(inquiry: Inquiry, form: SearchForm) -> tuple[AddedWord, ...]:
    """The words added, the likeliest first."""
    return tuple(AddedWord(word, name_of(word), form.refusing(name_of(word)).path()) for word in inquiry.added)
