"""`/help`: the query language and the keys."""

from flask import Blueprint, Response, make_response, render_template

from webapp.caching import revalidated
from webapp.request_args import SearchForm
from webapp.views.help import help_view, syntax

help_page = Blueprint("help", __name__)


@help_page.get("/help")
def show() -> Response:
    """The help page."""
    page = render_template(
        "help.html", help=help_view(), form=SearchForm(), syntax=syntax(), here="help", api_path="/api/v1/help"
    )
    return revalidated(make_response(page))
