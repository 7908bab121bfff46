"""The web application: `create_app(settings)` gives it; `duizhao serve` runs it."""

from typing import Final

from flask import Flask

from webapp import errors, page_setup, security
from webapp.api.concordance import concordance_api
from webapp.api.flags import flags_api
from webapp.api.reports import reports_api
from webapp.api.search import search_api
from webapp.api.search_record import search_record_api
from webapp.api.state import state
from webapp.api.suggest import suggest_api
from webapp.api.terms import terms_api
from webapp.collection import Collection
from webapp.display_names import WORDS
from webapp.pages.help import help_page
from webapp.pages.home import home_page
from webapp.pages.quality import quality_page
from webapp.pages.report import report_page
from webapp.pages.search import search_page
from webapp.pages.trouble import page_of
from webapp.settings import Settings
from webapp.views.home import HomeViews

# No page takes a body; a request that brings more is answered 413 before it is read.
BODY_BYTES_MAX: Final = 64 * 1024
# A static file's address changes with its content (see page_setup.py), so a browser may keep it for good.
STATIC_SECONDS: Final = 365 * 24 * 3600


def create_app(settings: Settings) -> Flask:
    """The application over the collection in the settings' data folder, which need not be there yet.

    Nothing is opened before the first request, so the application may be made before a worker forks.
    """
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES_MAX
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS
    app.extensions["duizhao"] = Collection(settings)
    app.extensions["duizhao.settings"] = settings
    app.extensions["duizhao.home"] = HomeViews()
    page_setup.install(app, settings)
    app.jinja_env.globals |= WORDS
    for blueprint in (
        home_page, search_page, report_page, quality_page, help_page, search_api, search_record_api, suggest_api,
        reports_api, concordance_api, flags_api, terms_api, state,
    ):  # fmt: skip
        app.register_blueprint(blueprint)
    errors.install(app, page_of)
    app.after_request(security.add_headers)
    return app
