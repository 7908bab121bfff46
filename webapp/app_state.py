"""What the application that answers the current request holds: its collection, its settings, its home page's views."""

from flask import current_app

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
