"""`/healthz` and `/readyz`: for whoever watches over the server."""

import msgspec
from flask import Blueprint, Response

from webapp.app_state import collection

state = Blueprint("state", __name__)


@state.get("/healthz")
def healthz() -> Response:
    """200 while the process answers."""
    return _plain({"status": "alive"})


@state.get("/readyz")
def readyz() -> Response:
    """200 when it can search; otherwise 503 with what to do, by the error handler."""
    with collection().lease() as (generation, store):
        revision = generation.manifest.revision
        return _plain(
            {
                "status": "ready",
                "generation": generation.number,
                "revision": revision,
                "behind": store.revision() - revision,
            }
        )


def _plain(members: dict[str, object]) -> Response:
    response = Response(msgspec.json.encode(members), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
