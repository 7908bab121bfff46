"""Both interface languages are whole."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import Babel

from webapp.display_names import part_name
from webapp.query_messages import NOTE_CODES, QUERY_CODES, READINGS

ROOT = Path(__file__).parents[2]
CHINESE = ROOT / "webapp" / "translations" / "zh_Hans" / "LC_MESSAGES"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "lazy_pgettext": ((1, "c"), 2),
    "N_": None,
}
PLACEHOLDER = re.compile(r"%\(([a-z]+)\)s")


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with (CHINESE / "messages.po").open("rb") as file:
        return read_po(file, locale="zh_Hans")


def plural(words: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a message, one or many, read from either kind of file."""
    return (words,) if isinstance(words, str) else tuple(words)


def context(message: Message) -> str | None:
    """The context of a message read from either kind of file: of a compiled one Babel leaves it in bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def ids_in_the_source() -> set[tuple[str | None, str]]:
    """Every message that the program and its templates ask for, behind its context; of plurals the singular."""
    found: set[tuple[str | None, str]] = set()
    for method, pattern in (("python", "**.py"), ("jinja2", "templates/**.html")):
        for _, _, message, _, context in extract_from_dir(str(ROOT / "webapp"), [(pattern, method)], keywords=KEYWORDS):
            found.add((context, message if isinstance(message, str) else message[0]))
    return found


def test_every_message_of_the_source_is_translated_and_no_other_is_kept(chinese: Catalog) -> None:
    """The catalogue holds the messages of the source exactly, each with a translation."""
    translated = {
        (m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in chinese if m.id and m.string and not m.fuzzy
    }
    assert translated == ids_in_the_source()


def test_the_compiled_catalogue_says_what_the_written_one_says(chinese: Catalog) -> None:
    with (CHINESE / "messages.mo").open("rb") as file:
        compiled = read_mo(file)
    said = [
        {(context(m), plural(m.id)): plural(m.string) for m in catalogue if m.id} for catalogue in (compiled, chinese)
    ]
    assert said[0] == said[1]


def test_translations_fill_in_the_same_names(chinese: Catalog) -> None:
    """A name that the original does not know would be an error while the page is made."""
    for message in chinese:
        if message.id and not str(message.id).startswith(("query.", "note.")):
            words = message.id if isinstance(message.id, str) else message.id[1]
            text = message.string if isinstance(message.string, str) else message.string[0]
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(words)), message.id


def test_every_error_and_note_of_the_query_language_has_chinese_words() -> None:
    """The codes in the source and those in the catalogue are the same."""
    files = (
        *sorted((ROOT / "indexer").glob("*.py")),
        ROOT / "webapp" / "unknown_arguments.py",
        ROOT / "webapp" / "views" / "unmet.py",
    )
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    calls = r'(?:QueryError|StrategyError|fault|error|refuse)\(\s*"([a-z-]+)"'
    assert {f"query.{code}" for code in re.findall(calls, source)} == set(QUERY_CODES)
    assert {f"note.{code}" for code in re.findall(r'(?:Note|note)\(\s*"([a-z-]+)"', source)} == set(NOTE_CODES)


def test_the_readings_of_mixed_operators_are_those_of_the_parser() -> None:
    source = (ROOT / "indexer" / "query_readings.py").read_text(encoding="utf-8")
    assert all(f'"{reading}"' in source for reading in READINGS)


def test_the_section_of_a_report_is_not_called_as_the_results_of_a_search(chinese: Catalog) -> None:
    """English has one word for both, Chinese has two."""
    section, search = (chinese.get("Results", context) for context in ("section of a report", None))
    assert section is not None
    assert search is not None
    assert (section.string, search.string) == ("结果", "检索结果")
    assert section_of_a_report() == "结果"


def section_of_a_report() -> str:
    """The heading that a Chinese visitor sees above the results of a study."""
    app = Flask(__name__)
    Babel(app, default_locale="zh_Hans", default_translation_directories=str(ROOT / "webapp" / "translations"))
    with app.test_request_context():
        return part_name("RESULTS", 0)
