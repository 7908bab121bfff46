"""What every page needs beside its own values: preferences, translated words, addresses of static files."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import Flask, Response, g, request
from flask_babel import Babel, format_decimal

from webapp.addresses import encode_id, with_arguments
from webapp.markup import fault_class, marked_up, operators
from webapp.preferences import CHOICES, LOCALES, TAGS, Preferences, read_preferences
from webapp.settings import Settings

STATIC: Final = Path(__file__).parent / "static"
# A choice is kept for a year, the longest that browsers still honour in full is 400 days (RFC 6265bis, 5.5).
REMEMBERED_SECONDS: Final = 365 * 24 * 3600


def preferences() -> Preferences:
    """The preferences of the visitor who made the current request."""
    found: Preferences = g.preferences
    return found


def install(app: Flask, settings: Settings) -> None:
    """Teach the application the visitor's preferences, both languages, and the names that templates use."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(Path(__file__).parent / "translations")
    Babel(app, locale_selector=lambda: LOCALES[preferences().language])

    @app.before_request
    def read() -> None:
        accepted = [tag for tag, quality in request.accept_languages if quality > 0]
        g.preferences = read_preferences(request.args, request.cookies, accepted, settings.language)

    @app.after_request
    def remember(response: Response) -> Response:
        for name, value in g.preferences.chosen if "preferences" in g else ():
            response.set_cookie(name, value, max_age=REMEMBERED_SECONDS, samesite="Lax", httponly=True)
        return response

    fingerprints = {path.name: _fingerprint(path) for path in STATIC.iterdir() if path.is_file()}
    app.jinja_env.filters |= {
        "marked_up": marked_up,
        "operators": operators,
        "fault_class": fault_class,
        "number": format_decimal,
        "day": _day,
    }
    app.jinja_env.globals |= {
        "encode_id": encode_id,
        "static_path": lambda name: f"/static/{name}?{fingerprints[name]}",
        "with_choice": with_choice,
        "preferences": preferences,
        "ui_tag": lambda: TAGS[preferences().language],
    }
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def with_choice(name: str, value: str) -> str:
    """The current address with another preference in it, and without those that were chosen before."""
    kept = [(key, item) for key, item in request.args.items(multi=True) if key not in CHOICES]
    return with_arguments(request.path, (*kept, (name, value)))


def _day(moment: str | datetime) -> str:
    """The day of a moment as ISO 8601 writes it: the same in both languages."""
    return moment.date().isoformat() if isinstance(moment, datetime) else moment[:10]


def _fingerprint(path: Path) -> str:
    """A short hash of a static file: its address changes with its content, so that it may be cached for ever."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
