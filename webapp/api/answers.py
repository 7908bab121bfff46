"""A view as JSON."""

import hashlib
from typing import Any

import msgspec
from flask import Response

from webapp.caching import revalidated
from webapp.unknown_arguments import unknown_arguments


def json_answer(view: Any, same_as: Any = None) -> Response:
    """The view as JSON, with an ETag of itself, or of `same_as`: the view without what differs each time. `notes`
    tell of arguments that the address does not know.
    """
    response = Response(msgspec.json.encode(_with_notes(view)), content_type="application/json")
    if same_as is not None:
        response.set_etag(hashlib.sha256(msgspec.json.encode(_with_notes(same_as))).hexdigest())
    return revalidated(response)


def _with_notes(view: Any) -> Any:
    """The view, with notes on arguments that were passed over behind its own."""
    unknown = unknown_arguments()
    if not unknown:
        return view
    members = msgspec.to_builtins(view)
    return {**members, "notes": [*members.get("notes", ()), *msgspec.to_builtins(unknown)]}
