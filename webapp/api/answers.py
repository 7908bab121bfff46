"""A view as JSON."""

import hashlib
from typing import Any

import msgspec
from flask import Response

from webapp.caching import revalidated


def json_answer(view: Any, same_as: Any = None) -> Response:
    """The view as JSON, with an ETag of itself, or of `same_as`: the view without what differs each time."""
    response = Response(msgspec.json.encode(view), content_type="application/json")
    if same_as is not None:
        response.set_etag(hashlib.sha256(msgspec.json.encode(same_as)).hexdigest())
    return revalidated(response)
