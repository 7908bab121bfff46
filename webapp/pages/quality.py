"""`/quality`: every flag in the collection, by rule and severity."""

from flask import Blueprint, Response, make_response, render_template, request

from webapp.app_state import collection
from webapp.caching import revalidated
from webapp.views.quality import PAGE_FLAGS, by_report, quality_of, read_quality_form

quality_page = Blueprint("quality", __name__)


@quality_page.get("/quality")
def show() -> Response:
    """The counts, and a page of the flags that are asked for."""
    form = read_quality_form(request.args)
    view = quality_of(form, collection().store())
    page = render_template(
        "quality.html",
        view=view,
        reports=by_report(view.flags),
        page_flags=PAGE_FLAGS,
        form=form,
        here="quality",
        api_path=form.path("/api/v1/flags"),
    )
    return revalidated(make_response(page))
