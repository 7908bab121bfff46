"""`/api/v1/terms`: the terms of the collection, its abbreviations, and what is rendered in several ways."""

from flask import Blueprint, Response, request

from webapp.api.answers import json_answer
from webapp.app_state import collection
from webapp.views.terms import read_terms_form, terms_of

terms_api = Blueprint("terms_api", __name__, url_prefix="/api/v1")


@terms_api.get("/terms")
def show() -> Response:
    """A page of the terms that are asked for."""
    view = terms_of(read_terms_form(request.args), collection().terms())
    return json_answer(view, same_as=view)
