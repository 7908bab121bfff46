"""`/api/v1/search`, `/api/v1/collection`, `/api/v1/help`: what the pages of the same name show."""

from dataclasses import replace

from flask import Blueprint, Response, request

from webapp.api.answers import json_answer
from webapp.app_state import collection, home_views, settings
from webapp.request_args import FACETS, read_form
from webapp.unknown_arguments import refuse_misspelt
from webapp.views.help import help_view
from webapp.views.results import found_view

search_api = Blueprint("search_api", __name__, url_prefix="/api/v1")


@search_api.get("/search")
def find() -> Response:
    """The hits of a query."""
    size = settings().page_size
    form = read_form(request.args, size)
    refuse_misspelt(form)
    with collection().lease() as (generation, store):
        view = found_view(form, size, tuple(FACETS), generation, store)
    return json_answer(view, same_as=replace(view, took_ms=0.0))


@search_api.get("/collection")
def describe() -> Response:
    """What the collection holds."""
    with collection().lease() as (generation, store):
        return json_answer(home_views().of(generation, store))


@search_api.get("/help")
def explain() -> Response:
    """The query language."""
    view = help_view()
    groups = [{"title": group.title, "rows": [row._asdict() for row in group.rows]} for group in view.syntax]
    return json_answer({"syntax": groups, "keys": [row._asdict() for row in view.keys]})
