"""`/search`: the results of a query."""

from dataclasses import replace
from typing import NamedTuple

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from corpus.store import Store
from indexer.generations import OpenGeneration
from indexer.search import search
from webapp.current import collection, revalidated, settings
from webapp.request_args import FACETS, SearchForm, read_form
from webapp.views.help import syntax
from webapp.views.results import chosen_of, page_numbers, results_view

search_page = Blueprint("search", __name__)


class Way(NamedTuple):
    """Another search that would find something."""

    words: str
    url: str
    hits: int


@search_page.get("/search")
def show() -> Response | WerkzeugResponse:
    """The page of results; without a query, the home page."""
    size = settings().page_size
    form = read_form(request.args, size)
    if not form.asks:
        return redirect("/", 302)
    with collection().lease() as (generation, store):
        result = search(form.inquiry(size, tuple(FACETS)), generation, store)
        results = results_view(result, form, size)
        page = render_template(
            "results.html",
            results=results,
            form=form,
            chosen=chosen_of(form),
            page_numbers=page_numbers(results.page, results.pages),
            ways=() if results.total else _ways(form, generation, store),
            syntax=syntax(),
            here="search",
            generation=generation,
            api_path=form.path("/api/v1/search"),
        )
    return revalidated(make_response(page))


def _ways(form: SearchForm, generation: OpenGeneration, store: Store) -> tuple[Way, ...]:
    """Less narrow searches that find something, with their hits."""
    first = replace(form, page=1)
    tries = (
        (gettext("The same without narrowing"), replace(first, chosen=()), bool(form.chosen)),
        (gettext("The same in both languages"), replace(first, lang=""), bool(form.lang)),
        (gettext("Reports with any of these words"), replace(first, match="any"), form.match == "all"),
        (gettext("Any of these words, in both languages"), replace(first, lang="", chosen=(), match="any"), True),
    )  # fmt: skip
    ways: dict[str, Way] = {}
    for words, other, worth in tries:
        if worth and other.q.strip():
            total = search(other.inquiry(1), generation, store).total
            if total and not ways:
                ways[other.path()] = Way(words, other.path(), total)
            elif total:
                ways.setdefault(other.path(), Way(words, other.path(), total))
    return tuple(ways.values())
