"""Language, theme and keys of a visitor."""

import pytest

from webapp.preferences import read_preferences


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (["zh-CN", "en"], "zh"),
        (["zh-Hant-TW"], "zh"),
        (["fr-FR", "en-GB", "zh"], "en"),
        (["fr"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_the_interface_speaks_is_taken(accepted: list[str], language: str) -> None:
    assert read_preferences({}, {}, accepted).language == language


def test_the_url_wins_over_the_cookie_the_cookie_over_the_setting_and_that_over_the_browser() -> None:
    assert read_preferences({"ui": "en"}, {"ui": "zh"}, ["zh"], "zh").language == "en"
    assert read_preferences({}, {"ui": "zh"}, ["en"], "en").language == "zh"
    assert read_preferences({}, {}, ["en"], "zh").language == "zh"


def test_unknown_values_are_as_good_as_none() -> None:
    found = read_preferences({"ui": "xx", "theme": "<b>"}, {"keys": "maybe", "theme": "dark"}, ["en"])
    assert (found.language, found.theme, found.keys, found.chosen) == ("en", "dark", True, ())


def test_only_what_the_url_chose_is_kept() -> None:
    assert read_preferences({"theme": "dark", "keys": "off"}, {"ui": "zh"}, []).chosen == (
        ("theme", "dark"),
        ("keys", "off"),
    )
