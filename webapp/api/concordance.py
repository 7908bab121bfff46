"""`/api/v1/concordance`: how a word is used, unit by unit."""

from dataclasses import replace
from typing import Final

from flask import Blueprint, Response, request

from webapp.api.answers import json_answer
from webapp.app_state import collection
from webapp.concordance_args import read_concordance_form
from webapp.views.concordance import found_concordance

# Lines of a page unless the address says otherwise: one takes the room of a fifth of a hit.
PAGE_LINES: Final = 50

concordance_api = Blueprint("concordance_api", __name__, url_prefix="/api/v1")


@concordance_api.get("/concordance")
def lines() -> Response:
    """The lines of a concordance."""
    form = read_concordance_form(request.args, PAGE_LINES)
    with collection().lease() as (generation, store):
        view = found_concordance(form, PAGE_LINES, generation, store)
    return json_answer(view, same_as=replace(view, took_ms=0.0))
