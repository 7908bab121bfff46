"""Answers that a browser may keep if it asks each time whether they still hold."""

from flask import Response, request


def revalidated(response: Response) -> Response:
    """The answer with an ETag of its bytes, or 304 where the browser has them already.

    A page differs by cookie and language, so no shared cache may keep it without asking.
    """
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Cookie", "Accept-Language"))
    response.make_conditional(request)
    return response
