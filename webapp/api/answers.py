"""A view as JSON."""

from typing import Any

import msgspec
from flask import Response

from webapp.current import revalidated


def json_answer(view: Any) -> Response:
    """The view as JSON, with an ETag."""
    return revalidated(Response(msgspec.json.encode(view), content_type="application/json"))
