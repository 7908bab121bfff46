"""`/api/v1/suggest`: what the query that is being typed may go on to."""

from flask import Blueprint, Response, request

from indexer.completions import complete
from indexer.suggestions import suggester_of
from webapp.api.answers import json_answer
from webapp.app_state import collection

suggest_api = Blueprint("suggest_api", __name__, url_prefix="/api/v1")


@suggest_api.get("/suggest")
def suggest() -> Response:
    """Completions of the last word of `q`."""
    with collection().lease() as (generation, _):
        return json_answer(complete(request.args.get("q", ""), suggester_of(generation.vocabulary)))
