"""A search broadened by words of what it finds, where the visitor asks for that."""

from dataclasses import dataclass, replace

from corpus.store import Store
from indexer.feedback import feedback_words, name_of
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.search import Inquiry
from webapp.request_args import SearchForm


@dataclass(frozen=True, slots=True)
class AddedWord:
    """A word by which the search is broadened, its name in `without=`, and the address of the search without it."""

    word: str
    name: str
    url: str


def inquiry_of(
    form: SearchForm, page_size: int, facets: tuple[FilterName, ...], generation: OpenGeneration, store: Store
) -> Inquiry:
    """What the form asks of the index, the words to broaden it by found first; raises QueryError."""
    inquiry = form.inquiry(page_size, facets)
    return replace(inquiry, added=feedback_words(inquiry, generation, store)) if form.broaden else inquiry


def added_words(inquiry: Inquiry, form: SearchForm) -> tuple[AddedWord, ...]:
    """The words added, the likeliest first."""
    return tuple(AddedWord(word, name_of(word), form.refusing(name_of(word)).path()) for word in inquiry.added)
