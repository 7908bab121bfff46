"""`/reports/<id>`: one report, in tabs."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as WerkzeugResponse

from corpus.model import Decision, Report
from indexer.plan import Match
from webapp.addresses import encode_id, report_path
from webapp.app_state import settings
from webapp.caching import revalidated
from webapp.highlighting import marks_in, match_of
from webapp.report_lookup import LocatedReport, find_report
from webapp.request_args import BadArgument, one_of, read_leniently
from webapp.views.aligned import bars_of, parts_of
from webapp.views.citations import imprint
from webapp.views.flag_groups import beside, grouped, listed_rules, standing
from webapp.views.flagged import flagged_places
from webapp.views.links import side_by_side
from webapp.views.original import originals_of
from webapp.views.passages import titles_of
from webapp.views.report import ALIGNED, ORIGINAL, QUALITY, Tab, prose_of, tabs_of, version_of_tab, view_of

report_page = Blueprint("report", __name__)


@report_page.get("/reports/<segment>")
def show(segment: str) -> Response | WerkzeugResponse:
    """The report in the tab of ?view=, with what ?q= matches marked; aliases redirect to the report's own address.

    One that is linked is shown beside the other, as if both were one.
    """
    found = find_report(segment)
    if found.moved:
        arguments = tuple(request.args.items(multi=True))
        return redirect(report_path(found.report_id, arguments), 302)
    own, form = found.report(), read_leniently(request.args, settings().page_size)
    linked = found.linked(own)
    report = side_by_side(own, linked)
    if linked is not None:
        report = beside(report, linked.other.report_id)
    tabs = tabs_of(report)
    tab = next((tab for tab in tabs if tab.name == request.args.get("view", tabs[0].name)), None)
    if tab is None:
        raise BadArgument("view", one_of(*(tab.name for tab in tabs)))
    decided = found.store.flags.decided([flag.key for flag in report.flags])
    open_report = standing(report, decided)
    match = match_of(form)
    asked = form.arguments() if form.asks else ()
    tab_paths = {one.name: report_path(report.report_id, (("view", one.name), *asked)) for one in tabs}
    page = render_template(
        "report.html",
        view=view_of(own, linked, match),
        cited_titles=[title.text for title in titles_of(own) if not title.derived],
        imprint=imprint,
        tabs=tabs,
        tab=tab,
        tab_paths=tab_paths,
        listed_rules=listed_rules(open_report, tab_paths.get(ALIGNED, ""), tab_paths.get(QUALITY, "")),
        open_flags=len(open_report.flags),
        all_flags=len(report.flags),
        form=form,
        back=form.path() if form.asks else "",
        here="search",
        api_path=f"/api/v1/reports/{encode_id(report.report_id)}",
        **_content(report, open_report, tab, match, found, decided),
    )
    return revalidated(make_response(page))


def _content(
    report: Report, open_report: Report, tab: Tab, match: Match, found: LocatedReport, decided: Mapping[str, Decision]
) -> dict[str, object]:
    """What the tab shows; `open_report` has only the flags that nobody dismissed."""
    if tab.name == ORIGINAL:
        return {"originals": originals_of(found.records())}
    if tab.name == QUALITY:
        return {"groups": grouped(flagged_places(report, decided))}
    marks = marks_in(report, match)
    if tab.name == ALIGNED:
        parts = parts_of(open_report, marks)
        return {"parts": parts, "bars": bars_of(parts)}
    version = version_of_tab(report, tab.name)
    assert version is not None, "a tab that is no view of the whole shows a version"
    return {"version": version, "prose": prose_of(open_report, version, marks)}
