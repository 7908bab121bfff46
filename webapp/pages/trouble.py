"""The one page for everything that goes wrong."""

from flask import Response, make_response, render_template, request

from indexer.limits import QUERY_CHARACTERS_MAX
from webapp.app_state import settings
from webapp.errors import Problem
from webapp.request_args import read_leniently
from webapp.views.help import syntax


def page_of(problem: Problem) -> Response:
    """The problem as a page: what is wrong, where, and what to do; the query stays in its box."""
    form = read_leniently(request.args, settings().page_size)
    parts = None
    if problem.position is not None and len(form.q) <= 2 * QUERY_CHARACTERS_MAX:
        start, end = problem.position.start, problem.position.end
        parts = (form.q[:start], form.q[start:end], form.q[end:])
    body = render_template(
        "error.html", problem=problem, form=form.shortened(2 * QUERY_CHARACTERS_MAX), parts=parts, syntax=syntax(),
        here="search",
    )  # fmt: skip
    return make_response(body, problem.status)
