"""What one visitor prefers: the language of the interface, the theme, single-letter keys.

A choice is made by a URL (`?ui=zh`, `?theme=dark`, `?keys=off`) and kept in a cookie, so that it works without
JavaScript and without an account. Unknown values are as good as none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

UiLanguage: TypeAlias = Literal["en", "zh"]
Theme: TypeAlias = Literal["light", "dark", "system"]

# The name of the interface language -> Babel's locale and the value of HTML's lang.
LOCALES: Final[dict[UiLanguage, str]] = {"en": "en", "zh": "zh_Hans"}
TAGS: Final[dict[UiLanguage, str]] = {"en": "en", "zh": "zh-Hans"}

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "ui": ("en", "zh"),
    "theme": ("light", "dark", "system"),
    "keys": ("on", "off"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """One visitor's choices; `chosen` holds those that this request made anew, to be kept in cookies."""

    language: UiLanguage = "en"
    theme: Theme = "system"
    keys: bool = True
    chosen: tuple[tuple[str, str], ...] = ()


def read_preferences(
    arguments: Mapping[str, str], cookies: Mapping[str, str], accepted: Iterable[str], default: str = ""
) -> Preferences:
    """The preferences by URL, then cookie, then for the language the setting, then the browser's languages."""

    def choice(name: str) -> str:
        return next((v for v in (arguments.get(name), cookies.get(name)) if v in CHOICES[name]), "") or ""

    language = choice("ui") or (default if default in CHOICES["ui"] else "") or _accepted(accepted)
    theme = choice("theme")
    return Preferences(
        language="zh" if language == "zh" else "en",
        theme="light" if theme == "light" else "dark" if theme == "dark" else "system",
        keys=choice("keys") != "off",
        chosen=tuple((name, arguments[name]) for name in CHOICES if arguments.get(name) in CHOICES[name]),
    )


def _accepted(tags: Iterable[str]) -> str:
    """The first of a browser's languages (zh-CN, zh-Hant-TW, en-GB …) that the interface speaks."""
    return next((primary for tag in tags if (primary := tag.lower().split("-")[0]) in CHOICES["ui"]), "")
