"""`/api/v1/flags`: the flags of the collection."""

from flask import Blueprint, Response, request

from webapp.api.answers import json_answer
from webapp.app_state import collection
from webapp.views.quality import quality_of, read_quality_form

flags_api = Blueprint("flags_api", __name__, url_prefix="/api/v1")


@flags_api.get("/flags")
def show() -> Response:
    """The counts by rule and severity, and a page of the flags that are asked for."""
    return json_answer(quality_of(read_quality_form(request.args), collection().store()))
