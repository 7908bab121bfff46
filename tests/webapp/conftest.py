"""The application over the bundled reports, without a server in front."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.application import create_app
from webapp.settings import Settings


@pytest.fixture(scope="session")
def app(bundled_home: Path) -> Iterator[Flask]:
    made = create_app(Settings(home=str(bundled_home)))
    yield made
    made.extensions["duizhao"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without cookies whose browser asks for English."""
    return app.test_client()


@pytest.fixture
def empty(tmp_path: Path) -> FlaskClient:
    """A visitor of a server without a collection."""
    return create_app(Settings(home=str(tmp_path))).test_client()
