"""The collection and the settings of the application that answers the current request, and answers that are cached."""

from flask import Response, current_app, request

from webapp.collection import Collection
from webapp.settings import Settings
from webapp.views.home import HomeViews


def collection() -> Collection:
    """The collection being served."""
    found: Collection = current_app.extensions["duizhao"]
    return found


def settings() -> Settings:
    """The settings in force."""
    found: Settings = current_app.extensions["duizhao.settings"]
    return found


def home_views() -> HomeViews:
    """The home page's views, kept between requests."""
    found: HomeViews = current_app.extensions["duizhao.home"]
    return found


def revalidated(response: Response) -> Response:
    """The answer with an ETag of its bytes, or 304 where the browser has them already.

    A page differs by cookie and language, so no shared cache may keep it without asking.
    """
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Cookie", "Accept-Language"))
    response.make_conditional(request)
    return response
