"""`/api/v1/reports/{id}`: a report whole."""

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as WerkzeugResponse

from webapp.addresses import encode_id
from webapp.api.answers import json_answer
from webapp.report_lookup import find_report
from webapp.views.report import view_of

reports_api = Blueprint("reports_api", __name__, url_prefix="/api/v1")


@reports_api.get("/reports/<segment>")
def show(segment: str) -> Response | WerkzeugResponse:
    """The report, or a redirect from an alias or another spelling of its address."""
    found = find_report(segment)
    if found.moved:
        return redirect(f"/api/v1/reports/{encode_id(found.report_id)}", 302)
    report = found.report()
    return json_answer(view_of(report, found.linked(report)))
