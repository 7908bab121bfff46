"""`/`: the search box, what the collection holds, searches to try."""

from flask import Blueprint, Response, make_response, render_template

from webapp.app_state import collection, home_views
from webapp.caching import revalidated
from webapp.request_args import SearchForm
from webapp.views.help import syntax

home_page = Blueprint("home", __name__)


@home_page.get("/")
def show() -> Response:
    """The home page."""
    with collection().lease() as (generation, store):
        home = home_views().of(generation, store)
        page = render_template(
            "home.html",
            home=home,
            form=SearchForm(),
            syntax=syntax(),
            here="search",
            generation=generation,
            api_path="/api/v1/collection",
        )
    return revalidated(make_response(page))
