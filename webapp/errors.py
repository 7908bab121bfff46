"""From an exception to a status, one JSON shape (RFC 9457) and one page.

No answer ever carries a traceback or the text of an unforeseen exception; those go to the log.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from flask import Flask, Response, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Response as WerkzeugResponse

from corpus.errors import StoreError, UnknownReport
from indexer.errors import (
    ConcordanceError,
    IndexDamaged,
    IndexMissing,
    IndexStale,
    IndexUnavailable,
    QueryError,
    Reading,
)
from webapp.collection import NothingIngested
from webapp.concordance_args import PARTS
from webapp.query_messages import query_message, translated_readings
from webapp.request_args import BadArgument

log = logging.getLogger(__name__)

PROBLEM_TYPE: Final = "application/problem+json"
REBUILD: Final = "duizhao index rebuild"
INGEST: Final = "duizhao ingest PATH"
DOCTOR: Final = "duizhao doctor"
# When a client may ask again after a 503: a new index is picked up within a second of its being there.
RETRY_SECONDS: Final = 5


class Position(msgspec.Struct, frozen=True):
    """The range of the fault in the query as typed, in code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as RFC 9457 shapes it; `type` is a stable name. The members after `code` may be empty.

    `position`, `suggestion` and `readings` belong to a query that cannot be read, `parameter` to an argument that
    cannot be used or, of several queries, to the one that cannot be read, `commands` to an index that has to be made
    first.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    position: Position | None = None
    suggestion: str | None = None
    readings: tuple[Reading, ...] = ()
    parameter: str | None = None
    commands: tuple[str, ...] = ()


def problem_of(exc: Exception) -> Problem:
    """The problem that an exception is; an unforeseen one says nothing of itself."""
    if isinstance(exc, QueryError):
        position = Position(exc.start, exc.end)
        code, readings = f"query.{exc.code}", translated_readings(exc)
        parameter = PARTS[exc.part] if isinstance(exc, ConcordanceError) else None
        return _problem(400, code, query_message(exc), position, exc.suggestion, readings, parameter)
    if isinstance(exc, BadArgument):
        return _problem(400, "bad-argument", _argument_words(exc), parameter=exc.name)
    if isinstance(exc, UnknownReport):
        return _problem(404, "unknown-report", gettext("The collection has no report by this name."))
    if isinstance(exc, (IndexUnavailable, StoreError)):
        return _unavailable(exc)
    if isinstance(exc, HTTPException) and exc.code is not None:
        return _problem(exc.code, f"http-{exc.code}", _http_words(exc.code))
    return _problem(500, "internal", gettext("Something went wrong here; it was written to the server's log."))


def _problem(
    status: int,
    code: str,
    detail: str,
    position: Position | None = None,
    suggestion: str | None = None,
    readings: tuple[Reading, ...] = (),
    parameter: str | None = None,
    commands: tuple[str, ...] = (),
) -> Problem:
    title = HTTP_STATUS_CODES.get(status, "Error")
    return Problem(
        f"urn:duizhao:problem:{code}", title, status, detail, code, position, suggestion, readings, parameter, commands
    )


def _unavailable(exc: IndexUnavailable | StoreError) -> Problem:
    """There is nothing to search yet, or it cannot be read: 503 with the commands that mend it."""
    if isinstance(exc, NothingIngested):
        words = gettext("Nothing has been ingested yet. Read some files in and build the index:")
        return _problem(503, "nothing-ingested", words, commands=(INGEST, REBUILD))
    if isinstance(exc, StoreError):
        log.error("the store cannot be read: %s", exc)
        words = gettext("The collection's database cannot be read. On the server, this says what to mend:")
        return _problem(503, "store", words, commands=(DOCTOR,))
    if isinstance(exc, IndexDamaged):
        log.error("the index cannot be opened: %s", exc)
        words = gettext("The index is damaged and was not opened. Build it again:")
        return _problem(503, "index-damaged", words, commands=(REBUILD,))
    if isinstance(exc, IndexStale):
        words = gettext("The index was built by another version of this program. Build it again:")
        return _problem(503, "index-stale", words, commands=(REBUILD,))
    if isinstance(exc, IndexMissing):
        return _problem(503, "index-missing", gettext("No index has been built yet. Build it:"), commands=(REBUILD,))
    log.error("the index cannot be searched: %s", exc)
    words = gettext("The index cannot be searched now. On the server, this says what to mend:")
    return _problem(503, "index-unavailable", words, commands=(DOCTOR,))


def _argument_words(exc: BadArgument) -> str:
    """What is wrong with an argument, and what to write."""
    named = {"name": exc.name, "allowed": exc.allowed}
    if exc.fault == "empty":
        return str(
            gettext("The argument “%(name)s” of this address is empty: leave it out, or write %(allowed)s.", **named)
        )
    if exc.fault == "unknown":
        return str(gettext("The argument “%(name)s” of this address is not known here; write %(allowed)s.", **named))
    return str(gettext("The argument “%(name)s” of this address may be %(allowed)s.", **named))


def _http_words(status: int) -> str:
    """What a status of HTTP means to a reader of pages."""
    words = {
        404: gettext("There is no page at this address."),
        405: gettext("This address can only be read (GET)."),
        414: gettext("The address is too long."),
    }
    return str(words.get(status, HTTP_STATUS_CODES.get(status, "")))


def json_of(problem: Problem) -> Response:
    """The problem as JSON; empty members are left out."""
    members = {name: value for name, value in msgspec.to_builtins(problem).items() if value not in (None, [], ())}
    return Response(msgspec.json.encode(members), problem.status, content_type=PROBLEM_TYPE)


def wants_json() -> bool:
    """Whether the request was made to an address that answers in JSON."""
    return request.path.startswith("/api/") or request.path in ("/api", "/healthz", "/readyz")


def install(app: Flask, page_of: Callable[[Problem], Response]) -> None:
    """Let every exception end in the one JSON shape or, made by `page_of`, the one page."""

    @app.errorhandler(Exception)
    def answer(exc: Exception) -> WerkzeugResponse:
        if isinstance(exc, HTTPException) and exc.code is not None and 300 <= exc.code < 400:
            return exc.get_response(request.environ)
        problem = problem_of(exc)
        if problem.status == 500:
            log.error("%s %s failed", request.method, request.path, exc_info=exc)
        response = json_of(problem) if wants_json() else page_of(problem)
        if problem.status == 503:
            response.headers["Retry-After"] = str(RETRY_SECONDS)
        if isinstance(exc, MethodNotAllowed) and exc.valid_methods:
            response.headers["Allow"] = ", ".join(exc.valid_methods)
        return response
