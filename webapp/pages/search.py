"""`/search`: the results of a query."""

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as WerkzeugResponse

from webapp.app_state import collection, settings
from webapp.caching import revalidated
from webapp.request_args import FACETS, read_form
from webapp.unknown_arguments import refuse_misspelt, unknown_arguments
from webapp.views.help import syntax
from webapp.views.results import chosen_of, found_view, page_numbers

search_page = Blueprint("search", __name__)


@search_page.get("/search")
def show() -> Response | WerkzeugResponse:
    """The page of results; without a query, the home page."""
    size = settings().page_size
    form = read_form(request.args, size)
    refuse_misspelt(form)
    if not form.asks:
        return redirect("/", 302)
    with collection().lease() as (generation, store):
        results = found_view(form, size, tuple(FACETS), generation, store)
        page = render_template(
            "results.html",
            results=replace(results, notes=(*results.notes, *unknown_arguments())),
            form=form,
            chosen=chosen_of(form),
            page_numbers=page_numbers(results.page, results.pages),
            syntax=syntax(),
            here="search",
            generation=generation,
            api_path=form.path("/api/v1/search"),
        )
    return revalidated(make_response(page))
